//! The few words of a timeline: dates, numbers of days, texts cut to a column. Short enough to line
//! up; in full they stand with the selected step.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::plan::{Duration, Plan, Step};
use crate::text;
use crate::tui::theme::Glyphs;

/// Columns of a date without its year: `Fri 29 Jan`.
pub(super) const DATE_COLS: u16 = 10;
/// Columns of a number of days: `−999 d`.
pub(super) const DAYS_COLS: u16 = 6;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The years that need not be said: today's and go-live's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    today: i32,
    go_live: i32,
}

impl Years {
    pub(super) fn new(today: NaiveDate, go_live: Option<NaiveDate>) -> Self {
        Self {
            today: today.year(),
            go_live: go_live.unwrap_or(today).year(),
        }
    }

    /// How many columns more a date of that year takes.
    pub(super) fn cols(self, year: i32) -> u16 {
        if year == self.today || year == self.go_live {
            0
        } else if self.is_near(year) {
            3
        } else {
            u16::try_from(year.to_string().len() + 1).unwrap_or(8)
        }
    }

    /// Two digits are enough.
    fn is_near(self, year: i32) -> bool {
        (2000..2100).contains(&year) && year.abs_diff(self.today) < 50
    }
}

/// A date: `Fri 29 Jan`, with the year when it is neither today's nor go-live's.
pub(super) fn date(date: NaiveDate, years: Years) -> String {
    let weekday = WEEKDAYS
        .get(date.weekday().num_days_from_monday() as usize)
        .unwrap_or(&"");
    let (day, month, year) = (date.day(), month(date), date.year());
    if years.cols(year) == 0 {
        format!("{weekday} {day} {month}")
    } else if years.is_near(year) {
        format!("{weekday} {day} {month} {:02}", year.rem_euclid(100))
    } else {
        format!("{weekday} {day} {month} {year}")
    }
}

/// The month's name in three letters.
pub(super) fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).unwrap_or(&"")
}

/// A number of days: `25 d`, `−4 d`; never wider than its column.
pub(super) fn days(days: i32, glyphs: &Glyphs) -> String {
    let amount = days.unsigned_abs();
    match (days < 0, amount) {
        (false, 10_000..) => "9999+".to_owned(),
        (true, 1_000..) => format!("{}999+", glyphs.minus),
        (true, _) => format!("{}{amount} d", glyphs.minus),
        (false, _) => format!("{amount} d"),
    }
}

/// How far something moved: `+2 d`, `−3 d`.
pub(super) fn moved(by: i32, glyphs: &Glyphs) -> String {
    match by {
        1_000.. => "+999+".to_owned(),
        0.. => format!("+{by} d"),
        _ => days(by, glyphs),
    }
}

/// How long a step takes: `10 d`, `3 w`, `21 cd`, a milestone's glyph.
pub(super) fn length(duration: &Duration, glyphs: &Glyphs) -> String {
    if duration.is_milestone() {
        return glyphs.milestone.to_owned();
    }
    format!("{} {}", duration.amount, duration.unit.suffix())
}

/// Who does it, as people are called on a call: `Sarah + Alex`.
pub(super) fn owners(plan: &Plan, step: &Step) -> String {
    let name = |id: &Option<String>| {
        let person = id.as_deref().and_then(|id| plan.person(id));
        person.map(|person| person.first_name().to_owned())
    };
    let names = [name(&step.owners.buyer), name(&step.owners.seller)];
    let names = names.into_iter().flatten().filter(|name| !name.is_empty());
    let names: Vec<String> = names.collect();
    names.join(" + ")
}

/// A text made harmless and cut to its columns, ending as the glyph set ends a cut text. Borrowed
/// when there was nothing to do.
pub(super) fn shorten<'a>(words: &'a str, cols: u16, glyphs: &Glyphs) -> Cow<'a, str> {
    let cols = usize::from(cols);
    let harmless = text::harmless(words);
    let clipped = text::clip(&harmless, cols);
    if matches!(clipped, Cow::Borrowed(whole) if whole.len() == harmless.len()) {
        return harmless;
    }
    let start = clipped.strip_suffix('…').unwrap_or(&clipped);
    let end = if clipped.is_empty() {
        ""
    } else {
        glyphs.ellipsis
    };
    Cow::Owned(format!("{start}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::{ASCII, UNICODE};

    #[test]
    fn a_date_says_its_year_only_when_it_is_neither_todays_nor_go_lives() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let years = Years::new(day("2026-11-23"), Some(day("2027-03-01")));
        for (date, said) in [
            (day("2027-01-29"), "Fri 29 Jan"),
            (day("2026-12-01"), "Tue 1 Dec"),
            (day("2028-01-29"), "Sat 29 Jan 28"),
            (day("2025-12-31"), "Wed 31 Dec 25"),
            (day("1926-12-31"), "Fri 31 Dec 1926"),
            (NaiveDate::MAX, "Mon 31 Dec 262142"),
            (NaiveDate::MIN, "Thu 1 Jan -262143"),
        ] {
            let text = super::date(date, years);
            assert_eq!(text, said);
            let cols = usize::from(DATE_COLS + years.cols(date.year()));
            assert!(text.len() <= cols, "{text} in {cols}");
        }
    }

    #[test]
    fn days_fit_their_column() {
        for (count, said, moved_by) in [
            (25, "25 d", "+25 d"),
            (0, "0 d", "+0 d"),
            (-4, "−4 d", "−4 d"),
            (9_999, "9999 d", "+999+"),
            (i32::MAX, "9999+", "+999+"),
            (i32::MIN, "−999+", "−999+"),
        ] {
            assert_eq!(days(count, &UNICODE), said);
            assert_eq!(moved(count, &UNICODE), moved_by);
            assert_eq!(days(count, &ASCII), said.replace('−', "-"));
            assert!(text::width(said) <= usize::from(DAYS_COLS));
        }
    }

    #[test]
    fn a_cut_text_ends_as_the_glyph_set_has_it() {
        assert_eq!(shorten("Security review", 8, &UNICODE), "Securit…");
        assert_eq!(shorten("Security review", 8, &ASCII), "Securit~");
        assert_eq!(shorten("To be seen…", 20, &ASCII), "To be seen…");
        assert_eq!(shorten("会議の準備", 4, &ASCII), "会~");
        assert_eq!(shorten("Security", 0, &ASCII), "");
        assert!(matches!(shorten("Security", 8, &ASCII), Cow::Borrowed(_)));
    }
}
