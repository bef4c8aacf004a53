//! On which days go-live lands, as bars: a whole histogram with its axis, and a small one in a line.
//! Pure layout: rows of words that whoever shows them paints.

use chrono::NaiveDate;

use super::details::{Row, Weight};
use crate::plan::date_text::short_date;
use crate::schedule::odds::Odds;
use crate::text;
use crate::tui::theme::Glyphs;

/// How many days a bar above an axis may stand for, smallest first.
const STEPS: [i64; 7] = [1, 7, 14, 28, 91, 364, 3_640];

/// All days that a plan can name are fewer.
const ALL_DAYS: i64 = 4_000_000;

/// Columns left of the bars: how high the highest is.
const GUTTER: usize = 6;

/// Bars of so many days each, the last of which is go-live's day for one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// How many days a bar stands for.
    pub days: i64,
    /// The last day of the first bar.
    first: NaiveDate,
    /// In how many runs go-live lands in each.
    counts: Vec<u32>,
    /// How many of the bars are in time.
    in_time: usize,
    /// Whether there is a date to make.
    anchored: bool,
}

impl Bars {
    /// The bars of the days on which go-live lands, at the most `most` (at least one), with go-live's
    /// date among them when `with_date`.
    pub fn of(
        odds: &Odds,
        go_live: Option<NaiveDate>,
        most: usize,
        with_date: bool,
    ) -> Option<Self> {
        let (first, last) = (odds.landings.first()?.0, odds.landings.last()?.0);
        let zero = go_live.unwrap_or(last);
        let (first, last) = match go_live.filter(|_| with_date) {
            Some(date) => (first.min(date), last.max(date)),
            None => (first, last),
        };
        let offset = |date: NaiveDate| date.signed_duration_since(zero).num_days();
        // The bar of a day, counted from the one that ends with go-live.
        let bar = |date: NaiveDate, days: i64| (offset(date) + days - 1).div_euclid(days);
        let span = |days: i64| bar(last, days) - bar(first, days) + 1;
        let fits = |days: &i64| usize::try_from(span(*days)).is_ok_and(|bars| bars <= most);
        let days = match with_date {
            true => STEPS.into_iter().find(fits),
            // Nobody reads days off bars without an axis, so any number of them will do.
            false => (1..=span(1)).find(fits),
        };
        let days = days.unwrap_or(ALL_DAYS);
        let lowest = bar(first, days);
        let mut counts = vec![0; usize::try_from(span(days)).ok()?];
        for &(date, runs) in &odds.landings {
            let at = usize::try_from(bar(date, days) - lowest).ok()?;
            if let Some(count) = counts.get_mut(at) {
                *count += runs;
            }
        }
        let in_time = usize::try_from(1 - lowest).unwrap_or(0).min(counts.len());
        Some(Self {
            days,
            first: zero.checked_add_signed(chrono::Duration::try_days(lowest * days)?)?,
            counts,
            in_time,
            anchored: go_live.is_some(),
        })
    }

    fn highest(&self) -> u32 {
        self.counts.iter().copied().max().unwrap_or(0).max(1)
    }

    /// How high a bar stands in parts of `full`; what is there at all is never nothing.
    fn level(&self, count: u32, full: u32) -> u32 {
        let level = (u64::from(count) * u64::from(full)).div_ceil(u64::from(self.highest()));
        u32::try_from(level).unwrap_or(full)
    }

    /// A line of one glyph a bar: in time, and what comes after go-live.
    pub fn small(&self, glyphs: &Glyphs) -> [String; 2] {
        let glyph = |(at, &count): (usize, &u32)| match self.level(count, 8) {
            0 => " ",
            level => part(glyphs, level, at < self.in_time),
        };
        let all: Vec<&str> = self.counts.iter().enumerate().map(glyph).collect();
        let (before, after) = all.split_at(self.in_time);
        [before.concat(), after.concat()]
    }

    /// The columns of a bar in so many columns, gutter and all.
    fn wide(&self, cols: usize) -> usize {
        (cols.saturating_sub(GUTTER) / self.counts.len().max(1)).clamp(1, 4)
    }

    /// The histogram in so many columns, bars `rows` high, and below them the axis with its days and
    /// marks. `total` is how many runs there were.
    pub fn rows(&self, odds: &Odds, glyphs: &Glyphs, cols: usize, rows: u32) -> Vec<Row> {
        let wide = self.wide(cols);
        let mut out: Vec<Row> = (0..rows)
            .rev()
            .map(|row| self.bar_row(odds, glyphs, wide, (row, rows)))
            .collect();
        out.push(self.axis(glyphs, wide));
        out.push(self.days_row(wide, cols));
        out.extend(self.marks(odds, glyphs, wide, cols));
        out
    }

    fn bar_row(&self, odds: &Odds, glyphs: &Glyphs, wide: usize, (row, rows): (u32, u32)) -> Row {
        let share = f64::from(self.highest()) / f64::from(odds.runs.max(1));
        let gutter = match row + 1 == rows {
            true => format!("{:>5} ", crate::schedule::odds::percent(share)),
            false => " ".repeat(GUTTER),
        };
        let mut line: Row = vec![(gutter, Weight::Muted)];
        for (at, &count) in self.counts.iter().enumerate() {
            let in_time = at < self.in_time;
            let level = self.level(count, rows * 8).saturating_sub(row * 8).min(8);
            let is_date = self.anchored && at + 1 == self.in_time;
            let (glyph, weight) = match level {
                0 if is_date => (glyphs.today_line, Weight::Muted),
                0 => (" ", Weight::Text),
                level => (
                    part(glyphs, level, in_time),
                    if in_time { Weight::Text } else { Weight::Warn },
                ),
            };
            // Wide bars leave a little air between them; the line of the date is never wide.
            let drawn = match level {
                0 => glyph.to_owned() + &" ".repeat(wide - 1),
                _ if wide > 2 => glyph.repeat(wide - 1) + " ",
                _ => glyph.repeat(wide),
            };
            match line.last_mut() {
                Some((words, last)) if *last == weight => words.push_str(&drawn),
                _ => line.push((drawn, weight)),
            }
        }
        line
    }

    fn axis(&self, glyphs: &Glyphs, wide: usize) -> Row {
        let mut line: Row = vec![(" ".repeat(GUTTER), Weight::Muted)];
        let all = self.counts.len() * wide;
        match self.in_time.checked_sub(1).filter(|_| self.anchored) {
            Some(at) => {
                let before = at * wide;
                line.push((glyphs.rule.repeat(before), Weight::Muted));
                line.push((glyphs.anchor.to_owned(), Weight::Strong));
                let after = all.saturating_sub(before + 1);
                line.push((glyphs.rule.repeat(after), Weight::Muted));
            }
            None => line.push((glyphs.rule.repeat(all), Weight::Muted)),
        }
        line
    }

    /// The last day of every so many bars.
    fn days_row(&self, wide: usize, cols: usize) -> Row {
        let mut line = " ".repeat(GUTTER);
        let mut at = 0;
        while at < self.counts.len() {
            let column = GUTTER + at * wide;
            let day = self.day(at).map(day_month).unwrap_or_default();
            if column + day.len() > cols {
                break;
            }
            line.push_str(&" ".repeat(column.saturating_sub(line.len())));
            line.push_str(&day);
            // The next label stands clear of this one.
            at += (day.len() + 2).div_ceil(wide).max(1);
        }
        vec![(line, Weight::Muted)]
    }

    /// Where half, 80 and 95 of 100 have landed.
    fn marks(&self, odds: &Odds, glyphs: &Glyphs, wide: usize, cols: usize) -> Vec<Row> {
        let mut lines: Vec<(String, usize)> = Vec::new();
        for (date, mark) in [(odds.p50, "50 %"), (odds.p80, "80 %"), (odds.p95, "95 %")] {
            let at = GUTTER + self.at(date) * wide;
            let label = format!("{} {mark} by {}", glyphs.scroll[0], day_month(date));
            let width = text::width(&label);
            let (start, label) = match at + width > cols && at > width {
                true => {
                    let turned = format!("{mark} by {} {}", day_month(date), glyphs.scroll[0]);
                    (at + 1 - width, turned)
                }
                false => (at, label),
            };
            let free = lines.iter_mut().find(|(_, end)| *end + 2 <= start);
            let line = match free {
                Some(line) => line,
                None => {
                    lines.push((String::new(), 0));
                    let last = lines.len() - 1;
                    &mut lines[last]
                }
            };
            line.0.push_str(&" ".repeat(start.saturating_sub(line.1)));
            line.0.push_str(&label);
            line.1 = start + width;
        }
        let row = |(words, _): (String, usize)| vec![(words, Weight::Text)];
        lines.into_iter().map(row).collect()
    }

    /// The last day of a bar.
    fn day(&self, at: usize) -> Option<NaiveDate> {
        let days = i64::try_from(at).ok()?.checked_mul(self.days)?;
        self.first
            .checked_add_signed(chrono::Duration::try_days(days)?)
    }

    /// The bar of a day, held within the bars.
    fn at(&self, date: NaiveDate) -> usize {
        let days = date.signed_duration_since(self.first).num_days();
        let at = (days + self.days - 1).div_euclid(self.days);
        usize::try_from(at)
            .unwrap_or(0)
            .min(self.counts.len().saturating_sub(1))
    }
}

/// A cell filled to `level` of 8, at least one.
fn part(glyphs: &Glyphs, level: u32, in_time: bool) -> &'static str {
    let levels = if in_time {
        &glyphs.levels
    } else {
        &glyphs.levels_after
    };
    let at = usize::try_from(level).unwrap_or(8).clamp(1, 8) - 1;
    levels.get(at).copied().unwrap_or(" ")
}

/// "24 Feb".
fn day_month(date: NaiveDate) -> String {
    let short = short_date(date, chrono::Datelike::year(&date));
    short
        .split_once(' ')
        .map_or(short.clone(), |(_, day)| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::{ASCII, UNICODE};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn odds(landings: &[(&str, u32)]) -> Odds {
        let landings = landings.iter().map(|&(date, runs)| (day(date), runs));
        let landings: Vec<(NaiveDate, u32)> = landings.collect();
        Odds {
            runs: landings.iter().map(|&(_, runs)| runs).sum(),
            on_time: Some(0.5),
            p50: landings[0].0,
            p80: landings[1].0,
            p95: landings[2].0,
            landings,
            pin_missed: 0.0,
            drives: vec![],
            riskiest: None,
            unestimated: vec![],
        }
    }

    fn drawn(bars: &Bars, odds: &Odds, glyphs: &Glyphs, cols: usize) -> Vec<String> {
        let rows = bars.rows(odds, glyphs, cols, 2);
        let words = |row: Row| row.into_iter().map(|(words, _)| words).collect::<String>();
        let line = |row| words(row).trim_end().to_owned();
        rows.into_iter().map(line).collect()
    }

    #[test]
    fn a_bar_a_day_while_they_fit_with_what_is_late_in_another_glyph() {
        let odds = odds(&[("2027-02-26", 4), ("2027-03-01", 16), ("2027-03-03", 8)]);
        let bars = Bars::of(&odds, Some(day("2027-03-01")), 40, true).unwrap();
        assert_eq!(
            drawn(&bars, &odds, &UNICODE, 60),
            [
                " 57 %             ███",
                "      ▄▄▄         ███     ▒▒▒",
                "      ────────────★───────────",
                "      26 Feb  28 Feb  2 Mar",
                "      ↑ 50 % by 26 Feb    ↑ 95 % by 3 Mar",
                "                  ↑ 80 % by 1 Mar",
            ]
        );
        assert_eq!(bars.small(&ASCII), [".  #".to_owned(), " ;".to_owned()]);
    }

    #[test]
    fn weeks_end_with_the_day_of_go_live() {
        let landings = [("2027-02-22", 1), ("2027-02-23", 2), ("2027-03-02", 4)];
        let bars = Bars::of(&odds(&landings), Some(day("2027-03-01")), 4, true).unwrap();
        let told = (bars.days, &*bars.counts, bars.in_time);
        assert_eq!(told, (7, &[1, 2, 4][..], 2));
        assert_eq!(bars.day(1), Some(day("2027-03-01")));
        for (date, at) in [
            ("2027-02-22", 0),
            ("2027-02-23", 1),
            ("2027-03-01", 1),
            ("2027-03-02", 2),
        ] {
            assert_eq!(bars.at(day(date)), at, "{date}");
        }
    }

    #[test]
    fn any_dates_make_bars_that_fit_and_lose_no_run() {
        let ends = [
            ("2027-01-01", "2027-01-01"),
            ("2027-01-01", "2041-07-09"),
            ("0001-01-01", "9999-12-31"),
        ];
        let dates = [
            None,
            Some("1990-01-01"),
            Some("2027-01-01"),
            Some("3000-01-01"),
        ];
        let any = odds(&[("2027-01-01", 1), ("2027-01-02", 1), ("2027-01-03", 1)]);
        for ((from, last), go_live) in ends.iter().flat_map(|ends| dates.map(|date| (ends, date))) {
            let odds = Odds {
                landings: vec![(day(from), 3), (day(last), 5)],
                ..any.clone()
            };
            for (most, with_date) in [(1, true), (5, true), (40, true), (1, false), (16, false)] {
                let bars = Bars::of(&odds, go_live.map(day), most, with_date).unwrap();
                assert_eq!(bars.counts.iter().sum::<u32>(), 8);
                // What is late never shares a bar with what is in time.
                assert!(bars.counts.len() <= most.max(2), "{bars:?}");
                bars.rows(&odds, &UNICODE, most + GUTTER, 3);
            }
        }
    }
}
