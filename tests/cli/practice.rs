//! `practice` beside its screen: what can be practised, how a rep's ratings moved, and a team's own packs.

use crate::home::Home;

const RECORD: &str = r#"{"format": 1, "name": "Alex Kim", "practice": [
    {"id": "a", "on": "2026-11-02", "drill": "intro", "ratings": {"benefit": 2, "backwards": 1}, "coach_next": "backwards"},
    {"id": "b", "on": "2026-11-09", "drill": "intro", "ratings": {"benefit": 4, "route": 2}, "coach_next": "route"}]}
"#;

fn with_record() -> Home {
    let home = Home::with_acme();
    let folder = home.plans().join("coaching");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("alex-kim.json"), RECORD).unwrap();
    home
}

#[test]
fn the_drills_and_the_buyers_are_listed() {
    let home = Home::new();
    let told = home.ok(&["practice", "--list"]);
    for words in [
        "Drills\n  intro                The intro\n",
        "  no-formal-plan       “We don't want a formal plan”\n",
        "Buyers\n  head-of-finance  Dana, head of finance\n",
        "Rated, 1 to 5\n  benefit    Benefit to the buyer\n",
    ] {
        assert!(told.contains(words), "{told}");
    }
    let told = home.ok(&["practice", "--list", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["drills"][5]["id"], "no-economic-buyer");
    assert_eq!(told["behaviours"][5]["needs"][0], "economic_buyer");
}

#[test]
fn the_trend_is_printed_and_its_absence_is_a_no() {
    let home = with_record();
    let told = home.ok(&["practice", "--rep", "alex kim", "--trend"]);
    assert_eq!(
        told,
        "Alex Kim: 2 rounds, the last on 9 Nov 2026\n\
         \x20 Benefit to the buyer         2 4\n\
         \x20 Date and consequence         – –\n\
         \x20 Backwards, aloud             1 –\n\
         \x20 Buyer's steps, named owners  – –\n\
         \x20 Riskiest step surfaced       – –\n\
         \x20 Economic buyer, next review  – 2\n\
         Coach next: Economic buyer, next review. End with two answers: how the economic buyer sees it, \
         and when you look next.\n"
    );
    home.ok(&["deal", "acme", "--rep", "Alex Kim"]);
    assert_eq!(home.ok(&["practice", "--plan", "acme", "--trend"]), told);
    let json = home.ok(&["practice", "--rep", "Alex Kim", "--trend", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["rounds"], 2);
    assert_eq!(json["coach_next"], "route");
    assert_eq!(json["trend"][0]["ratings"][1]["rating"], 4);
    let none = home.run(&["practice", "--rep", "Nobody Yet", "--trend"]);
    assert_eq!(none.code, Some(1));
    let said = none.err;
    assert!(
        said.contains("no round of Nobody Yet is kept yet"),
        "{said}"
    );
}

#[test]
fn what_is_asked_wrongly_is_told_with_what_there_is() {
    let home = Home::with_acme();
    for (arguments, told) in [
        (
            &["practice", "--trend"][..],
            "whose rounds? — name the rep with --rep",
        ),
        (
            &["practice", "--json"],
            "--json goes with --list or --trend",
        ),
        (
            &["practice", "--drill", "dance"],
            "“dance” is no drill, or more than one — they are intro, co-build, no-formal-plan",
        ),
        (
            &["practice", "--drill", "no-"],
            "“no-” is no drill, or more than one",
        ),
        (&["practice", "--plan", "globex"], "globex"),
        (
            &["practice", "--drill", "security"],
            "the screens need a terminal",
        ),
        (&["practice", "--rep", "!!", "--trend"], "!!"),
    ] {
        let error = home.fails(arguments);
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn a_teams_own_drills_come_first_and_a_broken_pack_is_told_with_its_line() {
    let home = Home::new();
    let folder = home.dir.path().join("config/backcast/practice");
    std::fs::create_dir_all(&folder).unwrap();
    let card = r#"{"said": "a", "behind": "b", "yields": "when c"}"#;
    let pack = format!(
        r#"{{"drills": [{{"id": "renewal", "title": "The renewal", "situation": "s", "task": "t",
        "cue": "intro", "seconds": 60, "opening": {card}}}]}}"#
    );
    std::fs::write(folder.join("ours.json"), pack).unwrap();
    let told = home.ok(&["practice", "--list"]);
    assert!(
        told.starts_with("Drills\n  renewal              The renewal\n  intro "),
        "{told}"
    );
    std::fs::write(
        folder.join("theirs.json"),
        "{\n  \"drills\": [\n    {\"title\": 3}\n  ]\n}",
    )
    .unwrap();
    let error = home.fails(&["practice", "--list"]);
    assert!(
        error.contains("theirs.json, line 3: invalid type"),
        "{error}"
    );
}
