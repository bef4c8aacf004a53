//! What holds a step to certain days whatever comes before and after it, in words: not before, no later
//! than, only on. Its pin is told by whoever knows where it would be without.

use chrono::NaiveDate;

use super::gate::Gate;
use super::model::Step;

/// The bounds of a step, a phrase each: "not before Mon 4 Jan", "no later than Fri 15 Jan", "only on
/// Tuesday and Thursday". `date` says a date.
pub fn words(step: &Step, date: &dyn Fn(NaiveDate) -> String) -> Vec<String> {
    let first = step
        .not_before
        .map(|day| format!("not before {}", date(day)));
    let last = step
        .no_later_than
        .map(|day| format!("no later than {}", date(day)));
    let only = step.gate.as_ref().map(only);
    [first, last, only].into_iter().flatten().collect()
}

/// On which days a gate lets a step land: "only on Tuesday and Thursday".
pub fn only(gate: &Gate) -> String {
    let words = gate.words();
    match (
        gate,
        words.strip_prefix("every ").or(words.strip_prefix("on ")),
    ) {
        (Gate::Other(_), _) => format!("only {words}"),
        (_, Some(days)) => format!("only on {days}"),
        (_, None) => format!("only on the {words}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bound_is_told_and_nothing_else() {
        let step = |json: &str| serde_json::from_str::<Step>(json).unwrap();
        let said = |json: &str| words(&step(json), &|day| day.to_string()).join(" | ");
        for (bounds, expected) in [
            ("", ""),
            (r#", "pin": "2027-01-14""#, ""),
            (r#", "not_before": "2027-01-04""#, "not before 2027-01-04"),
            (
                r#", "no_later_than": "2027-01-15""#,
                "no later than 2027-01-15",
            ),
            (r#", "gate": "tue, thu""#, "only on Tuesday and Thursday"),
            (
                r#", "gate": "2nd thu""#,
                "only on the 2nd Thursday of the month",
            ),
            (
                r#", "gate": "blue moon""#,
                "only “blue moon” (not understood, so any day)",
            ),
            (r#", "gate": "15th""#, "only on the 15th of the month"),
            (
                r#", "gate": "2027-01-14, 2027-02-11""#,
                "only on 14 Jan 2027 or 11 Feb 2027",
            ),
            (
                r#", "not_before": "2027-01-04", "no_later_than": "2027-01-15", "gate": "last fri""#,
                "not before 2027-01-04 | no later than 2027-01-15 | only on the last Friday of the month",
            ),
        ] {
            let json = format!(r#"{{"id": "a", "title": "A"{bounds}}}"#);
            assert_eq!(said(&json), expected, "{json}");
        }
    }
}
