//! `list`: every plan of the folder, also those that cannot be read.

use crate::home::Home;
use serde_json::json;

#[test]
fn an_empty_folder_says_what_to_do() {
    let home = Home::new();
    let told = home.ok(&["list"]);
    assert!(told.contains("`backcast new NAME` starts one"), "{told}");
    assert_eq!(home.json(&["list", "--json"]), json!([]));
    assert!(!home.plans().exists(), "looking makes no folder");
}

#[test]
fn plans_and_broken_files_stand_side_by_side() {
    let home = Home::with_acme();
    home.ok(&["new", "Globex ledger", "--buyer", "Globex"]);
    home.put("bad.json", "{\n  \"format\": 1,\n  oops\n}\n");
    home.put("acme.private.json", "{}");
    home.put("notes.txt", "no plan");
    let path = home.plan_file("bad").display().to_string();
    let expected = format!(
        "acme                          Acme    Mon 1 Mar 2027  T−98 d  12 steps\n\
         bad            cannot be read: {path}:3: key must be a string — the file is damaged there: \
         restore it from a copy, or mend it in a text editor. Nothing was changed.\n\
         globex-ledger  Globex ledger  Globex  no date yet             0 steps\n"
    );
    assert_eq!(home.ok(&["list"]), expected);
    let rows = home.json(&["list", "--json"]);
    assert_eq!(
        rows[0],
        json!({
            "slug": "acme", "path": home.plan_file("acme"), "name": "acme", "buyer": "Acme",
            "seller": "Northwind", "go_live": "2027-03-01", "days_to_go_live": 98, "steps": 12
        })
    );
    assert_eq!(rows[1]["slug"], "bad");
    assert!(
        rows[1]["error"].as_str().unwrap().contains("bad.json:3: "),
        "{rows}"
    );
    assert_eq!(rows[2]["go_live"], json!(null));
}

#[test]
fn the_folder_can_be_another() {
    let home = Home::with_acme();
    let other = home.dir.path().join("other");
    let dir = other.to_str().unwrap();
    home.ok(&["--dir", dir, "new", "globex"]);
    home.ok(&["new", "initech", "--dir", dir]);
    assert_eq!(home.ok(&["--dir", dir, "list"]).lines().count(), 2);
    let mut by_variable = home.command();
    let output = by_variable
        .env("BACKCAST_DIR", &other)
        .arg("path")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim_end(), dir);
    assert_eq!(home.ok(&["list"]).lines().count(), 1);
}

#[test]
fn names_are_found_by_part_and_by_path() {
    let home = Home::with_acme();
    home.ok(&["new", "Globex ledger"]);
    let file = home.plan_file("globex-ledger");
    for name in [
        "globex-ledger",
        "glob",
        "Globex Ledger",
        "LEDGER",
        file.to_str().unwrap(),
    ] {
        let text = home.ok(&["show", name]);
        assert!(text.starts_with("Globex ledger\n"), "{name}: {text}");
    }
}
