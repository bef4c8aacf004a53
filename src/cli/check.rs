//! `backcast check NAME`: whether a plan is real or theatre, with the evidence, what is missing and
//! what to ask next; `--all` for every plan of the folder, the worst first. It is the rep's and the
//! manager's, and looks into the private file for whose deal it is. Exit codes: 0 real, 1 not.

mod face;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use chrono::NaiveDate;
use clap::Args;

use super::global::Global;
use super::out::{Out, complain};
use super::words;
use crate::coach::gaps::gaps;
use crate::coach::inspect::{Finding, Inspection, Judgement, Verdict, inspect};
use crate::coach::need::{self, Need, Threshold};
use crate::plan::Plan;
use crate::private::Deal;
use crate::schedule::Schedule;
use crate::store::{self, StoreError};
use crate::text;

/// A plan, or one of them all, is not real.
const NOT_REAL: u8 = 1;

/// No column takes more than this of a line.
const WIDEST: usize = 30;

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The plan
    #[arg(required_unless_present = "all")]
    pub(crate) name: Option<String>,
    /// Every plan of the folder, the worst first
    #[arg(long, conflicts_with = "name")]
    pub(crate) all: bool,
    /// Only the plans of this representative, as the private files name them
    #[arg(long, value_name = "REP", requires = "all")]
    pub(crate) rep: Option<String>,
    /// As JSON, for other programs
    #[arg(long)]
    pub(crate) json: bool,
}

/// Runs it.
pub(crate) fn run(args: &CheckArgs, global: &Global) -> Result<ExitCode> {
    match &args.name {
        Some(name) => one(name, args.json, global),
        None => all(args, global),
    }
}

fn one(name: &str, json: bool, global: &Global) -> Result<ExitCode> {
    let path = global.folder.resolve(name)?;
    let checked = Checked::of(path, global.clock.today(), &global.config()?.threshold());
    let Ok(found) = &checked.found else {
        return Err(checked.into_error());
    };
    let real = found.inspection.is_real();
    let code = if json {
        let mut out = Out::new(false);
        out.json(&face::of(&checked))?;
        out.finish()?
    } else {
        let mut out = global.out()?;
        print(&checked, found, &mut out)?;
        out.finish()?
    };
    Ok(if real { code } else { NOT_REAL.into() })
}

fn all(args: &CheckArgs, global: &Global) -> Result<ExitCode> {
    let today = global.clock.today();
    let plans = global.folder.list()?;
    let threshold = global.config()?.threshold();
    let plans = plans.into_iter();
    let plans = plans.map(|plan| Checked::of(plan.path, today, &threshold));
    let mut plans: Vec<Checked> = plans.collect();
    if let Some(wanted) = &args.rep {
        plans = of_rep(plans, wanted)?;
    }
    // What cannot be read is worst: nobody knows what it is.
    plans.sort_by_key(Checked::rank);
    let real = plans.iter().all(Checked::is_real);
    let code = if args.json {
        let mut out = Out::new(false);
        out.json(&plans.iter().map(face::of).collect::<Vec<_>>())?;
        out.finish()?
    } else {
        let mut out = global.out()?;
        print_all(&plans, global, &mut out)?;
        out.finish()?
    };
    Ok(if real { code } else { NOT_REAL.into() })
}

/// The plans of one representative: any part of the name will do.
fn of_rep(plans: Vec<Checked>, wanted: &str) -> Result<Vec<Checked>> {
    let small = wanted.trim().to_lowercase();
    let mut known: Vec<String> = plans.iter().filter_map(|plan| plan.rep.clone()).collect();
    known.sort();
    known.dedup();
    let theirs = |plan: &Checked| {
        let rep = plan.rep.as_deref().unwrap_or_default().to_lowercase();
        !small.is_empty() && rep.contains(&small)
    };
    let theirs: Vec<Checked> = plans.into_iter().filter(theirs).collect();
    match (theirs.is_empty(), known.is_empty()) {
        (false, _) => Ok(theirs),
        (true, true) => {
            bail!("no private file names a representative: whose plans are whose is not known")
        }
        (true, false) => bail!(
            "no plan is of “{wanted}” — the representatives are {}",
            known.join(", ")
        ),
    }
}

/// A plan's file, looked at.
struct Checked {
    path: PathBuf,
    slug: String,
    /// Whose deal it is, if the private file says.
    rep: Option<String>,
    found: Result<Found, StoreError>,
}

struct Found {
    plan: Plan,
    head: String,
    inspection: Inspection,
    /// Whether the deal needs a plan at all.
    need: Need,
}

impl Checked {
    fn of(path: PathBuf, today: NaiveDate, threshold: &Threshold) -> Self {
        let deal = deal_of(&path);
        let found = store::load(&path).map(|opened| {
            if let Some(reason) = &opened.read_only {
                complain(reason);
            }
            let need = need::judge(&opened.plan, deal.as_ref(), threshold);
            Found::of(opened.plan, need, today)
        });
        let rep = deal.map(|deal| deal.rep.trim().to_owned());
        Self {
            slug: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            rep: rep.filter(|rep| !rep.is_empty()),
            path,
            found,
        }
    }

    fn is_real(&self) -> bool {
        self.found
            .as_ref()
            .is_ok_and(|found| found.inspection.is_real())
    }

    fn rank(&self) -> (Option<Judgement>, Option<u8>, String) {
        let found = self.found.as_ref().ok().map(|found| &found.inspection);
        let judgement = found.map(|found| found.judgement);
        (judgement, found.map(|found| found.score), self.slug.clone())
    }

    fn into_error(self) -> anyhow::Error {
        match self.found {
            Err(error) => error.into(),
            Ok(_) => anyhow::anyhow!("{} was read", self.path.display()),
        }
    }
}

impl Found {
    fn of(plan: Plan, need: Need, today: NaiveDate) -> Self {
        let schedule = Schedule::of(&plan, today);
        let inspection = inspect(&plan, &schedule, &gaps(&plan, &schedule));
        let sides = words::sides(&plan);
        let head = match sides.as_str() {
            "" => plan.name.clone(),
            sides if sides == plan.name => plan.name.clone(),
            sides => format!("{}: {sides}", plan.name),
        };
        Self {
            head: format!("{head}, {}", words::go_live(&plan, today)),
            plan,
            inspection,
            need,
        }
    }
}

/// The deal as the private file has it. One that cannot be read is told, and keeps no plan from being
/// judged.
fn deal_of(plan: &Path) -> Option<Deal> {
    let private = store::load_private(plan).unwrap_or_else(|error| {
        complain(&error.to_string());
        None
    });
    private.map(|private| private.deal)
}

fn print(checked: &Checked, found: &Found, out: &mut Out) -> Result<()> {
    let inspection = &found.inspection;
    out.line(&found.head)?;
    if let Some(rep) = &checked.rep {
        out.line(&format!("the deal of {rep}"))?;
    }
    if found.need.proposes() {
        out.line(&found.need.sentence())?;
        out.line(&words::instead(&checked.slug))?;
    }
    let one = match (inspection.judgement, inspection.missing().as_slice()) {
        (Judgement::Nearly, [only, ..]) => format!("; one thing is missing: {}", only.test.title()),
        _ => String::new(),
    };
    out.line(&format!(
        "{}, {} of 100{one}",
        inspection.judgement.words(),
        inspection.score
    ))?;
    out.line("")?;
    out.line(&format!("{}, because", inspection.judgement.kind()))?;
    for why in &inspection.why {
        out.line(&format!("  {why}"))?;
    }
    for finding in inspection.findings() {
        out.line("")?;
        print_finding(finding, out)?;
    }
    if inspection.mistakes.is_empty() {
        return Ok(());
    }
    out.line("")?;
    out.line("common mistakes in it")?;
    for mistake in &inspection.mistakes {
        out.line(&format!("  {}", mistake.words))?;
        out.line(&format!("    why: {}", mistake.kind.why()))?;
        out.line(&format!("    ask: {}", mistake.question))?;
    }
    Ok(())
}

fn print_finding(finding: &Finding, out: &mut Out) -> Result<()> {
    let verdict = match finding.verdict {
        Verdict::Yes => "yes",
        Verdict::Partly => "partly",
        Verdict::No => "no",
    };
    out.line(&format!("{}: {verdict}", finding.test.title()))?;
    for line in &finding.evidence {
        out.line(&format!("  {line}"))?;
    }
    if let Some(question) = &finding.question {
        out.line(&format!("  ask: {question}"))?;
    }
    Ok(())
}

fn print_all(plans: &[Checked], global: &Global, out: &mut Out) -> Result<()> {
    if plans.is_empty() {
        let folder = global.folder.path().display();
        return out.line(&format!("no plans in {folder} yet"));
    }
    let harmless = |text: &str| text::harmless(text).into_owned();
    let slugs: Vec<String> = plans.iter().map(|plan| harmless(&plan.slug)).collect();
    let reps: Vec<String> = plans
        .iter()
        .map(|plan| harmless(plan.rep.as_deref().unwrap_or("rep unknown")))
        .collect();
    let widest = |cells: &[String]| {
        let widths = cells.iter().map(|cell| text::width(cell));
        widths.max().unwrap_or_default().min(WIDEST)
    };
    let (slug_cols, rep_cols) = (widest(&slugs), widest(&reps));
    for ((plan, slug), rep) in plans.iter().zip(&slugs).zip(&reps) {
        let (score, verdict, rest) = match &plan.found {
            Ok(found) => row(found),
            Err(error) => ("-".to_owned(), "cannot be read", error.to_string()),
        };
        let (slug, rep) = (text::fit(slug, slug_cols), text::fit(rep, rep_cols));
        out.line(format!("{score:>3}  {verdict:<22}  {slug}  {rep}  {rest}").trim_end())?;
    }
    let real = plans.iter().filter(|plan| plan.is_real()).count();
    out.line("")?;
    out.line(&format!(
        "{real} of {} real",
        words::counted(plans.len(), "plan")
    ))
}

/// The score, the verdict, and what to mend first with what it rests on.
fn row(found: &Found) -> (String, &'static str, String) {
    let inspection = &found.inspection;
    let rest = match inspection.missing().first() {
        Some(first) => {
            let evidence = first.evidence.first().map_or("", String::as_str);
            format!("{}: {evidence}", first.test.title())
        }
        None => String::new(),
    };
    let score = inspection.score.to_string();
    (score, inspection.judgement.words(), rest)
}
