//! Which script belongs to the moment: one pure function of the plan, its dates and who is speaking.
//! The scripts themselves are not here, and neither is leafing through them by hand.

use super::reading::{Owner, Reading};
use super::scripts::Cue;
use crate::plan::{Plan, Side, Stance};
use crate::schedule::Schedule;

/// Who speaks with whom while the plan is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The rep alone, in their own window.
    Planning,
    /// The rep with the buyer.
    Call,
    /// The manager with the rep.
    OneOnOne,
    /// The rep rehearses, the manager plays the buyer.
    Practice,
}

/// The cue of the moment. The first row that fits holds:
///
/// | role | when | cue |
/// |-|-|-|
/// | planning | no go-live date, or no consequence of a miss | Goal |
/// | | no step of the buyer's own process that a named person there owns | Reality |
/// | | the buyer changed nothing yet | CoBuild |
/// | | no riskiest step flagged, or nobody at the buyer's agreed yet | Will |
/// | | else: what is left is to keep it mutual, the economic buyer's word first | CoAuthored |
/// | call | no anchor from the buyer yet: no date, or neither outcome, consequence nor a change of it by the buyer | Intro |
/// | | else: sketch it backwards, ask for their steps | CoBuild |
/// | one on one | no go-live date, or no consequence of a miss | Goal |
/// | | the buyer's process has no step, or one without a named owner there or a date | Reality |
/// | | the buyer changed nothing, no riskiest step, or nobody at the buyer's agreed | Will |
/// | | else | CoAuthored |
/// | practice | the buyer changed nothing yet: the introduction lies ahead | Intro |
/// | | else | CoBuild |
///
/// A template's steps without names are nobody's process yet, so they do not count for Reality while
/// planning. On a call only words meant for a buyer come up, whatever the plan looks like.
pub fn current(plan: &Plan, schedule: &Schedule, role: Role) -> Cue {
    let state = State::of(plan, schedule);
    match role {
        Role::Planning => match state {
            _ if !state.goal => Cue::Goal,
            _ if !state.some_buyers_step => Cue::Reality,
            _ if !state.edited => Cue::CoBuild,
            _ if !state.committed => Cue::Will,
            _ => Cue::CoAuthored,
        },
        Role::Call if state.anchor_from_buyer => Cue::CoBuild,
        Role::OneOnOne => match state {
            _ if !state.goal => Cue::Goal,
            _ if !state.whole_process => Cue::Reality,
            _ if !state.edited || !state.committed => Cue::Will,
            _ => Cue::CoAuthored,
        },
        Role::Practice if state.edited => Cue::CoBuild,
        Role::Call | Role::Practice => Cue::Intro,
    }
}

/// What the rows of the table ask for.
struct State {
    /// There is a date, and a consequence of missing it.
    goal: bool,
    /// There is a date, and the buyer stands behind it.
    anchor_from_buyer: bool,
    /// At least one step of the buyer's process is owned there by name.
    some_buyers_step: bool,
    /// Every step of the buyer's process is owned there by name and has a date.
    whole_process: bool,
    /// The buyer's side changed something.
    edited: bool,
    /// The riskiest step is flagged and somebody at the buyer's agreed.
    committed: bool,
}

impl State {
    fn of(plan: &Plan, schedule: &Schedule) -> Self {
        let reading = Reading::of(plan);
        let dated = plan.anchor.go_live.is_some();
        let missed = !plan.anchor.if_missed.trim().is_empty();
        let reasons = missed || !plan.anchor.outcome.trim().is_empty();
        let anchor_changed = || {
            let mut changes = reading.buyers_entries().flat_map(|entry| &entry.changes);
            changes.any(|change| {
                change
                    .path
                    .keys()
                    .first()
                    .is_some_and(|key| key == "anchor")
            })
        };
        let steps: Vec<(bool, bool)> = reading
            .buyers_steps()
            .map(|(index, step)| {
                let named = matches!(reading.owner(step, &Side::Buyer), Owner::Named(_));
                let dates = schedule.step(index);
                let timed = dates.is_some_and(|dates| dates.must_finish.is_some());
                (named, step.done.is_some() || (named && timed))
            })
            .collect();
        let agreed = reading
            .buyers_people()
            .any(|person| reading.stance(person, &Stance::Agreed).is_some());
        Self {
            goal: dated && missed,
            anchor_from_buyer: dated && (reasons || anchor_changed()),
            some_buyers_step: steps.iter().any(|(named, _)| *named),
            whole_process: !steps.is_empty() && steps.iter().all(|(_, settled)| *settled),
            edited: reading.buyers_entries().next().is_some(),
            committed: agreed && plan.steps.iter().any(|step| step.riskiest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::testing::{agree, example, record, template, undated};
    use crate::plan::{Path, Step, Via};

    fn with(change: impl FnOnce(&mut Plan, &mut Schedule), role: Role) -> Cue {
        let (mut plan, mut schedule) = example();
        change(&mut plan, &mut schedule);
        current(&plan, &schedule, role)
    }

    fn edited(plan: &mut Plan) {
        record(
            plan,
            Side::Buyer,
            Some("sarah"),
            Via::Dictated,
            Path::of(["name"]),
        );
    }

    fn onboarding_owned(plan: &mut Plan) {
        plan.step_mut("vendor-onboarding").unwrap().owners.buyer = Some("tom".into());
    }

    #[test]
    fn planning_alone() {
        let role = Role::Planning;
        assert_eq!(with(|_, _| {}, role), Cue::CoBuild, "the example");
        assert_eq!(with(|plan, _| plan.anchor.go_live = None, role), Cue::Goal);
        assert_eq!(
            with(|plan, _| plan.anchor.if_missed = " ".into(), role),
            Cue::Goal
        );
        assert_eq!(
            with(
                |plan, _| plan.steps.retain(|step| step.side == Side::Seller),
                role
            ),
            Cue::Reality
        );
        let sellers = |plan: &mut Plan, _: &mut Schedule| {
            plan.steps
                .retain(|step| ["signature", "implementation"].contains(&step.id.as_str()));
        };
        assert_eq!(
            with(sellers, role),
            Cue::Reality,
            "a signature is not the buyer's process"
        );
        assert_eq!(with(|plan, _| edited(plan), role), Cue::Will);
        let agreed = |plan: &mut Plan, _: &mut Schedule| {
            edited(plan);
            agree(plan, "sarah", Stance::Agreed, None);
        };
        assert_eq!(with(agreed, role), Cue::CoAuthored);
        let hidden = |plan: &mut Plan, schedule: &mut Schedule| {
            agreed(plan, schedule);
            plan.step_mut("security-review").unwrap().riskiest = false;
        };
        assert_eq!(with(hidden, role), Cue::Will, "riskiest step hidden");
    }

    #[test]
    fn a_template_without_names_is_not_yet_the_buyers_process() {
        let mut plan = template("mid-market");
        let role = Role::Planning;
        assert_eq!(current(&plan, &undated(&plan), role), Cue::Goal);
        plan.anchor = example().0.anchor;
        assert_eq!(current(&plan, &undated(&plan), role), Cue::Reality);
    }

    #[test]
    fn on_a_call_only_words_for_the_buyer_come_up() {
        let role = Role::Call;
        assert_eq!(with(|_, _| {}, role), Cue::CoBuild);
        assert_eq!(with(|plan, _| plan.anchor.go_live = None, role), Cue::Intro);
        let bare = |plan: &mut Plan, _: &mut Schedule| {
            plan.anchor.outcome.clear();
            plan.anchor.if_missed.clear();
        };
        assert_eq!(
            with(bare, role),
            Cue::Intro,
            "a date that only the rep knows"
        );
        let dictated = |plan: &mut Plan, schedule: &mut Schedule| {
            bare(plan, schedule);
            let path = Path::of(["anchor", "go_live"]);
            record(plan, Side::Buyer, Some("sarah"), Via::Dictated, path);
        };
        assert_eq!(
            with(dictated, role),
            Cue::CoBuild,
            "the buyer named the date"
        );
        let only_ours = |plan: &mut Plan, _: &mut Schedule| {
            plan.steps.retain(|step| step.side == Side::Seller);
        };
        assert_eq!(
            with(only_ours, role),
            Cue::CoBuild,
            "their steps are missing"
        );
        let all_done = |plan: &mut Plan, _: &mut Schedule| {
            edited(plan);
            agree(plan, "dana", Stance::Agreed, None);
        };
        assert_eq!(with(all_done, role), Cue::CoBuild);
    }

    #[test]
    fn one_on_one_walks_from_goal_over_reality_to_will() {
        let role = Role::OneOnOne;
        assert_eq!(
            with(|plan, _| plan.anchor.if_missed.clear(), role),
            Cue::Goal
        );
        assert_eq!(
            with(|_, _| {}, role),
            Cue::Reality,
            "vendor onboarding has no owner"
        );
        assert_eq!(with(|plan, _| onboarding_owned(plan), role), Cue::Will);
        let undated = |plan: &mut Plan, schedule: &mut Schedule| {
            onboarding_owned(plan);
            schedule.steps.clear();
        };
        assert_eq!(with(undated, role), Cue::Reality, "and by when?");
        let none =
            |plan: &mut Plan, _: &mut Schedule| plan.steps = vec![Step::new("a".into(), "Kickoff")];
        assert_eq!(with(none, role), Cue::Reality);
        let all_done = |plan: &mut Plan, _: &mut Schedule| {
            onboarding_owned(plan);
            edited(plan);
            agree(plan, "sarah", Stance::Agreed, None);
        };
        assert_eq!(with(all_done, role), Cue::CoAuthored);
    }

    #[test]
    fn practice_begins_with_the_introduction() {
        assert_eq!(with(|_, _| {}, Role::Practice), Cue::Intro);
        assert_eq!(with(|plan, _| edited(plan), Role::Practice), Cue::CoBuild);
    }
}
