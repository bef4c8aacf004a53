//! Words that nobody on a call may ever see, planted in all that is private: each holds [`MARK`], which
//! nothing else does. Shared by the flow tests and those in a pseudo-terminal.

use std::collections::BTreeMap;

use backcast::plan::{Extra, Plan, Step};
use backcast::private::{Deal, Element, FORMAT, Meddpicc, Private, Session, Status};

/// What gives a canary away.
pub(crate) const MARK: &str = "kanari";

/// A canary; long enough that no narrow column hides what it is.
pub(crate) fn word(about: &str) -> String {
    format!("{MARK}-{about} {MARK}")
}

fn extra(about: &str) -> Extra {
    let mut extra = Extra::new();
    extra.insert(word(about), word(about).into());
    extra
}

fn element(about: &str) -> Element {
    Element {
        status: Status::Confirmed,
        evidence: word(about),
        extra: extra(about),
    }
}

fn step(like: &Step) -> Step {
    Step {
        id: format!("{MARK}-{}", like.id),
        title: word("internal step"),
        done_when: word("done when"),
        note: word("note"),
        ..like.clone()
    }
}

/// The private file of a plan, no field of it left empty: a new field fails to compile here.
pub(crate) fn private(plan: &Plan) -> Private {
    let notes = plan.steps.iter().map(|it| (it.id.clone(), word("note")));
    Private {
        format: FORMAT,
        plan: plan.id.clone(),
        deal: Deal {
            value: Some(987_654_321),
            currency: word("currency"),
            stage: word("stage"),
            rep: word("rep"),
            manager: word("manager"),
            extra: extra("deal"),
        },
        meddpicc: Meddpicc {
            metrics: element("metrics"),
            economic_buyer: element("economic buyer"),
            decision_criteria: element("criteria"),
            decision_process: element("process"),
            paper_process: element("paper"),
            identified_pain: element("pain"),
            champion: element("champion"),
            competition: element("competition"),
            extra: extra("meddpicc"),
        },
        notes: notes.collect::<BTreeMap<_, _>>(),
        steps: plan.steps.iter().map(step).collect(),
        sessions: vec![Session {
            on: "2026-11-20".parse().ok(),
            started: "2026-11-20T15:00:00Z".parse().ok(),
            ended: "2026-11-20T15:10:00Z".parse().ok(),
            minutes: Some(10),
            people: vec![word("people")],
            buyer_edits: 1,
            seller_edits: 2,
            answered: Some(3),
            skipped: Some(4),
            left: Some(5),
            extra: extra("session"),
        }],
        extra: extra("file"),
    }
}

/// Another deal's plan: its name and every text in it are canaries.
pub(crate) fn other(plan: &Plan) -> Plan {
    let mut other = plan.clone();
    other.id = format!("{MARK}-id");
    other.name = word("other deal");
    other.buyer.organization = word("other buyer");
    other.anchor.outcome = word("outcome");
    for step in &mut other.steps {
        step.title = word("step");
    }
    for person in &mut other.people {
        person.name = word("person");
    }
    other
}
