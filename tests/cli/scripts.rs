//! `scripts`: a manager brings the team's own playbook, looks at what was found, and has every word of
//! it in the program; a pack with a mistake in it is told with file and line and costs nothing else.

use crate::home::Home;

const PLAYBOOK: &str = "\
# Our calls

## Introducing it

Propose the plan like this:

> Ana, let us draw up one page together, so that your launch holds.

## Pricing

Say to the buyer, when they ask for a discount:

\"What would have to be true for you to sign by the end of the month?\"
";

fn packs(home: &Home) -> std::path::PathBuf {
    home.dir.path().join("config/backcast/scripts")
}

#[test]
fn a_playbook_becomes_a_pack_that_comes_before_the_programs_own_scripts() {
    let home = Home::new();
    std::fs::write(home.dir.path().join("Our calls.md"), PLAYBOOK).unwrap();
    let preview = home.ok(&["scripts", "import", "Our calls.md", "--dry-run"]);
    assert_eq!(
        preview,
        "line 7: intro · Introduce the plan · rep to buyer\n    \
         Ana, let us draw up one page together, so that your launch holds.\n\n\
         line 13: pricing · Pricing (after the heading) · rep to buyer\n    \
         What would have to be true for you to sign by the end of the month?\n\n\
         2 scripts found; nothing was written\n"
    );
    assert!(!packs(&home).exists());

    let told = home.ok(&["scripts", "import", "Our calls.md"]);
    assert!(
        told.contains("2 scripts in ") && told.contains("scripts/our-calls.json"),
        "{told}"
    );
    let list = home.ok(&["scripts", "list"]);
    let first: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split("  ").next())
        .take(3)
        .collect();
    assert_eq!(first, ["intro", "pricing", "goal"], "{list}");
    let words = home.ok(&["scripts", "show", "intro"]);
    assert!(
        words.starts_with("Ana, let us draw up one page together, so that your launch holds.\n")
    );
    assert!(
        words.contains("Our calls.md, under “Introducing it”"),
        "{words}"
    );

    let again = home.fails(&["scripts", "import", "Our calls.md"]);
    assert!(again.contains("our-calls.json is there already"), "{again}");
    home.ok(&["scripts", "import", "Our calls.md", "--force"]);
    home.ok(&["scripts", "import", "Our calls.md", "--name", "second"]);
    assert!(packs(&home).join("second.json").is_file());
    let check = home.ok(&["scripts", "check"]);
    assert_eq!(check.matches("2 scripts, in order").count(), 2, "{check}");
}

#[test]
fn the_programs_own_scripts_are_there_without_any_pack() {
    let home = Home::new();
    let list = home.ok(&["scripts", "list"]);
    assert_eq!(list.lines().count(), 6, "{list}");
    let words = home.ok(&["scripts", "show", "co-authored"]);
    assert!(
        words.starts_with("a MAP is co-authored, not sent. A PDF the rep mailed over"),
        "{words}"
    );
    assert!(home.ok(&["scripts", "check"]).starts_with("no packs in "));
    let missing = home.fails(&["scripts", "show", "pitch"]);
    assert!(
        missing.ends_with("there are goal, reality, intro, co-build, will, co-authored"),
        "{missing}"
    );
}

#[test]
fn a_mistake_in_a_pack_is_told_with_file_and_line_and_the_others_still_count() {
    let home = Home::new();
    std::fs::create_dir_all(packs(&home)).unwrap();
    let script = |id: &str, slots: &str| {
        format!(
            "[{{\"id\": \"{id}\", \"cue\": \"intro\", \"speaker\": \"rep\", \"audience\": \"buyer\",\n\
             \"source\": \"us\", \"text\": \"Ana, we begin.\",\n\"slots\": [\n{slots}]}}]"
        )
    };
    std::fs::write(packs(&home).join("good.json"), script("good", "")).unwrap();
    let slot = "{\"slot\": \"rep\", \"text\": \"Bob\"}";
    std::fs::write(packs(&home).join("wrong.json"), script("wrong", slot)).unwrap();
    let checked = home.run(&["scripts", "check"]);
    assert_eq!(checked.code, Some(2));
    assert!(
        checked.out.contains("good.json: 1 script, in order"),
        "{}",
        checked.out
    );
    let told =
        "wrong.json, line 4: script \"wrong\" has a slot for \"Bob\", which its text does not hold";
    assert!(checked.err.contains(told), "{}", checked.err);
    let listed = home.run(&["scripts", "list"]);
    assert!(listed.out.starts_with("good "), "{}", listed.out);
    assert!(listed.err.contains(told), "{}", listed.err);
    assert_eq!(listed.code, Some(2));
    let one = home.fails(&["scripts", "check", "config/backcast/scripts/wrong.json"]);
    assert!(one.contains(told), "{one}");
    let none = home.fails(&["scripts", "check", "nowhere.json"]);
    assert!(none.contains("nowhere.json"), "{none}");
}

#[test]
fn a_playbook_that_quotes_nothing_is_a_negative_answer() {
    let home = Home::new();
    std::fs::write(home.dir.path().join("notes.txt"), "Nothing to say here.\n").unwrap();
    let ran = home.run(&["scripts", "import", "notes.txt"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err
            .contains("notes.txt: nothing in it is quoted to be said"),
        "{}",
        ran.err
    );
    assert!(!packs(&home).exists());
    let missing = home.fails(&["scripts", "import", "nowhere.txt"]);
    assert!(missing.contains("nowhere.txt"), "{missing}");
}

/// Writes a pack into one of the folders of the configuration.
fn pack(home: &Home, folder: &str, name: &str, json: &str) {
    let folder = home.dir.path().join("config/backcast").join(folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), json).unwrap();
}

const OBJECTION: &str =
    r#"{"id": "price", "said": "Too much.", "behind": "b", "say": "s", "ask": "a?"}"#;

const PERSONA: &str = r#"{"id": "kim", "name": "Kim", "role": "r", "wants": "w", "fears": "f",
    "plays": "p"}"#;

#[test]
fn packs_of_every_kind_are_listed_and_checked() {
    let home = Home::new();
    let script = r#"{"id": "ours", "cue": "intro", "speaker": "rep", "audience": "buyer",
        "source": "us", "text": "Ana, we begin."}"#;
    pack(&home, "scripts", "calls.json", script);
    pack(
        &home,
        "practice",
        "people.json",
        &format!("{{\"personas\": [{PERSONA}]}}"),
    );
    pack(&home, "practice", "empty.json", "{}");
    pack(&home, "objections", "price.json", &format!("[{OBJECTION}]"));
    let held = [
        "scripts/calls.json: 1 script",
        "practice/empty.json: nothing to practise",
        "practice/people.json: 1 persona",
        "objections/price.json: 1 objection",
    ];
    let checked = home.ok(&["scripts", "check"]);
    let listed = home.ok(&["scripts", "list"]);
    let after = listed.split_once("\n\n").unwrap().1;
    assert_eq!(after.lines().count(), held.len(), "{listed}");
    for ((checked, listed), held) in checked.lines().zip(after.lines()).zip(held) {
        assert!(checked.ends_with(&format!("{held}, in order")), "{checked}");
        assert!(listed.ends_with(held), "{listed}");
    }
}

#[test]
fn what_is_wrong_in_a_pack_of_any_kind_is_told_with_its_line_and_ends_with_2() {
    let objections = format!(
        "[{OBJECTION},\n{}]",
        OBJECTION
            .replace("price", "legal")
            .replace("Too much.", " ")
    );
    for (folder, json, told) in [
        (
            "practice",
            "{\n\"drill\": []}",
            "practice/wrong.json, line 2: unknown field `drill`",
        ),
        (
            "practice",
            "{\"personas\": [\n{\"id\": \"kim\"}]}",
            "practice/wrong.json, line 2: missing field `name`",
        ),
        (
            "practice",
            "{\"rubric\": [{\n\n\"behaviour\": \"smile\"}]}",
            "practice/wrong.json, line 3: unknown variant `smile`",
        ),
        (
            "objections",
            "[\n\n{\"who\": 1}]",
            "objections/wrong.json, line 3: unknown field `who`",
        ),
        (
            "objections",
            &objections,
            "objections/wrong.json, line 2: objection 2 has no said; write one, or take the objection out",
        ),
        (
            "scripts",
            "[\n{\"id\": 1}]",
            "scripts/wrong.json, line 2, column 8: invalid type",
        ),
    ] {
        let home = Home::new();
        pack(&home, "objections", "good.json", &format!("[{OBJECTION}]"));
        pack(&home, folder, "wrong.json", json);
        let path = format!("config/backcast/{folder}/wrong.json");
        for args in [&["check"][..], &["list"], &["check", &path]] {
            let ran = home.run(&[&["scripts"], args].concat());
            assert_eq!(ran.code, Some(2), "{args:?} {}", ran.out);
            assert!(ran.err.contains(told), "{args:?} {}", ran.err);
            let all = args.len() == 1;
            assert_eq!(
                all,
                ran.out.contains("good.json: 1 objection"),
                "{}",
                ran.out
            );
        }
    }
}

#[test]
fn a_pack_that_lies_elsewhere_is_known_by_what_stands_in_it() {
    let home = Home::new();
    for (name, json, held) in [
        (
            "people.json",
            format!("{{\"personas\": [{PERSONA}]}}"),
            "1 persona",
        ),
        ("price.json", format!("[{OBJECTION}]"), "1 objection"),
    ] {
        std::fs::write(home.dir.path().join(name), json).unwrap();
        let checked = home.ok(&["scripts", "check", name]);
        assert_eq!(checked, format!("{name}: {held}, in order\n"));
    }
}

/// Reads the README: what it shows as a pack of objections is one.
#[test]
fn the_readmes_objection_is_a_pack() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let shown = readme.split_once("<!-- objections -->\n```json\n").unwrap();
    let (json, _) = shown.1.split_once("```\n<!-- /objections -->").unwrap();
    let home = Home::new();
    pack(&home, "objections", "ours.json", json);
    let checked = home.ok(&["scripts", "check"]);
    assert!(checked.ends_with("ours.json: 1 objection, in order\n"));
    for id in ["no-formal-plan", "send-it-over", "procurement"] {
        let known = backcast::coach::objections::builtin();
        assert!(known.iter().any(|one| one.id == id), "{id}");
        assert!(readme.contains(&format!("`{id}`")), "{id}");
    }
}

/// Prints each script: the words are those of its file, byte for byte.
#[test]
fn a_script_is_printed_as_its_file_has_it() {
    let home = Home::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/scripts");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let json = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let script: serde_json::Value = serde_json::from_str(&json).unwrap();
        let words = |key: &str| script[key].as_str().unwrap().to_owned();
        let shown = home.ok(&["scripts", "show", &words("id")]);
        let (text, below) = shown.split_at(words("text").len());
        assert_eq!(text, words("text"));
        assert!(below.starts_with("\n\n") && below.ends_with(&format!("{}\n", words("source"))));
        count += 1;
    }
    assert_eq!(count, 6);
    // Nothing is wrapped, and the lines of a team's own stay lines.
    let long = format!("A  line,\\nand another.\\n\\n{} 会議", "word ".repeat(60));
    let script = format!(
        r#"{{"id": "long", "cue": "intro", "speaker": "rep", "audience": "buyer", "source": "us", "text": "{long}"}}"#
    );
    pack(&home, "scripts", "long.json", &script);
    let shown = home.ok(&["scripts", "show", "long"]);
    assert!(shown.starts_with(&long.replace("\\n", "\n")), "{shown}");
}
