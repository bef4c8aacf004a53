//! The calendars: a side's country, weekend and days off, absences, and days from a file. Keys in, the
//! screen and the plan's file out.

use std::fs;

use backcast::plan::{Blackout, Plan};
use backcast::tui::commands::Place;
use chrono::Weekday;

use crate::harness::{App, day, example_plan};
use crate::payloads;

fn open(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    app.keys("m");
    app
}

/// Adds an absence to the example's file.
fn with_away(from: &str, to: &str) -> Plan {
    let mut plan = example_plan();
    let dana = plan
        .people
        .iter_mut()
        .find(|person| person.name == "Dana Ortiz");
    dana.unwrap().away.push(Blackout {
        from: day(from),
        to: day(to),
        name: String::new(),
        extra: serde_json::Map::new(),
    });
    plan
}

/// Opens the calendars: country, weekend and every holiday up to go-live are there, and Tab turns to
/// the seller's and to the people.
#[test]
fn the_calendars_list_what_takes_days_off() {
    let mut app = open(120, 40);
    assert_eq!(app.model.place(), Place::Calendar);
    app.sees("United States (US)")
        .sees("Saturday and Sunday")
        .sees("Thu 26 Nov")
        .sees("Thanksgiving Day")
        .sees("5 holidays · works 65 of the 98 days to go-live")
        .sees("November 2026")
        .sees("March 2027")
        .sees("Enter chooses a country");
    // The months after go-live are no part of the plan.
    app.sees("go-live Mon 1 Mar 2027").sees_no("April 2027");
    app.keys("<tab><tab>")
        .sees("Dana Ortiz")
        .sees("v says when");
    app.keys("<tab>").sees("Thanksgiving Day");
    app.keys("<shift-tab>").sees("Dana Ortiz");
    app.keys("<esc>");
    assert_eq!(app.model.place(), Place::Plan);
    assert!(app.file().history.is_empty());
}

/// Types a freeze: what it would move is said before Enter, nothing is changed before; then it is in
/// the file, selected in the list, and what moved is told. `u` takes it back.
#[test]
fn days_off_are_typed_told_and_taken_back() {
    let mut app = open(120, 40);
    app.keys("a").sees("24 dec christmas eve");
    app.keys("21 dec - 8 jan year-end change freeze");
    app.sees("21 Dec – 8 Jan")
        .sees("13 working days")
        .sees("1 step moves");
    assert!(app.file().buyer.calendar.blackouts.is_empty());
    app.keys("<enter>");
    assert_eq!(
        app.said(),
        "Acme: off 21 Dec 2026 – 8 Jan 2027 (year-end change freeze) · u undoes · 1 step moved by \
         Proof of concept · now 11 d to spare"
    );
    app.sees("11 d to spare").sees("D removes 21 Dec – 8 Jan");
    let freeze = app.file().buyer.calendar.blackouts;
    assert_eq!(freeze.len(), 1);
    assert_eq!(freeze[0].name, "year-end change freeze");
    assert_eq!(
        (freeze[0].from, freeze[0].to),
        (day("2026-12-21"), day("2027-01-08"))
    );
    app.keys("u")
        .sees("25 d to spare")
        .sees_no("change freeze  ");
    assert!(app.file().buyer.calendar.blackouts.is_empty());
    app.keys("U");
    assert_eq!(app.file().buyer.calendar.blackouts, freeze);
    app.keys("D");
    assert!(app.file().buyer.calendar.blackouts.is_empty());
    // A single day goes among the single days, and to the side that is shown.
    app.keys("<tab>a24 dec christmas eve<enter>");
    let single = &app.file().seller.calendar.holidays;
    assert_eq!(
        (single[0].date, single[0].name.as_str()),
        (day("2026-12-24"), "christmas eve")
    );
    app.keys("a24 dec<enter>")
        .sees("Thu 24 Dec is in the list already");
}

/// Says that somebody is away: by the first name, from wherever one is; the absence stands with the
/// side and with the person.
#[test]
fn somebody_is_away() {
    let mut app = open(120, 40);
    app.keys("vDana 18-29 jan");
    app.sees("Dana Ortiz, Acme")
        .sees("9 working days")
        .sees("moves");
    app.keys("<enter>").sees("Dana Ortiz is away");
    let plan = app.file();
    let dana = plan
        .people
        .iter()
        .find(|person| person.name == "Dana Ortiz")
        .unwrap();
    assert_eq!(
        (dana.away[0].from, dana.away[0].to),
        (day("2027-01-18"), day("2027-01-29"))
    );
    app.keys("<shift-tab>").sees("18 – 29 Jan");
    // On a person's row the name is there already, and a reason may follow.
    app.keys("<home>v");
    let first = app.plan().people[0].name.clone();
    app.sees(&format!("Away ▸ {first}"));
    app.keys("1 feb - 3 feb conference<enter>");
    assert_eq!(app.file().people[0].away[0].name, "conference");
    app.sees("is away (conference)");
    app.keys("D");
    assert!(app.file().people[0].away.is_empty());
    for (typed, said) in [
        (
            "v<ctrl-u>Nobody 18 jan",
            "nobody of this plan is called “Nobody”",
        ),
        ("v<ctrl-u>Dana", "when is Dana away?"),
        ("v<ctrl-u>Dana 29-18 jan", "ends before it begins"),
    ] {
        app.keys(typed).sees(said);
        app.keys("<enter>");
        assert_eq!(app.model.place(), Place::Line, "{typed}");
        app.keys("<esc>");
    }
}

/// Removes a public holiday: it becomes a working day, marked as such; removed again it is a holiday.
#[test]
fn a_public_holiday_is_worked() {
    let mut app = open(120, 40);
    app.keys("<down><down>")
        .sees("D makes Thu 26 Nov a working day");
    app.keys("<delete>")
        .sees("worked, although Thanksgiving Day");
    assert_eq!(app.file().buyer.calendar.working, [day("2026-11-26")]);
    assert!(
        app.said().starts_with("Acme: 26 Nov 2026 worked"),
        "{}",
        app.said()
    );
    app.sees("D takes this exception back");
    app.keys("D");
    app.sees_no("although")
        .sees("D makes Thu 26 Nov a working day");
    assert!(app.file().buyer.calendar.working.is_empty());
    // A weekend is added with a key of its own; a working day is none to add.
    app.keys("xsat 5 dec").sees("although weekend");
    app.keys("<enter>").sees("worked, although a weekend");
    app.keys("+4 dec<enter>")
        .sees("Fri 4 Dec is worked already");
    assert_eq!(app.file().buyer.calendar.working, [day("2026-12-05")]);
}

/// Sets another weekend in words, and takes the country's again.
#[test]
fn a_side_has_a_weekend_of_its_own() {
    let mut app = open(120, 40);
    app.keys("w").sees("Acme · Weekend ▸ sat sun");
    app.keys("<ctrl-u>fri sat")
        .sees("Friday and Saturday")
        .sees("move");
    app.keys("<enter>").sees("its own");
    let weekend = app.file().buyer.calendar.weekend;
    assert_eq!(weekend, Some(vec![Weekday::Fri, Weekday::Sat]));
    app.keys("<home><down>")
        .sees("D gives the country's weekend back");
    app.keys("D");
    assert_eq!(app.file().buyer.calendar.weekend, None);
    app.keys("D").sees("w types another");
    app.keys("w<ctrl-u>funday").sees("no day of the week");
    app.keys("<esc>");
}

/// Types a few letters of a country or a part of one: what it would bring is said before it is taken.
#[test]
fn a_country_is_found_by_typing() {
    let mut app = open(100, 30);
    app.keys("cbavar").sees("Germany").sees("DE-BY");
    app.sees("holidays within the plan:");
    app.keys("<enter>");
    assert_eq!(app.file().buyer.calendar.base, "DE-BY");
    app.sees("(DE-BY)").sees("Epiphany");
    app.keys("<enter>atlantis")
        .sees("No country or part of one is called that");
    app.keys("<enter>");
    assert_eq!(app.model.place(), Place::Palette);
    app.keys("<ctrl-u>weekd<enter>");
    assert_eq!(app.file().buyer.calendar.base, "weekdays");
    app.sees("No days off but the weekend");
    app.keys("c").keys("<down><enter>");
    assert_eq!(app.file().buyer.calendar.base, "all-days");
    app.sees("none: all seven days are worked");
}

const FILE: &str = "BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20261224\r
SUMMARY:Christmas Eve\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
DTSTART;VALUE=DATE:20261225\r
SUMMARY:Christmas Day\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3\r
DTSTART;VALUE=DATE:20270208\r
DTEND;VALUE=DATE:20270213\r
SUMMARY:Offsite\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:4\r
DTSTART:20261201T100000\r
SUMMARY:Team meeting\r
END:VEVENT\r
END:VCALENDAR\r
";

/// Imports a calendar file: Tab completes its path, what would come is shown and ticked, one is left
/// out, and the rest comes in one change.
#[test]
fn days_come_from_a_file_after_they_were_shown() {
    let mut app = open(120, 40);
    let folder = app.folder.path().display().to_string();
    fs::write(format!("{folder}/holidays.ics"), FILE).unwrap();
    app.keys("i").sees("Acme · calendar file ▸");
    app.keys("<enter>");
    assert_eq!(
        app.said(),
        "type the path of an .ics file; Tab completes it"
    );
    app.paste(&format!("{folder}/nothing")).keys("<tab>");
    assert_eq!(app.said(), "no .ics file and no folder begins like that");
    app.keys("<enter>");
    assert!(app.said().contains("nothing"), "{}", app.said());
    app.keys("<ctrl-u>")
        .paste(&format!("{folder}/ho"))
        .keys("<tab>")
        .sees("holidays.ics");
    app.keys("<enter>");
    assert_eq!(app.model.place(), Place::Import);
    assert!(app.row("Christmas Eve").contains("new"));
    assert!(app.row("off anyway").contains("Fri 25 Dec"));
    assert!(
        app.row("Team meeting")
            .contains("skipped: it has a time of day")
    );
    assert!(app.row("Offsite").contains("8 – 12 Feb"));
    app.sees("Enter takes 2 entries");
    // Space leaves the first out; a day that is off anyway cannot be ticked.
    app.keys("<home><space><down><space>");
    assert!(app.row("Christmas Eve").contains("left out"));
    app.sees("Enter takes 1 entry");
    app.keys("<enter>");
    assert_eq!(app.model.place(), Place::Calendar);
    let calendar = app.file().buyer.calendar;
    assert!(calendar.holidays.is_empty());
    assert_eq!(calendar.blackouts[0].name, "Offsite");
    assert_eq!(app.file().history.len(), 1);
    // Once more: what is there is told, and nothing is left to take but what was left out.
    app.keys("i")
        .paste(&format!("{folder}/holidays.ics"))
        .keys("<enter>");
    assert!(app.row("already there").contains("Offsite"));
    app.keys("a").sees("Nothing is ticked");
    app.keys("<enter>");
    assert_eq!(app.model.place(), Place::Import);
    app.keys("<esc>");
    assert_eq!(app.file().history.len(), 1);
}

/// A file that is no calendar is told, and the path stays to be typed anew.
#[test]
fn what_is_no_calendar_file_is_said() {
    let mut app = open(100, 30);
    let folder = app.folder.path().display().to_string();
    for (name, text, said) in [
        ("a.ics", "hello", "this is no calendar file"),
        (
            "b.ics",
            "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
            "there is no event",
        ),
    ] {
        fs::write(format!("{folder}/{name}"), text).unwrap();
        app.keys("i")
            .paste(&format!("{folder}/{name}"))
            .keys("<enter>");
        assert!(app.said().contains(said), "{}", app.said());
        assert_eq!(app.model.place(), Place::Line);
        app.keys("<esc>");
    }
    assert!(app.file().history.is_empty());
}

/// On a shared window everything is there but the import: a path has no business there. The panic key
/// hides a path that is half typed.
#[test]
fn a_shared_window_has_calendars_but_no_files() {
    let mut app = App::live(&example_plan(), 100, 30);
    app.keys("m");
    assert_eq!(app.model.place(), Place::SharedCalendar);
    app.keys("i")
        .sees_no("calendar file")
        .sees_no("import")
        .sees_no("to spare");
    app.keys("?").sees_no("Import");
    app.keys("<esc>");
    app.keys("a21 dec - 8 jan freeze")
        .sees("1 step moves")
        .sees_no("to spare");
    app.keys("<enter>").sees("freeze").sees_no("to spare");
    assert_eq!(app.file().buyer.calendar.blackouts.len(), 1);
    app.keys("<f2>").sees_no("freeze");
    app.keys("<f2>").sees("freeze");
    let mut app = open(100, 30);
    app.keys("i/secret/place<f2>")
        .sees_no("secret")
        .sees_no("Calendars");
}

/// An edit by somebody else comes in while the calendars are open: the selection stays where it is.
#[test]
fn the_selection_stays_when_somebody_else_adds_days() {
    let mut app = open(120, 40);
    app.keys("<end>").sees("D makes Mon 15 Feb a working day");
    let mut theirs = app.plan().clone();
    theirs.buyer.calendar.blackouts.push(Blackout {
        from: day("2026-12-01"),
        to: day("2026-12-02"),
        name: "audit".to_owned(),
        extra: serde_json::Map::new(),
    });
    let ours = std::sync::Arc::new(app.plan().clone());
    app.send(backcast::tui::model::Msg::Store(
        backcast::store::Event::Merged {
            merge: 1,
            ours,
            plan: Box::new(theirs),
            conflicts: Vec::new(),
        },
    ));
    app.sees("audit").sees("D makes Mon 15 Feb a working day");
}

/// A plan that runs past the last year of the table says so; so does a calendar that nobody knows.
#[test]
fn what_is_not_known_is_said() {
    let mut plan = example_plan();
    plan.anchor.go_live = Some(day("2032-03-01"));
    let mut app = App::with(&plan, 100, 30);
    app.keys("m").sees("holidays are known to the end of 2031");
    plan.anchor.go_live = Some(day("2031-03-01"));
    let mut app = App::with(&plan, 100, 30);
    app.keys("m").sees_no("holidays are known to");
    plan.buyer.calendar.base = "atlantis".to_owned();
    let mut app = App::with(&plan, 100, 30);
    app.keys("m")
        .sees("this version does not know the calendar");
}

/// The list is whole in the smallest window, where no month fits; the selection stays in view.
#[test]
fn the_smallest_window_has_the_list() {
    let mut app = App::with(&with_away("2027-01-18", "2027-01-29"), 60, 18);
    app.keys("m")
        .sees("Thanksgiving Day")
        .sees_no("November 2026");
    app.keys("<end>")
        .sees("Washington's Birthday")
        .sees("D makes Mon 15 Feb");
    app.keys("a1 dec - 11 dec audit<enter>")
        .sees("1 – 11 Dec")
        .sees("audit");
    app.keys("c").sees("type a country");
    app.keys("<esc>");
    for _ in 0..40 {
        app.keys("<down>");
        app.sees("Country");
    }
}

/// Presses keys all over the calendars; nothing that a terminal may not get reaches a cell.
fn look_around(plan: &Plan, size: (u16, u16), keys: &[&str]) {
    let mut app = App::with(plan, size.0, size.1);
    for keys in keys {
        app.keys(keys);
        let shown = app.screen();
        let bad = ['\x1b', '\x07', '\u{202e}', '\u{9b}'];
        assert!(!shown.contains(bad), "{shown:?}");
    }
}

/// Names that no terminal may get as they are do no harm in any list, line or month.
#[test]
fn hostile_names_do_no_harm() {
    let sizes = [(60, 18), (80, 24), (140, 45)].into_iter().cycle();
    for ((_, payload), size) in payloads::PAYLOADS.iter().zip(sizes) {
        let mut plan = with_away("2027-01-18", "2027-01-29");
        plan.buyer.organization = payload();
        plan.buyer.calendar.base = payload();
        plan.people[0].name = payload();
        plan.buyer.calendar.blackouts.push(Blackout {
            from: day("2026-12-21"),
            to: day("2027-01-08"),
            name: payload(),
            extra: serde_json::Map::new(),
        });
        look_around(
            &plan,
            size,
            &["m", "<end>", "<tab><tab>", "v", "<esc><tab>c"],
        );
    }
}

/// Ranges over millennia are looked at like any others, and removed.
#[test]
fn a_range_without_end_is_a_row_like_any_other() {
    let mut plan = with_away("0001-01-01", "9999-12-31");
    plan.buyer.calendar.blackouts.push(Blackout {
        from: day("0001-01-01"),
        to: day("9999-12-31"),
        name: "never".to_owned(),
        extra: serde_json::Map::new(),
    });
    let mut app = App::with(&plan, 140, 45);
    app.keys("m<down><down>").sees("never");
    app.sees("1 Jan 1 – 31 Dec 9999");
    app.keys("D");
    assert_eq!(
        app.file().buyer.calendar.blackouts.len()
            + app
                .file()
                .people
                .iter()
                .map(|p| p.away.len())
                .sum::<usize>(),
        1
    );
}
