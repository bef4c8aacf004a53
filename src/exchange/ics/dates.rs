//! Dates and lengths as calendar files write them. Only whole days count here: a plan knows no times
//! of day.

use chrono::{Datelike, NaiveDate};

/// When something begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) date: NaiveDate,
    pub(super) at: At,
}

/// What a moment says of the time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// Nothing: the whole day.
    Day,
    /// Midnight where the calendar is kept; some programs write whole days so.
    Midnight,
    /// Any other time, or one that depends on where one is.
    Time,
}

/// `20261224`, `20261224T000000`, `20261224T090000Z`; nothing when it is none of these.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (day, time) = match text.split_once(['T', 't']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    if day.len() != 8 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| day.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(4, 6)?, number(6, 8)?)?;
    let at = match time {
        None => At::Day,
        Some("000000") => At::Midnight,
        Some(time) => {
            let digits = time.strip_suffix(['Z', 'z']).unwrap_or(time);
            if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            At::Time
        }
    };
    (date.year() >= 1).then_some(Moment { date, at })
}

/// Whole days of a length such as `P3D`, `P1W` or `PT48H`; nothing when it is no whole number of them.
pub(super) fn whole_days(text: &str) -> Option<u32> {
    let rest = text.trim().to_ascii_uppercase();
    let rest = rest.strip_prefix('+').unwrap_or(&rest).strip_prefix('P')?;
    let mut seconds: u64 = 0;
    let mut digits = String::new();
    let mut in_time = false;
    for ch in rest.chars() {
        if ch.is_ascii_digit() {
            digits.push(ch);
            continue;
        }
        if ch == 'T' && digits.is_empty() && !in_time {
            in_time = true;
            continue;
        }
        let each: u64 = match (ch, in_time) {
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        let number: u64 = digits.parse::<u32>().ok()?.into();
        seconds = seconds.checked_add(number.checked_mul(each)?)?;
        digits.clear();
    }
    let days = seconds / 86_400;
    (digits.is_empty() && seconds.is_multiple_of(86_400) && days > 0)
        .then(|| u32::try_from(days).ok())
        .flatten()
}
