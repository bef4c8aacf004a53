//! What happens before the first frame is on the screen: nothing that it does not need. Everything
//! else (other plans, the writer, the watch on the folder, the session of a call) comes after it.

use crate::home::Home;
use crate::pty::Run;

/// What was done before the first frame.
#[derive(Debug, PartialEq)]
struct Before {
    /// The files that were opened, as often as they were, those of the home by their place in it;
    /// the loader's and the kernel's are left out.
    opened: Vec<String>,
    /// How many threads were begun.
    threads: usize,
}

fn before_the_first_frame(home: &Home, arguments: &str) -> Before {
    let script = format!(
        r#"exec strace -f -qq -s 1000 -o trace \
            -e trace=open,openat,openat2,creat,write,?clone,?clone3 "$0" {arguments}"#
    );
    let terminal = Run::shell(home, &script).start();
    terminal.wait_until("a frame", |seen| {
        let end = b"\x1b[?2026l";
        seen.raw.windows(end.len()).any(|window| window == end)
    });
    terminal.keys("\x03");
    if arguments.starts_with("live") {
        terminal.wait_for("End this window?");
        terminal.keys("y");
    }
    assert_eq!(terminal.left().code, 0, "{arguments}");
    let log = std::fs::read_to_string(home.dir.path().join("trace")).unwrap();
    let frame = |line: &&str| line.contains("write(1, \"\\33[?2026h");
    assert!(log.lines().any(|line| frame(&line)), "no frame in\n{log}");
    let before: Vec<&str> = log.lines().take_while(|line| !frame(line)).collect();
    let root = format!("{}/", home.dir.path().display());
    let of_the_system = |path: &&str| {
        path.contains(".so") || path.starts_with("/proc/") || path.starts_with("/sys/")
    };
    let opens = before.iter().filter(|line| line.contains("open"));
    let paths = opens.filter_map(|line| line.split('"').nth(1));
    let paths = paths.filter(|path| !of_the_system(path));
    Before {
        opened: paths
            .map(|path| path.strip_prefix(&root).unwrap_or(path).to_owned())
            .collect(),
        threads: before.iter().filter(|line| line.contains("clone")).count(),
    }
}

#[test]
fn the_first_frame_reads_its_plan_once_and_begins_no_thread() {
    if !crate::strace::is_there("what the first frame needs was not traced") {
        return;
    }
    let plan = "data/backcast/acme.json";
    let folder = "data/backcast";
    // The words to say stand beside the plan; a shared window has no use for them.
    let scripts = "config/backcast/scripts";
    let other = "data/backcast/globex.json";
    // What buyers say is read when a round begins.
    let practice = "config/backcast/practice";
    for (arguments, expected) in [
        ("open acme", &[scripts, plan][..]),
        ("live acme", &[plan]),
        // A part of a name may be any plan's: each is asked for its own, once.
        ("practice --rep Alex", &[practice, scripts]),
        ("open acm", &[folder, plan, other, scripts, plan]),
    ] {
        let home = Home::with_acme();
        home.ok(&["new", "globex", "--template", "renewal"]);
        let before = before_the_first_frame(&home, arguments);
        let mut expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        // The size of the window.
        expected.push("/dev/tty".to_owned());
        assert_eq!(
            before,
            Before {
                opened: expected,
                threads: 0
            },
            "{arguments}"
        );
    }
}
