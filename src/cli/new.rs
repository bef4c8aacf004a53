//! `backcast new NAME`: a new plan's file, empty or from a template.

use std::process::ExitCode;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::Args;

use super::global::Global;
use super::{deal, words};
use crate::coach::need::{self, Need};
use crate::plan::date_text::{DateContext, Lean, parse_date};
use crate::plan::templates::{self, EXAMPLE, NewPlan};
use crate::plan::{Calendar, Plan};
use crate::schedule::{Schedule, holidays};
use crate::store::{self, Config};

/// The arguments of `new`.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// What the plan is called; its file is named after it
    pub(crate) name: String,
    /// The day the buyer must be live: "mar 1", "in 14 weeks", 2027-03-01
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) go_live: Option<String>,
    /// The buyer's organization
    #[arg(long, value_name = "ORG")]
    pub(crate) buyer: Option<String>,
    /// The seller's organization
    #[arg(long, value_name = "ORG")]
    pub(crate) seller: Option<String>,
    /// The steps to start from: mid-market, enterprise, public, renewal, next-step or example
    #[arg(long, value_name = "TEMPLATE")]
    pub(crate) template: Option<String>,
    /// The days the buyer works: weekdays, all-days, or a country such as US or DE-BY
    #[arg(long, value_name = "CALENDAR")]
    pub(crate) buyer_calendar: Option<String>,
    /// The days the seller works
    #[arg(long, value_name = "CALENDAR")]
    pub(crate) seller_calendar: Option<String>,
    /// What the deal is worth, in whole units: 3000 or 120k. It is kept in the private file
    #[arg(long, value_name = "NUMBER")]
    value: Option<String>,
    /// The currency's three letters: EUR
    #[arg(long, value_name = "LETTERS", requires = "value")]
    currency: Option<String>,
}

/// Runs it.
pub(crate) fn run(args: &NewArgs, global: &Global) -> Result<ExitCode> {
    let today = global.clock.today();
    let config = global.config()?;
    let plan = made(args, &config, today)?;
    let deal = worth(args)?;
    global.folder.ensure()?;
    let path = global.folder.path_for_new(&args.name)?;
    store::create(&path, &plan)?;
    if let Some((value, currency)) = &deal {
        store::edit_private(&path, &plan.id, |private| {
            private.deal.value = Some(*value);
            private.deal.currency.clone_from(currency);
        })?;
    }
    let slug = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut out = global.out()?;
    let steps = match (&args.template, plan.steps.len()) {
        (_, 0) => "no steps yet".to_owned(),
        (Some(template), steps) => {
            let steps = words::counted(steps, "step");
            format!("{steps} from the template {}", template.trim())
        }
        (None, steps) => words::counted(steps, "step"),
    };
    out.line(&format!(
        "made {} in {}: {steps}",
        plan.name,
        path.display()
    ))?;
    out.line(&words::go_live(&plan, today))?;
    for sentence in words::standing(&plan, &Schedule::of(&plan, today)) {
        out.line(&sentence)?;
    }
    if let Some(need) = small(&plan, deal.as_ref(), &config) {
        out.line(&need.sentence())?;
        out.line(&words::instead(&slug))?;
    }
    out.line(&format!("next: backcast open {slug}"))?;
    out.finish()
}

/// What the deal is worth, and in which currency, as far as that was said.
fn worth(args: &NewArgs) -> Result<Option<(i64, String)>> {
    let Some(value) = &args.value else {
        return Ok(None);
    };
    let letters = args.currency.as_deref().map(deal::currency).transpose()?;
    Ok(Some((deal::money(value)?, letters.unwrap_or_default())))
}

/// Why no plan is needed, where a next step is enough: only its worth is known of the deal by now.
fn small(plan: &Plan, deal: Option<&(i64, String)>, config: &Config) -> Option<Need> {
    let (value, currency) = deal?;
    let mut need = need::at_first(*value, currency, &config.threshold());
    need.light = need::is_light(plan);
    Some(need).filter(Need::proposes)
}

fn made(args: &NewArgs, config: &Config, today: NaiveDate) -> Result<Plan> {
    let go_live = args.go_live.as_deref().map(|typed| date(typed, today));
    let own_people = args.template.as_deref().map(str::trim) == Some(EXAMPLE);
    // The example brings its own sides; what a person wants in every plan is not for it.
    let config = if own_people {
        &Config::default()
    } else {
        config
    };
    let buyer = calendar(
        &args.buyer_calendar,
        &config.buyer_calendar,
        "buyer_calendar",
    )?;
    let seller = calendar(
        &args.seller_calendar,
        &config.seller_calendar,
        "seller_calendar",
    )?;
    let id = store::new_id();
    let new = NewPlan {
        id: &id,
        name: Some(&args.name),
        buyer: args.buyer.as_deref(),
        seller: args.seller.as_deref().or(config.seller.as_deref()),
        go_live: go_live.transpose()?,
        buyer_calendar: buyer,
        seller_calendar: seller,
        today,
    };
    match &args.template {
        Some(template) => Ok(templates::plan(template, &new)?),
        None => Ok(empty(&new)),
    }
}

/// A plan without steps.
fn empty(new: &NewPlan) -> Plan {
    let mut plan = Plan::new(new.id.to_owned(), new.name.unwrap_or_default().trim());
    plan.anchor.go_live = new.go_live;
    let parties = [
        (&mut plan.buyer, new.buyer, new.buyer_calendar),
        (&mut plan.seller, new.seller, new.seller_calendar),
    ];
    for (party, organization, base) in parties {
        party.organization = organization.unwrap_or_default().trim().to_owned();
        party.calendar = base.map_or_else(Calendar::default, Calendar::of_base);
    }
    plan
}

fn date(typed: &str, today: NaiveDate) -> Result<NaiveDate> {
    let context = DateContext {
        today,
        go_live: None,
        lean: Lean::Future,
    };
    parse_date(typed, &context).context("--go-live")
}

/// The calendar that was asked for, or the one in the configuration file, as the table calls it.
fn calendar(
    typed: &Option<String>,
    configured: &Option<String>,
    key: &'static str,
) -> Result<Option<&'static str>> {
    let (name, source) = match (typed, configured) {
        (Some(name), _) => (name, format!("--{}", key.replace('_', "-"))),
        (None, Some(name)) => {
            let path = Config::path().unwrap_or_default();
            (name, format!("{}: {key}", path.display()))
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(holidays::resolve(name).context(source)?.code()))
}
