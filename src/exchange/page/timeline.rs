//! Where the bars of the page's timeline lie, in hundredths of its width.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::exchange::handout::{Handout, HandoutStep};

/// Marks on the axis, at most.
const TICKS: u32 = 8;

/// Where no mark begins any more.
const EDGE: f64 = 0.9;

/// The timeline: its marks, and a row for each step of the handout, in its order.
pub(super) struct Timeline {
    /// The beginnings of months, each with its name.
    pub(super) ticks: Vec<Tick>,
    /// Today.
    pub(super) today: Share,
    /// Go-live.
    pub(super) go_live: Option<Share>,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// A mark on the axis.
pub(super) struct Tick {
    /// Where.
    pub(super) at: Share,
    /// "Jan", "Jan 2027".
    pub(super) label: String,
}

/// The bars of a step.
pub(super) struct Row {
    /// The time it must have, or really had.
    pub(super) must: Option<Bar>,
    /// The time it could have, where that is not the same.
    pub(super) can: Option<Bar>,
}

/// A bar.
pub(super) struct Bar {
    /// Where it begins.
    pub(super) left: Share,
    /// How long it is.
    pub(super) width: Share,
}

/// A share of the width, from 0 to 1, written as CSS has it: `12.34%`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Share(f64);

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2}%", self.0.clamp(0.0, 1.0) * 100.0)
    }
}

impl askama::filters::HtmlSafe for Share {}

impl Share {
    /// Whether it lies in the right half, where a label has its room to the left.
    pub(super) fn is_right(self) -> bool {
        self.0 > 0.5
    }
}

/// The days from the left to the right edge.
struct Scale {
    first: NaiveDate,
    last: NaiveDate,
}

impl Scale {
    /// From the first to the last day that anything of the plan has, with a little air at both ends.
    fn of(plan: &Handout) -> Self {
        let of_step = |step: &HandoutStep| {
            let ends = [step.must.filter(|_| step.is_open()), step.can];
            ends.into_iter()
                .flatten()
                .flat_map(|(start, finish)| [start, finish])
        };
        let dates = plan.steps.iter().flat_map(of_step).chain(plan.go_live);
        let ends = dates.fold((plan.made, plan.made), |(first, last), date| {
            (first.min(date), last.max(date))
        });
        let air = (ends.1.signed_duration_since(ends.0).num_days() / 40).clamp(2, 60);
        let air = Days::new(air.unsigned_abs());
        Self {
            first: ends.0.checked_sub_days(air).unwrap_or(ends.0),
            last: ends.1.checked_add_days(air).unwrap_or(ends.1),
        }
    }

    fn days(&self) -> f64 {
        let days = self.last.signed_duration_since(self.first).num_days();
        days.max(1) as f64
    }

    /// Where a day begins.
    fn start(&self, date: NaiveDate) -> Share {
        Share(date.signed_duration_since(self.first).num_days() as f64 / self.days())
    }

    fn bar(&self, (start, finish): (NaiveDate, NaiveDate)) -> Bar {
        let days = finish.signed_duration_since(start).num_days() + 1;
        Bar {
            left: self.start(start),
            width: Share(days.max(0) as f64 / self.days()),
        }
    }

    /// The beginnings of months, evenly apart and no more than fit.
    fn ticks(&self) -> Vec<Tick> {
        let months = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
        let span = months(self.last) - months(self.first);
        let apart = [1, 2, 3, 6, 12].into_iter();
        let fits = |apart: &i64| span / apart < i64::from(TICKS);
        let apart = apart.into_iter().find(fits);
        let apart = apart.unwrap_or((span / i64::from(TICKS) / 12 + 1) * 12);
        let step = Months::new(u32::try_from(apart).unwrap_or(12));
        let whole = |date: &NaiveDate| months(*date) % apart == 0;
        let mut next = self.first.with_day(1);
        let mut ticks = Vec::new();
        // The first on which a mark falls lies less than one distance away.
        for _ in 0..apart {
            match next {
                Some(date) if !whole(&date) => next = date.checked_add_months(Months::new(1)),
                _ => break,
            }
        }
        while let Some(date) = next.filter(|date| *date <= self.last) {
            // A label at the very edge would run over it.
            if date >= self.first && self.start(date).0 < EDGE {
                ticks.push(Tick {
                    at: self.start(date),
                    label: label(date, apart, ticks.is_empty()),
                });
            }
            next = date.checked_add_months(step);
        }
        ticks
    }
}

/// "Jan 2027" for the first mark and each January, "Feb" for others, "2031" where years are apart.
fn label(date: NaiveDate, apart: i64, first: bool) -> String {
    if apart >= 12 {
        return date.year().to_string();
    }
    let month = date.format("%b");
    match first || date.month() == 1 {
        true => format!("{month} {}", date.year()),
        false => month.to_string(),
    }
}

impl Timeline {
    /// The timeline of a plan.
    pub(super) fn of(plan: &Handout) -> Self {
        let scale = Scale::of(plan);
        let row = |step: &HandoutStep| {
            let open = step.is_open();
            let (must, can) = match step.must.filter(|_| open) {
                None => (step.can, None),
                must => (must, step.can.filter(|can| Some(*can) != must)),
            };
            Row {
                must: must.map(|days| scale.bar(days)),
                can: can.map(|days| scale.bar(days)),
            }
        };
        Self {
            ticks: scale.ticks(),
            today: scale.start(plan.made),
            go_live: plan.go_live.map(|date| scale.start(date)),
            rows: plan.steps.iter().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::schedule::Schedule;

    fn timeline(today: &str, go_live: &str) -> Timeline {
        let plan: Plan = serde_json::from_value(serde_json::json!({
            "format": 1, "id": "p", "name": "P", "anchor": {"go_live": go_live},
            "steps": [
                {"id": "a", "title": "A", "duration": "10d"},
                {"id": "b", "title": "B", "duration": "2d", "done": "2026-11-20", "started": "2026-11-19"},
            ],
        }))
        .unwrap();
        Timeline::of(&Handout::of(
            &plan,
            &Schedule::of(&plan, today.parse().unwrap()),
        ))
    }

    #[test]
    fn marks_are_evenly_apart_and_never_too_many() {
        for (go_live, labels) in [
            ("2026-12-10", "Dec 2026"),
            ("2027-03-01", "Dec 2026, Jan 2027, Feb"),
            ("2027-12-01", "Jan 2027, Mar, May, Jul, Sep"),
            ("2030-03-01", "Jan 2027, Jul, Jan 2028, Jul, Jan 2029, Jul"),
            ("2226-03-01", "2050, 2075, 2100, 2125, 2150, 2175, 2200"),
        ] {
            let timeline = timeline("2026-11-23", go_live);
            let told: Vec<&str> = timeline.ticks.iter().map(|tick| &*tick.label).collect();
            assert_eq!(told.join(", "), labels, "{go_live}");
        }
    }

    #[test]
    fn every_bar_lies_between_the_edges_and_in_its_order() {
        for (today, go_live) in [
            ("2026-11-23", "2027-03-01"),
            ("2026-11-23", "2026-11-24"),
            ("2026-11-23", "2020-01-01"),
            ("-9999-01-01", "9999-12-31"),
        ] {
            let timeline = timeline(today, go_live);
            let inside = |share: Share| (0.0..=1.0).contains(&share.0);
            assert!(inside(timeline.today) && timeline.go_live.is_some_and(inside));
            for row in &timeline.rows {
                for bar in [&row.must, &row.can].into_iter().flatten() {
                    assert!(inside(bar.left) && bar.left.0 + bar.width.0 <= 1.0);
                    assert!(bar.width.0 > 0.0);
                }
            }
            assert!(timeline.ticks.iter().all(|tick| inside(tick.at)));
        }
        let shown = [Share(0.12345), Share(-1.0), Share(2.0)].map(|share| share.to_string());
        assert_eq!(shown, ["12.35%", "0.00%", "100.00%"]);
    }
}
