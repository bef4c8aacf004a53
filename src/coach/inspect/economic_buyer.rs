//! Whether the one who decides has seen the plan and agreed: to this version, or to an earlier one,
//! and then what changed since.

use super::{Finding, Looked, Test, Verdict, count, day};
use crate::coach::agreed::{self, Deciding, How};

impl Looked<'_> {
    pub(super) fn economic_buyer(&self) -> Finding {
        let all = agreed::all(self.plan, self.schedule, &self.reading);
        let Some((best, others)) = all.split_first() else {
            let evidence = vec!["no economic buyer is named".to_owned()];
            return self.finding(Test::EconomicBuyer, Verdict::No, 0, evidence);
        };
        let (verdict, points) = match best.how {
            How::NotYet => (Verdict::No, 4),
            How::Seen => (Verdict::Partly, 10),
            How::ToAnotherDate => (Verdict::Partly, 12),
            How::ToEarlier => (Verdict::Partly, 20),
            How::ToThis => (Verdict::Yes, 24),
        };
        let mut evidence = vec![words(best)];
        if best.how >= How::ToAnotherDate {
            evidence.extend(best.changes.iter().map(|change| change.words.clone()));
        }
        evidence.extend(others.iter().map(words));
        self.finding(Test::EconomicBuyer, verdict, points, evidence)
    }
}

fn words(deciding: &Deciding<'_>) -> String {
    let name = &deciding.person.name;
    let Some(agreement) = deciding.agreement else {
        return format!("{name} is not on record");
    };
    let on = day(agreement.on);
    let via = match agreement.via.trim() {
        "" => String::new(),
        via => format!(", {via}"),
    };
    let changed = count(deciding.changes.len(), "change");
    match deciding.how {
        How::NotYet => format!("{name} is not on record"),
        How::Seen => format!("{name} saw it on {on} and has not agreed"),
        How::ToAnotherDate => {
            let then = agreement.facts.go_live.map_or_else(String::new, day);
            format!("{name} agreed on {on}{via}, but to go-live on {then}")
        }
        How::ToEarlier if deciding.is_unknown() => {
            format!("{name} agreed on {on}{via}; to which version is not on record")
        }
        How::ToEarlier => {
            format!("{name} agreed on {on}{via}, but to an earlier version: {changed} since")
        }
        How::ToThis => {
            let filled = match deciding.filled {
                0 => String::new(),
                filled => format!("; {} filled since", count(filled, "blank")),
            };
            format!("{name} agreed on {on}{via}, to this version{filled}")
        }
    }
}
