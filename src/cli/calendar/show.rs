//! Both sides' calendars, for people and for other programs. Dates are ISO in JSON; a range has both its
//! ends included.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::change::{days_words, weekend_words};
use crate::cli::words;
use crate::plan::calendar_edit::{self as edit, DaysOff};
use crate::plan::{Blackout, Calendar, Plan, Side};
use crate::schedule::holidays::{self, Base};
use crate::schedule::{PlanDays, Schedule, explain};

/// What `calendar` shows.
#[derive(Serialize)]
pub(super) struct Faces {
    /// The days that the plan is about.
    from: NaiveDate,
    to: NaiveDate,
    sides: Vec<SideFace>,
    away: Vec<Away>,
    /// What to know about the whole: that the plan runs past the table of holidays.
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond: Option<String>,
}

#[derive(Serialize)]
struct SideFace {
    side: &'static str,
    organization: String,
    base: String,
    base_name: String,
    weekend: Vec<String>,
    holidays: Vec<HolidayFace>,
    holidays_known_to: Option<i32>,
    blackouts: Vec<Range>,
    days_off: Vec<Range>,
    working: Vec<NaiveDate>,
    #[serde(skip)]
    weekend_words: String,
}

#[derive(Serialize)]
struct HolidayFace {
    date: NaiveDate,
    name: &'static str,
    /// The day follows the moon and may still change.
    estimated: bool,
    /// It falls on the weekend.
    weekend: bool,
}

#[derive(Serialize)]
struct Range {
    from: NaiveDate,
    to: NaiveDate,
    name: String,
}

#[derive(Serialize)]
struct Away {
    person: String,
    side: String,
    from: NaiveDate,
    to: NaiveDate,
    name: String,
}

impl Faces {
    /// Of a plan; with a side, of that one alone.
    pub(super) fn of(plan: &Plan, today: NaiveDate, only: Option<&Side>) -> Self {
        let days = PlanDays::of(plan);
        let schedule = Schedule::with_days(plan, &days, today);
        let (from, to) = schedule.range();
        let wanted = |side: &Side| only.is_none_or(|only| only == side);
        let sides = [(Side::Buyer, "buyer"), (Side::Seller, "seller")].into_iter();
        let sides = sides
            .filter(|(side, _)| wanted(side))
            .filter_map(|(side, word)| {
                let party = edit::party(plan, &side)?;
                let organization = party.organization.clone();
                Some(SideFace::of(
                    word,
                    organization,
                    &party.calendar,
                    (from, to),
                ))
            });
        let people = plan.people.iter();
        let away = people.filter(|person| wanted(&person.side) || person.side == Side::Both);
        let away = away.flat_map(|person| {
            person.away.iter().map(|range| Away {
                person: person.name.clone(),
                side: person.side.word().to_owned(),
                from: range.from,
                to: range.to,
                name: range.name.clone(),
            })
        });
        Self {
            from,
            to,
            sides: sides.collect(),
            away: away.collect(),
            beyond: explain::beyond_holidays(plan, &schedule, &days),
        }
    }

    /// For people, a line each.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let range = words::span(self.from, self.to);
        for side in &self.sides {
            side.lines(&range, &mut lines);
            lines.push(String::new());
        }
        if self.away.is_empty() {
            lines.push("nobody is away".to_owned());
        } else {
            lines.push("away".to_owned());
        }
        for away in &self.away {
            let days = DaysOff {
                from: away.from,
                to: away.to,
                name: away.name.clone(),
            };
            lines.push(format!("  {}: {}", away.person, days_words(&days)));
        }
        lines.extend(self.beyond.clone());
        lines
    }
}

impl SideFace {
    fn of(
        side: &'static str,
        organization: String,
        calendar: &Calendar,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Self {
        let resolved = holidays::resolve(&calendar.base);
        let base = resolved.as_ref().copied().unwrap_or(Base::Weekdays);
        let weekend = calendar.weekend.clone().unwrap_or_else(|| {
            let off = base.weekend();
            let days = (0_u8..7).filter(|day| off.get(usize::from(*day)).copied().unwrap_or(false));
            days.filter_map(|day| chrono::Weekday::try_from(day).ok())
                .collect()
        });
        let near = base.holidays().into_iter();
        let near = near.filter(|holiday| from <= holiday.date && holiday.date <= to);
        Self {
            side,
            organization,
            base: base.code().to_owned(),
            base_name: match &resolved {
                Ok(base) => base.full_name(),
                Err(_) => format!(
                    "“{}” is not known to this version; taken as weekdays",
                    calendar.base
                ),
            },
            weekend: weekend
                .iter()
                .map(|day| day.to_string().to_lowercase())
                .collect(),
            weekend_words: weekend_words(&weekend),
            holidays: near
                .map(|holiday| HolidayFace {
                    date: holiday.date,
                    name: holiday.name,
                    estimated: holiday.estimated,
                    weekend: weekend.contains(&holiday.date.weekday()),
                })
                .collect(),
            holidays_known_to: matches!(base, Base::Public(_)).then_some(holidays::LAST_YEAR),
            blackouts: calendar.blackouts.iter().map(Range::of).collect(),
            days_off: calendar
                .holidays
                .iter()
                .map(|day| Range {
                    from: day.date,
                    to: day.date,
                    name: day.name.clone(),
                })
                .collect(),
            working: calendar.working.clone(),
        }
    }

    fn lines(&self, range: &str, lines: &mut Vec<String>) {
        lines.push(match self.organization.as_str() {
            "" => self.side.to_owned(),
            organization => format!("{}: {organization}", self.side),
        });
        lines.push(format!("  calendar: {} ({})", self.base, self.base_name));
        lines.push(format!("  weekend: {}", self.weekend_words));
        if let Some(year) = self.holidays_known_to {
            lines.push(format!(
                "  public holidays, {range}: {} (known up to {year})",
                self.holidays.len()
            ));
        }
        for holiday in &self.holidays {
            let moon = if holiday.estimated {
                ", estimated: it follows the moon"
            } else {
                ""
            };
            let weekend = if holiday.weekend {
                ", on the weekend"
            } else {
                ""
            };
            let day = words::full(holiday.date);
            lines.push(format!("    {day}: {}{moon}{weekend}", holiday.name));
        }
        let listed = [
            ("blackouts", &self.blackouts),
            ("single days off", &self.days_off),
        ];
        for (label, ranges) in listed.into_iter().filter(|(_, ranges)| !ranges.is_empty()) {
            lines.push(format!("  {label}:"));
            lines.extend(ranges.iter().map(|range| format!("    {}", range.words())));
        }
        if !self.working.is_empty() {
            lines.push("  worked all the same:".to_owned());
            let days = self.working.iter();
            lines.extend(days.map(|&date| format!("    {}", words::full(date))));
        }
    }
}

impl Range {
    fn of(range: &Blackout) -> Self {
        Self {
            from: range.from,
            to: range.to,
            name: range.name.clone(),
        }
    }

    fn words(&self) -> String {
        days_words(&DaysOff {
            from: self.from,
            to: self.to,
            name: self.name.clone(),
        })
    }
}
