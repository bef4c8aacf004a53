use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::merge::merge;
use super::super::testing::{Edit, edit, full, full_json, json_value, perform, planted};
use super::super::{Author, Via, commit};
use super::*;
use crate::plan::commit::{Signature, commit as record};

fn edited(plan: &Plan, edits: &[Edit]) -> Plan {
    let mut plan = plan.clone();
    for edit in edits {
        perform(&mut plan, edit);
    }
    plan
}

fn sign(id: &str) -> Signature {
    Signature {
        id: id.to_owned(),
        at: chrono::DateTime::UNIX_EPOCH,
        by: Author::default(),
        via: Via::Hand,
    }
}

#[test]
fn a_changed_field_is_told_by_id_and_name() {
    let a = full();
    let mut b = a.clone();
    b.steps[1].duration = crate::plan::Duration::parse("12d").unwrap();
    b.steps[1].owners.seller = Some("alex".into());
    b.anchor.outcome = "sooner".into();
    let told: Vec<Value> = diff(&a, &b)
        .iter()
        .map(|change| serde_json::to_value(change).unwrap())
        .collect();
    assert_eq!(
        told,
        [
            json!({"path": "anchor/outcome", "from": "closes in three days", "to": "sooner"}),
            json!({"path": "steps/sec/duration", "from": "10d", "to": "12d"}),
            json!({"path": "steps/sec/owners/seller", "to": "alex"}),
        ]
    );
}

#[test]
fn a_first_link_is_a_change_of_its_own_not_of_the_whole_list() {
    let a = full();
    let mut b = a.clone();
    b.steps[0].after.push(crate::plan::Link::after("go-live"));
    let changes = diff(&a, &b);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].path.to_string(), "steps/poc/after/go-live ");
}

#[test]
fn an_unknown_key_with_the_name_of_a_list_is_taken_back_whole() {
    let a = full();
    for value in [
        json!([]),
        json!({}),
        json!([{"date": "a"}, {"date": "#order"}]),
    ] {
        let mut b = a.clone();
        b.extra.insert("holidays".to_owned(), value.clone());
        b.steps[0].extra.insert("anchor".to_owned(), value);
        let changes = diff(&a, &b);
        assert_eq!(changes.len(), 2);
        let mut back = b.clone();
        apply(&mut back, &invert(&changes)).unwrap();
        assert_eq!(back, a);
        apply(&mut back, &changes).unwrap();
        assert_eq!(back, b);
    }
}

#[test]
fn a_change_that_finds_no_place_is_told_and_the_rest_is_done() {
    let mut plan = full();
    let change = |path: Path, to: Value| Change {
        path,
        from: None,
        to: Some(to),
        at: None,
        extra: Extra::new(),
    };
    let changes = [
        change(Path::of(["steps", "nobody", "title"]), json!("x")),
        change(Path::of(["steps", "sec", "duration"]), json!(17)),
        change(Path::of(["steps", "sec", "title"]), json!("Security")),
    ];
    let error = apply(&mut plan, &changes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "2 of the changes no longer fit the plan: steps/nobody/title, steps/sec/duration"
    );
    assert_eq!(plan.steps[1].title, "Security");
    assert_eq!(plan.steps[1].duration.text(), "10d");
}

#[test]
fn undo_takes_back_its_own_change_and_leaves_what_came_after() {
    let mut plan = full();
    let first = record(&mut plan, sign("a"), |plan| {
        plan.steps[1].title = "Mine".into();
    })
    .unwrap();
    record(&mut plan, sign("b"), |plan| {
        plan.steps[1].note = "theirs".into();
    });
    commit::undo(&mut plan, &first).unwrap();
    assert_eq!(
        (plan.steps[1].title.as_str(), plan.steps[1].note.as_str()),
        ("Security review", "theirs")
    );
    assert!(plan.history.iter().all(|entry| entry.id != "a"));
    commit::redo(&mut plan, &first).unwrap();
    assert_eq!(plan.steps[1].title, "Mine");
    assert!(plan.history.iter().any(|entry| entry.id == "a"));
}

#[test]
fn a_commit_that_changes_nothing_leaves_no_trace() {
    let mut plan = full();
    let before = plan.clone();
    assert_eq!(record(&mut plan, sign("a"), |_| {}), None);
    assert_eq!(plan, before);
}

#[test]
fn both_sides_of_a_merge_keep_what_only_they_changed() {
    let base = full();
    let mut ours = base.clone();
    record(&mut ours, sign("ours"), |plan| {
        plan.steps[1].title = "Ours".into();
    });
    let mut theirs = base.clone();
    record(&mut theirs, sign("theirs"), |plan| {
        plan.steps[1].note = "Theirs".into();
    });
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(
        (
            merged.plan.steps[1].title.as_str(),
            merged.plan.steps[1].note.as_str()
        ),
        ("Ours", "Theirs")
    );
    assert_eq!(merged.plan.history.len(), 3);
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.incoming.len(), 1);
}

#[test]
fn the_same_field_changed_twice_keeps_ours_and_tells_theirs() {
    let base = full();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.steps[1].title = "Ours".into();
    theirs.steps[1].title = "Theirs".into();
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.plan.steps[1].title, "Ours");
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].theirs, Some(json!("Theirs")));
}

#[test]
fn a_step_edited_here_and_removed_there_comes_back() {
    let base = full();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.steps[1].title = "Still needed".into();
    crate::plan::links::remove_step(&mut theirs, "sec");
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(
        merged.plan.step("sec").map(|step| step.title.as_str()),
        Some("Still needed")
    );
    assert_eq!(merged.conflicts.len(), 1);
}

#[test]
fn an_undo_here_is_not_brought_back_by_a_merge() {
    let mut base = full();
    let entry = record(&mut base, sign("slip"), |plan| plan.name = "Slip".into()).unwrap();
    let mut ours = base.clone();
    commit::undo(&mut ours, &entry).unwrap();
    let mut theirs = base.clone();
    theirs.steps[0].note = "x".into();
    let merged = merge(&base, &ours, &theirs);
    assert!(merged.plan.history.iter().all(|entry| entry.id != "slip"));
    assert_eq!(merged.plan.name, "Acme rollout");
}

#[test]
fn a_change_given_to_the_other_hand_is_the_same_change() {
    let mut plan = full();
    let entry = record(&mut plan, sign("slip"), |plan| plan.name = "Slip".into()).unwrap();
    let sarah = Author {
        side: crate::plan::Side::Buyer,
        person: Some("sarah".into()),
        ..Author::default()
    };
    let given = commit::give(&mut plan, "slip", sarah.clone(), Via::Dictated).unwrap();
    assert_eq!((&given.by, &given.via), (&sarah, &Via::Dictated));
    assert_eq!((&given.at, &given.changes), (&entry.at, &entry.changes));
    assert_eq!(plan.history.last(), Some(&given));
    commit::undo(&mut plan, &entry).unwrap();
    assert_eq!(plan, full());
    let gone = commit::give(&mut plan, "slip", sarah.clone(), Via::Hand);
    assert_eq!(gone, Err(commit::Gone));
    commit::redo(&mut plan, &given).unwrap();
    assert_eq!(plan.history.last().map(|entry| &entry.by), Some(&sarah));
}

#[test]
fn a_merge_keeps_a_change_with_the_hand_that_it_was_given_to() {
    let mut base = full();
    record(&mut base, sign("a"), |plan| plan.name = "A".into()).unwrap();
    let hand = |side: &crate::plan::Side| Author {
        side: side.clone(),
        ..Author::default()
    };
    let (buyer, seller) = (crate::plan::Side::Buyer, crate::plan::Side::Seller);
    let (mut given, mut untouched) = (base.clone(), base.clone());
    commit::give(&mut given, "a", hand(&buyer), Via::Dictated).unwrap();
    untouched.steps[0].note = "x".into();
    let mut other = base.clone();
    commit::give(&mut other, "a", hand(&seller), Via::Hand).unwrap();
    for (name, ours, theirs, expected) in [
        ("given here", &given, &untouched, &buyer),
        ("given there", &untouched, &given, &buyer),
        ("given to both: the later stands", &given, &other, &buyer),
        ("the other way round", &other, &given, &seller),
    ] {
        let merged = merge(&base, ours, theirs).plan;
        let entry = merged.history.iter().find(|entry| entry.id == "a");
        assert_eq!(entry.map(|entry| &entry.by.side), Some(expected), "{name}");
        assert_eq!(merged.history.len(), base.history.len(), "{name}");
    }
}

proptest! {
    #[test]
    fn what_leads_from_one_plan_to_another_leads_there(edits in prop::collection::vec(edit(0..9), 0..12)) {
        let a = full();
        let b = edited(&a, &edits);
        let mut there = a.clone();
        apply(&mut there, &diff(&a, &b)).unwrap();
        prop_assert_eq!(&there, &b);
    }

    #[test]
    fn a_change_turned_round_leads_back(edits in prop::collection::vec(edit(0..9), 0..12)) {
        let a = full();
        let mut back = edited(&a, &edits);
        let changes = diff(&a, &back);
        apply(&mut back, &invert(&changes)).unwrap();
        prop_assert_eq!(&back, &a);
    }

    #[test]
    fn two_programs_end_with_the_same_steps_whoever_saves_last(
        mine in prop::collection::vec(edit(0..9), 0..8),
        yours in prop::collection::vec(edit(10..19), 0..8),
    ) {
        let base = full();
        let (mine, yours) = (edited(&base, &mine), edited(&base, &yours));
        let ids = |plan: &Plan| {
            let mut ids: Vec<String> = plan.steps.iter().map(|step| step.id.clone()).collect();
            ids.sort();
            ids
        };
        let one = merge(&base, &mine, &yours).plan;
        for step in mine.steps.iter().chain(&yours.steps).filter(|step| step.id.starts_with("new-")) {
            prop_assert!(one.step(&step.id).is_some());
        }
        let other = merge(&base, &yours, &mine);
        if other.conflicts.is_empty() && merge(&base, &mine, &yours).conflicts.is_empty() {
            prop_assert_eq!(ids(&one), ids(&other.plan));
        }
    }

    #[test]
    fn keys_nobody_knows_survive_at_every_level(mark in json_value(), edits in prop::collection::vec(edit(0..9), 0..6)) {
        let json = planted(&full_json(), "zz_unknown", &mark);
        prop_assert!(json.to_string().matches("\"zz_unknown\"").count() >= 30);
        let plan: Plan = serde_json::from_value(json.clone()).unwrap();
        prop_assert_eq!(serde_json::to_value(&plan).unwrap(), json);

        let after = edited(&plan, &edits);
        let mut applied = plan.clone();
        apply(&mut applied, &diff(&plan, &after)).unwrap();
        let text = serde_json::to_string(&applied).unwrap();
        let again: Plan = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&again, &after);
        for step in &again.steps {
            if !step.id.starts_with("new-") {
                prop_assert_eq!(step.extra.get("zz_unknown"), Some(&mark));
                prop_assert!(step.after.iter().all(|link| link.extra.contains_key("zz_unknown")
                    || link.kind != crate::plan::LinkKind::StartStart));
            }
        }
    }

    #[test]
    fn words_nobody_knows_survive(word in "[a-z]{3,9} [a-z]{1,4}") {
        let mut json = full_json();
        json["steps"][0]["side"] = json!(word);
        json["people"][0]["role"] = json!(word);
        json["people"][0]["side"] = json!(word);
        json["steps"][1]["after"][0]["kind"] = json!(word);
        json["steps"][1]["gate"] = json!(word);
        json["agreements"][0]["stance"] = json!(word);
        json["history"][0]["via"] = json!(word);
        let plan: Plan = serde_json::from_value(json.clone()).unwrap();
        prop_assert_eq!(serde_json::to_value(&plan).unwrap(), json);
    }
}
