//! Plans out of bytes, odd ones above all: any link, any date, any length, calendars without days.

use backcast::plan::{
    Blackout, Calendar, DayOff, Duration, Extra, GO_LIVE, Gate, Lag, Link, LinkKind, Person, Pin,
    Plan, Side, Step, Unit,
};
use chrono::{Days, NaiveDate, Weekday};

use super::bytes::Bytes;

const MOST_STEPS: usize = 16;

/// Ids that mean something elsewhere, and plain ones.
const IDS: &[&str] = &[
    "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "a/b~c", "#order", "go-live", "é", " ",
    "steps", "id", "\u{202e}",
];

const UNITS: [Unit; 4] = [Unit::Working, Unit::Calendar, Unit::Weeks, Unit::Months];

/// The day on which everything is computed.
pub(crate) fn today() -> NaiveDate {
    day(2026, 11, 23)
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// A whole plan. Ids are not shared.
pub(crate) fn plan(bytes: &mut Bytes<'_>) -> Plan {
    let mut plan = Plan::new("p".to_owned(), "Plan");
    plan.anchor.go_live = (!bytes.one_of(8)).then(|| date(bytes));
    plan.buyer.calendar = calendar(bytes);
    plan.seller.calendar = calendar(bytes);
    for id in ["dana", "alex"].iter().take(bytes.below(3)) {
        let side = side(bytes);
        let mut person = Person::new((*id).to_owned(), id, side);
        person.away = bytes.many(2, blackout);
        plan.people.push(person);
    }
    let count = bytes.below(MOST_STEPS + 1);
    let first = bytes.below(IDS.len());
    for at in 0..count {
        let id = IDS[(first + at) % IDS.len()];
        let step = step(bytes, id);
        plan.steps.push(step);
    }
    plan
}

/// A step of that id.
pub(crate) fn step(bytes: &mut Bytes<'_>, id: &str) -> Step {
    let mut step = Step::new(id.to_owned(), id);
    step.side = side(bytes);
    step.duration = duration(bytes);
    step.after = bytes.many(3, link);
    if bytes.one_of(2) {
        return step;
    }
    step.owners.buyer = bytes.maybe(3, person);
    step.owners.seller = bytes.maybe(3, person);
    step.pin = bytes.maybe(4, pin);
    step.not_before = bytes.maybe(4, date);
    step.no_later_than = bytes.maybe(4, date);
    step.gate = bytes.maybe(3, gate);
    step.started = bytes.maybe(4, date);
    step.remaining = bytes.maybe(4, |bytes| bytes.pick(&[0, 1, 9, 1_000_000_000, u32::MAX]));
    step.done = bytes.maybe(4, date);
    step
}

fn person(bytes: &mut Bytes<'_>) -> String {
    bytes.pick(&["dana", "alex", "nobody"]).to_owned()
}

pub(crate) fn side(bytes: &mut Bytes<'_>) -> Side {
    bytes.pick(&[
        Side::Buyer,
        Side::Seller,
        Side::Both,
        Side::Other("partner".to_owned()),
    ])
}

/// Mostly near, sometimes at an end of a calendar.
pub(crate) fn date(bytes: &mut Bytes<'_>) -> NaiveDate {
    let far = [
        NaiveDate::MIN,
        NaiveDate::MAX,
        day(0, 1, 1),
        day(-1, 12, 31),
        day(1, 1, 1),
        day(1900, 1, 1),
        day(1999, 12, 31),
        day(2024, 2, 29),
        day(2100, 2, 28),
        day(9999, 12, 31),
        day(10_000, 1, 1),
    ];
    match bytes.byte() {
        // Rare: far dates make for wide tables, which are slow.
        255 => bytes.pick(&far),
        kind => {
            let days = u64::from(kind / 4) + 60 * u64::from(bytes.byte() % 16);
            let start = day(2026, 10, 1);
            start.checked_add_days(Days::new(days)).expect("a near day")
        }
    }
}

fn amount(bytes: &mut Bytes<'_>, unit: Unit) -> u32 {
    match bytes.byte() {
        255 => 1_000_000_000,
        254 => u32::MAX,
        253 => unit.limit(),
        small => u32::from(small % 32),
    }
}

pub(crate) fn duration(bytes: &mut Bytes<'_>) -> Duration {
    let unit = bytes.pick(&UNITS);
    Duration::new(amount(bytes, unit), unit)
}

/// To another step, to itself, to nothing, or to go-live.
pub(crate) fn link(bytes: &mut Bytes<'_>) -> Link {
    let target = match bytes.byte() {
        255 => "gone",
        240.. => GO_LIVE,
        at => IDS[usize::from(at) % IDS.len()],
    };
    Link {
        kind: bytes.pick(&[
            LinkKind::FinishStart,
            LinkKind::FinishStart,
            LinkKind::StartStart,
            LinkKind::FinishFinish,
            LinkKind::Other("sf".to_owned()),
        ]),
        lag: bytes.maybe(3, |bytes| {
            let unit = bytes.pick(&UNITS);
            let amount = i32::try_from(amount(bytes, unit)).unwrap_or(i32::MAX);
            Lag::new(if bytes.one_of(2) { -amount } else { amount }, unit)
        }),
        ..Link::after(target)
    }
}

pub(crate) fn pin(bytes: &mut Bytes<'_>) -> Pin {
    let date = date(bytes);
    if bytes.one_of(2) {
        Pin::Done {
            finish: date,
            extra: Extra::new(),
        }
    } else {
        Pin::On(date)
    }
}

fn gate(bytes: &mut Bytes<'_>) -> Gate {
    let text = bytes.pick(&[
        "thu",
        "sat, sun",
        "2nd thu",
        "5th fri",
        "last day of the month",
        "15th",
        "2027-01-14, 2027-02-11",
        "1900-01-01",
        "9999-12-31",
    ]);
    Gate::parse(text).unwrap_or_else(|_| Gate::Other(text.to_owned()))
}

pub(crate) fn blackout(bytes: &mut Bytes<'_>) -> Blackout {
    Blackout {
        from: date(bytes),
        to: date(bytes),
        name: bytes.pick(&["freeze", "leave"]).to_owned(),
        extra: Extra::new(),
    }
}

pub(crate) fn holiday(bytes: &mut Bytes<'_>) -> DayOff {
    DayOff {
        date: date(bytes),
        name: String::new(),
        extra: Extra::new(),
    }
}

fn calendar(bytes: &mut Bytes<'_>) -> Calendar {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let base = bytes.pick(&["weekdays", "all-days", "US", "DE-BY", "SA", "nowhere", ""]);
    let mut calendar = Calendar::of_base(base);
    if bytes.one_of(3) {
        calendar.weekend = Some(bytes.pick(&[
            vec![],
            vec![Fri, Sat],
            vec![Mon, Tue, Wed, Thu, Fri, Sat],
            vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun],
            vec![Sun, Sun],
        ]));
        calendar.holidays = bytes.many(3, holiday);
        calendar.blackouts = bytes.many(2, blackout);
        calendar.working = bytes.many(2, date);
    }
    calendar
}
