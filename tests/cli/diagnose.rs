//! `diagnose`: a manager finds out why a rep builds no plans; what the plans tell is answered already,
//! the rest is asked, and next time the record says what changed.

use crate::home::Home;

#[test]
fn what_the_plans_tell_is_answered_and_the_first_no_names_the_cause() {
    let home = Home::with_acme();
    home.ok(&["deal", "acme", "--rep", "Alex Kim"]);
    let told = home.ok(&["diagnose", "alex kim"]);
    assert!(
        told.starts_with(
            "● Do they know how to introduce a plan and build one with the buyer?\n\
             ╰─ no: 1 plan, and no buyer changed any of them (from the plans and the record)  → Skill\n\
             ○ Do they believe that a plan helps the buyer?\n"
        ),
        "{told}"
    );
    assert!(told.contains("Skill. They have not learnt"), "{told}");
    assert!(
        told.contains("Sarah, to make sure your March 1 go-live actually happens,"),
        "{told}"
    );

    let heard = ["diagnose", "alex kim", "--yes", "how=heard it on Monday"];
    let asks = home.ok(&heard);
    assert!(asks.contains("│  yes: heard it on Monday\n● Do they believe that a plan helps the buyer?\n╰─ ? a yes looks"), "{asks}");
    assert!(
        asks.ends_with(
            "Answer it with --yes believes=\"what shows it\" or --no believes=\"what shows it\"\n"
        ),
        "{asks}"
    );
    let unfinished = home.fails(&[&heard[..], &["--keep"]].concat());
    assert!(
        unfinished.contains("the diagnosis is not at its end"),
        "{unfinished}"
    );

    let kept = home.ok(&[&heard[..], &["--no", "believes=calls it pushy", "--keep"]].concat());
    assert!(kept.contains("╰─ no: calls it pushy  → Will"), "{kept}");
    assert!(
        kept.ends_with("kept in the record of alex kim (diagnosis 1)\n"),
        "{kept}"
    );
    let file = home.plans().join("coaching/alex-kim.json");
    let record = std::fs::read_to_string(&file).unwrap();
    assert!(
        record.contains("\"cause\": \"will\"") && record.contains("calls it pushy"),
        "{record}"
    );

    let later = home.ok(&[&heard[..], &["--yes", "believes", "--json"]].concat());
    let later: serde_json::Value = serde_json::from_str(&later).unwrap();
    assert_eq!(later["cause"], "knowledge");
    assert_eq!(
        later["change"],
        "on 23 Nov 2026 it was will, now it is knowledge"
    );
    assert_eq!(later["answers"][1]["from"], "said");
    assert_eq!(later["answers"][2]["from"], "record");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        record,
        "only --keep writes"
    );
}

#[test]
fn what_is_no_question_or_answered_twice_is_told() {
    let home = Home::new();
    let error = home.fails(&["diagnose", "Alex", "--yes", "why=x"]);
    assert!(
        error.contains("“why” is no question — they are how, believes, knows, tracked, big-enough"),
        "{error}"
    );
    let error = home.fails(&["diagnose", "Alex", "--yes", "how", "--no", "how"]);
    assert!(error.contains("“how” is answered twice"), "{error}");
    let error = home.fails(&["diagnose", "!!"]);
    assert!(error.contains("!!"), "{error}");
    let asked = home.ok(&["diagnose", "Nobody Yet"]);
    assert!(asked.contains("╰─ ? a yes looks like this"), "{asked}");
    let all = [
        "--yes",
        "how",
        "--yes",
        "believes",
        "--yes",
        "knows",
        "--yes",
        "tracked",
        "--yes",
        "big-enough",
    ];
    let resists = home.ok(&[&["diagnose", "Nobody Yet"][..], &all].concat());
    assert!(resists.contains("╰─ → Real resistance\n"), "{resists}");
    let small = [
        &["diagnose", "Nobody Yet"][..],
        &all[..8],
        &["--no", "big-enough=9k"],
    ]
    .concat();
    assert!(home.ok(&small).contains("╰─ no: 9k  → The right call\n"));
}

#[test]
fn text_is_printed_when_asked_for() {
    let home = Home::with_acme();
    home.ok(&["deal", "acme", "--rep", "Alex Kim"]);
    let plain = home.ok(&["diagnose", "alex kim"]);
    assert_eq!(home.ok(&["diagnose", "alex kim", "--text"]), plain);
}
