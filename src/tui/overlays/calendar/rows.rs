//! What stands in the list of a calendar: base and weekend first, then every day off of the plan's
//! range in the order of dates, with what takes it off; of the people, who is away when.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Tab, worked};
use crate::plan::calendar_edit as edit;
use crate::plan::date_text::{short_date_near, weekday_name};
use crate::plan::{Blackout, Calendar, Person, Plan, Side};
use crate::schedule::holidays;
use crate::schedule::{Schedule, SideDays};
use crate::tui::widgets::months::Mark;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The country or what else the calendar starts from.
    Base,
    /// The days of the week that are off.
    Weekend,
    /// A holiday of the table.
    Holiday,
    /// A single day off of the calendar's own.
    Single,
    /// A range of days off.
    Blackout,
    /// A day that is worked all the same.
    Worked,
    /// A person.
    Person,
    /// Days on which a person is away.
    Away,
}

/// What tells a row from all others.
pub type Key = (What, Option<(NaiveDate, NaiveDate)>, Option<String>, String);

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub what: What,
    /// Its days, first and last.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The person whose it is, by id.
    pub person: Option<String>,
    /// The days in words, or what the row is called.
    pub label: String,
    /// What takes the days off, or what the row says.
    pub words: String,
    /// What it costs, in a word or two.
    pub note: String,
}

impl Row {
    /// What tells it from all others.
    pub fn key(&self) -> Key {
        let name = match self.what {
            What::Base | What::Weekend => String::new(),
            _ => self.words.clone(),
        };
        (self.what, self.days, self.person.clone(), name)
    }

    /// Its mark in the months; nothing when it has no days.
    pub fn mark(&self) -> Option<Mark> {
        match self.what {
            What::Holiday | What::Single => Some(Mark::Holiday),
            What::Blackout => Some(Mark::Blackout),
            What::Worked => Some(Mark::Worked),
            What::Away => Some(Mark::Away),
            What::Base | What::Weekend | What::Person => None,
        }
    }
}

/// What is said above the dated rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The days of the week that are off, Monday first.
    pub weekend: [bool; 7],
    /// The first and the last day of the plan's range.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// How much of the range is worked.
    pub fact: String,
    /// What is not as it seems: a base that nobody knows, holidays that end before the plan does.
    pub warning: String,
}

/// The range that a plan's days off matter in: from today to go-live or to its last step.
pub fn span(schedule: &Schedule) -> (NaiveDate, NaiveDate) {
    let today = schedule.today;
    let steps = schedule.steps.iter();
    let ends = steps.flat_map(|step| [step.must_finish, step.can_finish]);
    let last = ends.chain([schedule.go_live]).flatten().max();
    let half_a_year = today + Days::new(182);
    let farthest = today + Days::new(365 * 20);
    match last {
        Some(last) if schedule.go_live.is_some() || last > half_a_year => {
            (today, last.clamp(today, farthest))
        }
        _ => (today, half_a_year),
    }
}

/// What stands above the list, and its rows.
pub fn of(plan: &Plan, schedule: &Schedule, tab: Tab) -> (Head, Vec<Row>) {
    let span = span(schedule);
    match tab.side() {
        Some(side) => match edit::party(plan, &side) {
            Some(party) => of_side(&party.calendar, &side, plan, schedule, span),
            None => (Head::default(), Vec::new()),
        },
        None => (
            Head {
                span: Some(span),
                ..Head::default()
            },
            of_people(plan, schedule.today),
        ),
    }
}

fn of_side(
    calendar: &Calendar,
    side: &Side,
    plan: &Plan,
    schedule: &Schedule,
    span: (NaiveDate, NaiveDate),
) -> (Head, Vec<Row>) {
    let today = schedule.today;
    let days = SideDays::of(calendar);
    let base = holidays::resolve(&calendar.base).unwrap_or(holidays::Base::Weekdays);
    let weekend = days_of_week(calendar);
    let usual = usual(calendar);
    let mut dated = of_table(base, calendar, span, weekend, today);
    dated.extend(own_days(calendar, &usual, today));
    let theirs = |person: &&Person| person.side == *side;
    for person in plan.people.iter().filter(theirs) {
        let absences = person.away.iter();
        dated.extend(absences.map(|away| absent(person, away, &usual, today)));
    }
    dated.sort_by_key(|row| row.days);
    let holidays = dated.iter().filter(|row| row.what == What::Holiday).count();
    let mut rows = vec![base_row(calendar), weekend_row(calendar, weekend)];
    rows.append(&mut dated);
    let head = Head {
        weekend,
        span: Some(span),
        fact: fact(&days, holidays, span, schedule),
        warning: warning(&days, span),
    };
    (head, rows)
}

fn fact(
    days: &SideDays,
    holidays: usize,
    (from, to): (NaiveDate, NaiveDate),
    schedule: &Schedule,
) -> String {
    let (to, until) = match schedule.go_live {
        Some(go_live) if go_live > from => (go_live.pred_opt().unwrap_or(go_live), "go-live"),
        _ => (to, "the plan's end"),
    };
    let all = to.signed_duration_since(from).num_days() + 1;
    let count = worked(days, from, to);
    let holidays = match holidays {
        0 => String::new(),
        1 => "1 holiday · ".to_owned(),
        many => format!("{many} holidays · "),
    };
    format!("{holidays}works {count} of the {all} days to {until}")
}

fn warning(days: &SideDays, (_, to): (NaiveDate, NaiveDate)) -> String {
    match (days.unknown_base(), days.reaches_to()) {
        (Some(base), _) => {
            format!("this version does not know the calendar “{base}”: Monday to Friday count")
        }
        (None, Some(last)) if to.year() > last => format!(
            "holidays are known to the end of {last} and the plan runs into {}: after that only the weekend and what is added here count",
            to.year()
        ),
        _ => String::new(),
    }
}

fn base_row(calendar: &Calendar) -> Row {
    let words = match holidays::resolve(&calendar.base) {
        Ok(base @ holidays::Base::Public(code)) => format!("{} ({code})", base.full_name()),
        Ok(holidays::Base::Weekdays) => "none: Monday to Friday".to_owned(),
        Ok(holidays::Base::AllDays) => "none: every day".to_owned(),
        Err(_) => format!("“{}”, unknown", calendar.base),
    };
    Row {
        what: What::Base,
        days: None,
        person: None,
        label: "Country".to_owned(),
        words,
        note: String::new(),
    }
}

fn weekend_row(calendar: &Calendar, weekend: [bool; 7]) -> Row {
    Row {
        what: What::Weekend,
        days: None,
        person: None,
        label: "Weekend".to_owned(),
        words: weekend_words(weekend),
        note: match calendar.weekend {
            Some(_) => "its own".to_owned(),
            None => String::new(),
        },
    }
}

/// The days of the week that are off, in words.
pub fn weekend_words(weekend: [bool; 7]) -> String {
    let names: Vec<&str> = (0..7_u8)
        .filter(|day| weekend[usize::from(*day)])
        .filter_map(|day| Weekday::try_from(day).ok())
        .map(weekday_name)
        .collect();
    match names.as_slice() {
        [] => "none: all seven days are worked".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The holidays of the table within a range, but for those that are worked.
fn of_table(
    base: holidays::Base,
    calendar: &Calendar,
    (from, to): (NaiveDate, NaiveDate),
    weekend: [bool; 7],
    today: NaiveDate,
) -> Vec<Row> {
    let in_range = |date: NaiveDate| from <= date && date <= to;
    let shown = |holiday: &holidays::Holiday| {
        in_range(holiday.date) && !calendar.working.contains(&holiday.date)
    };
    let row = |holiday: holidays::Holiday| {
        let may = if holiday.estimated { ", estimated" } else { "" };
        Row {
            what: What::Holiday,
            days: Some((holiday.date, holiday.date)),
            person: None,
            label: range_words(holiday.date, holiday.date, today),
            words: format!("{}{may}", holiday.name),
            note: holiday_cost(holiday.date, weekend),
        }
    };
    base.holidays().into_iter().filter(shown).map(row).collect()
}

/// The days that the calendar itself takes off or adds, whatever the range.
fn own_days(calendar: &Calendar, usual: &SideDays, today: NaiveDate) -> Vec<Row> {
    let row = |what, days: (NaiveDate, NaiveDate), words: &str, note| Row {
        what,
        days: Some(days),
        person: None,
        label: range_words(days.0, days.1, today),
        words: words.to_owned(),
        note,
    };
    let named = |name: &'_ str, else_called: &'static str| match name.trim() {
        "" => else_called.to_owned(),
        name => name.to_owned(),
    };
    let singles = calendar.holidays.iter().map(|single| {
        let days = (single.date, single.date);
        let words = named(&single.name, "a day off");
        row(What::Single, days, &words, cost(days, usual))
    });
    let blackouts = calendar.blackouts.iter().map(|range| {
        let days = (range.from, range.to);
        let words = named(&range.name, "a blackout");
        row(What::Blackout, days, &words, cost(days, usual))
    });
    let mut without = calendar.clone();
    without.working.clear();
    let without = SideDays::of(&without);
    let worked = calendar.working.iter().map(|&date| {
        let words = match without.why_off(date) {
            Some("weekend") => "worked, although a weekend".to_owned(),
            Some(why) => format!("worked, although {why}"),
            None => "a working day".to_owned(),
        };
        row(What::Worked, (date, date), &words, String::new())
    });
    singles.chain(blackouts).chain(worked).collect()
}

fn absent(person: &Person, away: &Blackout, usual: &SideDays, today: NaiveDate) -> Row {
    let days = (away.from, away.to);
    let why = match away.name.trim() {
        "" => String::new(),
        why => format!(" ({why})"),
    };
    Row {
        what: What::Away,
        days: Some(days),
        person: Some(person.id.clone()),
        label: range_words(days.0, days.1, today),
        words: format!("{} is away{why}", person.name),
        note: cost(days, usual),
    }
}

fn of_people(plan: &Plan, today: NaiveDate) -> Vec<Row> {
    let mut rows = Vec::new();
    for person in &plan.people {
        rows.push(Row {
            what: What::Person,
            days: None,
            person: Some(person.id.clone()),
            label: person.name.clone(),
            words: super::organization(plan, &person.side).to_owned(),
            note: String::new(),
        });
        let party = edit::party(plan, &person.side);
        let usual = party.map_or_else(SideDays::default, |party| usual(&party.calendar));
        let mut absences: Vec<Row> = person
            .away
            .iter()
            .map(|away| absent(person, away, &usual, today))
            .collect();
        absences.sort_by_key(|row| row.days);
        rows.append(&mut absences);
    }
    rows
}

/// The weekend that a calendar has in the end.
pub fn days_of_week(calendar: &Calendar) -> [bool; 7] {
    match &calendar.weekend {
        Some(own) => {
            let mut weekend = [false; 7];
            for day in own {
                weekend[day.num_days_from_monday() as usize % 7] = true;
            }
            weekend
        }
        None => holidays::resolve(&calendar.base)
            .unwrap_or(holidays::Base::Weekdays)
            .weekend(),
    }
}

/// How many days a range takes that the usual week and the table's holidays leave.
fn cost((from, to): (NaiveDate, NaiveDate), usual: &SideDays) -> String {
    match worked(usual, from, to) {
        0 => usual
            .why_off(from)
            .filter(|_| from == to)
            .map_or_else(String::new, |why| {
                if why == "weekend" {
                    "on a weekend"
                } else {
                    "a holiday"
                }
                .to_owned()
            }),
        count => format!("{count} d"),
    }
}

/// The days of a calendar without what the plan itself says of single days.
fn usual(calendar: &Calendar) -> SideDays {
    SideDays::of(&Calendar {
        weekend: calendar.weekend.clone(),
        ..Calendar::of_base(&calendar.base)
    })
}

/// What a holiday of the table takes: its day, unless it is in a weekend anyway.
fn holiday_cost(date: NaiveDate, weekend: [bool; 7]) -> String {
    if weekend[date.weekday().num_days_from_monday() as usize % 7] {
        "on a weekend".to_owned()
    } else {
        "1 d".to_owned()
    }
}

/// "Thu 26 Nov", "18 – 29 Jan", "21 Dec – 8 Jan", with years where they are far from today.
pub fn range_words(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    if from == to {
        return short_date_near(from, today);
    }
    let plain = |date| {
        let words = short_date_near(date, today);
        let day = words.split_once(' ').map(|(_, day)| day.to_owned());
        day.unwrap_or(words)
    };
    if (from.year(), from.month()) == (to.year(), to.month()) {
        return format!("{} – {}", from.day(), plain(to));
    }
    format!("{} – {}", plain(from), plain(to))
}
