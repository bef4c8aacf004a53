//! Where the output goes: into a pipe that somebody closes, into a full disk, to nobody.

use std::process::{Command, Stdio};

use crate::home::Home;

/// A plan whose text is far larger than a pipe holds.
fn with_long_plan() -> Home {
    let home = Home::new();
    let step = |at: usize| {
        format!(
            r#"{{"id": "s{at}", "title": "Step {at}", "side": "both", "duration": "1d", "note": "{}"}}"#,
            "n".repeat(300)
        )
    };
    let steps: Vec<String> = (0..1500).map(step).collect();
    home.put(
        "long.json",
        format!(
            r#"{{"format": 1, "id": "p", "name": "long", "steps": [{}]}}"#,
            steps.join(",")
        ),
    );
    home
}

#[test]
fn a_closed_pipe_is_no_error() {
    let home = with_long_plan();
    for arguments in [
        &["show", "long"][..],
        &["show", "long", "--json"],
        &["schema"],
        &["--help"],
        &["list"],
    ] {
        let mut child = Command::new(Home::bin())
            .envs(home.environment())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}: {output:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_first_line_of_a_long_text_can_be_taken() {
    let home = with_long_plan();
    let output = Command::new("sh")
        .envs(home.environment())
        .args([
            "-c",
            "{ \"$0\" show long; echo \"exit $?\" >&2; } | head -n 1",
        ])
        .arg(Home::bin())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "long\n");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "exit 0\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let home = Home::with_acme();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = Command::new(Home::bin())
        .envs(home.environment())
        .args(["show", "acme"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.starts_with("backcast: cannot write to standard output: No space left"),
        "{told}"
    );
}

#[cfg(unix)]
#[test]
fn nobody_listening_at_all_is_survived() {
    let home = Home::with_acme();
    for arguments in [
        "show acme",
        "show nobody",
        "list --json",
        "frobnicate",
        "new globex",
    ] {
        let script = format!("exec \"$0\" {arguments} >&- 2>&-");
        let status = Command::new("sh")
            .envs(home.environment())
            .arg("-c")
            .arg(script)
            .arg(Home::bin())
            .status()
            .unwrap();
        assert!(
            matches!(status.code(), Some(0 | 2)),
            "{arguments}: {status:?}"
        );
    }
}

#[test]
fn the_screens_ask_for_a_terminal() {
    let home = Home::with_acme();
    for arguments in [
        &[][..],
        &["demo"],
        &["open", "acme"],
        &["prompter"],
        &["prompter", "acme"],
    ] {
        let told = home.fails(arguments);
        assert!(told.starts_with("the screens need a terminal"), "{told}");
    }
}
