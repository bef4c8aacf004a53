//! `backcast deal NAME`: what the seller's own books say of a deal (value, stage, rep, manager), and
//! whether a deal of that size needs a plan at all. It is kept in the private file.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;

use super::global::Global;
use super::words;
use crate::coach::need::{self, TEMPLATE};
use crate::private::{Deal, money};
use crate::store;

/// The arguments of `deal`.
#[derive(Debug, Args)]
pub(crate) struct DealArgs {
    /// The plan
    pub(crate) name: String,
    /// What it is worth, in whole units of the currency: 120000
    #[arg(long, value_name = "NUMBER")]
    value: Option<String>,
    /// The currency's three letters: EUR
    #[arg(long, value_name = "LETTERS")]
    currency: Option<String>,
    /// The stage in your own process
    #[arg(long, value_name = "WORDS")]
    stage: Option<String>,
    /// The rep
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// The rep's manager
    #[arg(long, value_name = "NAME")]
    manager: Option<String>,
    /// As JSON, for other programs
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub(crate) fn run(args: &DealArgs, global: &Global) -> Result<ExitCode> {
    let threshold = global.config()?.threshold();
    let path = global.folder.resolve(&args.name)?;
    let plan = store::load(&path)?.plan;
    let value = args.value.as_deref().map(money).transpose()?;
    let currency = args.currency.as_deref().map(currency).transpose()?;
    if value.is_some() || currency.is_some() || args.has_words() {
        store::edit_private(&path, &plan.id, |private| {
            let deal = &mut private.deal;
            deal.value = value.or(deal.value);
            let words = [
                (&currency, &mut deal.currency),
                (&args.stage, &mut deal.stage),
                (&args.rep, &mut deal.rep),
                (&args.manager, &mut deal.manager),
            ];
            for (typed, field) in words {
                if let Some(typed) = typed {
                    typed.trim().clone_into(field);
                }
            }
        })?;
    }
    let deal = store::load_private(&path)?.map(|private| private.deal);
    let deal = deal.unwrap_or_default();
    let need = need::judge(&plan, Some(&deal), &threshold);
    let mut out = global.out()?;
    if args.json {
        let proposed = need.proposes().then_some(TEMPLATE);
        out.json(&json!({
            "deal": deal,
            "plan_needed": need.needed,
            "reasons": need.reasons,
            "template": proposed,
        }))?;
        return out.finish();
    }
    for (label, words) in told(&deal) {
        out.line(&format!("{label:<8}  {words}"))?;
    }
    out.line(&need.sentence())?;
    if need.proposes() {
        let slug = path.file_stem().unwrap_or_default().to_string_lossy();
        out.line(&words::instead(&slug))?;
    }
    out.finish()
}

impl DealArgs {
    fn has_words(&self) -> bool {
        [&self.stage, &self.rep, &self.manager]
            .iter()
            .any(|words| words.is_some())
    }
}

fn told(deal: &Deal) -> Vec<(&'static str, String)> {
    let unknown = |words: &str| match words {
        "" => "not known".to_owned(),
        words => words.to_owned(),
    };
    let value = deal.value.map(|value| format!("{value} {}", deal.currency));
    vec![
        ("value", unknown(value.unwrap_or_default().trim())),
        ("stage", unknown(&deal.stage)),
        ("rep", unknown(&deal.rep)),
        ("manager", unknown(&deal.manager)),
    ]
}

/// A value as it is typed after `--value`.
///
/// # Errors
/// When it is no amount.
pub(super) fn money(typed: &str) -> Result<i64> {
    match money::amount(typed) {
        Some(value) => Ok(value),
        None => bail!("--value “{typed}” is no whole number — write it as 120000 or 120k"),
    }
}

/// A currency as it is typed after `--currency`.
///
/// # Errors
/// When it is not three letters.
pub(super) fn currency(typed: &str) -> Result<String> {
    match money::currency(typed) {
        Some(letters) => Ok(letters),
        None => {
            bail!("--currency “{typed}” is no currency — write its three letters, such as EUR")
        }
    }
}
