//! Reading and writing one file: the same bytes for the same plan, links, and everything that is no
//! plan: told with file, line and remedy, its bytes untouched.

use std::path::Path;

use backcast::plan::templates::{self, NewPlan};
use backcast::plan::{Plan, Step};
use backcast::private::Private;
use backcast::store::{self, Disk, StoreError};

use crate::kit;

fn example() -> Plan {
    let new = NewPlan {
        id: "p",
        name: Some("Acme"),
        today: "2026-11-23".parse().unwrap(),
        ..NewPlan::default()
    };
    templates::plan("example", &new).unwrap()
}

#[test]
fn the_same_plan_gives_the_same_bytes_again_and_again() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (dir.path().join("one.json"), dir.path().join("two.json"));
    store::create(&one, &example()).unwrap();
    let first = std::fs::read(&one).unwrap();
    let opened = store::load(&one).unwrap();
    store::create(&two, &opened.plan).unwrap();
    assert_eq!(std::fs::read(&two).unwrap(), first);
    assert_eq!(opened.plan, example());
    assert!(first.ends_with(b"}\n") && !first.contains(&b'\r'));
    let mut disk = Disk::of(&opened);
    disk.save(&opened.plan, &opened.plan).unwrap();
    assert_eq!(std::fs::read(&one).unwrap(), first);
}

#[test]
fn a_save_changes_only_the_lines_that_changed() {
    let (_dir, path) = kit::with_plan();
    let opened = store::load(&path).unwrap();
    let mut plan = opened.plan.clone();
    plan.name = "Acme, renamed".into();
    Disk::of(&opened).save(&opened.plan, &plan).unwrap();
    let after = std::fs::read_to_string(&path).unwrap();
    let before = String::from_utf8(opened.bytes).unwrap();
    let differing = before.lines().zip(after.lines()).filter(|(a, b)| a != b);
    assert_eq!(
        differing.collect::<Vec<_>>(),
        [("  \"name\": \"Acme\",", "  \"name\": \"Acme, renamed\",")]
    );
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn keys_from_a_newer_program_survive_a_load_an_edit_and_a_save() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.json");
    std::fs::write(
        &path,
        r#"{"format": 1, "id": "p", "name": "n", "mood": {"a": [1, null]}, "buyer": {"logo": "x"},
            "steps": [{"id": "a", "title": "t", "side": "auditor", "colour": 1e3, "owners": {"observer": "z"}}]}"#,
    )
    .unwrap();
    let opened = store::load(&path).unwrap();
    let mut plan = opened.plan.clone();
    plan.steps[0].title = "renamed".into();
    Disk::of(&opened).save(&opened.plan, &plan).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(json["mood"]["a"][1], serde_json::Value::Null);
    assert_eq!(json["buyer"]["logo"], "x");
    assert_eq!(json["steps"][0]["side"], "auditor");
    assert_eq!(json["steps"][0]["colour"], 1000.0);
    assert_eq!(json["steps"][0]["owners"]["observer"], "z");
    assert_eq!(json["steps"][0]["title"], "renamed");
}

/// What the store says of a file of these bytes, the folder's name taken out; checks that neither
/// reading nor saving over it changes a byte.
fn refusal(bytes: &[u8]) -> String {
    let (dir, path) = kit::with_plan();
    let opened = store::load(&path).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let error = store::load(&path).unwrap_err();
    let mut plan = opened.plan.clone();
    plan.name = "over it".into();
    assert!(
        Disk::of(&opened).save(&opened.plan, &plan).is_err(),
        "{error}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "{error}");
    let folder = dir.path().canonicalize().unwrap().display().to_string();
    error.to_string().replace(&folder, "~")
}

#[test]
fn what_is_no_plan_is_told_with_file_line_and_remedy() {
    let head = "{\"format\": 1, \"id\": \"p\", \"name\": \"n\",\n";
    let many = |open: &str| open.repeat(1_000_000);
    let deep = |key: &str| format!("{head}\"{key}\": {}{}}}", many("["), many("]"));
    for (bytes, expected) in [
        (&b""[..], "~/acme.json:1: the file ends too early"),
        (b"{\n  \"format\": 1,", "~/acme.json:2: the file ends too early"),
        (many("[").as_bytes(), "~/acme.json:1: "),
        (deep("steps").as_bytes(), "~/acme.json:2: invalid type: sequence"),
        (deep("of_others").as_bytes(), "~/acme.json:2: recursion limit exceeded"),
        (b"{\n\n\"name\": \"\xff\"}", "~/acme.json:3: the text is not UTF-8"),
        (b"PK\x03\x04 a zip", "~/acme.json:1: expected value"),
        (b"[1, 2]", "~/acme.json:1: "),
        (b"{\"format\": \"1\"}", "~/acme.json:1: "),
        (b"{\"format\": -1}", "~/acme.json:1: not a backcast plan"),
        (b"{\"format\": 0}", "~/acme.json:1: format 0 is none that backcast ever wrote"),
        (b"{\"format\": 1}", "~/acme.json:1: missing field `id`"),
        (b"{\"format\": 1, \"format\": 1}", "~/acme.json:1: duplicate field `format`"),
        (format!("{head}\"steps\": {{}}}}").as_bytes(), "~/acme.json:2: invalid type: map, expected a sequence"),
        (format!("{head}\"anchor\": {{\"go_live\": \"2027-02-30\"}}}}").as_bytes(), "~/acme.json:2: "),
        (
            format!("{head}\"steps\": [{{\"id\": \"a\", \"title\": \"t\",\n\"duration\": \"1000000000d\"}}]}}").as_bytes(),
            "~/acme.json:3: “1000000000d” is too long",
        ),
        (
            format!("{head}\"steps\": [\n{{\"id\": \"a\", \"title\": \"t\"}},\n{{\"id\": \"a\", \"title\": \"u\"}}]}}").as_bytes(),
            "two of kind step share the id `a` — give each an id of its own",
        ),
        (
            format!("{head}\"steps\": [{{\"title\": \"t\",\n\"id\" : \"a\"}}, {{\"title\": \"u\",\n\n\"id\" : \"a\"}}]}}").as_bytes(),
            "~/acme.json:5: two of kind step share the id `a`",
        ),
        (format!("{head}\"name\": \"m\"}}").as_bytes(), "~/acme.json:2: duplicate field `name`"),
        (format!("{head}\"mood\": 1,\n\"mood\": 2}}").as_bytes(), "~/acme.json:3: the key `mood` stands twice"),
        (
            format!("{head}\"steps\": [{{\"id\": \"a\", \"title\": \"t\",\n\"owners\": {{\"buyer\": \"x\",\n\"buyer\": \"y\"}}}}]}}").as_bytes(),
            "~/acme.json:4: ",
        ),
        (
            format!("{head}\"mood\": {{\"a\\u0062\": 1,\n\"ab\": {{\"ab\": 1}}}}}}").as_bytes(),
            "~/acme.json:3: the key `ab` stands twice",
        ),
        (
            format!("{head}\"steps\": [{{\"id\": \"a\", \"title\": \"t\",\n\"done\": \"10000-01-01\"}}]}}").as_bytes(),
            "~/acme.json:3: ",
        ),
        (
            format!("{head}\"steps\": [{{\"id\": \"a\", \"title\": \"t\",\n\"remaining\": 1000000000000}}]}}").as_bytes(),
            "~/acme.json:3: invalid value",
        ),
        (
            format!("{head}\"steps\": [{{\"id\": \"a\", \"title\": \"t\",\n\"remaining\": -1}}]}}").as_bytes(),
            "~/acme.json:3: invalid value",
        ),
        (format!("{head}\"mood\":\n1e999}}").as_bytes(), "~/acme.json:3: number out of range"),
        (
            format!("{head}\"people\": [{{\"id\": \"\", \"name\": \"t\"}}]}}").as_bytes(),
            "a person has an empty id",
        ),
    ] {
        let told = refusal(bytes);
        assert!(told.contains(expected), "expected {expected:?} in {told:?}");
        assert!(told.starts_with("~/acme.json:"), "{told}");
        assert!(told.contains(" — ") && told.ends_with("Nothing was changed."), "{told}");
    }
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let (_dir, path) = kit::with_plan();
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(store::MAX_BYTES + 1).unwrap();
    let told = store::load(&path).unwrap_err().to_string();
    assert!(
        told.contains("67108865 bytes is more than a plan may have (67108864)"),
        "{told}"
    );
    assert_eq!(
        std::fs::metadata(&path).unwrap().len(),
        store::MAX_BYTES + 1
    );
}

/// A pipe in the folder keeps nobody waiting for somebody to write into it.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let (dir, _) = kit::with_plan();
    std::os::unix::net::UnixListener::bind(dir.path().join("socket.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", dir.path().join("zero.json")).unwrap();
    let pipe = dir.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    for name in ["socket", "zero", "pipe"] {
        let error = store::load(&dir.path().join(format!("{name}.json"))).unwrap_err();
        let told = error.to_string();
        assert!(
            told.contains("it is no file, but a pipe, a socket or a device"),
            "{told}"
        );
    }
    let listed = store::Folder::at(dir.path().to_owned()).list().unwrap();
    let readable = listed.iter().filter(|plan| plan.summary.is_ok()).count();
    assert_eq!((listed.len(), readable), (4, 1));
}

/// What the store says of a seller's file of these bytes, which it leaves alone.
fn private_refusal(bytes: &[u8]) -> String {
    let (dir, plan) = kit::with_plan();
    let path = store::private_path(&plan);
    std::fs::write(&path, bytes).unwrap();
    let error = store::load_private(&plan).unwrap_err().to_string();
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "{error}");
    assert!(store::load(&plan).is_ok(), "the plan itself opens: {error}");
    error.replace(&dir.path().display().to_string(), "~")
}

#[test]
fn what_is_no_private_file_is_told_with_file_line_and_remedy() {
    let head = "{\"format\": 1, \"plan\": \"p\",\n";
    let (open, close) = ("[".repeat(1_000_000), "]".repeat(1_000_000));
    let deep = format!("{head}\"of_others\": {open}{close}}}");
    for (bytes, expected) in [
        (&b""[..], ":1: the file ends too early"),
        (b"{\n\"format\": 1,", ":2: the file ends too early"),
        (deep.as_bytes(), ":2: recursion limit exceeded"),
        (
            b"{\n\"plan\": \"\xff\"}",
            ":2: the text is not UTF-8 — restore it from a copy",
        ),
        (b"[]", ":1: "),
        (
            b"{\"format\": 0, \"plan\": \"p\"}",
            ":1: not a seller's file",
        ),
        (b"{\"plan\": \"p\"}", ":1: not a seller's file"),
        (
            b"{\"format\": 2, \"plan\": {\"id\": 1}}",
            ": written by a newer backcast (format 2; this one knows 1) — update",
        ),
        (
            format!("{head}\"notes\": {{\"a\": \"x\",\n\"a\": \"y\"}}}}").as_bytes(),
            ":3: the key `a` stands twice",
        ),
        (
            format!("{head}\"deal\": {{\"value\":\n\"a lot\"}}}}").as_bytes(),
            ":3: invalid type: string \"a lot\"",
        ),
        (
            format!("{head}\"sessions\": [{{\"on\":\n\"2026-02-30\"}}]}}").as_bytes(),
            ":3: ",
        ),
        (
            format!("{head}\"steps\": [{{\"id\": \"a\", \"title\": \"t\"}},\n{{\"id\": \"a\", \"title\": \"u\"}}]}}").as_bytes(),
            ":3: two of kind step share the id `a`",
        ),
    ] {
        let told = private_refusal(bytes);
        assert!(
            told.starts_with(&format!("~/acme.private.json{expected}")),
            "expected {expected:?} in {told:?}"
        );
        assert!(
            told.contains(" — ") && told.ends_with("Nothing was changed."),
            "{told}"
        );
    }
    let (_dir, plan) = kit::with_plan();
    let path = store::private_path(&plan);
    std::fs::write(&path, "\u{feff}{\"format\": 1, \"plan\": \"p\"}").unwrap();
    let mut private = store::load_private(&plan).unwrap().unwrap();
    private
        .notes
        .insert("a".into(), "\u{1b}]52;c;eA==\u{7}".into());
    store::save_private(&plan, &private).unwrap();
    assert_eq!(store::load_private(&plan).unwrap(), Some(private));
}

#[test]
fn a_newer_format_opens_for_reading_and_is_never_written() {
    let (_dir, path) = kit::with_plan();
    let opened = store::load(&path).unwrap();
    let newer = br#"{"format": 2, "id": "p", "name": "Acme", "gravity": "low"}"#;
    std::fs::write(&path, newer).unwrap();
    let read = store::load(&path).unwrap();
    let reason = read.read_only.unwrap();
    assert!(
        reason.contains("written by a newer backcast (format 2; this one knows 1)"),
        "{reason}"
    );
    let mut plan = opened.plan.clone();
    plan.name = "over it".into();
    let error = Disk::of(&opened).save(&opened.plan, &plan).unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Newer {
                format: 2,
                known: 1,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), newer);
}

#[test]
fn odd_plans_are_plans() {
    let (_dir, path) = kit::with_plan();
    for steps in [
        r#"{"id": "a", "title": "", "after": [{"step": "a"}, {"step": "gone"}]}"#,
        r#"{"id": "a", "title": "t", "done": "-262143-01-01", "pin": "+262142-12-31"}"#,
        r#"{"id": "a", "title": "t", "not_before": "0000-01-01", "no_later_than": "9999-12-31"}"#,
        r#"{"id": "a", "title": "t", "duration": "36500d", "remaining": 4294967295}"#,
    ] {
        let text = format!(
            r#"{{"format": 1, "id": "p", "name": "n", "anchor": {{"go_live": "9999-12-31"}}, "steps": [{steps}]}}"#
        );
        std::fs::write(&path, text).unwrap();
        let plan = store::load(&path)
            .unwrap_or_else(|error| panic!("{error}"))
            .plan;
        for today in ["2026-11-23", "9999-12-31", "1900-01-01"] {
            let schedule = backcast::schedule::Schedule::of(&plan, today.parse().unwrap());
            assert_eq!(schedule.steps.len(), 1, "{steps}");
            backcast::schedule::explain::why(
                &plan,
                &schedule,
                &backcast::schedule::PlanDays::of(&plan),
                0,
            );
        }
    }
}

#[test]
fn a_file_is_never_made_over_another() {
    let (_dir, path) = kit::with_plan();
    let before = std::fs::read(&path).unwrap();
    let error = store::create(&path, &Plan::new("q".into(), "other")).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn nothing_is_left_beside_the_plan_but_its_lock() {
    let (dir, path) = kit::with_plan();
    let mut opened = store::load(&path).unwrap();
    for count in 0..5 {
        let base = opened.plan.clone();
        opened.plan.steps.push(Step::new(format!("s{count}"), "x"));
        Disk::of(&opened).save(&base, &opened.plan).unwrap();
        opened = store::load(&path).unwrap();
    }
    let mut names: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, [".acme.json.lock", "acme.json"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_what_it_names_is_written() {
    let (dir, path) = kit::with_plan();
    let link = dir.path().join("link.json");
    std::os::unix::fs::symlink("acme.json", &link).unwrap();
    let opened = store::load(&link).unwrap();
    let mut plan = opened.plan.clone();
    plan.name = "through the link".into();
    Disk::of(&opened).save(&opened.plan, &plan).unwrap();
    assert_eq!(std::fs::read_link(&link).unwrap(), Path::new("acme.json"));
    assert!(path.symlink_metadata().unwrap().is_file());
    assert_eq!(store::load(&path).unwrap().plan.name, "through the link");
    let error = store::create(&link, &plan).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_is_not_written_through() {
    let dir = tempfile::tempdir().unwrap();
    let link = dir.path().join("planted.json");
    std::os::unix::fs::symlink(dir.path().join("elsewhere"), &link).unwrap();
    let error = store::create(&link, &Plan::new("p".into(), "n")).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert!(!dir.path().join("elsewhere").exists());
}

#[cfg(unix)]
#[test]
fn a_saved_file_is_for_its_owner_alone_whatever_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, path) = kit::with_plan();
    let private = store::private_path(&path);
    std::fs::write(&private, "").unwrap();
    for path in [&path, &private] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o666)).unwrap();
    }
    let opened = store::load(&path).unwrap();
    let mut plan = opened.plan.clone();
    plan.name = "n".into();
    Disk::of(&opened).save(&opened.plan, &plan).unwrap();
    store::save_private(&path, &Private::new("p".into())).unwrap();
    for path in [&path, &private] {
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
}

#[test]
fn the_record_of_a_rep_lies_apart_from_the_plans_and_loses_nothing() {
    let (dir, _plan) = kit::with_plan();
    let folder = store::Folder::at(dir.path().to_owned());
    assert_eq!(store::load_rep(&folder, "Alex Kim").unwrap(), None);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let folder = &folder;
            scope.spawn(move || {
                for count in 0..5 {
                    let name = ["Alex Kim", "alex  kim"][count % 2];
                    store::edit_rep(folder, name, |rep| {
                        let said = format!("{writer}-{count}");
                        rep.extra.insert(said, true.into());
                    })
                    .unwrap();
                }
            });
        }
    });
    let rep = store::load_rep(&folder, "Alex Kim").unwrap().unwrap();
    assert_eq!(rep.extra.len(), 20);
    let path = store::rep_path(&folder, "Alex Kim").unwrap();
    assert!(path.ends_with("coaching/alex-kim.json"));
    assert_eq!(folder.list().unwrap().len(), 1, "no plan among the plans");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
    }

    std::fs::write(&path, "{\"format\": 1, \"name\": \"Kim Lee\"}").unwrap();
    let error = store::edit_rep(&folder, "Alex Kim", |_| ()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("it belongs to somebody else (Kim Lee)"),
        "{error}"
    );
    std::fs::write(&path, "{\"format\": 1,\n\"name\": 3}").unwrap();
    let error = store::edit_rep(&folder, "Alex Kim", |_| ()).unwrap_err();
    assert!(
        error.to_string().contains("alex-kim.json:2: invalid type"),
        "{error}"
    );
    let told = store::list_reps(&folder).unwrap();
    assert!(matches!(told.as_slice(), [Err(_)]));
    assert!(store::load_rep(&folder, "!!").is_err());
}
