//! Changing a calendar in words: days off, a weekend, working exceptions and absences as people type
//! them (read in [`read`]), and putting them into a plan's calendars without doubles, in order, with
//! what is unknown kept. Which country's holidays there are is not known here: the caller looks a base
//! up in `schedule` before it is set.

mod read;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, Weekday};

use super::choice::Extra;
use super::parties::{Blackout, Calendar, DayOff, Person, Side};
use super::{Party, Plan};

pub use read::{DaysError, WeekendError, read_days, read_days_off, read_weekend};

/// Days that are off, both ends included, and what people call them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DaysOff {
    /// First day off.
    pub from: NaiveDate,
    /// Last day off, not before the first.
    pub to: NaiveDate,
    /// What people call it; empty when nobody said.
    pub name: String,
}

impl DaysOff {
    /// Whether it is one day only.
    pub fn is_one_day(&self) -> bool {
        self.from == self.to
    }

    fn of(range: &Blackout) -> Self {
        Self {
            from: range.from,
            to: range.to,
            name: range.name.clone(),
        }
    }

    fn range(&self) -> Blackout {
        Blackout {
            from: self.from,
            to: self.to,
            name: self.name.clone(),
            extra: Extra::new(),
        }
    }

    fn holds(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// What adding came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddedDays {
    /// It is new.
    New,
    /// The same days were there under another name, which this one takes the place of.
    Renamed {
        /// What they were called; empty when they had no name.
        from: String,
    },
    /// The same days were there, under this name or with none given now.
    AlreadyThere,
}

/// What clearing took away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Days off that count again by what else the calendar says, in order.
    pub off: Vec<DaysOff>,
    /// Working exceptions that are none any more, in order.
    pub working: Vec<NaiveDate>,
}

impl Cleared {
    /// Whether there was nothing to take away.
    pub fn is_empty(&self) -> bool {
        self.off.is_empty() && self.working.is_empty()
    }
}

/// The party whose calendar a side's is; nothing for `both`, which has none of its own.
pub fn party<'a>(plan: &'a Plan, side: &Side) -> Option<&'a Party> {
    match side {
        Side::Buyer => Some(&plan.buyer),
        Side::Seller => Some(&plan.seller),
        Side::Both | Side::Other(_) => None,
    }
}

/// As [`party`], to change it.
pub fn party_mut<'a>(plan: &'a mut Plan, side: &Side) -> Option<&'a mut Party> {
    match side {
        Side::Buyer => Some(&mut plan.buyer),
        Side::Seller => Some(&mut plan.seller),
        Side::Both | Side::Other(_) => None,
    }
}

/// Starts the calendar from another base, whose name the caller has found in the holiday table. What
/// the calendar says besides stays. Whether that is a change.
pub fn set_base(calendar: &mut Calendar, code: &str) -> bool {
    let changes = calendar.base != code;
    code.clone_into(&mut calendar.base);
    changes
}

/// Gives the calendar its own weekend, or with nothing the base's again. Whether that is a change.
pub fn set_weekend(calendar: &mut Calendar, weekend: Option<Vec<Weekday>>) -> bool {
    let changes = calendar.weekend != weekend;
    calendar.weekend = weekend;
    changes
}

/// Takes days off: one day among the single days, several as a blackout. What was said last holds: a
/// working exception on these days goes.
pub fn add_days_off(calendar: &mut Calendar, days: &DaysOff) -> AddedDays {
    calendar.working.retain(|&date| !days.holds(date));
    if !days.is_one_day() {
        return add_range(&mut calendar.blackouts, days);
    }
    let same = calendar
        .holidays
        .iter_mut()
        .find(|single| single.date == days.from);
    if let Some(single) = same {
        return renamed(&mut single.name, &days.name);
    }
    calendar.holidays.push(DayOff {
        date: days.from,
        name: days.name.clone(),
        extra: Extra::new(),
    });
    calendar.holidays.sort_by_key(|single| single.date);
    AddedDays::New
}

/// Makes a day a working day although the base, a blackout or the weekend says otherwise; a single day
/// off of the calendar's own on it goes. Whether that is a change.
pub fn add_working_day(calendar: &mut Calendar, date: NaiveDate) -> bool {
    calendar.holidays.retain(|single| single.date != date);
    if calendar.working.contains(&date) {
        return false;
    }
    calendar.working.push(date);
    calendar.working.sort();
    true
}

/// Takes back what was said about these days. What says exactly these days goes; where nothing does,
/// they are cut out of whatever reaches over them. A holiday of the base stays: only a working
/// exception turns it into a working day.
pub fn clear_days(calendar: &mut Calendar, from: NaiveDate, to: NaiveDate) -> Cleared {
    let within = |date: NaiveDate| from <= date && date <= to;
    let mut cleared = Cleared::default();
    calendar.holidays.retain(|single| {
        let stays = !within(single.date);
        if !stays {
            cleared.off.push(DaysOff {
                from: single.date,
                to: single.date,
                name: single.name.clone(),
            });
        }
        stays
    });
    calendar.working.retain(|&date| {
        let stays = !within(date);
        if !stays {
            cleared.working.push(date);
        }
        stays
    });
    let exact = |range: &Blackout| (range.from, range.to) == (from, to);
    // A single day that somebody named is what is meant, and not the freeze around it.
    if cleared.is_empty() || from != to || calendar.blackouts.iter().any(exact) {
        cleared.off.extend(cut(&mut calendar.blackouts, from, to));
    }
    cleared.off.sort();
    cleared.working.sort();
    cleared
}

/// Takes back the days off that are called so, in any case.
pub fn clear_named(calendar: &mut Calendar, name: &str) -> Cleared {
    let wanted = name.trim().to_lowercase();
    let is_it = |given: &str| !wanted.is_empty() && given.trim().to_lowercase() == wanted;
    let mut off = Vec::new();
    calendar.holidays.retain(|single| {
        let stays = !is_it(&single.name);
        if !stays {
            off.push(DaysOff {
                from: single.date,
                to: single.date,
                name: single.name.clone(),
            });
        }
        stays
    });
    calendar.blackouts.retain(|range| {
        let stays = !is_it(&range.name);
        if !stays {
            off.push(DaysOff::of(range));
        }
        stays
    });
    off.sort();
    Cleared {
        off,
        working: Vec::new(),
    }
}

/// Says that a person is away on these days.
pub fn add_absence(person: &mut Person, days: &DaysOff) -> AddedDays {
    add_range(&mut person.away, days)
}

/// Takes an absence back, as [`clear_days`] does: exactly these days, else cut out of longer ones.
pub fn remove_absence(person: &mut Person, from: NaiveDate, to: NaiveDate) -> Vec<DaysOff> {
    cut(&mut person.away, from, to)
}

fn add_range(ranges: &mut Vec<Blackout>, days: &DaysOff) -> AddedDays {
    let same = ranges
        .iter_mut()
        .find(|range| (range.from, range.to) == (days.from, days.to));
    if let Some(range) = same {
        return renamed(&mut range.name, &days.name);
    }
    ranges.push(days.range());
    ranges.sort_by_key(|range| (range.from, range.to));
    AddedDays::New
}

fn renamed(name: &mut String, new: &str) -> AddedDays {
    if new.is_empty() || name == new {
        return AddedDays::AlreadyThere;
    }
    AddedDays::Renamed {
        from: std::mem::replace(name, new.to_owned()),
    }
}

/// Takes the range that is exactly these days, or else cuts these days out of all that reach over
/// them; what was taken, in order.
fn cut(ranges: &mut Vec<Blackout>, from: NaiveDate, to: NaiveDate) -> Vec<DaysOff> {
    let exact = |range: &Blackout| (range.from, range.to) == (from, to);
    let only_exact = ranges.iter().any(exact);
    let mut taken = Vec::new();
    let mut left = Vec::with_capacity(ranges.len());
    for range in ranges.drain(..) {
        let apart = range.to < from || to < range.from || range.to < range.from;
        if apart || (only_exact && !exact(&range)) {
            left.push(range);
            continue;
        }
        taken.push(DaysOff {
            from: range.from.max(from),
            to: range.to.min(to),
            name: range.name.clone(),
        });
        let before = from.pred_opt().filter(|&end| range.from <= end);
        let after = to.succ_opt().filter(|&start| start <= range.to);
        left.extend(before.map(|end| Blackout {
            to: end,
            ..range.clone()
        }));
        left.extend(after.map(|start| Blackout {
            from: start,
            ..range
        }));
    }
    left.sort_by_key(|range| (range.from, range.to));
    *ranges = left;
    taken.sort();
    taken
}
