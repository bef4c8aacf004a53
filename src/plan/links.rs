//! Editing what comes after what: a link that would close a circle is found before it is made, and
//! a removed step leaves no gap in the chain. The dates that follow from links are computed in
//! [`crate::schedule`].

use std::collections::{HashMap, HashSet};

use super::duration::Lag;
use super::model::{GO_LIVE, Link, LinkKind, Plan, Step};

/// The circle that `step` after `predecessor` would close, as ids from `predecessor` on to `step`;
/// nothing when the link is harmless. Looks without recursion.
pub fn circle(plan: &Plan, step: &str, predecessor: &str) -> Option<Vec<String>> {
    if predecessor == GO_LIVE {
        return None;
    }
    let after: HashMap<&str, Vec<&str>> = plan
        .steps
        .iter()
        .map(|step| {
            (
                step.id.as_str(),
                step.after.iter().map(|link| link.step.as_str()).collect(),
            )
        })
        .collect();
    let mut came_from: HashMap<&str, &str> = HashMap::new();
    let mut seen: HashSet<&str> = HashSet::from([predecessor]);
    let mut open = vec![predecessor];
    while let Some(here) = open.pop() {
        if here == step {
            return Some(way_back(&came_from, here, predecessor));
        }
        for &next in after.get(here).into_iter().flatten() {
            if seen.insert(next) {
                came_from.insert(next, here);
                open.push(next);
            }
        }
    }
    None
}

/// What a step comes after, each predecessor once, as it stands behind "after": "Legal redlines",
/// "Kickoff (2 working days before it is done)".
pub fn words(plan: &Plan, step: &Step) -> Vec<String> {
    words_by(step, |id| plan.step(id))
}

/// The same, where the predecessors are looked up by the caller.
pub fn words_by<'a>(step: &Step, find: impl Fn(&str) -> Option<&'a Step>) -> Vec<String> {
    let mut told: Vec<(&str, Vec<&Link>)> = Vec::new();
    for link in &step.after {
        match told.iter_mut().find(|(id, _)| *id == link.step) {
            Some((_, links)) => links.push(link),
            None => told.push((&link.step, vec![link])),
        }
    }
    let one = |(id, links): (&str, Vec<&Link>)| {
        let title = find(id).map_or(id, |step| step.title.as_str());
        let ties: Vec<String> = links
            .iter()
            .map(|link| tie(link))
            .filter(|tie| links.len() > 1 || tie != PLAIN)
            .collect();
        match ties.as_slice() {
            [] => title.to_owned(),
            ties => format!("{title} ({})", ties.join("; ")),
        }
    };
    told.into_iter().map(one).collect()
}

/// How `step` is tied to one that it comes after, where that is more than "once it is done"; a phrase for
/// each link.
pub fn ties_to(step: &Step, before: &str) -> Vec<String> {
    let links = step.after.iter().filter(|link| link.step == before);
    let ties: Vec<String> = links.map(tie).collect();
    match ties.as_slice() {
        [only] if only == PLAIN => Vec::new(),
        _ => ties,
    }
}

/// How a link without lag that ties the usual ends is told, where it has to be.
const PLAIN: &str = "once it is done";

/// How a link ties its two steps.
fn tie(link: &Link) -> String {
    let lag = link.lag.unwrap_or(Lag::ZERO);
    let length = lag.length();
    match (&link.kind, lag.amount.signum()) {
        (LinkKind::StartStart, 0) => "starts with it".to_owned(),
        (LinkKind::StartStart, 1..) => format!("starts {length} after it starts"),
        (LinkKind::StartStart, _) => format!("starts {length} before it starts"),
        (LinkKind::FinishFinish, 0) => "done with it".to_owned(),
        (LinkKind::FinishFinish, 1..) => format!("done {length} after it"),
        (LinkKind::FinishFinish, _) => format!("done {length} before it"),
        (LinkKind::Other(word), _) if lag.is_zero() => word.clone(),
        (LinkKind::Other(word), _) => format!("{word}, {}", lag.words()),
        (_, 0) => PLAIN.to_owned(),
        (_, 1..) => format!("{length} later"),
        _ if link.step == GO_LIVE => format!("{length} before it"),
        _ => format!("{length} before it is done"),
    }
}

fn way_back(came_from: &HashMap<&str, &str>, end: &str, start: &str) -> Vec<String> {
    let mut way = vec![end.to_owned()];
    let mut here = end;
    while here != start {
        let Some(&before) = came_from.get(here) else {
            break;
        };
        way.push(before.to_owned());
        here = before;
    }
    way.reverse();
    way
}

/// Ties `step` after `predecessor`, finish to start. False when it already was.
pub fn link(plan: &mut Plan, step: &str, predecessor: &str) -> bool {
    let Some(step) = plan.step_mut(step) else {
        return false;
    };
    if step
        .after
        .iter()
        .any(|link| link.step == predecessor && link.kind == LinkKind::FinishStart)
    {
        return false;
    }
    step.after.push(Link::after(predecessor));
    true
}

/// Takes every link of `step` to `predecessor` away. False when there was none.
pub fn unlink(plan: &mut Plan, step: &str, predecessor: &str) -> bool {
    let Some(step) = plan.step_mut(step) else {
        return false;
    };
    let before = step.after.len();
    step.after.retain(|link| link.step != predecessor);
    step.after.len() != before
}

/// Removes a step; what came after it now comes after what it came after, so the chain holds.
/// False when there is no such step.
pub fn remove_step(plan: &mut Plan, id: &str) -> bool {
    let Some(at) = plan.steps.iter().position(|step| step.id == id) else {
        return false;
    };
    let removed = plan.steps.remove(at);
    for step in &mut plan.steps {
        let held = step.after.iter().any(|link| link.step == id);
        step.after.retain(|link| link.step != id);
        if !held {
            continue;
        }
        for inherited in &removed.after {
            if inherited.step != step.id
                && step.after.iter().all(|link| link.step != inherited.step)
            {
                step.after.push(inherited.clone());
            }
        }
    }
    true
}

/// Removes a person; their steps lose that owner and their open questions that finder.
/// False when there is no such person.
pub fn remove_person(plan: &mut Plan, id: &str) -> bool {
    let before = plan.people.len();
    plan.people.retain(|person| person.id != id);
    let gone = |owner: &mut Option<String>| {
        if owner.as_deref() == Some(id) {
            *owner = None;
        }
    };
    for step in &mut plan.steps {
        gone(&mut step.owners.buyer);
        gone(&mut step.owners.seller);
        if let Some(unknown) = &mut step.unknown {
            gone(&mut unknown.who);
        }
    }
    plan.people.len() != before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(ids: &[&str]) -> Plan {
        let mut plan = Plan::new("p".into(), "p");
        for (index, id) in ids.iter().enumerate() {
            let mut step = Step::new((*id).to_owned(), id);
            if index > 0 {
                step.after.push(Link::after(ids[index - 1]));
            }
            plan.steps.push(step);
        }
        plan
    }

    #[test]
    fn a_link_that_closes_a_circle_is_named_by_its_steps() {
        let plan = chain(&["a", "b", "c"]);
        assert_eq!(
            circle(&plan, "a", "c"),
            Some(vec!["c".into(), "b".into(), "a".into()])
        );
        assert_eq!(circle(&plan, "a", "a"), Some(vec!["a".into()]));
        assert_eq!(circle(&plan, "c", "a"), None);
        assert_eq!(circle(&plan, "a", GO_LIVE), None);
    }

    #[test]
    fn a_long_chain_is_searched_without_recursion() {
        let ids: Vec<String> = (0..100_000).map(|index| index.to_string()).collect();
        let plan = chain(&ids.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(
            circle(&plan, "0", "99999").map(|way| way.len()),
            Some(100_000)
        );
    }

    #[test]
    fn a_removed_step_hands_its_predecessors_on() {
        let mut plan = chain(&["a", "b", "c"]);
        assert!(remove_step(&mut plan, "b"));
        assert_eq!(plan.steps[1].after, vec![Link::after("a")]);
        assert!(!remove_step(&mut plan, "b"));
    }

    #[test]
    fn a_removed_person_owns_nothing_any_more() {
        let mut plan = chain(&["a"]);
        plan.steps[0].owners.buyer = Some("dana".into());
        plan.people.push(crate::plan::Person::new(
            "dana".into(),
            "Dana",
            crate::plan::Side::Buyer,
        ));
        assert!(remove_person(&mut plan, "dana"));
        assert_eq!(plan.steps[0].owners.buyer, None);
    }

    #[test]
    fn links_are_told_once_and_by_what_they_tie() {
        let mut plan = chain(&["a", "b"]);
        for (ties, expected) in [
            (&[("a", "fs", "")] as &[_], "a"),
            (&[("a", "fs", "1d")], "a (1 working day later)"),
            (
                &[("a", "fs", "-2d")],
                "a (2 working days before it is done)",
            ),
            (&[("a", "ss", "")], "a (starts with it)"),
            (
                &[("a", "ss", "2d")],
                "a (starts 2 working days after it starts)",
            ),
            (&[("a", "ss", "-1w")], "a (starts 1 week before it starts)"),
            (&[("a", "ff", "")], "a (done with it)"),
            (&[("a", "ff", "1d")], "a (done 1 working day after it)"),
            (&[("a", "ff", "-1d")], "a (done 1 working day before it)"),
            (
                &[("go-live", "fs", "30cd")],
                "go-live (30 calendar days later)",
            ),
            (
                &[("go-live", "fs", "-1d")],
                "go-live (1 working day before it)",
            ),
            (
                &[("a", "fs", ""), ("gone", "fs", ""), ("a", "ff", "2d")],
                "a (once it is done; done 2 working days after it), gone",
            ),
        ] {
            let tied = |(step, kind, lag): &(&str, &str, &str)| Link {
                kind: LinkKind::from_word(kind),
                lag: Lag::parse(lag).ok(),
                ..Link::after(step)
            };
            plan.steps[1].after = ties.iter().map(tied).collect();
            assert_eq!(words(&plan, &plan.steps[1]).join(", "), expected);
        }
    }
}
