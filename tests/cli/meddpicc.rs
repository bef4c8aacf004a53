//! `deal` and `meddpicc`: a rep writes down what is known of a deal, is asked what is not, and is told
//! when a deal is too small for a plan. All of it stays out of the plan's own file.

use crate::home::Home;

#[test]
fn what_is_known_is_held_against_the_plan_in_both_directions() {
    let home = Home::with_acme();
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    let blank = home.ok(&["meddpicc", "acme"]);
    assert_eq!(blank.matches("  blank").count(), 8, "{blank}");
    assert!(
        blank.contains(
            "Paper process: nothing is known of it, so Security review, Legal redlines and"
        ),
        "{blank}"
    );
    assert!(
        blank.contains("  ask: After the yes, where does the paper go"),
        "{blank}"
    );

    let claimed = home.ok(&[
        "meddpicc",
        "acme",
        "paper",
        "claimed",
        "Mei: two weeks,",
        "then Tom",
    ]);
    assert!(
        claimed.starts_with("◐ Paper process      claimed    Mei: two weeks, then Tom\n"),
        "{claimed}"
    );
    assert!(
        claimed.contains(
            "it is claimed (“Mei: two weeks, then Tom”), and the buyer did not confirm it"
        )
    );
    let confirmed = home.ok(&["meddpicc", "acme", "paper process", "confirmed"]);
    assert!(
        confirmed.starts_with("✓ Paper process      confirmed  Mei: two weeks, then Tom\n"),
        "{confirmed}"
    );
    let json = home.json(&["meddpicc", "acme", "--json"]);
    assert_eq!(json["elements"][4]["status"], "confirmed");
    let of: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["element"].as_str().unwrap())
        .collect();
    assert!(
        !of.contains(&"paper_process") && of.contains(&"decision_process"),
        "{of:?}"
    );

    let unshown = home.ok(&["meddpicc", "acme", "champion", "confirmed"]);
    assert!(
        unshown
            .contains("Champion: it is confirmed, and nothing is written down to show it\n  ask: "),
        "{unshown}"
    );

    let shown = home.ok(&["meddpicc", "acme", "paper", "blank"]);
    assert!(shown.starts_with("· Paper process      blank\n"), "{shown}");
    assert_eq!(
        std::fs::read(home.plan_file("acme")).unwrap(),
        before,
        "the plan itself is as it was"
    );
    home.ok(&["new", "bare", "--go-live", "2027-03-01"]);
    home.ok(&["meddpicc", "bare", "paper", "confirmed", "two weeks"]);
    let bare = home.ok(&["meddpicc", "bare"]);
    assert!(
        bare.contains("Paper process: it is known, and no step of the plan belongs to it"),
        "{bare}"
    );
}

#[test]
fn what_is_no_element_and_no_status_is_told() {
    let home = Home::with_acme();
    for (arguments, told) in [
        (
            &["meddpicc", "acme", "decision"][..],
            "“decision” is no element, or more than one — they are metrics, economic buyer, ",
        ),
        (
            &["meddpicc", "acme", "paper", "maybe"],
            "“maybe” is no status — write blank, claimed",
        ),
        (&["meddpicc", "nobody"], "nobody"),
        (
            &["deal", "acme", "--value", "much"],
            "--value “much” is no whole number — write it as 120000 or 120k",
        ),
        (
            &["deal", "acme", "--currency", "Euros"],
            "--currency “Euros” is no currency",
        ),
    ] {
        let error = home.fails(arguments);
        assert!(error.contains(told), "{error}");
    }
    assert!(
        !home.plans().join("acme.private.json").exists(),
        "nothing was begun"
    );
}

#[test]
fn a_deal_that_is_too_small_is_told_to_take_a_next_step_instead() {
    let home = Home::new();
    home.ok(&["new", "small", "--go-live", "2027-03-01"]);
    let unknown = home.ok(&["deal", "small"]);
    assert!(
        unknown
            .ends_with("the deal's value is not known, so whether it needs a plan is not either\n"),
        "{unknown}"
    );
    let small = home.ok(&[
        "deal",
        "small",
        "--value",
        "9k",
        "--currency",
        "eur",
        "--rep",
        "Alex Kim",
    ]);
    assert!(
        small.starts_with("value     9000 EUR\nstage     not known\nrep       Alex Kim\n"),
        "{small}"
    );
    assert!(
        small.contains("no plan is needed: worth 9,000 EUR, below 25,000"),
        "{small}"
    );
    assert!(small.contains("(template `next-step`)"), "{small}");
    home.put_config("{\"plan_from\": {\"value\": 5000}}");
    let json = home.json(&["deal", "small", "--json"]);
    assert_eq!(json["plan_needed"], true);
    assert_eq!(json["deal"]["rep"], "Alex Kim");
    assert_eq!(json["template"], serde_json::Value::Null);
}
