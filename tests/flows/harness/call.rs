//! A call with a shared window, as its prompter hears of it; no files and no other process.

use std::collections::BTreeMap;
use std::path::Path;

use backcast::plan::{Plan, Side};
use backcast::store::session::{Pen, Seen, Session};
use backcast::tui::following::News;
use backcast::tui::model::Msg;
use chrono::{DateTime, TimeDelta, Utc};

use super::{App, example_plan};

const START: &str = "2026-11-23T15:00:00Z";

pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    START.parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds)
}

/// A shared window on the example, opened at the start of these tests.
pub(crate) fn session(change: impl FnOnce(&mut Session)) -> Session {
    let mut session = Session::new(Path::new("/plans/acme.json"), &example_plan());
    (session.started, session.seen) = (at(0), at(0));
    session.tty = Some("tty-1".to_owned());
    session.step = Some("security-review".to_owned());
    session.pen = Pen {
        side: Side::Buyer,
        person: "Sarah Chen".to_owned(),
    };
    session.timer = Some(at(0));
    change(&mut session);
    session
}

pub(crate) fn news(seconds: i64, session: Session, live: bool) -> News {
    let ago = at(seconds).signed_duration_since(session.seen);
    News {
        at: at(seconds),
        seen: Ok(Some(Seen { session, live, ago })),
        plan: None,
        notes: None,
        recorded: None,
    }
}

pub(crate) fn hears(app: &mut App, news: News) -> &mut App {
    app.send(Msg::Followed(Box::new(news)));
    app
}

/// A prompter six minutes and forty seconds into a call about a plan.
pub(crate) fn on_a_call_about(plan: Plan, width: u16, height: u16) -> App {
    let mut app = App::prompter(width, height);
    let notes = BTreeMap::from([(
        "security-review".to_owned(),
        "Ravi was burned by a vendor last year".to_owned(),
    )]);
    let first = News {
        plan: Some(Ok(Box::new(plan))),
        notes: Some(Ok(notes)),
        ..news(400, session(|_| {}), true)
    };
    hears(&mut app, first);
    app
}

pub(crate) fn on_a_call(width: u16, height: u16) -> App {
    on_a_call_about(example_plan(), width, height)
}

/// The same call after it has ended.
pub(crate) fn after_a_call(width: u16, height: u16) -> App {
    let mut app = on_a_call(width, height);
    let over = session(|session| {
        session.ended = true;
        session.seen = at(570);
        session.counts.buyer_edits = 5;
        session.counts.seller_edits = 1;
        session.counts.answered = 7;
        session.counts.left = 2;
    });
    let news = News {
        recorded: Some(Ok(())),
        ..news(600, over, false)
    };
    hears(&mut app, news).keys("<ctrl-l>");
    app
}
