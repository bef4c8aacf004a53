//! `plan-coaching`: the milestones ticked off by what is on record, the weeks, and what is next.

use crate::home::Home;

#[test]
fn what_is_on_record_is_ticked_off_and_the_next_stage_is_named() {
    let home = Home::with_acme();
    home.ok(&["deal", "acme", "--rep", "Alex Kim"]);
    let bare = home.ok(&["plan-coaching", "Alex Kim"]);
    assert!(
        bare.starts_with("Alex Kim · nothing on record yet\n"),
        "{bare}"
    );
    assert!(bare.ends_with("Next: observe: sit in on a call, or go through a deal in a 1:1\n"));

    std::fs::create_dir_all(home.plans().join("coaching")).unwrap();
    let record = serde_json::json!({
        "format": 1, "name": "Alex Kim",
        "one_on_ones": [{"id": "o", "on": "2026-11-09", "commitment": {"what": "a plan"}}],
        "practice": [{"id": "p", "on": "2026-11-05", "drill": "intro", "prompt": "blank",
            "ratings": {"benefit": 4, "owners": 2}, "coach_next": "owners"}]
    });
    home.put("coaching/alex-kim.json", record.to_string());
    let told = home.ok(&["plan-coaching", "alex kim"]);
    for words in [
        "Alex Kim · day 18, since 5 Nov 2026\n",
        "  30  ✓ says the introduction unaided  rated 4 on 5 Nov 2026, with nothing before them\n",
        "      ▢ certified in role-play         1 of 6 behaviours at 4 or better\n",
        "  60  ▢ co-builds on live deals        0 of 1 plans changed by the buyer's own word\n",
        "observe → diagnose → coach → [practise] → apply → measure",
        "  Mon 2 Nov   ○ observe  ○ diagnose ○ coach    ● practise ○ apply    ○ measure\n",
        "  Mon 9 Nov   ○ observe  ○ diagnose ● coach    ○ practise",
        "Next: practise `owners`, last rated 2: backcast practice \"alex kim\"\n",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let json = home.json(&["plan-coaching", "alex kim", "--json"]);
    assert_eq!(json["milestones"][0]["marks"][0]["met"], true);
    assert_eq!(json["weeks"][0]["seen"][0], "practise");
    assert_eq!(json["next"]["stage"], "practise");
    let plain = home.ok(&["plan-coaching", "alex kim", "--ascii"]);
    assert!(plain.is_ascii(), "{plain}");
    let error = home.fails(&["plan-coaching", "!!"]);
    assert!(error.contains("!!"), "{error}");
}
