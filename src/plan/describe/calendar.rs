//! Changes of calendars in words: whose, which days, and what they are called.

use chrono::NaiveDate;
use serde_json::Value;

use super::super::change::Change;
use super::super::date_text::day_month_year;
use super::super::model::Plan;

/// What a change did to a calendar or to somebody's absences; nothing for changes of other kinds.
pub(super) fn phrase(plan: &Plan, change: &Change) -> Option<String> {
    let keys: Vec<&str> = change.path.keys().iter().map(String::as_str).collect();
    match keys.as_slice() {
        [side @ ("buyer" | "seller"), "calendar", rest @ ..] => {
            Some(format!("{}: {}", whose(plan, side), of_side(change, rest)?))
        }
        ["people", id, "away", rest @ ..] => {
            let name = plan.person(id).map_or(*id, |person| person.name.as_str());
            Some(format!("{name}: {}", off(change, rest, "away")?))
        }
        _ => None,
    }
}

/// Whether a change is about working exceptions: where days off take their place, those say it all.
pub(super) fn is_exception(change: &Change) -> bool {
    let keys = change.path.keys();
    keys.len() >= 3 && keys[1] == "calendar" && keys[2] == "working"
}

fn whose<'a>(plan: &'a Plan, side: &'a str) -> &'a str {
    let party = if side == "buyer" {
        &plan.buyer
    } else {
        &plan.seller
    };
    match party.organization.trim() {
        "" => side,
        named => named,
    }
}

fn of_side(change: &Change, keys: &[&str]) -> Option<String> {
    match keys {
        ["base"] => Some(format!("calendar {}", change.to.as_ref()?.as_str()?)),
        ["weekend", ..] => Some(weekend(change)),
        ["working", ..] => exceptions(change),
        ["holidays" | "blackouts", rest @ ..] => off(change, rest, "off"),
        _ => None,
    }
}

fn weekend(change: &Change) -> String {
    let Some(Value::Array(days)) = &change.to else {
        return "the usual weekend".to_owned();
    };
    let days: Vec<&str> = days.iter().filter_map(Value::as_str).collect();
    match days.as_slice() {
        [] => "no weekend".to_owned(),
        days => format!("weekend {}", days.join(" ")),
    }
}

/// Which days became working days or ceased to be; the list changes as a whole.
fn exceptions(change: &Change) -> Option<String> {
    let dates = |value: &Option<Value>| -> Vec<NaiveDate> {
        let list = match value {
            Some(Value::Array(list)) => list.as_slice(),
            _ => &[],
        };
        let texts = list.iter().filter_map(Value::as_str);
        texts.filter_map(|text| text.parse().ok()).collect()
    };
    let (from, to) = (dates(&change.from), dates(&change.to));
    let new: Vec<&NaiveDate> = to.iter().filter(|date| !from.contains(date)).collect();
    let gone: Vec<&NaiveDate> = from.iter().filter(|date| !to.contains(date)).collect();
    let more = |count: usize| match count {
        0 | 1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    match (new.as_slice(), gone.as_slice()) {
        ([first, ..], []) => {
            let day = day_month_year(**first);
            Some(format!("{day}{} worked", more(new.len())))
        }
        ([], [first, ..]) => {
            let day = day_month_year(**first);
            Some(format!("{day}{} as usual again", more(gone.len())))
        }
        _ => None,
    }
}

/// Days off or an absence that came, went, or is called otherwise.
fn off(change: &Change, keys: &[&str], word: &str) -> Option<String> {
    let (value, gone) = match (&change.from, &change.to) {
        (Some(value), None) => (value, true),
        (_, Some(value)) => (value, false),
        (None, None) => return None,
    };
    if keys.len() > 1 {
        return Some(format!("{word}: {}", value.as_str()?));
    }
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let date = |key: &str| text(key).parse().ok().map(day_month_year);
    let days = match (date("date"), date("from"), date("to")) {
        (Some(day), ..) => day,
        (None, Some(from), Some(to)) if from == to => from,
        (None, Some(from), Some(to)) => format!("{from} – {to}"),
        _ => return None,
    };
    let name = match text("name").trim() {
        "" => String::new(),
        name => format!(" ({name})"),
    };
    let state = match (gone, word) {
        (false, "away") => "away ",
        (true, "away") => "no longer away ",
        (false, _) => "off ",
        (true, _) => "no longer off ",
    };
    Some(format!("{state}{days}{name}"))
}

#[cfg(test)]
mod tests {
    use crate::plan::calendar_edit::{self as edit, DaysOff};
    use crate::plan::change::diff;
    use crate::plan::describe::describe;
    use crate::plan::testing::full;
    use crate::plan::{Calendar, Plan};

    fn days(from: &str, to: &str, name: &str) -> DaysOff {
        DaysOff {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_calendars_change_says_whose_and_which_days() {
        type Case = (&'static str, fn(&mut Plan));
        let freeze = || days("2026-12-21", "2027-01-08", "freeze");
        let mut start = full();
        start.buyer.organization = "Acme".to_owned();
        start.buyer.calendar = Calendar::of_base("US");
        start.people[0].away.clear();
        let name = start.people[0].name.clone();
        edit::add_days_off(
            &mut start.buyer.calendar,
            &days("2026-12-24", "2026-12-24", "eve"),
        );
        edit::add_working_day(&mut start.buyer.calendar, freeze().from);
        let away = format!("{name}: away 18 Jan 2027 – 29 Jan 2027");
        let cases: [Case; 8] = [
            ("Acme: off 28 Dec 2026 – 8 Jan 2027 (freeze)", |plan| {
                let days = days("2026-12-28", "2027-01-08", "freeze");
                edit::add_days_off(&mut plan.buyer.calendar, &days);
            }),
            ("Acme: off 21 Dec 2026", |plan| {
                let days = days("2026-12-21", "2026-12-21", "");
                edit::add_days_off(&mut plan.buyer.calendar, &days);
            }),
            ("Acme: no longer off 24 Dec 2026 (eve)", |plan| {
                plan.buyer.calendar.holidays.clear();
            }),
            ("Acme: 25 Dec 2026 worked", |plan| {
                let date = "2026-12-25".parse().unwrap();
                edit::add_working_day(&mut plan.buyer.calendar, date);
            }),
            ("Acme: 21 Dec 2026 as usual again", |plan| {
                plan.buyer.calendar.working.clear();
            }),
            ("Acme: weekend Fri Sat", |plan| {
                let weekend = edit::read_weekend("fri sat").unwrap();
                edit::set_weekend(&mut plan.buyer.calendar, weekend);
            }),
            ("Acme: calendar DE-BY", |plan| {
                edit::set_base(&mut plan.buyer.calendar, "DE-BY");
            }),
            ("AWAY", |plan| {
                let leave = days("2027-01-18", "2027-01-29", "");
                edit::add_absence(&mut plan.people[0], &leave);
            }),
        ];
        for (expected, edit) in cases {
            let mut after = start.clone();
            edit(&mut after);
            let expected = if expected == "AWAY" { &away } else { expected };
            let said = describe(&start, &diff(&start, &after));
            assert_eq!(said.to_lowercase(), expected.to_lowercase());
        }
    }
}
