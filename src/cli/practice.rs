//! `backcast practice`: role-play on the screen; with `--list` what can be practised, with `--trend` how a
//! rep's rounds were rated.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json};

use super::global::Global;
use super::out::{Out, complain};
use super::screen::{self, Start};
use super::words::counted;
use crate::coach::practice::{Behaviour, Material};
use crate::coach::rep::Rep;
use crate::store;
use crate::text;
use crate::tui::{Practising, desk};

/// The arguments of `practice`.
#[derive(Debug, Args)]
pub(crate) struct PracticeArgs {
    /// The plan whose names and dates stand in the scripts
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Who practises; without it, the rep whom the plan's private file names
    #[arg(long)]
    rep: Option<String>,
    /// What to practise, by its id or a part of it: intro, co-build …
    #[arg(long)]
    drill: Option<String>,
    /// A number that repeats the draw of the buyer and the objections
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Print what can be practised, and with whom
    #[arg(long, conflicts_with_all = ["plan", "rep", "drill", "seed", "trend"])]
    list: bool,
    /// Print how the rep's rounds were rated; ends with 1 when none is kept
    #[arg(long, conflicts_with_all = ["drill", "seed"])]
    trend: bool,
    /// As JSON, for other programs
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub(crate) fn run(args: &PracticeArgs, global: &Global) -> Result<ExitCode> {
    if args.json && !(args.list || args.trend) {
        bail!("--json goes with --list or --trend");
    }
    let material = desk::material()?;
    if args.list {
        return list(&material, args.json, global);
    }
    if args.trend {
        return trend(args, &material, global);
    }
    let plan = args.plan.as_deref();
    let wanted = Practising {
        plan: plan.map(|name| global.folder.resolve(name)).transpose()?,
        rep: args.rep.clone().unwrap_or_default(),
        drill: args
            .drill
            .as_deref()
            .map(|typed| drill(typed, &material))
            .transpose()?,
        seed: args.seed.unwrap_or_else(|| desk::seed(global.clock.now())),
        material,
    };
    screen::start(Start::Practice(Box::new(wanted)), global)
}

/// The id of the drill that was meant.
fn drill(typed: &str, material: &Material) -> Result<String> {
    let ids = || material.drills.iter().map(|drill| drill.id.as_str());
    let plain = typed.trim().to_lowercase();
    let mut fitting = ids().filter(|id| !plain.is_empty() && id.contains(&plain));
    let only = fitting.next().filter(|_| fitting.next().is_none());
    if let Some(id) = ids().find(|id| *id == plain).or(only) {
        return Ok(id.to_owned());
    }
    let ids: Vec<&str> = ids().collect();
    bail!(
        "“{typed}” is no drill, or more than one — they are {}",
        ids.join(", ")
    )
}

fn list(material: &Material, as_json: bool, global: &Global) -> Result<ExitCode> {
    let mut out = global.out()?;
    if as_json {
        let drills = material.drills.iter().map(|drill| {
            json!({"id": drill.id, "title": drill.title, "situation": drill.situation,
                "task": drill.task, "seconds": drill.seconds})
        });
        let personas = material
            .personas
            .iter()
            .map(|persona| json!({"id": persona.id, "name": persona.name, "role": persona.role}));
        let behaviours = material.rubric.iter().map(|row| {
            let needs: Vec<&str> = row.needs.iter().map(|name| name.word()).collect();
            json!({"name": row.behaviour.word(), "title": row.title, "weak": row.weak,
                "strong": row.strong, "needs": needs})
        });
        out.json(&json!({
            "drills": drills.collect::<Vec<Value>>(),
            "personas": personas.collect::<Vec<Value>>(),
            "behaviours": behaviours.collect::<Vec<Value>>(),
        }))?;
        return out.finish();
    }
    out.line("Drills")?;
    let drills = material
        .drills
        .iter()
        .map(|drill| (drill.id.as_str(), drill.title.clone()));
    table(&drills.collect::<Vec<_>>(), &mut out)?;
    out.line("")?;
    out.line("Buyers")?;
    let personas = material.personas.iter();
    let personas = personas.map(|one| (one.id.as_str(), format!("{}, {}", one.name, one.role)));
    table(&personas.collect::<Vec<_>>(), &mut out)?;
    out.line("")?;
    out.line("Rated, 1 to 5")?;
    let rows = material.rubric.iter();
    let rows = rows.map(|row| (row.behaviour.word(), row.title.clone()));
    table(&rows.collect::<Vec<_>>(), &mut out)?;
    out.finish()
}

fn table(rows: &[(&str, String)], out: &mut Out) -> Result<()> {
    let cols = rows
        .iter()
        .map(|(id, _)| text::width(id))
        .max()
        .unwrap_or(0);
    for (id, words) in rows {
        out.line(&format!("  {}  {words}", text::fit(id, cols)))?;
    }
    Ok(())
}

/// The rep who is meant: named, or the plan's.
fn rep(args: &PracticeArgs, global: &Global) -> Result<String> {
    let mut rep = args.rep.clone().unwrap_or_default();
    if let (true, Some(name)) = (rep.trim().is_empty(), &args.plan) {
        let private = store::load_private(&global.folder.resolve(name)?)?;
        rep = private.map(|private| private.deal.rep).unwrap_or_default();
    }
    if rep.trim().is_empty() {
        bail!("whose rounds? — name the rep with --rep, or a plan whose rep is known with --plan");
    }
    Ok(rep.trim().to_owned())
}

fn trend(args: &PracticeArgs, material: &Material, global: &Global) -> Result<ExitCode> {
    let name = rep(args, global)?;
    let record = store::load_rep(&global.folder, &name)?.unwrap_or_else(|| Rep::new(&name));
    let mut out = global.out()?;
    if args.json {
        out.json(&in_json(&record))?;
    } else if let Some(last) = record.practice.last() {
        let on = last.on.format("%-d %b %Y");
        let rounds = counted(record.practice.len(), "round");
        out.line(&format!("{}: {rounds}, the last on {on}", record.name))?;
        draw(&record, material, &mut out)?;
        if let Some(row) = Behaviour::of_word(&last.coach_next).and_then(|next| material.row(next))
        {
            out.line(&format!("Coach next: {}. {}", row.title, row.coach))?;
        }
    }
    let finished = out.finish()?;
    if record.practice.is_empty() {
        complain(&format!(
            "no round of {} is kept yet — `backcast practice --rep` plays one",
            record.name
        ));
        return Ok(ExitCode::from(1));
    }
    Ok(finished)
}

/// A line a behaviour: its ratings, oldest first, an open one as a dash.
fn draw(record: &Rep, material: &Material, out: &mut Out) -> Result<()> {
    let titles = Behaviour::ALL.map(|behaviour| material.title(behaviour));
    let cols = titles
        .iter()
        .map(|title| text::width(title))
        .max()
        .unwrap_or(0);
    for (behaviour, title) in Behaviour::ALL.into_iter().zip(titles) {
        let rated = record.practice.iter().map(|round| {
            let rating = round.ratings.get(behaviour.word());
            rating.map_or_else(|| "–".to_owned(), u8::to_string)
        });
        let rated: Vec<String> = rated.collect();
        out.line(&format!(
            "  {}  {}",
            text::fit(title, cols),
            rated.join(" ")
        ))?;
    }
    Ok(())
}

fn in_json(record: &Rep) -> Value {
    let trend = Behaviour::ALL.map(|behaviour| {
        let ratings: Vec<Value> = record
            .trend(behaviour.word())
            .into_iter()
            .map(|(on, rating)| json!({"on": on, "rating": rating}))
            .collect();
        json!({"behaviour": behaviour.word(), "ratings": ratings})
    });
    json!({
        "rep": record.name,
        "rounds": record.practice.len(),
        "trend": trend,
        "coach_next": record.practice.last().map(|round| &round.coach_next),
    })
}
