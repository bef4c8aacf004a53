//! What the odds say, in sentences for people: how often the date is made, by when go-live lands,
//! and which step puts it most at risk beside the one that was flagged.

use chrono::NaiveDate;

use super::Odds;
use crate::plan::date_text::short_date;
use crate::plan::{Plan, Step};

/// The sentences, most telling first. `odds` must be those of this plan.
pub fn words(plan: &Plan, odds: &Odds) -> Vec<String> {
    let mut told = vec![dates(odds)];
    told.extend(risk(plan, odds));
    if odds.pin_missed > 0.0 {
        told.push(format!(
            "in {} runs a step is pinned to a day before the work it follows is done; the days above \
             take it as kept",
            of_hundred(odds.pin_missed)
        ));
    }
    told
}

/// How likely the plan makes its date, in words for everybody: "In 7 of 10 runs it lands by Mon 1 Mar
/// 2027". Nothing without a date.
pub fn chance(odds: &Odds, go_live: Option<NaiveDate>) -> Option<String> {
    let (share, date) = (odds.on_time?, full(go_live?));
    let tenths = (share * 10.0).round();
    Some(match share {
        1.0 => format!("In every run it lands by {date}"),
        0.0 => format!("In no run it lands by {date}"),
        0.05..0.95 => format!("In {tenths} of 10 runs it lands by {date}"),
        _ => format!("In {} runs it lands by {date}", of_hundred(share)),
    })
}

/// "82 %"; never all or none of them unless it was so in every run.
pub fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    match rounded {
        0.0 if share > 0.0 => "<1 %".to_owned(),
        100.0 if share < 1.0 => ">99 %".to_owned(),
        _ => format!("{rounded} %"),
    }
}

/// The step that the runs find riskiest beside the one that was flagged, in a sentence for everybody.
pub fn compared(plan: &Plan, odds: &Odds) -> Option<String> {
    let at = odds.riskiest?;
    let often = |at: usize| percent(odds.drives.get(at).copied().unwrap_or_default());
    let step = plan.steps.get(at)?;
    let name = named(step);
    if step.riskiest {
        return Some(format!(
            "Flagged as riskiest is {name}, and the runs say the same: it drives go-live in {}",
            often(at)
        ));
    }
    let flagged = plan
        .steps
        .iter()
        .enumerate()
        .find(|(_, step)| step.riskiest);
    let Some((other, flagged)) = flagged else {
        return Some(format!(
            "No step is flagged as riskiest; by the runs it is {name}, which drives go-live in {}",
            often(at)
        ));
    };
    if often(at) == often(other) {
        let more = match estimate_width(step) == estimate_width(flagged) {
            true => "puts go-live at risk as much",
            false => "has the wider estimate",
        };
        return Some(format!(
            "Flagged as riskiest is {}; {name} {more}, and both drive go-live in {}",
            named(flagged),
            often(at)
        ));
    }
    Some(format!(
        "Flagged as riskiest is {}; by the runs it is {name}, which drives go-live in {}, {} in {}",
        named(flagged),
        often(at),
        named(flagged),
        often(other)
    ))
}

fn dates(odds: &Odds) -> String {
    let lands = format!(
        "go-live as likely as not by {}, in 80 of 100 by {}, in 95 of 100 by {}",
        full(odds.p50),
        full(odds.p80),
        full(odds.p95)
    );
    match odds.on_time {
        Some(share) => format!("on time in {} runs; {lands}", of_hundred(share)),
        None => lands,
    }
}

/// The riskiest step by the runs, and what became of the one that was flagged.
fn risk(plan: &Plan, odds: &Odds) -> Option<String> {
    let at = odds.riskiest?;
    let step = plan.steps.get(at)?;
    let often = |at: usize| of_hundred(odds.drives.get(at).copied().unwrap_or_default());
    let estimate = step.duration.estimate_words().unwrap_or_default();
    let unit = step.duration.unit.suffix();
    let found = format!(
        "riskiest by the runs: {} (drives go-live in {} runs, {estimate} {unit})",
        named(step),
        often(at)
    );
    if step.riskiest {
        return Some(format!("{found}, as flagged"));
    }
    let is_flagged = |&at: &usize| plan.steps.get(at).is_some_and(|step| step.riskiest);
    let flagged: Vec<String> = (0..plan.steps.len())
        .filter(is_flagged)
        .filter_map(|at| Some(format!("{} (in {})", named(plan.steps.get(at)?), often(at))))
        .collect();
    Some(match flagged.is_empty() {
        true => format!("{found}; no step is flagged"),
        false => format!("{found}; flagged is {}", flagged.join(", ")),
    })
}

/// How far low and high lie apart, with the unit that they are in.
fn estimate_width(step: &Step) -> (i64, &'static str) {
    let duration = &step.duration;
    let low = duration.low.unwrap_or(duration.amount);
    let high = duration.high.unwrap_or(duration.amount);
    (i64::from(high) - i64::from(low), duration.unit.suffix())
}

/// "82 of 100"; never all or none of them unless it was so in every run.
fn of_hundred(share: f64) -> String {
    let rounded = (share * 100.0).round();
    if rounded < 1.0 && share > 0.0 {
        return "fewer than 1 of 100".to_owned();
    }
    if rounded > 99.0 && share < 1.0 {
        return "more than 99 of 100".to_owned();
    }
    format!("{rounded} of 100")
}

fn named(step: &Step) -> &str {
    match step.title.trim() {
        "" => "a step without a title",
        title => title,
    }
}

/// With its year.
fn full(date: NaiveDate) -> String {
    short_date(date, i32::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan(flagged: usize) -> Plan {
        let step = |at: usize, title: &str| json!({"id": format!("s{at}"), "title": title, "duration": "5/10/15d", "riskiest": at == flagged});
        serde_json::from_value(json!({
            "format": 1, "id": "p", "name": "Acme", "steps": [step(0, "Security review"), step(1, " ")]
        }))
        .unwrap()
    }

    fn odds() -> Odds {
        let date = |text: &str| text.parse().unwrap();
        Odds {
            runs: 1_000,
            on_time: Some(0.824),
            p50: date("2027-01-21"),
            p80: date("2027-01-27"),
            p95: date("2027-02-02"),
            landings: vec![(date("2027-01-21"), 1_000)],
            pin_missed: 0.0,
            drives: vec![0.71, 0.29],
            riskiest: Some(0),
            unestimated: vec![],
        }
    }

    #[test]
    fn the_date_the_days_and_the_risk_are_told() {
        let dates = "go-live as likely as not by Thu 21 Jan 2027, in 80 of 100 by Wed 27 Jan 2027, \
                     in 95 of 100 by Tue 2 Feb 2027";
        let risk = "riskiest by the runs: Security review (drives go-live in 71 of 100 runs, \
                    5 / 10 / 15 d)";
        for (flagged, end) in [
            (0, ", as flagged"),
            (1, "; flagged is a step without a title (in 29 of 100)"),
            (9, "; no step is flagged"),
        ] {
            assert_eq!(
                words(&plan(flagged), &odds()),
                [
                    format!("on time in 82 of 100 runs; {dates}"),
                    format!("{risk}{end}")
                ]
            );
        }
        let open = Odds {
            on_time: None,
            riskiest: None,
            pin_missed: 0.4,
            ..odds()
        };
        assert_eq!(
            words(&plan(0), &open),
            [
                dates.to_owned(),
                "in 40 of 100 runs a step is pinned to a day before the work it follows is done; \
                 the days above take it as kept"
                    .to_owned()
            ]
        );
    }

    #[test]
    fn the_chance_is_told_in_plain_words() {
        let date = "2027-03-01".parse().ok();
        for (share, expected) in [
            (0.0, "In no run"),
            (0.004, "In fewer than 1 of 100 runs"),
            (0.02, "In 2 of 100 runs"),
            (0.05, "In 1 of 10 runs"),
            (0.74, "In 7 of 10 runs"),
            (0.95, "In 95 of 100 runs"),
            (0.999, "In more than 99 of 100 runs"),
            (1.0, "In every run"),
        ] {
            let odds = Odds {
                on_time: Some(share),
                ..odds()
            };
            let expected = format!("{expected} it lands by Mon 1 Mar 2027");
            assert_eq!(chance(&odds, date), Some(expected), "{share}");
        }
        assert_eq!(chance(&odds(), None), None);
    }

    #[test]
    fn the_flagged_step_is_compared_with_the_riskiest() {
        for (flagged, expected) in [
            (
                0,
                "Flagged as riskiest is Security review, and the runs say the same: it drives \
                 go-live in 71 %",
            ),
            (
                1,
                "Flagged as riskiest is a step without a title; by the runs it is Security review, \
                 which drives go-live in 71 %, a step without a title in 29 %",
            ),
            (
                9,
                "No step is flagged as riskiest; by the runs it is Security review, which drives \
                 go-live in 71 %",
            ),
        ] {
            let told = compared(&plan(flagged), &odds());
            assert_eq!(told.as_deref(), Some(expected));
        }
        let tie = Odds {
            drives: vec![0.5, 0.5],
            ..odds()
        };
        let mut plan = plan(1);
        for (high, expected) in [
            (15, "puts go-live at risk as much"),
            (20, "has the wider estimate"),
        ] {
            plan.steps[0].duration.high = Some(high);
            assert_eq!(
                compared(&plan, &tie),
                Some(format!(
                    "Flagged as riskiest is a step without a title; Security review {expected}, \
                     and both drive go-live in 50 %"
                ))
            );
        }
    }

    #[test]
    fn all_and_none_are_said_only_of_all_and_none() {
        for (share, expected) in [
            (0.0, "0 of 100"),
            (0.0001, "fewer than 1 of 100"),
            (0.006, "1 of 100"),
            (0.5, "50 of 100"),
            (0.9949, "99 of 100"),
            (0.9951, "more than 99 of 100"),
            (1.0, "100 of 100"),
        ] {
            assert_eq!(of_hundred(share), expected, "{share}");
        }
    }
}
