//! Day boundaries: the one number the engine counts time in, and its way to and from civil dates.
//! Calendars (which days count) live in `workdays`; what a person sees of a boundary in `show`.

use chrono::{Datelike, Months, NaiveDate};

/// The boundary at which a civil day starts, counted in days like chrono's `num_days_from_ce`
/// (boundary 1 is Monday 1 January of year 1). The same number also names the day that starts there.
pub type Day = i32;

/// The first day that chrono can hold (`NaiveDate::MIN`).
pub const MIN_DAY: Day = -95_746_129;
/// The last day that chrono can hold (`NaiveDate::MAX`).
pub const MAX_DAY: Day = 95_745_399;

/// The longest a step is taken to be, in any unit: more than there are days. Small enough that a
/// length, a date and a count of days can be added without overflow.
pub(crate) const LONGEST: i32 = 400_000_000;

/// The boundary at which `date` starts.
#[must_use]
pub fn from_date(date: NaiveDate) -> Day {
    date.num_days_from_ce()
}

/// The civil day that starts at `day`; a boundary outside chrono's range gives the nearest date inside.
#[must_use]
pub fn to_date(day: Day) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(clamp(day)).unwrap_or(if day < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    })
}

/// The last day of a step that ends at `boundary`: what people call "done by".
#[must_use]
pub fn last_day(boundary: Day) -> NaiveDate {
    to_date(boundary.saturating_sub(1))
}

/// The nearest boundary that chrono can hold.
#[inline]
#[must_use]
pub fn clamp(day: Day) -> Day {
    day.clamp(MIN_DAY, MAX_DAY)
}

/// `day` moved by `days` calendar days, either way; stays inside chrono's range.
#[inline]
#[must_use]
pub fn add_days(day: Day, days: i32) -> Day {
    clamp(day.saturating_add(days))
}

/// The boundary at which the day that starts at `day` ends. `day` is in range already.
#[inline]
pub(crate) fn end(day: Day) -> Day {
    (day + 1).min(MAX_DAY)
}

/// `day` moved by `months` calendar months, either way, clamped to the end of a shorter month
/// (31 January and one month is 28 or 29 February); stays inside chrono's range.
#[must_use]
pub fn add_months(day: Day, months: i32) -> Day {
    let step = Months::new(months.unsigned_abs());
    let date = to_date(day);
    let moved = if months < 0 {
        date.checked_sub_months(step)
    } else {
        date.checked_add_months(step)
    };
    moved.map_or(if months < 0 { MIN_DAY } else { MAX_DAY }, from_date)
}

/// The weekday of the day that starts at `day`: 0 is Monday, 6 is Sunday.
#[inline]
#[must_use]
pub fn weekday(day: Day) -> usize {
    // `rem_euclid` of a positive divisor is 0..7, so the cast loses nothing.
    day.saturating_sub(1).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Day {
        from_date(NaiveDate::from_ymd_opt(y, m, d).unwrap())
    }

    #[test]
    fn the_edges_are_those_of_chrono() {
        assert_eq!(
            (from_date(NaiveDate::MIN), from_date(NaiveDate::MAX)),
            (MIN_DAY, MAX_DAY)
        );
        assert_eq!(
            (to_date(i32::MIN), to_date(i32::MAX)),
            (NaiveDate::MIN, NaiveDate::MAX)
        );
        assert_eq!(last_day(i32::MIN), NaiveDate::MIN);
    }

    #[test]
    fn months_clamp_to_the_end_of_the_month_and_to_the_range() {
        assert_eq!(add_months(day(2027, 1, 31), 1), day(2027, 2, 28));
        assert_eq!(add_months(day(2028, 1, 31), 1), day(2028, 2, 29));
        assert_eq!(add_months(day(2027, 3, 31), -1), day(2027, 2, 28));
        assert_eq!(add_months(day(2027, 3, 31), i32::MIN), MIN_DAY);
        assert_eq!(add_months(day(2027, 3, 31), i32::MAX), MAX_DAY);
    }

    #[test]
    fn weekdays_agree_with_chrono() {
        for d in [MIN_DAY, -8, -1, 0, 1, 6, 7, day(2027, 3, 1), MAX_DAY] {
            assert_eq!(
                weekday(d),
                to_date(d).weekday().num_days_from_monday() as usize,
                "{d}"
            );
        }
    }
}
