//! Whether system calls can be traced here. `BACKCAST_FAULTS=required` fails where they cannot, instead
//! of saying so.

use std::io::Write as _;
use std::process::{Child, Command};

/// Whether `strace` runs here; if not, says what was not done.
pub(crate) fn is_there(not_done: &str) -> bool {
    let mut tried = Command::new("strace");
    tried.args(["-f", "-qq", "-o", "/dev/null", "true"]);
    let tried = tried.output();
    tried.is_ok_and(|output| output.status.success()) || missing(not_done)
}

/// Has `strace` watch one thread that runs already, and nothing else; if it may not, says what was not
/// done. Its calls are counted from here on, so that no other thread's and no earlier one is among them.
#[allow(dead_code)]
pub(crate) fn attach(thread: u32, arguments: &[&str], not_done: &str) -> Option<Child> {
    let mut strace = Command::new("strace");
    strace.args(["-qq", "-p", &thread.to_string()]);
    let mut strace = strace.args(arguments).spawn().unwrap();
    let tracer = format!("TracerPid:\t{}\n", strace.id());
    loop {
        let about = std::fs::read_to_string(format!("/proc/{thread}/status"));
        if about.is_ok_and(|about| about.contains(&tracer)) {
            return Some(strace);
        }
        if strace.try_wait().unwrap().is_some() {
            missing(not_done);
            return None;
        }
        std::thread::yield_now();
    }
}

/// Says what was not done, or fails where it is required. Always false.
fn missing(not_done: &str) -> bool {
    let required = std::env::var("BACKCAST_FAULTS").is_ok_and(|value| value == "required");
    assert!(!required, "strace is missing here, or may not trace");
    // Past the capture of a test's output, which nobody reads when it passes.
    let said = format!("{not_done}: strace is missing here, or may not trace\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    false
}
