//! Whether system calls can be traced here. `BACKCAST_FAULTS=required` fails where they cannot, instead
//! of saying so.

use std::io::Write as _;
use std::process::Command;

/// Whether `strace` runs here; if not, says what was not done.
pub(crate) fn is_there(not_done: &str) -> bool {
    let mut tried = Command::new("strace");
    tried.args(["-f", "-qq", "-o", "/dev/null", "true"]);
    let tried = tried.output();
    if tried.is_ok_and(|output| output.status.success()) {
        return true;
    }
    let required = std::env::var("BACKCAST_FAULTS").is_ok_and(|value| value == "required");
    assert!(!required, "strace is missing here, or may not trace");
    // Past the capture of a test's output, which nobody reads when it passes.
    let said = format!("{not_done}: strace is missing here, or may not trace\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    false
}
