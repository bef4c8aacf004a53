//! How a plan stands, in the words for a window that everybody sees and for what the buyer takes home:
//! they blame nobody. Whose job it is to change that is told elsewhere.

use chrono::NaiveDate;

use crate::schedule::Schedule;

/// Where go-live lands when the plan does not fit, and by how much it does not: "as it stands Fri 5 Feb,
/// 4 working days on". Nothing when it fits, or while there is no go-live date. `date` says a date and
/// `days` a number of working days.
pub fn as_it_stands(
    schedule: &Schedule,
    date: &dyn Fn(NaiveDate) -> String,
    days: &dyn Fn(i32) -> String,
) -> Option<String> {
    let go_live = schedule.go_live.filter(|_| !schedule.fits)?;
    let short = schedule.short_by().map(days);
    let lands = schedule.forecast.filter(|date| *date > go_live).map(date);
    match (lands, short) {
        (Some(lands), Some(short)) => Some(format!("as it stands {lands}, {short} on")),
        (Some(lands), None) => Some(format!("as it stands {lands}")),
        (None, Some(short)) => Some(format!("as it stands, {short} short")),
        (None, None) => None,
    }
}

/// "1 working day", "4 working days".
pub fn working_days(days: i32) -> String {
    match days {
        1 => "1 working day".to_owned(),
        days => format!("{days} working days"),
    }
}
