//! `recap`: the follow-up message to the terminal or into a file, with nothing in it that is only the
//! seller's.

use crate::home::Home;

#[test]
fn the_example_is_told_in_both_formats() {
    let home = Home::with_acme();
    home.ok(&["agree", "acme", "dana"]);
    let text = home.ok(&["recap", "acme"]);
    for expected in [
        "Acme × Northwind, live on Monday 1 March 2027\n\nWHAT WE AGREED\nAcme is live on Monday 1 March 2027.\n",
        "\nIf the date is missed: the April audit runs on the old ledger\n",
        "\nAcme\n- Sarah Chen: Success criteria, by Mon 4 Jan 2027\n",
        "\n- Jordan Blake: Legal redlines, with Mei Tanaka, by Fri 29 Jan 2027\n",
        "\n- Still open: who owns Vendor onboarding at Acme (Tom Becker asks by Fri 27 Nov 2026)\n",
        "\n- Dana Ortiz, economic buyer: agreed (Mon 23 Nov 2026, on the call)\n",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let markdown = home.ok(&["recap", "acme", "--markdown"]);
    assert!(
        markdown
            .starts_with("# Acme × Northwind, live on Monday 1 March 2027\n\n## What we agreed\n"),
        "{markdown}"
    );
    let plain = home.ok(&["recap", "acme", "--ascii"]);
    assert!(plain.starts_with("Acme x Northwind, live on"), "{plain}");
}

#[test]
fn a_file_is_written_whole_and_never_over_another_unless_forced() {
    let home = Home::with_acme();
    let file = home.dir.path().join("recap.md");
    let write = ["recap", "acme", "--markdown", "--output", "recap.md"];
    assert_eq!(home.ok(&write), "recap.md\n");
    let read = || std::fs::read_to_string(&file).unwrap();
    assert_eq!(read(), home.ok(&["recap", "acme", "--markdown"]));
    std::fs::write(&file, "mine").unwrap();
    assert_eq!(
        home.fails(&write),
        "recap.md is there already — choose another name, or write over it with --force"
    );
    assert_eq!(read(), "mine");
    home.ok(&[&write[..], &["--force"]].concat());
    assert!(read().starts_with("# Acme"), "{}", read());
    let told = home.fails(&["recap", "acme", "-o", "no/recap.md"]);
    assert!(told.starts_with("cannot write no/recap.md: "), "{told}");
    let told = home.fails(&["recap", "acme", "--force"]);
    assert!(told.contains("--output <FILE>"), "{told}");
    let left = std::fs::read_dir(home.dir.path()).unwrap().count();
    assert_eq!(left, 2, "the plans and the recap, and no lock");
}

#[test]
fn nothing_of_the_sellers_own_file_is_in_it() {
    let home = Home::with_acme();
    let before = home.ok(&["recap", "acme"]);
    home.put(
        "acme.private.json",
        r#"{"format": 1, "plan": "p", "notes": {"security-review": "SECRET burned last year"}, "deal": {"value": 90210}}"#,
    );
    for format in [&["recap", "acme"][..], &["recap", "acme", "--markdown"]] {
        let told = home.ok(format);
        assert!(
            !told.contains("SECRET") && !told.contains("90210"),
            "{told}"
        );
    }
    assert_eq!(home.ok(&["recap", "acme"]), before);
}
