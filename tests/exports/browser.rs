//! A browser opens the page: nothing runs, nothing is asked for. The same texts unescaped in a page
//! without a policy run and ask, so that these tests can fail.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use backcast::exchange::export::Format;

use crate::{payloads, program};

const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

fn browser() -> Option<PathBuf> {
    program::find(BROWSERS, "BACKCAST_BROWSER", "no browser opened the page")
}

/// Who is asked: a server that answers with nothing and tells what was asked for.
struct Server {
    address: SocketAddr,
    asked: Receiver<String>,
    closed: Arc<AtomicBool>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, asked) = mpsc::channel();
        let closed = Arc::new(AtomicBool::new(false));
        let is_closed = Arc::clone(&closed);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // Connections are taken in the order in which they were made: this is the last one.
                if is_closed.load(Ordering::SeqCst) {
                    break;
                }
                // A browser may keep one open on which it asks for nothing.
                let tell = tell.clone();
                thread::spawn(move || tell.send(answered(stream)));
            }
        });
        Self {
            address,
            asked,
            closed,
        }
    }

    /// All that was asked for, once the browser is gone; an empty text for a connection on which nothing
    /// was.
    fn asked(self) -> Vec<String> {
        self.closed.store(true, Ordering::SeqCst);
        let _last = TcpStream::connect(self.address).unwrap();
        self.asked.iter().collect()
    }

    /// Markup that asks for something in each way that needs nobody to click, and leaves a mark when it
    /// runs.
    fn bait(&self) -> Vec<String> {
        let at = self.address;
        let ran = "document.documentElement.setAttribute('data-ran','yes')";
        vec![
            format!("<script>{ran};fetch('http://{at}/fetch')</script>"),
            format!("\"><img src=\"http://{at}/img\" onerror=\"{ran}\">"),
            format!("'><svg onload=\"{ran}\"><image href=\"http://{at}/svg\"/></svg>"),
            format!("</style><script src=\"http://{at}/script\"></script>"),
            format!("</title><link rel=\"stylesheet\" href=\"http://{at}/link\">"),
            format!("--!><iframe src=\"http://{at}/frame\"></iframe>"),
            format!("<iframe srcdoc=\"<img src='http://{at}/srcdoc'>\"></iframe>"),
            format!("<iframe src=\"javascript:parent.{ran}\"></iframe>"),
            format!("<div style=\"background:url(http://{at}/style)\">x</div>"),
            format!(
                "<video src=\"http://{at}/video\" poster=\"http://{at}/poster\" autoplay></video>"
            ),
            format!("<object data=\"http://{at}/object\"></object>"),
            format!("<input type=\"image\" src=\"http://{at}/input\">"),
        ]
    }

    /// What leads a reader away without a click; no policy in a page can forbid it.
    fn leads_away(&self) -> String {
        format!(
            "<meta http-equiv=\"refresh\" content=\"0;url=http://{}/refresh\">",
            self.address
        )
    }
}

/// Answers a request, and says what it was for.
fn answered(mut stream: TcpStream) -> String {
    let mut request = [0; 64];
    let read = stream.read(&mut request).unwrap_or(0);
    let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    let request = String::from_utf8_lossy(&request[..read]);
    request.split(" HTTP").next().unwrap_or_default().to_owned()
}

/// The page as the browser has it after it loaded and whatever it runs has run.
fn opened(browser: &PathBuf, page: &[u8]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("page.html");
    std::fs::write(&file, page).unwrap();
    let profile = format!("--user-data-dir={}", dir.path().join("profile").display());
    let file = format!("file://{}", file.display());
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--virtual-time-budget=3000",
        &profile,
        "--dump-dom",
        &file,
    ];
    String::from_utf8(program::run(browser, &arguments).stdout).unwrap()
}

/// A page with the bait in every text, one text after another.
fn baited(bait: &[String]) -> String {
    let (mut plan, _) = payloads::together();
    let mut next = bait.iter().cycle().cloned();
    let mut text = || next.next().unwrap();
    (plan.name, plan.anchor.outcome, plan.anchor.if_missed) = (text(), text(), text());
    (plan.buyer.organization, plan.seller.organization) = (text(), text());
    for person in &mut plan.people {
        (person.name, person.title, person.email) = (text(), text(), text());
    }
    for step in &mut plan.steps {
        (step.title, step.done_when, step.note) = (text(), text(), text());
    }
    let schedule = backcast::schedule::Schedule::of(&plan, "2026-11-23".parse().unwrap());
    String::from_utf8(Format::Page.file(&plan, &schedule).unwrap()).unwrap()
}

#[test]
fn nothing_runs_and_nothing_is_asked_for() {
    let Some(browser) = browser() else { return };
    let server = Server::start();
    let mut bait = server.bait();
    bait.push(server.leads_away());
    let page = baited(&bait);
    assert!(page.contains("/img") && page.contains("/refresh"));
    let dom = opened(&browser, page.as_bytes());
    assert!(
        dom.contains("id=\"timeline\"") && dom.ends_with("</html>\n"),
        "{dom}"
    );
    assert!(!dom.contains("data-ran=\"yes\""), "something ran");
    assert!(!dom.contains("<title>ran</title>"), "something ran");
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn the_same_texts_unescaped_run_and_ask_unless_the_policy_stands_before_them() {
    let Some(browser) = browser() else { return };
    let page = baited(&["Acme".to_owned()]);
    let (before, after) = page.split_once("<header>").unwrap();
    let (start, rest) = before.split_once("<meta http-equiv").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let without_policy = format!("{start}{rest}");
    for (before, runs) in [(without_policy.as_str(), true), (before, false)] {
        let server = Server::start();
        let bait = server.bait().concat();
        let dom = opened(
            &browser,
            format!("{before}{bait}<header>{after}").as_bytes(),
        );
        assert_eq!(dom.contains("data-ran=\"yes\""), runs, "{dom}");
        // A browser may get a connection ready for what the policy then keeps it from asking for.
        let mut asked = server.asked();
        asked.retain(|line| !line.is_empty());
        assert_eq!(!asked.is_empty(), runs, "{asked:?}");
        if runs {
            for way in ["fetch", "img", "script", "frame", "link"] {
                let line = format!("GET /{way}");
                assert!(asked.contains(&line), "{line}: {asked:?}");
            }
        }
    }
}
