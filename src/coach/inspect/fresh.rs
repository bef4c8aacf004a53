//! Whether the plan is alive: how long ago anybody touched it, and how long ago the buyer's side did.

use super::{Finding, Looked, Test, Verdict, count, day};
use crate::coach::reading::days_since;
use crate::coach::touches::{BUYERS_DAYS, FRESH_DAYS, Touches, is_finished};
use crate::plan::Side;

impl Looked<'_> {
    pub(super) fn fresh(&self) -> Finding {
        let (plan, today) = (self.plan, self.schedule.today);
        let touches = Touches::of(plan, &self.reading);
        let ago = |day| days_since(day, today);
        let (last, buyers) = (touches.last.map(ago), touches.buyers.map(ago));
        let within = |days: Option<i64>, soon: i64, late: i64| match days {
            Some(days) if days <= soon => 4,
            Some(days) if days <= late => 2,
            _ => 0,
        };
        let mut points = within(last, FRESH_DAYS, 30) + within(buyers, BUYERS_DAYS, 60);
        let told = |who: &str, on: Option<chrono::NaiveDate>| match on {
            Some(on) => format!("{who} touched it {}, on {}", days_ago(ago(on)), day(on)),
            None => format!("nothing that {who} did is on record"),
        };
        let mut evidence = vec![
            told("somebody", touches.last),
            told(plan.organization(&Side::Buyer), touches.buyers),
        ];
        let verdict = if is_finished(plan) {
            evidence.insert(0, "all that was to be done is done".to_owned());
            points = 8;
            Verdict::Yes
        } else if last.is_none_or(|days| days > 30) {
            Verdict::No
        } else if touches.stale_since(plan, today).is_some() {
            Verdict::Partly
        } else {
            Verdict::Yes
        };
        if touches.last.is_none() {
            evidence = vec!["nobody has touched it since it was made".to_owned()];
        }
        self.finding(Test::Fresh, verdict, points, evidence)
    }
}

fn days_ago(days: i64) -> String {
    match usize::try_from(days) {
        Ok(0) => "today".to_owned(),
        Ok(days) => format!("{} ago", count(days, "day")),
        Err(_) => "some day".to_owned(),
    }
}
