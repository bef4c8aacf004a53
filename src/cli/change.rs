//! Reads one change as it is typed, and makes it on a copy of the plan: `go-live DATE`, or a step's
//! title followed by what the one line knows, or by `no owner`. The words and dates are those of
//! [`crate::plan::adding`]. Keeping the change, or not, is for the command.

use anyhow::{Result, bail};
use chrono::NaiveDate;

use crate::plan::adding;
use crate::plan::date_text::{DateContext, Lean, echo_date, parse_date};
use crate::plan::one_line::{OneLine, PartKind};
use crate::plan::{Owners, Plan, Step};
use crate::store;

/// Stands for the title of the step that is meant while the rest is read.
const STAND_IN: &str = "step";

/// Behind a title: nobody owns the step any more.
const NO_OWNER: &str = " no owner";

/// No more titles than this are named where none fits.
const NAMED: usize = 12;

/// What a change of a step may say.
const HOW: &str = "go on with a length, an owner, a date or what it comes after, such as 3w, @Dana, by 29 jan, \
                   after Kickoff or no owner";

/// Makes a change and says what was understood.
///
/// # Errors
/// When it names no step, or several, or says nothing that can be changed.
pub(super) fn make(plan: &mut Plan, typed: &str, today: NaiveDate) -> Result<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        bail!(
            "an empty change moves nothing — type one such as “go-live 15 mar” or “Security review 3w”"
        );
    }
    if let Some(title) = before(typed, NO_OWNER) {
        let id = id_of(plan, title.trim())?;
        return Ok(disown(plan, &id));
    }
    if let Some((id, line)) = by_title(plan, typed, today)? {
        return change(plan, &id, line, typed);
    }
    let go_live = ["go-live", "go live", "golive"];
    if let Some(rest) = go_live.iter().find_map(|word| rest_after(typed, word)) {
        let context = DateContext {
            today,
            go_live: plan.anchor.go_live,
            lean: Lean::Future,
        };
        let date = parse_date(rest.trim(), &context)?;
        plan.anchor.go_live = Some(date);
        return Ok(format!("go-live {}", echo_date(date, today)));
    }
    let line = adding::read(plan, typed, today);
    refuse_problems(typed, &line)?;
    let id = by_part(plan, &line.title, typed)?;
    change(plan, &id, line, typed)
}

/// The id of the step that a title, or a part of one that no other has, stands for.
///
/// # Errors
/// When no step fits, or several do.
pub(super) fn id_of(plan: &Plan, title: &str) -> Result<String> {
    let whole = |step: &&Step| step.title.trim().to_lowercase() == title.to_lowercase();
    let mut exact = plan.steps.iter().filter(whole);
    match (exact.next(), exact.next()) {
        (Some(step), None) => Ok(step.id.clone()),
        _ => by_part(plan, title, title),
    }
}

/// What stands before an ending, upper and lower case alike.
fn before<'a>(text: &'a str, ending: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(ending.len())?;
    let (start, end) = (text.get(..at)?, text.get(at..)?);
    end.eq_ignore_ascii_case(ending).then_some(start)
}

fn disown(plan: &mut Plan, id: &str) -> String {
    let Some(step) = plan.step_mut(id) else {
        return format!("{id}: no owner");
    };
    step.owners = Owners {
        extra: std::mem::take(&mut step.owners.extra),
        ..Owners::default()
    };
    format!("{}: no owner", step.title)
}

/// The step whose whole title the text begins with, the longest if several do, and the rest as read;
/// nothing when the rest does not read as changes alone: then the title may be another one.
fn by_title(plan: &Plan, typed: &str, today: NaiveDate) -> Result<Option<(String, OneLine)>> {
    let fitting = titled(plan, typed);
    let Some(step) = fitting.first() else {
        return Ok(None);
    };
    let rest = rest_after(typed, step.title.trim()).unwrap_or_default();
    let line = adding::read(plan, &format!("\"{STAND_IN}\" {rest}"), today);
    if line.title != STAND_IN {
        return Ok(None);
    }
    if fitting.len() > 1 {
        bail!(
            "there are {} steps called “{}” — give one of them another title first",
            fitting.len(),
            step.title.trim()
        );
    }
    refuse_problems(typed, &line)?;
    Ok(Some((step.id.clone(), line)))
}

/// The steps whose whole title the text begins with: of several titles the longest.
fn titled<'a>(plan: &'a Plan, typed: &str) -> Vec<&'a Step> {
    let begins = |step: &&Step| rest_after(typed, step.title.trim()).is_some();
    let length = |step: &&Step| step.title.trim().chars().count();
    let mut fitting: Vec<&Step> = plan.steps.iter().filter(begins).collect();
    let longest = fitting.iter().map(length).max().unwrap_or_default();
    fitting.retain(|step| longest > 0 && length(step) == longest);
    fitting
}

/// What follows `start` in `text`, upper and lower case alike; nothing when a word goes on there.
fn rest_after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let mut chars = text.chars();
    for wanted in start.chars() {
        let found = chars.next()?;
        if !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = chars.as_str();
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// The id of the one step with these words in its title.
fn by_part(plan: &Plan, title: &str, typed: &str) -> Result<String> {
    let wanted = title.trim().to_lowercase();
    let has_it = |step: &&Step| !wanted.is_empty() && step.title.to_lowercase().contains(&wanted);
    let fitting: Vec<&Step> = plan.steps.iter().filter(has_it).collect();
    match fitting.as_slice() {
        [step] => Ok(step.id.clone()),
        [] if plan.steps.is_empty() => bail!("the plan has no steps yet — only go-live can move"),
        [] if let [step, ..] = titled(plan, typed).as_slice() => bail!(
            "“{typed}” is no change of {} that is known — {HOW}",
            step.title.trim()
        ),
        [] => bail!(
            "no step is called “{title}” — the plan's are {}",
            titles(&plan.steps.iter().collect::<Vec<_>>())
        ),
        many => bail!(
            "“{title}” fits several steps: {} — write more of the title",
            titles(many)
        ),
    }
}

fn titles(steps: &[&Step]) -> String {
    let mut titles: Vec<&str> = steps.iter().map(|step| step.title.trim()).collect();
    if titles.len() > NAMED {
        titles.truncate(NAMED);
        titles.push("…");
    }
    titles.join(", ")
}

fn refuse_problems(typed: &str, line: &OneLine) -> Result<()> {
    let problems = line.problems.iter();
    let problems: Vec<&str> = problems.map(|problem| problem.message.as_str()).collect();
    if problems.is_empty() {
        return Ok(());
    }
    bail!("“{typed}” is no change: {}", problems.join("; "))
}

fn change(plan: &mut Plan, id: &str, line: OneLine, typed: &str) -> Result<String> {
    let parts = line.parts.iter();
    let parts = parts.filter(|part| part.kind != PartKind::Title);
    let meanings = parts.map(|part| part.meaning.as_str());
    let meanings = meanings.collect::<Vec<_>>().join("; ");
    if meanings.is_empty() {
        bail!("“{typed}” says which step, and not what changes — {HOW}");
    }
    let nameless = OneLine {
        title: String::new(),
        ..line
    };
    adding::change(plan, id, &nameless, &mut store::new_id)?;
    let title = plan.step(id).map_or(id, |step| step.title.as_str());
    Ok(format!("{title}: {meanings}"))
}
