//! `backcast set NAME CHANGE...`: changes of a plan in the words of the one line, and of what stands
//! around the steps: what the date is for, what a miss costs, who decides. A change that is not
//! understood whole changes nothing.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use clap::Args;

use super::global::Global;
use super::pen::PenArgs;
use super::{change, words};
use crate::plan::commit::commit;
use crate::plan::people::find_or_add;
use crate::plan::templates;
use crate::plan::{Plan, Role, Side};
use crate::schedule::Schedule;
use crate::store::{self, Disk};

/// The arguments of `set`.
#[derive(Debug, Args)]
pub(crate) struct SetArgs {
    /// The plan
    pub(crate) name: String,
    /// A change in quotes, such as: "go-live 15 mar", "Security review 3w @Ravi", "Budget no owner"
    #[arg(value_name = "CHANGE")]
    pub(crate) changes: Vec<String>,
    /// What the buyer gets from the date, in the buyer's words
    #[arg(long, value_name = "WORDS")]
    pub(crate) outcome: Option<String>,
    /// What happens to the buyer when the date is missed
    #[arg(long, value_name = "WORDS")]
    pub(crate) if_missed: Option<String>,
    /// Who at the buyer's holds the budget and decides; somebody new is added
    #[arg(long, value_name = "PERSON")]
    pub(crate) economic_buyer: Option<String>,
    /// Who at the buyer's wants it and sells it inside; somebody new is added
    #[arg(long, value_name = "PERSON")]
    pub(crate) champion: Option<String>,
    /// The step that everybody is least sure about
    #[arg(long, value_name = "STEP")]
    pub(crate) riskiest: Option<String>,
    /// The template whose steps take the place of those not begun: next-step, mid-market …
    #[arg(long, value_name = "TEMPLATE")]
    pub(crate) template: Option<String>,
    #[command(flatten)]
    pub(crate) pen: PenArgs,
}

/// Runs it.
pub(crate) fn run(args: &SetArgs, global: &Global) -> Result<ExitCode> {
    let mut out = global.out()?;
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = opened.read_only {
        bail!(reason);
    }
    let today = global.clock.today();
    let mut plan = opened.plan.clone();
    let signature = args.pen.signature(&plan, global.clock)?;
    let mut understood = None;
    let entry = commit(&mut plan, signature, |plan| {
        understood = Some(changed(plan, args, today));
    });
    let understood = understood.context("nothing was changed")??;
    if understood.is_empty() {
        bail!(
            "nothing to change — say what, such as “Security review 3w @Ravi”, or see `backcast set --help`"
        );
    }
    if entry.is_none() {
        out.line("nothing changed: the plan says so already")?;
        return out.finish();
    }
    let mut disk = Disk::of(&opened);
    disk.save(&opened.plan, &plan)?;
    for sentence in understood {
        out.line(&sentence)?;
    }
    let schedule = Schedule::of(disk.plan(), today);
    for sentence in words::standing(disk.plan(), &schedule) {
        out.line(&sentence)?;
    }
    out.finish()
}

/// Makes the changes and says what was understood, a line each.
fn changed(plan: &mut Plan, args: &SetArgs, today: NaiveDate) -> Result<Vec<String>> {
    let mut told = Vec::new();
    if let Some(name) = &args.template {
        let (come, gone) = templates::instead(plan, name, today, &mut store::new_id)?;
        let steps = words::counted(come, "step");
        let name = name.trim();
        told.push(match gone {
            0 => format!("{steps} from the template {name}"),
            gone => format!("{steps} from the template {name}, in the place of {gone}"),
        });
    }
    for (who, role) in [
        (&args.champion, Role::Champion),
        (&args.economic_buyer, Role::EconomicBuyer),
    ] {
        if let Some(typed) = who {
            told.push(in_role(plan, typed, role)?);
        }
    }
    for typed in &args.changes {
        told.push(change::make(plan, typed, today)?);
    }
    if let Some(outcome) = &args.outcome {
        outcome.trim().clone_into(&mut plan.anchor.outcome);
        told.push(said("what it is for", outcome));
    }
    if let Some(cost) = &args.if_missed {
        cost.trim().clone_into(&mut plan.anchor.if_missed);
        told.push(said("what a miss costs", cost));
    }
    if let Some(title) = &args.riskiest {
        let id = change::id_of(plan, title.trim())?;
        for step in &mut plan.steps {
            step.riskiest = step.id == id;
        }
        let title = plan.step(&id).map_or(id.as_str(), |step| &step.title);
        told.push(format!("the riskiest: {title}"));
    }
    Ok(told)
}

fn said(what: &str, words: &str) -> String {
    match words.trim() {
        "" => format!("{what}: not said any more"),
        words => format!("{what}: {words}"),
    }
}

/// Gives somebody at the buyer's a role.
fn in_role(plan: &mut Plan, typed: &str, role: Role) -> Result<String> {
    if typed.trim().is_empty() {
        bail!(
            "a {} has a name — type it, as in \"Dana Ortiz\"",
            role.word()
        );
    }
    let id = find_or_add(plan, typed, &Side::Buyer, &store::new_id());
    let organization = plan.organization(&Side::Buyer).to_owned();
    let person = plan.people.iter_mut().find(|person| person.id == id);
    let person = person.context("nobody was found")?;
    let told = format!("{} ({organization}): {}", person.name, role.word());
    person.role = Some(role);
    Ok(told)
}
