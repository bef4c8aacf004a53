//! Other people's programs: whether one is here, and running it for no longer than a limit.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long a program may take that usually takes a second or two.
const LIMIT: Duration = Duration::from_secs(180);

/// The first of these programs that is here. If none is, says what was not done, or fails where `variable`
/// says that it is required.
pub(crate) fn find(names: &[&str], variable: &str, not_done: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let places = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = places.into_iter().find(|place| place.is_file());
    if found.is_none() {
        let required = std::env::var(variable).is_ok_and(|value| value == "required");
        assert!(!required, "none of {names:?} is here");
        // Past the capture of a test's output, which nobody reads when it passes.
        let said = format!("{not_done}: none of {names:?} is here\n");
        std::io::stderr().write_all(said.as_bytes()).unwrap();
    }
    found
}

/// Runs a program to its end, and ends it when that does not come.
pub(crate) fn run<A: AsRef<OsStr>>(program: &PathBuf, arguments: &[A]) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let id = child.id();
    let (tell, told) = mpsc::channel();
    let wait = thread::spawn(move || tell.send(Child::wait_with_output(child)));
    let output = told.recv_timeout(LIMIT).unwrap_or_else(|_| {
        end(id);
        panic!("{} did not end within {LIMIT:?}", program.display())
    });
    wait.join().unwrap().unwrap();
    let output = output.unwrap();
    assert!(output.status.success(), "{}: {output:?}", program.display());
    output
}

#[cfg(unix)]
fn end(id: u32) {
    let id = nix::unistd::Pid::from_raw(i32::try_from(id).unwrap());
    nix::sys::signal::kill(id, nix::sys::signal::SIGKILL).unwrap();
}

#[cfg(not(unix))]
fn end(_: u32) {}
