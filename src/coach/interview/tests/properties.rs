//! Whatever is typed, nothing breaks, and what is refused changes nothing.

use proptest::prelude::*;

use super::*;
use crate::coach::testing::template;

/// What people type, what they paste, and what neither should.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("10d"),
        Just("@Tom"),
        Just("@Dana Ortiz"),
        Just("don't know"),
        Just("?"),
        Just("by fri"),
        Just("mar 1"),
        Just(", so"),
        Just("before Signature"),
        Just("after Procurement"),
        Just("\""),
        Just("Board sign-off"),
        Just("after go-live"),
        Just("only 2nd thu"),
        Just("3"),
        Just("@"),
        Just("weeks"),
        Just("seller"),
        Just("\u{202e}\u{1b}[2J"),
        Just("’"),
        Just("é李"),
        Just("-"),
    ];
    let words = prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "));
    prop_oneof![3 => words, 1 => "\\PC{0,40}", 1 => any::<String>()]
}

fn is_sound(plan: &Plan) -> bool {
    let mut ids: Vec<&str> = plan.steps.iter().map(|step| step.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let whole = |step: &Step| {
        step.after
            .iter()
            .all(|link| link.step == "go-live" || plan.step(&link.step).is_some())
    };
    let known = |id: &Option<String>| id.as_ref().is_none_or(|id| plan.person(id).is_some());
    let owned = |step: &Step| known(&step.owners.buyer) && known(&step.owners.seller);
    let circles = Schedule::of(plan, today()).steps.iter().any(|dates| {
        dates
            .trouble
            .iter()
            .any(|trouble| matches!(trouble, crate::schedule::Trouble::Circle(_)))
    });
    ids.len() == plan.steps.len()
        && !circles
        && plan.steps.iter().all(|step| whole(step) && owned(step))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_answers_in_any_order_leave_a_plan_that_holds_together(
        answers in prop::collection::vec((0..11_usize, text()), 1..8),
        example in any::<bool>(),
    ) {
        let mut call = if example { Call::on(template("example")) } else { Call::empty() };
        for (at, text) in answers {
            let before = call.plan.clone();
            let id = builtin()[at].id.clone();
            // An edit that meets another plan than it was read for does no harm.
            if let Ok(edit) = call.interview.answer(&builtin()[at], &text, &call.plan, today()) {
                let mut other = Call::empty().plan;
                let mut new_id = trial_ids(&other);
                edit.run(&mut other, &mut new_id);
                prop_assert!(is_sound(&other), "{text:?}");
            }
            if text.trim().is_empty() {
                continue;
            }
            match call.say(&id, &text) {
                Ok(_) => prop_assert!(is_sound(&call.plan), "{id}: {text:?}"),
                Err(_) => prop_assert_eq!(&before, &call.plan),
            }
            let progress = call.interview.progress(&call.plan, today());
            prop_assert_eq!(progress.answered + progress.skipped + progress.left, 11);
        }
    }
}

#[test]
fn a_text_without_end_is_refused() {
    for question in builtin() {
        let mut call = Call::empty();
        let answer = call.say(&question.id, &"a".repeat(LONGEST_LINE + 1));
        assert_eq!(
            answer,
            Err("this is too long: an answer takes at most 10,000 characters".to_owned())
        );
        let long = "1 , @ so ".repeat(900);
        let _ = call.say(&question.id, &long);
    }
}
