use proptest::prelude::*;

use super::*;
use crate::plan::Calendar;
use crate::plan::calendar_edit::add_working_day;
use crate::text;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a date")
}

fn years() -> (NaiveDate, NaiveDate) {
    (day("2026-01-01"), day("2028-12-31"))
}

fn file(events: &[&str]) -> String {
    let body: String = events
        .iter()
        .map(|event| {
            format!(
                "BEGIN:VEVENT\r\nUID:1\r\n{}\r\nEND:VEVENT\r\n",
                event.replace('\n', "\r\n")
            )
        })
        .collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n")
}

fn read_one(event: &str) -> Ics {
    read(file(&[event]).as_bytes(), years()).expect(event)
}

/// "2026-12-24..2026-12-25 name" of everything found.
fn told(ics: &Ics) -> Vec<String> {
    let days = ics.days.iter().map(|found| &found.days);
    days.map(|days| format!("{}..{} {}", days.from, days.to, days.name))
        .collect()
}

#[test]
fn whole_days_are_taken_with_their_last_day_inclusive() {
    for (event, expected) in [
        (
            "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261225\nSUMMARY:Eve",
            "2026-12-24..2026-12-24 Eve",
        ),
        (
            "DTSTART;VALUE=DATE:20261221\nDTEND;VALUE=DATE:20270109\nSUMMARY:Freeze",
            "2026-12-21..2027-01-08 Freeze",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nSUMMARY:No end",
            "2026-12-24..2026-12-24 No end",
        ),
        (
            "DTSTART:20261224\nSUMMARY:No VALUE",
            "2026-12-24..2026-12-24 No VALUE",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224\nSUMMARY:Ends on itself",
            "2026-12-24..2026-12-24 Ends on itself",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nDURATION:P2D\nSUMMARY:Two",
            "2026-12-24..2026-12-25 Two",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nDURATION:P1W\nSUMMARY:Week",
            "2026-12-24..2026-12-30 Week",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nDURATION:PT48H\nSUMMARY:Hours",
            "2026-12-24..2026-12-25 Hours",
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20261224T000000\nDTEND;TZID=Europe/Berlin:20261225T000000\nSUMMARY:Midnight",
            "2026-12-24..2026-12-24 Midnight",
        ),
        (
            "dtstart;value=date:20261224\nsummary:small letters",
            "2026-12-24..2026-12-24 small letters",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nSUMMARY:Fold\n ed na\n\tme",
            "2026-12-24..2026-12-24 Folded name",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nSUMMARY;LANGUAGE=\"de:x\":Weih\\,nacht\\n en",
            "2026-12-24..2026-12-24 Weih,nacht en",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nSUMMARY:With alarm\nBEGIN:VALARM\nDURATION:P9D\nSUMMARY:ring\nEND:VALARM",
            "2026-12-24..2026-12-24 With alarm",
        ),
        (
            "DTSTART;VALUE=DATE:20251230\nDTEND;VALUE=DATE:20260103\nSUMMARY:Over the edge",
            "2025-12-30..2026-01-02 Over the edge",
        ),
    ] {
        let ics = read_one(event);
        assert_eq!(told(&ics), [expected], "{event}: {:?}", ics.skipped);
    }
    let free = read_one("DTSTART;VALUE=DATE:20261225\nTRANSP:TRANSPARENT\nSUMMARY:Christmas");
    assert!(free.days[0].free && free.days[0].line == 4, "{free:?}");
    let outside = read_one("DTSTART;VALUE=DATE:20200101\nSUMMARY:Long ago");
    assert_eq!((outside.days.len(), outside.outside), (0, 1));
}

#[test]
fn what_is_left_out_says_why() {
    for (event, expected) in [
        (
            "DTSTART:20261224T090000Z\nDTEND:20261224T100000Z\nSUMMARY:Call",
            "it has a time of day",
        ),
        (
            "DTSTART:20261224T000000\nSUMMARY:Midnight alone",
            "it has a time of day",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED",
            "it is cancelled",
        ),
        ("SUMMARY:Nothing", "it has no start"),
        (
            "DTSTART;VALUE=DATE:20261324",
            "its start, “20261324”, is no date",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:soon",
            "its end, “soon”, is no date",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261201",
            "it ends before it begins",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nDURATION:PT1H",
            "is no whole number of days",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nDURATION:P99999999W",
            "longer than a year",
        ),
        (
            "DTSTART;VALUE=DATE:20200101\nDTEND;VALUE=DATE:20300101",
            "longer than a year",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=WEEKLY",
            "not understood (FREQ=WEEKLY)",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;BYDAY=MO,TU",
            "not understood",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nRRULE:COUNT=3",
            "not understood",
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nRDATE;VALUE=DATE:20270101",
            "repeats on listed dates",
        ),
    ] {
        let ics = read_one(event);
        let why = ics
            .skipped
            .first()
            .map_or("", |skipped| skipped.why.as_str());
        assert!(
            why.contains(expected) && ics.days.is_empty(),
            "{event}: {ics:?}"
        );
    }
    let cut = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nSUMMARY:Cut";
    let ics = read(cut.as_bytes(), years()).expect("a calendar");
    assert_eq!(ics.skipped[0].line, 2);
    assert!(ics.skipped[0].why.contains("its end is missing"), "{ics:?}");
}

#[test]
fn what_comes_again_every_year_comes_in_the_years_of_the_plan() {
    for (event, expected) in [
        (
            "DTSTART;VALUE=DATE:20151224\nRRULE:FREQ=YEARLY",
            vec!["2026-12-24", "2027-12-24", "2028-12-24"],
        ),
        (
            "DTSTART;VALUE=DATE:20271224\nRRULE:FREQ=YEARLY",
            vec!["2027-12-24", "2028-12-24"],
        ),
        (
            "DTSTART;VALUE=DATE:20251224\nRRULE:FREQ=YEARLY;COUNT=2",
            vec!["2026-12-24"],
        ),
        (
            "DTSTART;VALUE=DATE:20251224\nRRULE:FREQ=YEARLY;UNTIL=20271201",
            vec!["2026-12-24"],
        ),
        (
            "DTSTART;VALUE=DATE:20241224\nRRULE:FREQ=YEARLY;INTERVAL=2",
            vec!["2026-12-24", "2028-12-24"],
        ),
        (
            "DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY",
            vec!["2028-02-29"],
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;WKST=MO",
            vec!["2026-12-24", "2027-12-24", "2028-12-24"],
        ),
        (
            "DTSTART;VALUE=DATE:20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            vec!["2026-11-26", "2027-11-25", "2028-11-23"],
        ),
        (
            "DTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
            vec!["2026-05-25", "2027-05-31", "2028-05-29"],
        ),
        (
            "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20271224",
            vec!["2026-12-24", "2028-12-24"],
        ),
    ] {
        let ics = read_one(event);
        let from: Vec<String> = ics
            .days
            .iter()
            .map(|found| found.days.from.to_string())
            .collect();
        assert_eq!(from, expected, "{event}: {ics:?}");
    }
    let moved = file(&[
        "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY\nSUMMARY:Eve",
        "DTSTART;VALUE=DATE:20271223\nRECURRENCE-ID;VALUE=DATE:20271224\nSUMMARY:Eve",
    ]);
    let ics = read(moved.as_bytes(), years()).expect("a calendar");
    let from: Vec<String> = ics
        .days
        .iter()
        .map(|found| found.days.from.to_string())
        .collect();
    assert_eq!(from, ["2026-12-24", "2027-12-23", "2028-12-24"]);
}

#[test]
fn what_is_no_calendar_is_refused_with_its_line() {
    let many = file(&vec!["DTSTART:20261224"; MAX_EVENTS + 1]);
    let large = vec![b' '; usize::try_from(MAX_BYTES).expect("small") + 1];
    let cases: [(&[u8], &str); 8] = [
        (b"", "this is no calendar file"),
        (b"{\"a\": 1}", "this is no calendar file"),
        (b"BEGIN:VEVENT\nEND:VEVENT", "this is no calendar file"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "there is no event"),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\xff",
            "line 3: the text is not UTF-8",
        ),
        (many.as_bytes(), "there are more than 5000 events"),
        (
            &large,
            "4194305 bytes is more than a calendar file may have",
        ),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR", "there is no event"),
    ];
    for (bytes, expected) in cases {
        let error = read(bytes, years()).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_hostile_file_does_no_harm() {
    let nested = format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\nBEGIN:A\n".repeat(100));
    let deep = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}",
        "BEGIN:A\n".repeat(400_000)
    );
    let long = file(&[&format!(
        "DTSTART:20261224\nSUMMARY:{}",
        "x".repeat(1_000_000)
    )]);
    let escapes = file(&["DTSTART:20261224\nSUMMARY:\u{1b}]0;x\u{7}\u{202e}evil"]);
    for text in [nested, deep, long, escapes] {
        let Ok(ics) = read(text.as_bytes(), years()) else {
            continue;
        };
        for found in &ics.days {
            assert!(text::is_harmless(&found.days.name) && found.days.name.len() < 400);
        }
    }
}

#[test]
fn the_preview_says_what_comes_and_what_is_there_already() {
    let mut calendar = Calendar::of_base("US");
    let eve = DaysOff {
        from: day("2026-12-24"),
        to: day("2026-12-24"),
        name: "Eve".to_owned(),
    };
    crate::plan::calendar_edit::add_days_off(&mut calendar, &eve);
    add_working_day(&mut calendar, day("2027-01-04"));
    let text = file(&[
        "DTSTART;VALUE=DATE:20261224\nSUMMARY:Eve",
        "DTSTART;VALUE=DATE:20261225\nSUMMARY:Xmas",
        "DTSTART;VALUE=DATE:20261226\nSUMMARY:Saturday",
        "DTSTART;VALUE=DATE:20261228\nDTEND;VALUE=DATE:20270109\nSUMMARY:Freeze",
        "DTSTART;VALUE=DATE:20261224\nSUMMARY:Heiligabend",
    ]);
    let ics = read(text.as_bytes(), years()).expect("a calendar");
    let compared = compare(&calendar, &ics);
    let standings: Vec<&Standing> = compared.iter().map(|compared| &compared.standing).collect();
    assert_eq!(
        standings,
        [
            &Standing::There,
            &Standing::There,
            &Standing::OffAnyway {
                why: "Christmas Day".into()
            },
            &Standing::OffAnyway {
                why: "weekend".into()
            },
            &Standing::New,
        ]
    );
    assert_eq!(take(&mut calendar, &compared), 1);
    assert_eq!(calendar.holidays[0].name, "Eve");
    assert_eq!(calendar.blackouts[0].name, "Freeze");
    let worked = [day("2027-01-04")];
    assert_eq!(calendar.working, worked, "a file does not know better");
    let again = compare(&calendar, &ics);
    assert!(
        again.iter().all(|compared| !compared.standing.comes()),
        "{again:?}"
    );
    calendar.holidays[0].name = "Closed".to_owned();
    let renamed = compare(&calendar, &ics);
    let from = "Closed".to_owned();
    assert_eq!(renamed[0].standing, Standing::Renames { from });
}

proptest! {
    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, years());
    }

    #[test]
    fn any_lines_of_a_calendar_give_an_answer(
        lines in proptest::collection::vec(
            prop_oneof![
                "(BEGIN|END):(VEVENT|VCALENDAR|VALARM|A)",
                "(DTSTART|DTEND|EXDATE|RECURRENCE-ID)(;VALUE=DATE|;TZID=\"x:y\"|;|;=|)[:;]?[0-9]{0,9}(T[0-9]{0,6}Z?)?",
                "DURATION:P?[0-9]{0,12}[WDTHMS]{0,3}",
                "RRULE:(FREQ=YEARLY;?)?(COUNT|INTERVAL|UNTIL|BYDAY|BYMONTH)=-?[0-9A-Z,]{0,9}",
                "\\PC{0,30}",
                "[ \t]\\PC{0,10}",
            ],
            0..40,
        )
    ) {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VEVENT", lines.join("\r\n"));
        if let Ok(ics) = read(text.as_bytes(), years()) {
            for found in &ics.days {
                prop_assert!(found.days.from <= found.days.to);
                prop_assert!(text::is_harmless(&found.days.name));
            }
        }
    }
}
