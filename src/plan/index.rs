//! Where each step of a plan stands and what waits for it, looked up instead of searched for. Made
//! once per edit by whoever looks often; the plan itself stays a plain list.

use std::collections::HashMap;

use super::model::{Plan, Step};

/// Positions of a plan's steps, by id and by link. Right for the plan it was made of, until that is
/// edited.
#[derive(Debug, Clone, Default)]
pub struct Index {
    at: HashMap<String, usize>,
    followers: Vec<Vec<usize>>,
}

impl Index {
    /// The positions in a plan; where two steps have one id, the first counts.
    pub fn of(plan: &Plan) -> Self {
        let mut at = HashMap::with_capacity(plan.steps.len());
        for (place, step) in plan.steps.iter().enumerate() {
            at.entry(step.id.clone()).or_insert(place);
        }
        let mut followers = vec![Vec::new(); plan.steps.len()];
        for (place, step) in plan.steps.iter().enumerate() {
            for before in step.after.iter().filter_map(|link| at.get(&link.step)) {
                let list: &mut Vec<usize> = &mut followers[*before];
                if list.last() != Some(&place) {
                    list.push(place);
                }
            }
        }
        Self { at, followers }
    }

    /// Where the step with an id stands.
    pub fn at(&self, id: &str) -> Option<usize> {
        self.at.get(id).copied()
    }

    /// The step with an id.
    pub fn step<'a>(&self, plan: &'a Plan, id: &str) -> Option<&'a Step> {
        plan.steps.get(self.at(id)?)
    }

    /// The steps that come after the one at a position, each once, in the plan's order.
    pub fn followers<'a>(&'a self, plan: &'a Plan, at: usize) -> impl Iterator<Item = &'a Step> {
        let places = self.followers.get(at).into_iter().flatten();
        places.filter_map(|&place| plan.steps.get(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Link;

    #[test]
    fn steps_and_what_waits_for_them_are_found_by_id() {
        let mut plan = Plan::new("p".into(), "p");
        for (id, after) in [
            ("a", &["gone"][..]),
            ("b", &["a", "a"]),
            ("c", &["a", "b"]),
            ("a", &[]),
        ] {
            let mut step = Step::new(id.to_owned(), id);
            step.after = after.iter().map(|id| Link::after(id)).collect();
            plan.steps.push(step);
        }
        let index = Index::of(&plan);
        let after = |at| -> Vec<&str> {
            let steps = index.followers(&plan, at);
            steps.map(|step| step.id.as_str()).collect()
        };
        assert_eq!((index.at("a"), index.at("gone")), (Some(0), None));
        assert_eq!(after(0), ["b", "c"]);
        assert_eq!(after(1), ["c"]);
        assert!(after(2).is_empty() && after(9).is_empty());
        assert_eq!(
            index.step(&plan, "c").map(|step| step.id.as_str()),
            Some("c")
        );
    }
}
