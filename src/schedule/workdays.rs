//! Working days: one calendar as two tables, so that adding, subtracting and counting working days
//! is a look-up. Which calendar a step has, and how far the tables must reach, is decided in `network`
//! and `horizon`.

use super::day::{self, Day, MAX_DAY, MIN_DAY};

/// What makes a calendar: the days of the week off, and the days that differ from the week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarSpec {
    /// Days of the week on which nobody works, Monday first.
    pub weekend: [bool; 7],
    /// Holidays, blackouts and absences, any order, repetitions allowed.
    pub nonworking: Vec<Day>,
    /// Days worked all the same; they win over `weekend` and `nonworking`.
    pub extra_working: Vec<Day>,
}

impl CalendarSpec {
    /// Saturday and Sunday off, no holidays.
    #[must_use]
    pub fn weekdays() -> Self {
        Self {
            weekend: [false, false, false, false, false, true, true],
            ..Self::default()
        }
    }

    /// The first and the last day that differ from the week, if any does.
    #[must_use]
    pub fn specials(&self) -> Option<(Day, Day)> {
        let all = || self.nonworking.iter().chain(&self.extra_working).copied();
        Some((all().min()?, all().max()?))
    }
}

/// A calendar over a horizon. Beyond the horizon it goes on by the week alone (no holidays there),
/// exactly and in constant time, so that every date chrono can hold has an answer.
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    /// The first boundary in the tables.
    lo: Day,
    /// How many working days lie between `lo` and `lo + index`.
    before: Vec<i32>,
    /// The working days of the horizon in order.
    days: Vec<Day>,
    week: Week,
    without_week: bool,
}

/// The weekly pattern as a cumulative count from boundary 1, and its inverse.
#[derive(Debug, Clone, Copy)]
struct Week {
    works: [bool; 7],
    per_week: i32,
    /// Working days of the week before each weekday.
    before: [i32; 7],
    /// The weekday of the n-th working day of a week.
    nth: [i32; 7],
}

impl Week {
    fn new(works: [bool; 7]) -> Self {
        let (mut before, mut nth, mut count) = ([0; 7], [0; 7], 0_usize);
        for (weekday, &work) in works.iter().enumerate() {
            before[weekday] = count as i32;
            if work {
                nth[count] = weekday as i32;
                count += 1;
            }
        }
        Self {
            works,
            per_week: count as i32,
            before,
            nth,
        }
    }

    /// Working days from boundary 1 to `b` (negative before it).
    fn count(&self, b: Day) -> i32 {
        (b - 1).div_euclid(7) * self.per_week + self.before[day::weekday(b)]
    }

    /// The working day that has `count` working days before it. `count` may be any number.
    fn day(&self, count: i64) -> Day {
        let per_week = i64::from(self.per_week.max(1));
        let (weeks, rest) = (count.div_euclid(per_week), count.rem_euclid(per_week));
        let found = 1 + 7 * weeks + i64::from(self.nth[rest as usize]);
        found.clamp(i64::from(MIN_DAY), i64::from(MAX_DAY)) as Day
    }
}

impl WorkCalendar {
    /// Builds the tables for the boundaries `lo..=hi` (swapped or out of range: put right). Cost: one
    /// pass over the horizon.
    ///
    /// A week without any working day cannot be counted on: days outside `extra_working` then count
    /// as worked beyond the horizon, and everywhere when there is no extra day either
    /// ([`Self::without_working_week`] tells).
    #[must_use]
    pub fn new(spec: &CalendarSpec, lo: Day, hi: Day) -> Self {
        let (lo, hi) = (day::clamp(lo.min(hi)), day::clamp(lo.max(hi)));
        let without_week = spec.weekend.iter().all(|&off| off);
        let every_day = without_week && spec.extra_working.is_empty();
        let inside = if every_day {
            [true; 7]
        } else {
            spec.weekend.map(|off| !off)
        };
        let week = Week::new(if without_week { [true; 7] } else { inside });
        let specials = if every_day {
            Vec::new()
        } else {
            merged(spec, lo, hi)
        };
        let (before, days) = tables(inside, (lo, hi), &specials);
        Self {
            lo,
            before,
            days,
            week,
            without_week,
        }
    }

    /// Whether its tables reach from `lo` to `hi`.
    pub(crate) fn covers(&self, lo: Day, hi: Day) -> bool {
        self.lo <= lo && hi <= self.hi()
    }

    /// Whether the week of this calendar has no working day at all: a mistake to tell the user about.
    #[must_use]
    pub fn without_working_week(&self) -> bool {
        self.without_week
    }

    /// The boundaries between which holidays are known to this calendar.
    #[must_use]
    pub fn horizon(&self) -> (Day, Day) {
        (self.lo, self.hi())
    }

    fn hi(&self) -> Day {
        self.lo + (self.before.len() as Day - 1)
    }

    /// How many working days lie before boundary `b`, counted from the start of the horizon (negative
    /// before it). Only differences mean something.
    #[inline]
    #[must_use]
    pub fn before(&self, b: Day) -> i32 {
        // A boundary left of the tables wraps to a huge index, which `get` refuses.
        match self.before.get(b.wrapping_sub(self.lo) as u32 as usize) {
            Some(&count) => count,
            None => self.before_far(day::clamp(b)),
        }
    }

    #[cold]
    fn before_far(&self, b: Day) -> i32 {
        if b < self.lo {
            return self.week.count(b) - self.week.count(self.lo);
        }
        self.days.len() as i32 + self.week.count(b) - self.week.count(self.hi())
    }

    /// The working day that has `count` working days before it (see [`Self::before`]).
    #[inline]
    #[must_use]
    pub fn nth(&self, count: i32) -> Day {
        match self.days.get(count as u32 as usize) {
            Some(&found) => found,
            None => self.nth_far(i64::from(count)),
        }
    }

    /// The boundary at which that day ends.
    #[inline]
    #[must_use]
    pub fn nth_end(&self, count: i32) -> Day {
        match self.days.get(count as u32 as usize) {
            // The tables end within what can be counted: so does every day in them.
            Some(&found) => found + 1,
            None => day::end(self.nth_far(i64::from(count))),
        }
    }

    #[cold]
    fn nth_far(&self, count: i64) -> Day {
        if count < 0 {
            return self.week.day(count + i64::from(self.week.count(self.lo)));
        }
        let beyond = count - self.days.len() as i64;
        self.week
            .day(beyond + i64::from(self.week.count(self.hi())))
    }

    /// Whether the day that starts at `d` is worked.
    #[inline]
    #[must_use]
    pub fn is_working(&self, d: Day) -> bool {
        if d >= MAX_DAY {
            return self.week.works[day::weekday(MAX_DAY)];
        }
        self.before(d + 1) != self.before(d)
    }

    /// Working days from boundary `a` to boundary `b`, negative when `b` is the earlier.
    #[inline]
    #[must_use]
    pub fn count(&self, a: Day, b: Day) -> i32 {
        self.before(b) - self.before(a)
    }

    /// The end of the `n`-th working day from boundary `b` on (`n` ≥ 1); `b` itself for 0. A negative
    /// `n` gives the start of the `-n`-th working day before `b`.
    #[inline]
    #[must_use]
    pub fn add(&self, b: Day, n: i32) -> Day {
        match n {
            0 => b,
            1.. => self.nth_end(self.before(b).saturating_add(n - 1)),
            _ => self.nth(self.before(b).saturating_add(n)),
        }
    }

    /// The latest boundary from which `n` working days end by `b` (`n` ≥ 1): the start of the `n`-th
    /// working day before `b`; `b` itself for 0. A negative `n` goes forward, to the start of the day
    /// that has `-n` working days between it and `b`.
    #[inline]
    #[must_use]
    pub fn sub(&self, b: Day, n: i32) -> Day {
        if n == 0 {
            b
        } else {
            self.nth(self.before(b).saturating_sub(n))
        }
    }

    /// The end of the last working day before boundary `b` (`b` itself when the day before is worked).
    #[inline]
    #[must_use]
    pub fn snap_back(&self, b: Day) -> Day {
        self.nth_end(self.before(b) - 1)
    }

    /// The first end of a working day that is not before boundary `b`.
    #[must_use]
    pub fn roll_finish(&self, b: Day) -> Day {
        let back = self.snap_back(b);
        if back >= b { back } else { self.add(b, 1) }
    }

    /// The first working day on or after `d`.
    #[inline]
    #[must_use]
    pub fn roll(&self, d: Day) -> Day {
        self.nth(self.before(d))
    }

    /// The last working day on or before `d`.
    #[inline]
    #[must_use]
    pub fn floor(&self, d: Day) -> Day {
        self.nth(self.before(d.saturating_add(1)) - 1)
    }
}

/// How many working days lie before each boundary of `lo..=hi`, and the working days themselves.
fn tables(
    works: [bool; 7],
    (lo, hi): (Day, Day),
    specials: &[(Day, bool)],
) -> (Vec<i32>, Vec<Day>) {
    let width = (hi - lo) as usize;
    let (mut before, mut days) = (Vec::with_capacity(width + 1), Vec::with_capacity(width));
    let mut specials = specials.iter().copied().peekable();
    let mut weekday = day::weekday(lo);
    for today in lo..hi {
        before.push(days.len() as i32);
        let work = match specials.next_if(|&(special, _)| special == today) {
            Some((_, work)) => work,
            None => works[weekday],
        };
        if work {
            days.push(today);
        }
        weekday = if weekday == 6 { 0 } else { weekday + 1 };
    }
    before.push(days.len() as i32);
    (before, days)
}

/// The days of the horizon that differ from the week, sorted, each once, extra working days winning.
fn merged(spec: &CalendarSpec, lo: Day, hi: Day) -> Vec<(Day, bool)> {
    let inside = |d: &Day| (lo..hi).contains(d);
    let off = spec
        .nonworking
        .iter()
        .copied()
        .filter(inside)
        .map(|d| (d, false));
    let on = spec
        .extra_working
        .iter()
        .copied()
        .filter(inside)
        .map(|d| (d, true));
    let mut all: Vec<_> = off.chain(on).collect();
    // `true` sorts last; the last entry of a day is kept by deduplicating from the back.
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup_by_key(|&mut (d, _)| d);
    all.reverse();
    all
}

#[cfg(test)]
#[path = "workdays/tests.rs"]
mod tests;
