//! The durations of the templates, as the table that they were agreed in.

use std::collections::BTreeMap;

use super::{Plan, new_plan, plan};

/// Step, side, and the low/typical/high working days of mid-market, enterprise, public, renewal.
#[rustfmt::skip]
const TABLE: [(&str, &str, [&str; 4]); 13] = [
    ("success-criteria", "both", ["2/5/7", "3/5/10", "5/10/15", "2/2/3"]),
    ("proof-of-concept", "both", ["5/8/10", "10/15/20", "", ""]),
    ("budget", "buyer", ["3/7/10", "5/10/15", "10/20/40", "2/5/10"]),
    ("security-review", "buyer", ["5/10/15", "10/20/30", "20/30/45", "0/3/5"]),
    ("data-processing-agreement", "both", ["3/5/10", "5/10/15", "10/15/20", "0/2/5"]),
    ("legal-redlines", "both", ["5/10/15", "10/18/30", "15/25/40", "3/5/10"]),
    ("vendor-onboarding", "buyer", ["3/5/10", "10/15/20", "20/30/40", "0/1/3"]),
    ("executive-approval", "buyer", ["1/3/5", "5/10/15", "20/30/40", "1/3/5"]),
    ("purchase-order", "buyer", ["1/2/3", "2/3/5", "3/5/10", "1/2/3"]),
    ("signature", "both", ["1/2/5", "2/3/5", "3/5/10", "1/2/3"]),
    ("kickoff", "both", ["1/2/3", "2/3/5", "3/5/10", ""]),
    ("implementation", "seller", ["10/20/30", "45/65/130", "45/65/130", ""]),
    ("training", "both", ["2/5/10", "5/10/15", "5/10/20", ""]),
];

/// The validation of the two kinds of deal that do without a proof of concept.
const OTHER_VALIDATION: [(&str, &str, &str, &str); 2] = [
    ("public", "request-for-proposal", "buyer", "30/50/85"),
    ("renewal", "validation", "both", "3/4/5"),
];

#[test]
fn steps_sides_and_durations_are_those_of_the_table() {
    for (column, name) in ["mid-market", "enterprise", "public", "renewal"]
        .into_iter()
        .enumerate()
    {
        let mut expected: BTreeMap<&str, (&str, String)> = TABLE
            .iter()
            .filter(|(_, _, cells)| !cells[column].is_empty())
            .map(|(id, side, cells)| (*id, (*side, format!("{}d", cells[column]))))
            .collect();
        for (of, id, side, cell) in OTHER_VALIDATION {
            if of == name {
                expected.insert(id, (side, format!("{cell}d")));
            }
        }
        if name != "renewal" {
            expected.insert("value-review", ("both", "0".to_owned()));
        }
        assert_eq!(
            steps_of(&plan(name, &new_plan()).unwrap()),
            expected,
            "{name}"
        );
    }
    let expected = [
        ("recap", "both", "0/1/2d"),
        ("decision", "buyer", "1/3/5d"),
        ("contract", "both", "1/2/3d"),
        ("kickoff", "both", "1/1/2d"),
    ];
    let expected = expected.map(|(id, side, length)| (id, (side, length.to_owned())));
    assert_eq!(
        steps_of(&plan("next-step", &new_plan()).unwrap()),
        BTreeMap::from(expected)
    );
}

fn steps_of(plan: &Plan) -> BTreeMap<&str, (&str, String)> {
    plan.steps
        .iter()
        .map(|step| (step.id.as_str(), (step.side.word(), step.duration.text())))
        .collect()
}
