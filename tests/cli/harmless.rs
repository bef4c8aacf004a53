//! Hostile text in names, arguments, files and plans: only its harmless form comes out.

use serde_json::{Value, json};

use crate::home::{Home, Ran};
use crate::hostile::{PAYLOADS, is_dangerous};

fn assert_harmless(ran: &Ran, what: &str) {
    for (stream, text) in [("out", &ran.out), ("err", &ran.err)] {
        let found = text.chars().find(|&c| c != '\n' && is_dangerous(c));
        assert_eq!(
            found, None,
            "{what}: std{stream} of exit {:?}: {text:?}",
            ran.code
        );
    }
    assert!(!ran.err.contains("panicked"), "{what}: {}", ran.err);
    // A sentence stays one line, whatever was typed; only clap adds lines of its own.
    let lines = ran.err.trim_end().lines();
    let own = ["Usage: ", "For more information", "  tip: ", "tip: "];
    let all = lines
        .skip(1)
        .all(|line| line.trim().is_empty() || own.iter().any(|own| line.starts_with(own)));
    assert!(all, "{what}: {}", ran.err);
}

/// A plan with the same text in every place that takes one.
fn plan_of(text: &str) -> Value {
    json!({
        "format": 1, "id": text, "name": text, text: text,
        "anchor": {"go_live": "2027-03-01", "outcome": text, "if_missed": text},
        "buyer": {"organization": text, "calendar": {"base": text, "holidays": [{"date": "2027-02-26", "name": text}],
            "blackouts": [{"from": "2027-02-22", "to": "2027-02-23", "name": text}]}},
        "seller": {"organization": text, "calendar": {"base": "weekdays"}},
        "people": [{"id": "p", "name": text, "side": "buyer", "role": text, "email": text,
            "away": [{"from": "2027-02-24", "to": "2027-02-24", "name": text}]}],
        "steps": [
            {"id": "a", "title": text, "side": "buyer", "owners": {"buyer": "p"}, "duration": "5d",
             "done_when": text, "note": text, "unknown": {"who": "p", "by": "2026-12-01"}},
            {"id": "b", "title": text, "side": text, "duration": "0", "gate": text,
             "after": [{"step": "a"}, {"step": text}, {"step": "a", "kind": text}]},
            {"id": text, "title": "Circle", "duration": "1d", "after": [{"step": text}]}]
    })
}

#[test]
fn a_hostile_plan_comes_out_harmless() {
    let home = Home::new();
    for (name, make) in PAYLOADS {
        let plan = plan_of(&make());
        home.put("hostile.json", plan.to_string());
        for arguments in [
            &["show", "hostile"][..],
            &["show", "hostile", "--json"],
            &["list"],
            &["list", "--json"],
            &["recap", "hostile"],
            &["recap", "hostile", "--markdown"],
        ] {
            let ran = home.run(arguments);
            assert_eq!(ran.code, Some(0), "{name} {arguments:?}: {ran:?}");
            assert_harmless(&ran, name);
            if arguments.contains(&"--json") {
                let face: Value = serde_json::from_str(&ran.out).unwrap();
                let told = face
                    .get("plan")
                    .map_or(&face[0]["name"], |plan| &plan["name"]);
                assert_eq!(*told, plan["name"], "{name}: the value is kept");
            }
        }
    }
}

#[test]
fn a_hostile_plan_gives_harmless_levers() {
    let home = Home::new();
    for (name, make) in PAYLOADS {
        let mut plan = plan_of(&make());
        plan["anchor"]["go_live"] = "2026-11-25".into();
        home.put("hostile.json", plan.to_string());
        for arguments in [
            &["levers", "hostile", "--pairs"][..],
            &["levers", "hostile", "--json"],
            &["whatif", "hostile", "go-live 2026-12-18"],
            &["whatif", "hostile", "Circle 3w", "--json"],
        ] {
            let ran = home.run(arguments);
            assert_eq!(ran.code, Some(0), "{name} {arguments:?}: {ran:?}");
            assert_harmless(&ran, name);
        }
    }
}

#[test]
fn a_hostile_plan_is_judged_in_harmless_words() {
    let home = Home::new();
    for (name, make) in PAYLOADS {
        let text = make();
        let mut plan = plan_of(&text);
        plan["people"][0]["role"] = "economic buyer".into();
        plan["agreements"] = json!([{"person": "p", "on": "2026-11-23", "stance": "agreed", "via": text,
            "facts": {"go_live": "2027-03-01", "steps": {"gone": {"title": text, "done_when": text}}}}]);
        plan["history"] = json!([{"id": "e", "at": "2026-11-23T12:00:00Z", "via": text,
            "by": {"side": "buyer", "person": "p"},
            "changes": [{"path": "steps/a/done_when", "to": text}, {"path": "name", "to": text}]}]);
        home.put("hostile.json", plan.to_string());
        let private = json!({"format": 1, "plan": text, "deal": {"rep": text}});
        home.put("hostile.private.json", private.to_string());
        home.put(&format!("{name}.json"), &text);
        for arguments in [
            &["check", "hostile"][..],
            &["check", "hostile", "--json"],
            &["check", "--all"],
            &["check", "--all", "--json"],
        ] {
            let ran = home.run(arguments);
            assert_eq!(ran.code, Some(1), "{name} {arguments:?}: {ran:?}");
            assert_harmless(&ran, name);
        }
    }
}

/// Plans and files of any text: what is due is told, broken files are told and skipped.
#[test]
fn what_is_due_on_a_hostile_plan_comes_out_harmless() {
    let home = Home::new();
    for (name, make) in PAYLOADS {
        home.put("hostile.json", plan_of(&make()).to_string());
        home.put(&format!("{name}.json"), make());
        for arguments in [&["due"][..], &["due", "hostile"], &["due", "--json"]] {
            let ran = home.run(&[&["--today", "2027-02-25"], arguments].concat());
            let expected = if arguments.len() == 2 && arguments[1] == "hostile" {
                1
            } else {
                2
            };
            assert_eq!(ran.code, Some(expected), "{name} {arguments:?}: {ran:?}");
            assert!(ran.out.contains("overdue"), "{name}: {ran:?}");
            for text in [&ran.out, &ran.err] {
                let found = text.chars().find(|&c| c != '\n' && is_dangerous(c));
                assert_eq!(found, None, "{name} {arguments:?}: {text:?}");
            }
        }
    }
}

#[test]
fn a_hostile_text_cannot_break_the_table() {
    let home = Home::new();
    for (name, make) in PAYLOADS {
        home.put("hostile.json", plan_of(&make()).to_string());
        let text = home.ok(&["show", "hostile"]);
        let heads = text.lines().find(|line| line.contains("done by")).unwrap();
        let column = backcast::text::width(heads.split("done by").next().unwrap());
        let table = text.lines().skip_while(|line| *line != heads).skip(1);
        let rows: Vec<&str> = table.take_while(|line| !line.is_empty()).collect();
        assert_eq!(rows.len(), 4, "{name}: {text}");
        for row in rows {
            let cell = from_column(row, column).unwrap_or_else(|| panic!("{name}: {row:?}"));
            let weekday = cell.get(..3).unwrap_or_default();
            assert!(
                "Mon Tue Wed Thu Fri Sat Sun".contains(weekday),
                "{name}: {cell:?} in {row:?}"
            );
        }
    }
}

/// What stands in a line from a column on; nothing when no cluster begins there.
fn from_column(line: &str, column: usize) -> Option<&str> {
    let (mut at, mut columns) = (0, 0);
    for (cluster, width) in backcast::text::clusters(line) {
        if columns >= column {
            break;
        }
        at += cluster.len();
        columns += width;
    }
    (columns == column).then(|| &line[at..])
}

#[test]
fn hostile_arguments_come_back_harmless() {
    let home = Home::with_acme();
    for (name, make) in PAYLOADS {
        let text = make();
        if text.contains('\0') {
            continue; // No system hands a NUL to a program.
        }
        for arguments in [
            &["show", &text][..],
            &["open", &text],
            &["path", &text],
            &["--today", &text, "list"],
            &["new", "x", "--template", &text],
            &["new", "x", "--go-live", &text],
            &["new", "x", "--buyer-calendar", &text],
            &["add", "acme", &text],
            &["add", &text, "Kickoff 1d"],
            &["agree", "acme", &text],
            &["agree", "acme", "dana", "--via", &text],
            &["set", "acme", &text, "--by", "dana", "--via", &text],
            &["set", "acme", "--outcome", &text, "--champion", &text],
            &["check", "acme"],
            &["check", "--all", "--rep", &text],
            &["whatif", "acme", &text],
            &["whatif", "acme", &format!("Signature {text}")],
            &["recap", "acme"],
            &["recap", "acme", "--output", &format!("x/{text}")],
            &[&text],
            &["list", &text],
            &["list", &format!("--{text}")],
        ] {
            let ran = home.run(arguments);
            assert_harmless(&ran, name);
        }
    }
}

#[test]
fn hostile_names_make_plans_with_tame_files() {
    let home = Home::new();
    for (name, make) in PAYLOADS {
        let text = make();
        if text.contains('\0') {
            continue;
        }
        let ran = home.run(&["new", &text, "--buyer", &text, "--seller", &text]);
        assert_harmless(&ran, name);
        assert_eq!(ran.code, Some(0), "{name}: {ran:?}");
        let made = std::fs::read_dir(home.plans())
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let made: Vec<_> = made
            .filter(|path| path.extension().is_some_and(|e| e == "json"))
            .collect();
        assert_eq!(made.len(), 1, "{name}: {made:?}");
        let file = made[0].file_name().unwrap().to_str().unwrap();
        assert!(
            file.chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.'),
            "{name}: {file}"
        );
        let plan: Value = serde_json::from_slice(&std::fs::read(&made[0]).unwrap()).unwrap();
        assert_eq!(plan["name"], text.trim(), "{name}");
        std::fs::remove_file(&made[0]).unwrap();
    }
}

/// Names of files that no system forbids and no terminal should get.
#[cfg(target_os = "linux")]
const NAMES: [&[u8]; 6] = [
    b"a\x1b[2Jb.json",
    b"a\nbackcast: all is well\nb.json",
    b"a\xff\xfe\x9b2Jb.json",
    b"a\xe2\x80\xaeb.json",
    b"a\x1b]52;c;eA==\x07b.json",
    b"a\rb\tc.json",
];

#[cfg(target_os = "linux")]
#[test]
fn hostile_file_names_are_told_harmless() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;
    let home = Home::with_acme();
    let whole = std::fs::read(home.plan_file("acme")).unwrap();
    for (at, name) in NAMES.iter().enumerate() {
        // Every other one is a plan.
        let bytes = if at % 2 == 0 { b"{" } else { whole.as_slice() };
        let path = home.plans().join(OsStr::from_bytes(name));
        std::fs::write(&path, bytes).unwrap();
        let stem = OsStr::from_bytes(&name[..name.len() - 5]);
        let with = |before: &[&OsStr], named: &OsStr| {
            let mut arguments: Vec<OsString> = before.iter().map(OsString::from).collect();
            arguments.push(named.to_owned());
            arguments
        };
        let show = OsStr::new("show");
        for arguments in [
            with(&[show], path.as_os_str()),
            with(&[show], stem),
            with(&[show, OsStr::new("--json")], path.as_os_str()),
            with(&[OsStr::new("path")], path.as_os_str()),
            with(&[OsStr::new("path")], stem),
            with(&[OsStr::new("open")], path.as_os_str()),
            with(&[OsStr::new("add"), path.as_os_str()], OsStr::new("a 1x b")),
            with(&[OsStr::new("--dir"), path.as_os_str()], OsStr::new("list")),
            with(&[OsStr::new("--dir"), path.as_os_str()], OsStr::new("path")),
            with(
                &[OsStr::new("--dir"), path.as_os_str(), OsStr::new("new")],
                OsStr::new("x"),
            ),
        ] {
            assert_harmless(&home.run(&arguments), &format!("{arguments:?}"));
        }
        let after = std::fs::read(&path).unwrap();
        assert!(after == bytes || bytes != b"{", "a broken file changed");
    }
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["show", "a"],
        &["show", "b"],
        &["path", "a\u{1b}[2Jb"],
    ] {
        assert_harmless(&home.run(arguments), "file names");
    }
    assert_eq!(home.ok(&["list"]).lines().count(), NAMES.len() + 1);
    let listed = home.json(&["list", "--json"]);
    assert_eq!(listed.as_array().unwrap().len(), NAMES.len() + 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_of_a_hostile_name_is_told_harmless() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let home = Home::new();
    for name in NAMES {
        let folder = home.dir.path().join(OsStr::from_bytes(name));
        for arguments in [
            &["list"][..],
            &["path"],
            &["show", "x"],
            &["new", "x"],
            &["new", "x"],
            &["list"],
            &["path", "x"],
        ] {
            let all = arguments.iter().map(OsStr::new);
            let all: Vec<&OsStr> = [OsStr::new("--dir"), folder.as_os_str()]
                .into_iter()
                .chain(all)
                .collect();
            assert_harmless(&home.run(&all), &format!("{all:?}"));
        }
        assert!(folder.join("x.json").is_file());
    }
}

#[test]
fn a_hostile_configuration_comes_out_harmless() {
    let home = Home::with_acme();
    for (name, make) in PAYLOADS {
        let text = make();
        for config in [
            json!({ "seller": text }),
            json!({ "seller_calendar": text }),
            json!({ "mouse": text }),
        ] {
            home.put_config(&config.to_string());
            for arguments in [&["new", "other"][..], &["show", "other"], &["list"]] {
                assert_harmless(&home.run(arguments), name);
            }
            let _ = std::fs::remove_file(home.plan_file("other"));
        }
        home.put_config(&format!("{{\"seller\": {text}"));
        assert_harmless(&home.run(&["list"]), name);
    }
}
