//! `backcast calendar NAME …`: the days on which each side works. Shows them, changes one thing in them
//! and says what that moves, takes a calendar file, or searches the table of public holidays.

pub(crate) mod args;
mod change;
mod import;
mod show;

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::global::Global;
use super::moved::{self, Face};
use super::out::{Out, complain};
use crate::plan::commit::{Signature, commit};
use crate::plan::{Plan, Side, Via};
use crate::schedule::{Schedule, holidays};
use crate::store::{self, Disk, Opened};
use crate::text;
use args::{CalendarArgs, SideArgs, SideChange, Whose};

/// A negative answer: nothing was found.
const NOTHING: u8 = 1;

/// Runs it.
pub(crate) fn run(args: &CalendarArgs, global: &Global) -> Result<ExitCode> {
    if let Some(typed) = &args.search {
        return search(typed, args.json, global);
    }
    let name = args.name.as_deref().unwrap_or_default();
    let opened = store::load(&global.folder.resolve(name)?)?;
    let Some(whose) = &args.whose else {
        return shown(&opened, None, args.json, global);
    };
    let (side, given) = match whose {
        Whose::Buyer(given) => (Side::Buyer, given),
        Whose::Seller(given) => (Side::Seller, given),
        Whose::Away(given) | Whose::Back(given) => {
            let back = matches!(whose, Whose::Back(_));
            return made(&opened, args.json, global, |plan, today| {
                change::absence(plan, given, back, today)
            });
        }
    };
    match given {
        SideArgs { change: None, base } if base.is_empty() => {
            shown(&opened, Some(&side), args.json, global)
        }
        SideArgs { change: None, base } => made(&opened, args.json, global, |plan, _| {
            change::base(plan, &side, &base.join(" "))
        }),
        SideArgs {
            change: Some(SideChange::Import { file, dry_run }),
            ..
        } => {
            let bytes = import::read(file)?;
            let today = global.clock.today();
            let found = import::Found::in_file(&opened.plan, &side, file, &bytes, today)?;
            if *dry_run {
                return tried(&opened, &found, args.json, global);
            }
            made(&opened, args.json, global, |plan, _| {
                Ok(found.take(plan, &side))
            })
        }
        SideArgs {
            change: Some(change),
            ..
        } => made(&opened, args.json, global, |plan, today| {
            change::side(plan, &side, change, today)
        }),
    }
}

/// Prints the calendars of both sides, or of one.
fn shown(opened: &Opened, side: Option<&Side>, json: bool, global: &Global) -> Result<ExitCode> {
    if let Some(reason) = &opened.read_only {
        complain(reason);
    }
    let faces = show::Faces::of(&opened.plan, global.clock.today(), side);
    if json {
        let mut out = Out::new(false);
        out.json(&faces)?;
        return out.finish();
    }
    let mut out = global.out()?;
    for line in faces.lines() {
        out.line(&line)?;
    }
    out.finish()
}

/// Makes a change, saves it and prints what it came to. What a change says about itself comes first.
fn made(
    opened: &Opened,
    json: bool,
    global: &Global,
    change: impl FnOnce(&mut Plan, chrono::NaiveDate) -> Result<Vec<String>>,
) -> Result<ExitCode> {
    if let Some(reason) = &opened.read_only {
        bail!(reason.clone());
    }
    let today = global.clock.today();
    let mut plan = opened.plan.clone();
    let signature = Signature {
        id: store::new_id(),
        at: global.clock.now(),
        by: plan.seller_author(),
        via: Via::Command,
    };
    let mut told = Ok(Vec::new());
    let entry = commit(&mut plan, signature, |plan| told = change(plan, today));
    let told = told?;
    if entry.is_some() {
        Disk::of(opened).save(&opened.plan, &plan)?;
    }
    tell(&told, &opened.plan, &plan, json, global)
}

/// Prints what a file would change, and changes nothing.
fn tried(opened: &Opened, found: &import::Found, json: bool, global: &Global) -> Result<ExitCode> {
    let mut plan = opened.plan.clone();
    let mut told = found.take(&mut plan, found.side());
    told.push("nothing was kept (--dry-run)".to_owned());
    tell(&told, &opened.plan, &plan, json, global)
}

fn tell(
    told: &[String],
    before: &Plan,
    after: &Plan,
    json: bool,
    global: &Global,
) -> Result<ExitCode> {
    let today = global.clock.today();
    let (was, is) = (Schedule::of(before, today), Schedule::of(after, today));
    if json {
        let mut out = Out::new(false);
        out.json(&Face::of(told, after, &was, &is))?;
        return out.finish();
    }
    let mut out = global.out()?;
    for line in told {
        out.line(line)?;
    }
    out.line("")?;
    moved::print(after, &was, &is, &mut out)?;
    out.finish()
}

/// Prints the places that fit what was typed.
fn search(typed: &str, json: bool, global: &Global) -> Result<ExitCode> {
    let found = holidays::search(typed);
    if json {
        let mut out = Out::new(false);
        out.json(&found)?;
        out.finish()?;
    } else {
        let mut out = global.out()?;
        let width = found.iter().map(|place| text::width(place.code)).max();
        for place in &found {
            let code = text::fit(place.code, width.unwrap_or_default());
            out.line(&format!("{code}  {}", place.name))?;
        }
        out.finish()?;
    }
    if found.is_empty() {
        complain(&format!(
            "no calendar is called “{typed}” — try fewer letters, or the name of the country"
        ));
        return Ok(ExitCode::from(NOTHING));
    }
    Ok(ExitCode::SUCCESS)
}
