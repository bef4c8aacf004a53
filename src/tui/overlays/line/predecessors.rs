//! What a step comes after, as a line: its links written out, and read back without losing what a
//! line cannot say (which ends are tied, keys nobody knows).

use chrono::NaiveDate;

use super::reading::{Edit, on_step};
use crate::plan::adding;
use crate::plan::one_line::{self, LinkTarget};
use crate::plan::{GO_LIVE, Link, LinkKind, Plan, Step, links};

/// The links of a step as one would type them.
pub(super) fn present(plan: &Plan, step: &Step) -> String {
    let typed = |link: &Link| {
        let ends = match link.kind {
            LinkKind::StartStart => "starts with ",
            LinkKind::FinishFinish => "finishes with ",
            LinkKind::FinishStart | LinkKind::Other(_) => "",
        };
        let lag = link.lag.filter(|lag| !lag.is_zero());
        let lag =
            lag.map(|lag| format!(" {}{}", if lag.amount > 0 { "+" } else { "" }, lag.text()));
        (
            ends,
            format!("{}{}", name(plan, &link.step), lag.unwrap_or_default()),
        )
    };
    // Behind other ends the usual ones have to be named.
    let usual = |link: &&Link| typed(link).0.is_empty();
    let (usual, other): (Vec<&Link>, Vec<&Link>) = step.after.iter().partition(usual);
    let mut words: Vec<String> = Vec::new();
    for link in usual.into_iter().chain(other) {
        let (ends, typed) = typed(link);
        let said = format!("{ends}{typed}");
        if !words.contains(&said) {
            words.push(said);
        }
    }
    words.join(", ")
}

/// A step's title, in quotes when its words could be taken for something else.
fn name(plan: &Plan, id: &str) -> String {
    let title = title(plan, id);
    let splits = title.contains([',', '+', '@', '"', ';']) || title.contains(" and ");
    if splits || one_line::behind_keyword(&title).is_some() {
        format!("\"{}\"", title.replace('"', ""))
    } else {
        title
    }
}

fn title(plan: &Plan, id: &str) -> String {
    plan.step(id)
        .map_or_else(|| id.to_owned(), |step| step.title.clone())
}

/// The edit that a typed list of predecessors means.
///
/// # Errors
/// What is not understood, or the circle that would close.
pub(super) fn read(plan: &Plan, id: &str, text: &str, today: NaiveDate) -> Result<Edit, String> {
    let step = plan.step(id).ok_or("the step is gone")?;
    let mut after: Vec<Link> = Vec::new();
    if !text.is_empty() {
        let line = whole(text);
        let line = adding::with_known(plan, today, |known| one_line::parse(&line, known));
        if let Some(problem) = line.problems.first() {
            return Err(problem.message.clone());
        }
        if line.links.is_empty() {
            let named = one_line::behind_keyword(text).unwrap_or(text);
            return Err(format!(
                "no step is called “{named}”: write a step's title, or a part of it"
            ));
        }
        for wanted in &line.links {
            if wanted.kind == one_line::LinkKind::Before {
                return Err("say here what it comes after; what comes before which is said on the other step".to_owned());
            }
            let target = match &wanted.target {
                LinkTarget::Step(id) => id.as_str(),
                LinkTarget::GoLive => GO_LIVE,
            };
            if let Some(circle) = links::circle(plan, id, target) {
                // In order of time, the first again at the end.
                let way = circle.iter().rev().chain(circle.last());
                let names: Vec<String> = way.map(|id| title(plan, id)).collect();
                return Err(format!("that would close a circle: {}", names.join(" → ")));
            }
            let lag = (!wanted.lag.is_zero()).then_some(wanted.lag);
            after.push(kept(step, target, adding::tied(wanted.ends), lag));
        }
    }
    Ok(on_step(id, move |step| step.after.clone_from(&after)))
}

/// What stands before the typed links when they are read as a whole line.
pub(super) fn lead(text: &str) -> &'static str {
    if one_line::behind_keyword(text).is_some() {
        "\"x\" "
    } else {
        "\"x\" after "
    }
}

fn whole(text: &str) -> String {
    format!("{}{text}", lead(text))
}

/// The link to a predecessor that ties these ends already, with the lag that was typed; else a new one.
/// One of a kind that nobody knows is written as the usual one and stays what it is.
fn kept(step: &Step, target: &str, kind: LinkKind, lag: Option<crate::plan::Lag>) -> Link {
    let of = |wanted: &dyn Fn(&LinkKind) -> bool| {
        let mut links = step.after.iter();
        links
            .find(|link| link.step == target && wanted(&link.kind))
            .cloned()
    };
    let same = of(&|own| *own == kind);
    let unknown = || {
        let other = |own: &LinkKind| matches!(own, LinkKind::Other(_));
        of(&other).filter(|_| kind == LinkKind::FinishStart)
    };
    match same.or_else(unknown) {
        Some(link) => Link { lag, ..link },
        None => Link {
            lag,
            kind,
            ..Link::after(target)
        },
    }
}
