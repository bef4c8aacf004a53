//! What people type: dates, lengths and whole steps on one line. What is understood is shown back,
//! and what is shown means the same when it is typed again.

use backcast::plan::adding::{self, Placement};
use backcast::plan::date_text::{DateContext, Lean, echo_date, long_date, parse_date, script_date};
use backcast::plan::duration::DurationError;
use backcast::plan::one_line::{LineLink, LinkKind, LinkTarget, OneLine, complete};
use backcast::plan::{Duration, Gate, Lag, Link, Person, Plan, Side, Step};
use backcast::schedule::{Schedule, Trouble};
use chrono::{Datelike, NaiveDate};

use super::loader::comes_back;
use super::plans::{self, day};

/// A date as typed, read against days all over the calendar.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let days = [
        plans::today(),
        day(2024, 2, 29),
        day(1900, 1, 1),
        day(9999, 12, 31),
        NaiveDate::MIN,
        NaiveDate::MAX,
    ];
    for today in days {
        for go_live in [
            None,
            Some(day(2027, 3, 1)),
            Some(NaiveDate::MAX),
            Some(NaiveDate::MIN),
        ] {
            for lean in [Lean::Future, Lean::Past] {
                date(
                    &text,
                    &DateContext {
                        today,
                        go_live,
                        lean,
                    },
                );
            }
        }
    }
}

fn date(text: &str, context: &DateContext) {
    let date = match parse_date(text, context) {
        Ok(date) => date,
        Err(error) => return told(&error.to_string()),
    };
    let today = context.today;
    assert!((1900..=9999).contains(&date.year()), "{text:?}: {date}");
    match context.lean {
        Lean::Future => assert!(date >= today, "{text:?}: {date} is before {today}"),
        Lean::Past => assert!(date <= today, "{text:?}: {date} is after {today}"),
    }
    let echo = echo_date(date, today);
    let (shown, distance) = echo.split_once(", ").expect("a date and how far it is");
    assert!(!distance.is_empty());
    for shown in [shown, &long_date(date), &date.to_string()] {
        assert_eq!(
            parse_date(shown, context),
            Ok(date),
            "{text:?} is shown as {shown:?}"
        );
    }
    assert!(script_date(date).contains(&date.day().to_string()));
    assert_eq!(
        parse_date(&format!(" {} ", text.trim()), context),
        Ok(date),
        "blanks around {text:?}"
    );
}

/// An error is one short line for people.
fn told(message: &str) {
    assert!(
        !message.is_empty() && message.chars().count() < 500,
        "{message}"
    );
    let remedies = [": ", "Type ", "at most", "outside"];
    assert!(
        remedies.iter().any(|word| message.contains(word)),
        "no remedy: {message}"
    );
}

/// A length, a lag and a gate as typed: what is kept reads back as the same.
pub fn durations(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match Duration::parse(&text) {
        Ok(duration) => length(&text, duration),
        Err(error) => {
            told(&error.to_string());
            if let DurationError::Range { example, .. } | DurationError::Order { example, .. } =
                &error
            {
                assert!(
                    Duration::parse(example).is_ok(),
                    "{text:?}: {example:?} is offered"
                );
            }
        }
    }
    match Lag::parse(&text) {
        Ok(lag) => {
            assert!(
                lag.amount.unsigned_abs() <= lag.unit.limit(),
                "{text:?}: {lag}"
            );
            assert_eq!(Lag::parse(&lag.text()), Ok(lag), "{text:?}");
        }
        Err(error) => told(&error.to_string()),
    }
    match Gate::parse(&text) {
        Ok(gate) => {
            assert_eq!(Gate::parse(&gate.text()).as_ref(), Ok(&gate), "{text:?}");
            assert!(!gate.words().is_empty());
        }
        Err(error) => told(&error.to_string()),
    }
}

fn length(text: &str, duration: Duration) {
    let (low, high) = (
        duration.low.unwrap_or(0),
        duration.high.unwrap_or(duration.amount),
    );
    assert!(
        low <= duration.amount && duration.amount <= high,
        "{text:?}: {duration:?}"
    );
    assert!(high <= duration.unit.limit(), "{text:?}: {duration:?}");
    assert_eq!(Duration::parse(&duration.text()), Ok(duration), "{text:?}");
    if duration.estimate_words().is_none() {
        assert_eq!(Duration::parse(&duration.words()), Ok(duration), "{text:?}");
    }
}

/// A step on one line, against a plan with names that mean something else as well.
pub fn one_line(data: &[u8]) {
    let line = String::from_utf8_lossy(data);
    let plan = known();
    let today = plans::today();
    let read = adding::read(&plan, &line, today);
    assert_eq!(read, adding::read(&plan, &line, today));
    holds_together(&line, &plan, &read);
    is_completed(&line, &plan);
    is_added_or_not(&line, &plan, &read);
    is_the_same_when_said_plainly(&line, &plan, &read);
}

/// The plan that lines are read against.
fn known() -> Plan {
    let mut plan = Plan::new("p".to_owned(), "Acme");
    plan.anchor.go_live = Some(day(2027, 3, 1));
    let titles = [
        "Legal redlines",
        "Security review",
        "DPA",
        "Signature",
        "Forms",
        "Forms",
        "2w",
        "buyer",
        "\u{202e}evil",
        "After party, before Signature",
        "mar 1",
        "",
    ];
    for (at, title) in titles.iter().enumerate() {
        let mut step = Step::new(format!("s{at}"), title);
        step.after.extend(
            at.checked_sub(1)
                .map(|before| Link::after(&format!("s{before}"))),
        );
        plan.steps.push(step);
    }
    for (id, name, side) in [
        ("dana", "Dana Ortiz", Side::Buyer),
        ("dan", "Dan", Side::Seller),
        ("mei", "Mei Lin", Side::Seller),
        ("dana2", "Dana Smith", Side::Buyer),
        ("none", "", Side::Other("partner".to_owned())),
    ] {
        plan.people.push(Person::new(id.to_owned(), name, side));
    }
    plan
}

fn holds_together(line: &str, plan: &Plan, read: &OneLine) {
    let mut end = 0;
    for part in &read.parts {
        assert!(
            end <= part.range.start && line.get(part.range.clone()).is_some(),
            "{line:?}: {part:?}"
        );
        assert!(!part.meaning.trim().is_empty(), "{line:?}: {part:?}");
        end = part.range.end;
    }
    for problem in &read.problems {
        assert!(
            line.get(problem.range.clone()).is_some(),
            "{line:?}: {problem:?}"
        );
        assert!(!problem.message.is_empty());
    }
    assert!(
        !read.title.trim().is_empty() || !read.problems.is_empty(),
        "{line:?}"
    );
    // "Before today" is by yesterday.
    let by = read.no_later_than.and_then(|date| date.succ_opt());
    for date in [read.pin, read.not_before, by].into_iter().flatten() {
        assert!(date >= plans::today(), "{line:?}: {date}");
    }
    if let Some(duration) = read.duration {
        length(line, duration);
    }
    for (at, link) in read.links.iter().enumerate() {
        assert!(!read.links[..at].contains(link), "{line:?}: twice {link:?}");
        assert!(is_there(plan, link), "{line:?}: {link:?}");
    }
    for (at, owner) in read.owners.iter().enumerate() {
        assert!(
            !read.owners[..at].contains(owner),
            "{line:?}: twice {owner:?}"
        );
    }
}

fn is_there(plan: &Plan, link: &LineLink) -> bool {
    match &link.target {
        LinkTarget::Step(id) => plan.step(id).is_some(),
        LinkTarget::GoLive => link.kind == LinkKind::After,
    }
}

fn is_completed(line: &str, plan: &Plan) {
    let cursors: Vec<usize> = if line.len() < 60 {
        (0..=line.len() + 1).collect()
    } else {
        vec![line.len()]
    };
    let today = plans::today();
    for cursor in cursors {
        let offered = adding::with_known(plan, today, |known| complete(line, cursor, known));
        assert!(offered.len() <= 8);
        for completion in offered {
            let range = completion.range.clone();
            assert!(
                range.end <= cursor && !completion.text.is_empty(),
                "{line:?}: {completion:?}"
            );
            assert!(
                line.get(range.clone()).is_some(),
                "{line:?}: {completion:?}"
            );
            let mut taken = line.to_owned();
            taken.replace_range(range, &completion.text);
            holds_together(&taken, plan, &adding::read(plan, &taken, today));
        }
    }
}

/// A step is added whole, without a circle, or the plan stays as it was.
fn is_added_or_not(line: &str, plan: &Plan, read: &OneLine) {
    let mut after = plan.clone();
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        format!("new-{made}")
    };
    let Ok(added) = adding::add(&mut after, read, &Placement::default(), &mut new_id) else {
        assert_eq!(after, *plan, "{line:?}");
        return;
    };
    assert_eq!(after.steps.len(), plan.steps.len() + 1, "{line:?}");
    assert!(after.step(&added.step).is_some(), "{line:?}");
    comes_back(&after);
    let schedule = Schedule::of(&after, plans::today());
    let mut trouble = schedule.steps.iter().flat_map(|dates| &dates.trouble);
    assert!(
        !trouble.any(|trouble| matches!(trouble, Trouble::Circle(_) | Trouble::Dangling(_))),
        "{line:?}"
    );
}

/// The title in quotation marks and the parts in their plainest form are read as the same step.
fn is_the_same_when_said_plainly(line: &str, plan: &Plan, read: &OneLine) {
    let quotes = |ch: char| matches!(ch, '"' | '“' | '”' | '„' | '«' | '»' | '＂');
    let by_yesterday = read.no_later_than.is_some_and(|date| date < plans::today());
    if read.title.is_empty() || read.title.contains(quotes) || line.len() > 2_000 || by_yesterday {
        return;
    }
    let mut plain = format!("\"{}\"", read.title);
    let mut add = |word: &str, text: Option<String>| {
        if let Some(text) = text {
            plain = format!("{plain} {word}{text}");
        }
    };
    add(
        "",
        read.duration.map(|duration| {
            if duration == Duration::MILESTONE {
                "milestone".to_owned()
            } else {
                duration.text()
            }
        }),
    );
    add("on ", read.pin.map(|date| date.to_string()));
    add("from ", read.not_before.map(|date| date.to_string()));
    add("by ", read.no_later_than.map(|date| date.to_string()));
    add("only ", read.gate.as_ref().map(Gate::text));
    let again = adding::read(plan, &plain, plans::today());
    assert_eq!(again.title, read.title, "{line:?} as {plain:?}");
    assert_eq!(again.duration, read.duration, "{line:?} as {plain:?}");
    assert_eq!(
        (again.pin, again.not_before, again.no_later_than),
        (read.pin, read.not_before, read.no_later_than),
        "{line:?} as {plain:?}"
    );
    assert_eq!(again.gate, read.gate, "{line:?} as {plain:?}");
}
