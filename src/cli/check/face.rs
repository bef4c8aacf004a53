//! What `check --json` tells other programs of a plan.

use chrono::NaiveDate;
use serde::Serialize;

use super::Checked;
use crate::coach::inspect::{Finding, Verdict};
use crate::coach::need::TEMPLATE;

/// A plan that was looked at, or why it could not be.
#[derive(Serialize)]
pub(super) struct Face<'a> {
    slug: &'a str,
    path: String,
    /// As the private file has it; nothing without one.
    rep: Option<&'a str>,
    #[serde(flatten)]
    about: About<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum About<'a> {
    Plan(Box<Judged<'a>>),
    Broken { error: String },
}

#[derive(Serialize)]
struct Judged<'a> {
    name: &'a str,
    go_live: Option<NaiveDate>,
    verdict: &'static str,
    /// `mutual` or `close plan`.
    kind: &'static str,
    why: &'a [String],
    score: u8,
    /// The tests that fail, the one to mend first at the beginning.
    missing: Vec<&'static str>,
    co_built: Test<'a>,
    anchored: Test<'a>,
    owners: Test<'a>,
    economic_buyer: Test<'a>,
    fresh: Test<'a>,
    mistakes: Vec<Mistake<'a>>,
    need: Need<'a>,
}

/// Whether the deal needs a plan at all. It counts for none of the tests.
#[derive(Serialize)]
struct Need<'a> {
    /// Nothing, when too little is known to say.
    plan_needed: Option<bool>,
    reasons: &'a [String],
    /// What is proposed instead of the plan.
    template: Option<&'static str>,
}

#[derive(Serialize)]
struct Test<'a> {
    passes: bool,
    /// Whether some of it holds, where it does not pass.
    partly: bool,
    evidence: &'a [String],
    question: Option<&'a str>,
    points: u8,
}

#[derive(Serialize)]
struct Mistake<'a> {
    kind: &'static str,
    words: &'a str,
    why: &'static str,
    question: &'a str,
}

/// The face of a plan.
pub(super) fn of(checked: &Checked) -> Face<'_> {
    let about = match &checked.found {
        Ok(found) => {
            let (plan, all) = (&found.plan, &found.inspection);
            let mistakes = all.mistakes.iter();
            About::Plan(Box::new(Judged {
                name: &plan.name,
                go_live: plan.anchor.go_live,
                verdict: all.judgement.words(),
                kind: all.judgement.kind(),
                why: &all.why,
                score: all.score,
                missing: all.missing().iter().map(|of| of.test.word()).collect(),
                co_built: test(&all.co_built),
                anchored: test(&all.anchored),
                owners: test(&all.owners),
                economic_buyer: test(&all.economic_buyer),
                fresh: test(&all.fresh),
                mistakes: mistakes
                    .map(|mistake| Mistake {
                        kind: mistake.kind.word(),
                        words: &mistake.words,
                        why: mistake.kind.why(),
                        question: &mistake.question,
                    })
                    .collect(),
                need: Need {
                    plan_needed: found.need.needed,
                    reasons: &found.need.reasons,
                    template: found.need.proposes().then_some(TEMPLATE),
                },
            }))
        }
        Err(error) => About::Broken {
            error: error.to_string(),
        },
    };
    Face {
        slug: &checked.slug,
        path: checked.path.display().to_string(),
        rep: checked.rep.as_deref(),
        about,
    }
}

fn test(finding: &Finding) -> Test<'_> {
    Test {
        passes: finding.passes(),
        partly: finding.verdict == Verdict::Partly,
        evidence: &finding.evidence,
        question: finding.question.as_deref(),
        points: finding.points,
    }
}
