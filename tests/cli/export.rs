//! `export`: what the buyer takes home, in each format, into a file or to standard output.

use std::fs;

use crate::home::Home;

const FORMATS: [(&str, &str, &[u8]); 3] = [
    ("page", "html", b"<!doctype html>"),
    ("xlsx", "xlsx", b"PK\x03\x04"),
    ("csv", "csv", "\u{feff}Step,Side,Organization,".as_bytes()),
];

fn names(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.dir.path()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "data").collect();
    names.sort();
    names
}

#[test]
fn each_format_goes_into_a_file_of_its_own_in_the_current_folder() {
    for (format, ending, start) in FORMATS {
        let home = Home::with_acme();
        let write = ["export", "acme", "--format", format];
        let (first, second) = (
            format!("acme-plan-2026-11-23.{ending}"),
            format!("acme-plan-2026-11-23-2.{ending}"),
        );
        assert_eq!(home.ok(&write), format!("{first}\n"));
        assert_eq!(home.ok(&write), format!("{second}\n"));
        assert_eq!(names(&home), [second.as_str(), first.as_str()]);
        let [first, second] = [first, second].map(|name| home.dir.path().join(name));
        assert!(fs::read(&first).unwrap().starts_with(start), "{format}");
        assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = first.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{format}");
        }
    }
    let home = Home::with_acme();
    assert_eq!(home.ok(&["export", "acme"]), "acme-plan-2026-11-23.html\n");
}

#[test]
fn a_named_file_is_written_whole_and_never_over_another_unless_forced() {
    for (format, _, start) in FORMATS {
        let home = Home::with_acme();
        let file = home.dir.path().join("for-acme");
        let write = ["export", "acme", "--format", format, "--output", "for-acme"];
        assert_eq!(home.ok(&write), "for-acme\n");
        fs::write(&file, "mine").unwrap();
        assert_eq!(
            home.fails(&write),
            "for-acme is there already — choose another name, or write over it with --force"
        );
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        home.ok(&[&write[..], &["--force"]].concat());
        assert!(fs::read(&file).unwrap().starts_with(start), "{format}");
        assert_eq!(names(&home), ["for-acme"]);
    }
}

#[test]
fn what_cannot_be_read_or_written_is_told_and_leaves_nothing() {
    let home = Home::with_acme();
    home.put("broken.json", "{\"format\": 1,");
    for (arguments, told) in [
        (&["acme", "-o", "no/a.html"][..], "cannot write no/a.html: "),
        (&["acme", "-o", "."], ". is there already"),
        (&["acme", "-o", ".", "--force"], "cannot write .: "),
        (
            &["acme", "--force"],
            "the following required arguments were not provided",
        ),
        (
            &["acme", "--format", "pdf"],
            "invalid value 'pdf' for '--format <FORMAT>'",
        ),
        (&["broken", "-o", "a.html"], "broken.json"),
        (&["broken", "--format", "xlsx"], "broken.json"),
        (&["nobody", "--format", "csv"], "nobody"),
    ] {
        let arguments = [&["export"], arguments].concat();
        let said = home.fails(&arguments);
        assert!(said.contains(told), "{arguments:?}: {said}");
        assert_eq!(names(&home), [""; 0], "{arguments:?}");
    }
}

#[test]
fn standard_output_gets_the_bytes_as_they_are() {
    let home = Home::with_acme();
    for (format, _, start) in FORMATS {
        home.ok(&[
            "export", "acme", "--format", format, "-o", "file", "--force",
        ]);
        let file = fs::read(home.dir.path().join("file")).unwrap();
        let mut command = home.command();
        let piped = command.args(["export", "acme", "--format", format, "-o", "-"]);
        let piped = piped.output().unwrap();
        assert!(
            piped.status.success() && piped.stderr.is_empty(),
            "{piped:?}"
        );
        // Into a pipe goes no mark for spreadsheet programs.
        let mark = "\u{feff}".as_bytes();
        assert_eq!(
            piped.stdout,
            file.strip_prefix(mark).unwrap_or(&file),
            "{format}"
        );
        assert!(file.starts_with(start), "{format}");
    }
    assert_eq!(names(&home), ["file"]);
}

#[test]
fn nothing_of_the_sellers_own_file_is_in_it() {
    let home = Home::with_acme();
    let write = |format| {
        let write = [
            "export", "acme", "--format", format, "-o", "file", "--force",
        ];
        home.ok(&write);
        fs::read(home.dir.path().join("file")).unwrap()
    };
    let before = FORMATS.map(|(format, ..)| write(format));
    home.put(
        "acme.private.json",
        r#"{"format": 1, "plan": "p", "notes": {"security-review": "SECRET"}, "deal": {"value": 90210}}"#,
    );
    assert_eq!(FORMATS.map(|(format, ..)| write(format)), before);
}
