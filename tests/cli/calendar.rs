//! `calendar`: the days on which each side works, set, shown and told where they move a date.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::json;

use crate::home::Home;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// A whole plan on the command line: two countries, a freeze, a board that meets on second Thursdays
/// and somebody who is away.
const ON_THE_COMMAND_LINE: &[&[&str]] = &[
    &[
        "new",
        "acme",
        "--go-live",
        "2027-03-01",
        "--buyer",
        "Acme",
        "--seller",
        "Northwind",
    ],
    &["calendar", "acme", "buyer", "US-CA"],
    &["calendar", "acme", "seller", "DE-BY"],
    &[
        "calendar",
        "acme",
        "buyer",
        "off",
        "21 dec - 8 jan year-end change freeze",
    ],
    &["add", "acme", "Proof of concept 10d buyer"],
    &[
        "add",
        "acme",
        "Security review 15d @Priya seller after Proof of concept",
    ],
    &[
        "add",
        "acme",
        "Legal redlines 5d both after Security review",
    ],
    &[
        "add",
        "acme",
        "Board sign-off milestone buyer after Legal redlines only 2nd thursday",
    ],
    &["add", "acme", "Rollout 8d both after Board sign-off"],
    &["calendar", "acme", "away", "Priya", "18-29 jan"],
];

/// Days off by the calendars on the wall, written down by hand: name by date, weekends apart.
struct Wall(BTreeMap<NaiveDate, Vec<String>>);

impl Wall {
    fn of(ranges: &[(&str, &str, &str)]) -> Self {
        let mut days: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
        for (from, to, name) in ranges {
            for date in day(from).iter_days().take_while(|date| *date <= day(to)) {
                days.entry(date).or_default().push((*name).to_owned());
            }
        }
        Self(days)
    }

    fn works(&self, date: NaiveDate) -> bool {
        !weekend(date) && !self.0.contains_key(&date)
    }

    /// The last working day on or before a day.
    fn floor(&self, mut date: NaiveDate) -> NaiveDate {
        while !self.works(date) {
            date = date.pred_opt().unwrap();
        }
        date
    }

    fn ceil(&self, mut date: NaiveDate) -> NaiveDate {
        while !self.works(date) {
            date = date.succ_opt().unwrap();
        }
        date
    }

    /// The first of so many working days that end on a day.
    fn back(&self, finish: NaiveDate, days: usize) -> NaiveDate {
        let mut start = self.floor(finish);
        for _ in 1..days {
            start = self.floor(start.pred_opt().unwrap());
        }
        start
    }

    fn on(&self, start: NaiveDate, days: usize) -> NaiveDate {
        let mut finish = self.ceil(start);
        for _ in 1..days {
            finish = self.ceil(finish.succ_opt().unwrap());
        }
        finish
    }

    /// The names of the days between two that are off and no weekend.
    fn names(&self, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, &[String])> {
        let days = from.iter_days().take_while(|date| *date <= to);
        days.filter(|date| !weekend(*date))
            .filter_map(|date| Some((date, self.0.get(&date)?.as_slice())))
            .collect()
    }
}

fn weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn second_thursday(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Thu && (8..=14).contains(&date.day())
}

#[test]
fn a_plan_with_all_kinds_of_days_off_is_built_on_the_command_line_and_explains_every_moved_date() {
    assert!(ON_THE_COMMAND_LINE.len() < 20);
    let home = Home::new();
    for line in ON_THE_COMMAND_LINE {
        home.ok(line);
    }
    let shown = home.json(&["show", "acme", "--json"]);
    let text = home.ok(&["show", "acme"]);
    let freeze = ("2026-12-21", "2027-01-08", "year-end change freeze");
    let us = [
        ("2026-11-26", "2026-11-26", "Thanksgiving Day"),
        ("2026-11-27", "2026-11-27", "Day After Thanksgiving"),
        ("2026-12-25", "2026-12-25", "Christmas Day"),
        ("2027-01-01", "2027-01-01", "New Year's Day"),
        ("2027-01-18", "2027-01-18", "Martin Luther King Jr. Day"),
        ("2027-02-15", "2027-02-15", "Washington's Birthday"),
    ];
    let bavaria = [
        ("2026-12-25", "2026-12-25", "Christmas Day"),
        ("2027-01-01", "2027-01-01", "New Year's Day"),
        ("2027-01-06", "2027-01-06", "Epiphany"),
    ];
    let away = ("2027-01-18", "2027-01-29", "Priya is away");
    let buyer = Wall::of(&[&us[..], &[freeze]].concat());
    let priya = Wall::of(&[&bavaria[..], &[away]].concat());
    let both = Wall::of(&[&us[..], &bavaria[..], &[freeze]].concat());
    let walls = [&buyer, &priya, &both, &buyer, &both];
    let lengths = [10, 15, 5, 0, 8];

    // Backwards from the day before go-live, a step at a time.
    let mut limit = day("2027-02-28");
    let mut must = Vec::new();
    for (wall, length) in walls.iter().zip(lengths).rev() {
        let mut finish = wall.floor(limit);
        while length == 0 && !(second_thursday(finish) && wall.works(finish)) {
            finish = finish.pred_opt().unwrap();
        }
        let start = if length == 0 {
            finish
        } else {
            wall.back(finish, length)
        };
        must.push((limit, start, finish));
        // On the day of a milestone the work before it may still be done.
        limit = if length == 0 {
            finish
        } else {
            start.pred_opt().unwrap()
        };
    }
    must.reverse();
    // Forwards from today.
    let mut ready = day("2026-11-23");
    let mut can = Vec::new();
    for (wall, length) in walls.iter().zip(lengths) {
        let mut start = wall.ceil(ready);
        let mut finish = wall.on(start, length.max(1));
        if length == 0 {
            finish = ready.pred_opt().unwrap();
            while !(second_thursday(finish) && wall.works(finish)) {
                finish = finish.succ_opt().unwrap();
            }
            start = finish;
        }
        can.push((ready, start, finish));
        ready = finish + Days::new(1);
    }

    for (at, step) in shown["schedule"]["steps"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
    {
        let title = step["title"].as_str().unwrap();
        let date = |key: &str| day(step[key].as_str().unwrap());
        let (limit, start, finish) = must[at];
        assert_eq!(
            (date("limit"), date("must_start"), date("must_finish")),
            (limit, start, finish),
            "{title}"
        );
        let (ready, can_start, can_finish) = can[at];
        assert_eq!(
            (date("can_start"), date("can_finish")),
            (can_start, can_finish),
            "{title}"
        );
        let reasons = |key: &str| -> Vec<String> {
            let told = step[key].as_array().into_iter().flatten();
            told.map(|told| told.as_str().unwrap().to_owned()).collect()
        };
        let (why, could) = (reasons("why"), reasons("why_could"));
        for reason in why.iter().chain(&could) {
            assert!(
                text.contains(&format!("  - {reason}\n")),
                "{reason}\n{text}"
            );
        }
        let all = [why.clone(), could].concat().join("\n");
        // Each day off that pushed the finish back, or lies inside the work, has its name told.
        let pushed = (lengths[at] > 0).then(|| walls[at].names(start, limit));
        for (date, names) in pushed.into_iter().flatten() {
            assert!(
                names.iter().any(|name| why.join("\n").contains(name)),
                "{title}, {date}: {why:?}"
            );
        }
        for (date, names) in walls[at].names(ready, can_finish) {
            let gated = lengths[at] == 0 && !second_thursday(date);
            assert!(
                gated || names.iter().any(|name| all.contains(name)),
                "{title}, {date}: {all}"
            );
        }
        if limit != finish {
            assert!(all.contains("the limit"), "{title}: {all}");
        }
    }
    for sentence in [
        "Mon 18 Jan to Fri 29 Jan do not count: Priya is away",
        "is no working day (year-end change freeze): done by Fri 18 Dec",
        "it can only land 2nd Thursday of the month: Thu 11 Feb at the earliest",
        "Mon 15 Feb does not count: Washington's Birthday at Acme",
        "Wed 6 Jan does not count: Epiphany",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
}

#[test]
fn a_change_says_what_it_means_and_what_it_moves_and_stands_in_the_history() {
    let home = Home::with_acme();
    for (change, said) in [
        ("buyer de-by", "Acme: DE-BY (Bavaria / Bayern, Germany)\n"),
        ("buyer US-CA", "Acme: US-CA (California, United States)\n"),
        (
            "buyer us-ca",
            "Acme has US-CA (California, United States) already\n",
        ),
        (
            "buyer weekend fri sat",
            "Acme: weekend Friday and Saturday\n",
        ),
        ("buyer weekend usual", "Acme: weekend as usual there\n"),
        (
            "buyer off 24 dec Christmas Eve",
            "Acme is off Thu 24 Dec 2026: Christmas Eve\n",
        ),
        (
            "buyer off 24 dec Eve",
            "Acme is off Thu 24 Dec 2026: Eve (it was called “Christmas Eve”)\n",
        ),
        (
            "buyer off 24 dec",
            "Acme is off Thu 24 Dec 2026, as before\n",
        ),
        (
            "buyer off 25 dec",
            "Acme is off Fri 25 Dec 2026\nthat day was off already: Christmas Day\n",
        ),
        (
            "seller off 2026-12-21..2027-01-08 freeze",
            "Northwind is off Mon 21 Dec 2026 to Fri 8 Jan 2027: freeze\n",
        ),
        (
            "seller work 22 dec",
            "Northwind works on Tue 22 Dec 2026 (freeze)\n",
        ),
        (
            "seller work 1 dec",
            "Northwind works on Tue 1 Dec 2026 anyway\n",
        ),
        (
            "seller clear 22 dec",
            "Northwind has no exception any more on Tue 22 Dec 2026\n",
        ),
        (
            "seller clear Freeze",
            "Northwind is not off any more Mon 21 Dec 2026 to Fri 8 Jan 2027: freeze\n",
        ),
        (
            "buyer clear 24 dec",
            "Acme is not off any more Thu 24 Dec 2026: Eve\n",
        ),
        (
            "away dana 18-29 jan",
            "Dana Ortiz is away Mon 18 Jan to Fri 29 Jan 2027\n",
        ),
        ("away dana 18-29 jan skiing", "(it had no name)\n"),
        (
            "back dana 28 - 29 jan",
            "Dana Ortiz is not away any more Thu 28 Jan to Fri 29 Jan 2027: skiing\n",
        ),
    ] {
        let words: Vec<&str> = change.split(' ').collect();
        let told = home.ok(&[&["calendar", "acme"], &words[..]].concat());
        assert!(told.contains(said), "{change}: {told}");
        assert!(
            told.contains("\ngo-live: Mon 1 Mar 2027, as before\n"),
            "{change}: {told}"
        );
    }
    let told = home.ok(&["calendar", "acme", "buyer", "off", "1 - 5 feb offsite"]);
    let moved = "  Signature: must be done by Fri 5 Feb 2027 → Fri 29 Jan 2027\n";
    assert!(told.contains(moved), "{told}");
    let history = home.json(&["show", "acme", "--json"])["plan"]["history"].clone();
    let last = history.as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["via"], "command");
    assert_eq!(last["changes"].as_array().unwrap().len(), 1, "{last}");
    let face = home.json(&["calendar", "acme", "buyer", "clear", "offsite", "--json"]);
    let signature = face["moved"]
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["id"] == "signature");
    let must = json!({"from": "2027-01-29", "to": "2027-02-05"});
    assert_eq!(signature.unwrap()["must_finish"], must);
}

#[test]
fn both_calendars_are_shown_with_what_counts_in_the_time_of_the_plan() {
    let home = Home::with_acme();
    for change in [
        &["buyer", "US-CA"][..],
        &["buyer", "off", "24 dec Eve"],
        &["buyer", "work", "2 jan"],
        &["seller", "AE"],
        &["seller", "off", "21 dec - 8 jan freeze"],
        &["away", "Dana", "18-29 jan"],
    ] {
        home.ok(&[&["calendar", "acme"], change].concat());
    }
    let told = home.ok(&["calendar", "acme"]);
    for line in [
        "buyer: Acme\n  calendar: US-CA (California, United States)\n  weekend: Saturday and Sunday\n",
        "    Fri 27 Nov 2026: Day After Thanksgiving\n",
        "  single days off:\n    Thu 24 Dec 2026: Eve\n",
        "  worked all the same:\n    Sat 2 Jan 2027\n",
        "  blackouts:\n    Mon 21 Dec 2026 to Fri 8 Jan 2027: freeze\n",
        "    Tue 9 Mar 2027: Eid al-Fitr, estimated: it follows the moon\n",
        "away\n  Dana Ortiz: Mon 18 Jan to Fri 29 Jan 2027\n",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    let face = home.json(&["calendar", "acme", "--json"]);
    let buyer = &face["sides"][0];
    assert_eq!(buyer["base"], "US-CA");
    assert_eq!(buyer["weekend"], json!(["sat", "sun"]));
    assert_eq!(buyer["working"], json!(["2027-01-02"]));
    assert_eq!(buyer["holidays_known_to"], 2031);
    assert_eq!(face["away"][0]["person"], "Dana Ortiz");
    assert_eq!(face.get("beyond"), None);
    let seller = home.ok(&["calendar", "acme", "seller"]);
    assert!(
        !seller.contains("Acme") && seller.contains("AE (United Arab Emirates)"),
        "{seller}"
    );
}

#[test]
fn a_plan_that_runs_past_the_table_of_holidays_says_so() {
    let home = Home::new();
    home.ok(&[
        "new",
        "far",
        "--go-live",
        "2032-02-01",
        "--buyer",
        "Acme",
        "--seller",
        "Northwind",
    ]);
    home.ok(&["add", "far", "Rollout 10d buyer"]);
    let says = |expected: Option<&str>| {
        let told = home.ok(&["show", "far"]) + &home.ok(&["calendar", "far"]);
        let count = told.matches("the plan runs to").count();
        assert_eq!(count, if expected.is_some() { 2 } else { 0 }, "{told}");
        let face = home.json(&["show", "far", "--json"]);
        assert_eq!(face["schedule"]["beyond_holidays"].as_str(), expected);
    };
    says(None);
    home.ok(&["calendar", "far", "buyer", "US"]);
    says(Some(
        "the plan runs to Sun 1 Feb 2032, and public holidays (US) are known up to 2031: later ones are not counted",
    ));
}

#[test]
fn a_calendar_file_is_previewed_and_taken_once() {
    let home = Home::with_acme();
    home.ok(&["calendar", "acme", "buyer", "US"]);
    let file = home.dir.path().join("off.ics");
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
        BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261225\r\nSUMMARY:Eve \u{1b}[31m\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20270109\r\nSUMMARY:Freeze\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Xmas\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nDTSTART:20261201T090000Z\r\nSUMMARY:Call\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20150101\r\nSUMMARY:Old\r\nEND:VEVENT\r\n\
        END:VCALENDAR\r\n";
    std::fs::write(&file, ics).unwrap();
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    let import = ["calendar", "acme", "buyer", "import", "off.ics"];
    let told = home.ok(&[&import[..], &["--dry-run"]].concat());
    let expected = "\
off.ics for Acme: 2 entries to take, 1 off already, 1 left out
  + Thu 24 Dec 2026: Eve ␛[31m
  = Fri 25 Dec 2026: Xmas: off already (Christmas Day)
  + Mon 28 Dec 2026 to Fri 8 Jan 2027: Freeze
  - line 17 “Call” left out: it has a time of day; only whole days are taken
  - 1 event outside 2026 to 2028, the years of the plan
nothing was kept (--dry-run)
";
    assert!(told.starts_with(expected), "{told}");
    assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), before);
    assert!(
        home.ok(&import)
            .starts_with("off.ics for Acme: 2 entries to take")
    );
    let calendar = home.json(&["show", "acme", "--json"])["plan"]["buyer"]["calendar"].clone();
    assert_eq!(calendar["blackouts"][0]["name"], "Freeze");
    assert_eq!(calendar["holidays"][0]["date"], "2026-12-24");
    assert!(
        home.ok(&import)
            .starts_with("off.ics for Acme: 0 entries to take, 3 off already")
    );
}

#[test]
fn what_cannot_be_read_is_refused_and_changes_nothing() {
    let home = Home::with_acme();
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(home.dir.path().join(name), bytes).unwrap();
    write("text.ics", b"hello");
    write(
        "bytes.ics",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\xff\nEND:VEVENT\n",
    );
    write("large.ics", &vec![b' '; 4 * 1024 * 1024 + 1]);
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    for (change, expected) in [
        ("buyer Bavarria", "there is no calendar \"Bavarria\""),
        (
            "buyer Bavaria",
            "did you mean DE-BY (Bavaria / Bayern, Germany)?",
        ),
        ("buyer US-OH", "use US (United States), the whole country"),
        ("buyer weekend caturday", "“caturday” is no day of the week"),
        ("buyer off freeze", "“freeze” names no days"),
        (
            "buyer off 8 jan 2027 - 21 dec 2026",
            "ends before it begins",
        ),
        ("buyer work 1 jan - 31 mar", "is more than 31 days"),
        (
            "buyer clear 25 dec",
            "is off for Acme by its country's calendar (Christmas Day) — to work on it, use `work`",
        ),
        ("buyer clear nothing", "no days off of Acme are called so"),
        (
            "away Nobody 18 jan",
            "nobody in the plan is called “Nobody”",
        ),
        (
            "back Dana 18 jan",
            "Dana Ortiz is not away on Mon 18 Jan 2027",
        ),
        ("buyer import none.ics", "none.ics"),
        (
            "buyer import text.ics",
            "text.ics: this is no calendar file",
        ),
        (
            "buyer import bytes.ics",
            "bytes.ics: line 3: the text is not UTF-8",
        ),
        (
            "buyer import large.ics",
            "4194305 bytes is more than a calendar file may have",
        ),
        ("sideways US", "unrecognized subcommand"),
    ] {
        let words: Vec<&str> = change.split(' ').collect();
        let told = home.fails(&[&["calendar", "acme"], &words[..]].concat());
        assert!(told.contains(expected), "{change}: {told}");
    }
    assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), before);
}

#[test]
fn the_table_is_searched_by_a_few_letters() {
    let home = Home::new();
    let told = home.ok(&["calendar", "--search", "bavar"]);
    assert_eq!(told, "DE-BY  Bavaria / Bayern, Germany\n");
    let face = home.json(&["calendar", "--search", "new york", "--json"]);
    assert_eq!(
        face[0],
        json!({"code": "US-NY", "name": "New York, United States"})
    );
    assert_eq!(face.as_array().map(Vec::len), Some(1), "{face}");
    let none = home.run(&["calendar", "--search", "zzzz"]);
    assert_eq!((none.code, none.out.as_str()), (Some(1), ""), "{none:?}");
}

#[test]
fn a_meeting_that_falls_on_a_day_off_is_passed_over_by_name() {
    let home = Home::new();
    home.ok(&[
        "new",
        "acme",
        "--go-live",
        "2027-03-01",
        "--buyer",
        "Acme",
        "--seller",
        "Northwind",
    ]);
    home.ok(&[
        "add",
        "acme",
        "Board sign-off milestone both only 2nd thursday",
    ]);
    let told = home.ok(&["calendar", "acme", "buyer", "off", "11 feb offsite"]);
    let moved = "must be done by Thu 11 Feb 2027 → Thu 14 Jan 2027";
    assert!(told.contains(moved), "{told}");
    home.ok(&["calendar", "acme", "seller", "off", "10 dec", "audit"]);
    let told = home.ok(&["show", "acme"]);
    for line in [
        "  - Thu 11 Feb does not count: offsite at Acme\n",
        "  - on the way to Thu 14 Jan, Thu 10 Dec does not count: audit at Northwind\n",
    ] {
        assert!(told.contains(line), "{line}{told}");
    }
}

/// The words of a command line, those in double quotes as one.
fn words(line: &str) -> Vec<String> {
    let pieces = line.split('"').enumerate();
    let words = pieces.flat_map(|(at, piece)| match at % 2 {
        0 => piece.split_whitespace().map(str::to_owned).collect(),
        _ => vec![piece.to_owned()],
    });
    words.collect()
}

#[test]
fn the_commands_of_the_readme_work() {
    let home = Home::new();
    let ics =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nSUMMARY:Eve\nEND:VEVENT\nEND:VCALENDAR\n";
    std::fs::write(home.dir.path().join("holidays.ics"), ics).unwrap();
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let (_, section) = readme.split_once("\n## Calendars\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let commands: Vec<&str> = section
        .lines()
        .filter_map(|line| line.strip_prefix("$ backcast "))
        .collect();
    assert!(commands.len() >= 8, "{section}");
    for command in commands {
        let (command, _) = command.split_once(" #").unwrap_or((command, ""));
        let words = words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        home.ok(&words);
    }
    let told = home.ok(&["show", "acme"]);
    for line in section.lines().filter(|line| line.starts_with("  - ")) {
        assert!(told.contains(line), "{line}\n{told}");
    }
}
