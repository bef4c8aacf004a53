//! The nearest misses of a gate, in sentences: "can land on Thu 11 Feb; one working day later and it
//! waits until Thu 11 Mar".

use chrono::NaiveDate;

use super::super::dates::Schedule;
use super::super::nearest::{Backward, Forward};
use crate::plan::date_text::short_date_near;

/// What the gate of the step at a position lets slip, and what it just missed; nothing without a gate.
pub fn near_misses(schedule: &Schedule, at: usize) -> Vec<String> {
    let near = schedule.step(at).and_then(|dates| dates.nearest.as_deref());
    let Some(near) = near else {
        return Vec::new();
    };
    let date = |date: NaiveDate| short_date_near(date, schedule.go_live.unwrap_or(schedule.today));
    let forward = near.forward.map(|forward| forward_words(forward, &date));
    let backward = near
        .backward
        .map(|backward| backward_words(backward, &date));
    forward.into_iter().chain(backward).collect()
}

fn forward_words(near: Forward, date: &dyn Fn(NaiveDate) -> String) -> String {
    let lands = date(near.lands);
    let later = match near.then {
        Some(then) => format!("it waits until {}", date(then)),
        None => "no allowed day is left".to_owned(),
    };
    match near.slack {
        0 => format!("can land on {lands}; one working day later and {later}"),
        slack => {
            let room = days(slack);
            format!("can land on {lands}, even {room} later than now; after that {later}")
        }
    }
}

fn backward_words(near: Backward, date: &dyn Fn(NaiveDate) -> String) -> String {
    let then = date(near.then);
    format!(
        "had the limit been {} later, it could be {then}",
        days(near.missed_by)
    )
}

fn days(count: i32) -> String {
    match count {
        1 => "one working day".to_owned(),
        count => format!("{count} working days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_misses_are_told() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let said = |date: NaiveDate| date.to_string();
        for (slack, then, words) in [
            (
                0,
                Some("2027-03-11"),
                "can land on 2027-02-11; one working day later and it waits until 2027-03-11",
            ),
            (
                1,
                Some("2027-03-11"),
                "can land on 2027-02-11, even one working day later than now; after that it waits until 2027-03-11",
            ),
            (
                7,
                None,
                "can land on 2027-02-11, even 7 working days later than now; after that no allowed day is left",
            ),
        ] {
            let near = Forward {
                lands: day("2027-02-11"),
                slack,
                then: then.map(day),
            };
            assert_eq!(forward_words(near, &said), words);
        }
        for (missed_by, words) in [
            (
                1,
                "had the limit been one working day later, it could be 2027-02-18",
            ),
            (
                3,
                "had the limit been 3 working days later, it could be 2027-02-18",
            ),
        ] {
            let near = Backward {
                missed_by,
                then: day("2027-02-18"),
            };
            assert_eq!(backward_words(near, &said), words);
        }
    }
}
