//! `backcast diagnose REP`: why a rep builds no plans. At a terminal it is asked on the screen; else, or
//! when something is answered already, it is printed, drawn as the path that the answers take. What the
//! rep's plans and practice tell is taken for an answer unless another is given; with `--keep` the
//! diagnosis goes into the coaching record.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json};

use super::global::Global;
use super::out::Out;
use super::reps;
use super::screen::{self, Start};
use crate::coach::diagnosis::{self, Cause, Question, Standing};
use crate::coach::rep::{Answer, Diagnosis, Rep};
use crate::plan::Extra;
use crate::store;
use crate::text;
use crate::tui::screens::diagnosis::Beginning;

/// The arguments of `diagnose`.
#[derive(Debug, Args)]
pub(crate) struct DiagnoseArgs {
    /// The rep, as the plans' private files name them
    rep: String,
    /// A yes, with what shows it: how="heard it without notes" (how, believes, knows, tracked, big-enough)
    #[arg(long, value_name = "QUESTION[=EVIDENCE]")]
    yes: Vec<String>,
    /// A no, with what shows it
    #[arg(long, value_name = "QUESTION[=EVIDENCE]")]
    no: Vec<String>,
    /// Put the diagnosis into the rep's coaching record
    #[arg(long)]
    keep: bool,
    /// Print it although this is a terminal, which else opens the conversation
    #[arg(long)]
    text: bool,
    /// As JSON, for other programs
    #[arg(long)]
    json: bool,
}

impl DiagnoseArgs {
    /// Whether somebody sits there to be asked, and nothing was answered yet.
    fn opens_the_screen(&self) -> bool {
        let answered = !self.yes.is_empty() || !self.no.is_empty() || self.keep;
        let printed = self.text || self.json;
        !answered && !printed && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
    }
}

/// An answer with where it comes from.
struct Given {
    answer: Answer,
    /// It is what the plans tell, and nobody said it.
    offered: bool,
}

/// Runs it.
pub(crate) fn run(args: &DiagnoseArgs, global: &Global) -> Result<ExitCode> {
    let today = global.clock.today();
    let held = reps::plans_of(&args.rep, global)?;
    let record = store::load_rep(&global.folder, &args.rep)?;
    let threshold = global.config()?.threshold();
    let deals: Vec<_> = held.iter().map(reps::Held::deal).collect();
    if args.opens_the_screen() {
        let beginning = Beginning::of(&args.rep, &deals, record, &threshold, today);
        return screen::start(Start::Diagnosis(Box::new(beginning)), global);
    }
    let said = said(args)?;
    let mut given = Vec::new();
    for question in Question::ALL {
        let own = diagnosis::answer_to(question, &said).cloned();
        let offer = || diagnosis::offer(question, &deals, record.as_ref(), &threshold, today);
        let (answer, offered) = match own {
            Some(answer) => (answer, false),
            None => match offer() {
                Some(offer) => (answer_of(question, offer.yes, offer.evidence), true),
                None => continue,
            },
        };
        given.push(Given { answer, offered });
    }
    let answers: Vec<Answer> = given.iter().map(|given| given.answer.clone()).collect();
    let standing = diagnosis::standing(&answers);
    let before = record.as_ref().map_or(&[][..], |rep| &rep.diagnoses);
    let change = match standing {
        Standing::Found(cause) => diagnosis::change(before, cause),
        Standing::Asks(_) => None,
    };
    let kept = match (args.keep, standing) {
        (false, _) => None,
        (true, Standing::Asks(question)) => bail!(
            "the diagnosis is not at its end — answer “{}” with --yes or --no {}",
            question.text(),
            question.word()
        ),
        (true, Standing::Found(cause)) => Some(keep(args, &answers, cause, global)?),
    };
    let mut out = global.out()?;
    if args.json {
        out.json(&in_json(args, &given, standing, change.as_deref()))?;
        return out.finish();
    }
    draw(&given, standing, &mut out)?;
    end(standing, change.as_deref(), &mut out)?;
    if let Some(rep) = kept {
        let number = rep.diagnoses.len();
        out.line(&format!(
            "kept in the record of {} (diagnosis {number})",
            rep.name
        ))?;
    }
    out.finish()
}

fn answer_of(question: Question, yes: bool, evidence: String) -> Answer {
    Answer {
        question: question.word().to_owned(),
        yes,
        evidence,
        extra: Extra::new(),
    }
}

/// What was typed after `--yes` and `--no`.
fn said(args: &DiagnoseArgs) -> Result<Vec<Answer>> {
    let mut said: Vec<Answer> = Vec::new();
    let typed = args.yes.iter().map(|typed| (typed, true));
    for (typed, yes) in typed.chain(args.no.iter().map(|typed| (typed, false))) {
        let (word, evidence) = typed.split_once('=').unwrap_or((typed, ""));
        let Some(question) = Question::of_word(word.trim()) else {
            let words = Question::ALL.map(Question::word);
            bail!("“{word}” is no question — they are {}", words.join(", "));
        };
        if diagnosis::answer_to(question, &said).is_some() {
            bail!("“{}” is answered twice — answer it once", question.word());
        }
        said.push(answer_of(question, yes, evidence.trim().to_owned()));
    }
    Ok(said)
}

fn keep(args: &DiagnoseArgs, answers: &[Answer], cause: Cause, global: &Global) -> Result<Rep> {
    let path = diagnosis::path(answers);
    let kept = Diagnosis {
        id: store::new_id(),
        on: global.clock.today(),
        answers: path.into_iter().map(|(_, answer)| answer.clone()).collect(),
        cause: cause.word().to_owned(),
        extra: Extra::new(),
    };
    let rep = store::edit_rep(&global.folder, &args.rep, |rep| rep.diagnoses.push(kept))?;
    Ok(rep)
}

/// The path that was taken, top to bottom; the questions that it did not come to stay pale.
fn draw(given: &[Given], standing: Standing, out: &mut Out) -> Result<()> {
    let mut reached = true;
    for question in Question::ALL {
        let word = question.word();
        let given = given.iter().find(|given| given.answer.question == word);
        if !reached {
            out.line(&format!("○ {}", question.text()))?;
            continue;
        }
        out.line(&format!("● {}", question.text()))?;
        let Some(given) = given else {
            out.line(&format!(
                "╰─ ? a yes looks like this: {}",
                question.yes_looks_like()
            ))?;
            reached = false;
            continue;
        };
        let evidence = match (given.answer.evidence.as_str(), given.offered) {
            ("", _) => String::new(),
            (evidence, true) => format!(": {evidence} (from the plans and the record)"),
            (evidence, false) => format!(": {evidence}"),
        };
        if given.answer.yes {
            out.line(&format!("│  yes{evidence}"))?;
        } else {
            let cause = question.cause_of_no().title();
            out.line(&format!("╰─ no{evidence}  → {cause}"))?;
            reached = false;
        }
    }
    if reached && let Standing::Found(cause) = standing {
        out.line(&format!("╰─ → {}", cause.title()))?;
    }
    out.line("")
}

fn end(standing: Standing, change: Option<&str>, out: &mut Out) -> Result<()> {
    let cause = match standing {
        Standing::Asks(question) => {
            let word = question.word();
            return out.line(&format!(
                "Answer it with --yes {word}=\"what shows it\" or --no {word}=\"what shows it\""
            ));
        }
        Standing::Found(cause) => cause,
    };
    out.line(&format!("{}. {}", cause.title(), cause.meaning()))?;
    if let Some(change) = change {
        out.line(&format!("Last time: {change}"))?;
    }
    for (index, next) in cause.next().iter().enumerate() {
        out.line(&format!("{}. {next}", index + 1))?;
    }
    let (library, _) = super::scripts::library();
    if let Some(script) = cause
        .cue()
        .and_then(|cue| library.get(library.place_of(&cue)?))
    {
        out.line("")?;
        out.line(&format!(
            "{} (backcast scripts show {})",
            script.cue.title(),
            script.id
        ))?;
        for line in text::wrap(&script.text, 76) {
            out.line(&format!("  {line}"))?;
        }
    }
    Ok(())
}

fn in_json(
    args: &DiagnoseArgs,
    given: &[Given],
    standing: Standing,
    change: Option<&str>,
) -> Value {
    let answers: Vec<Value> = given
        .iter()
        .map(|given| {
            json!({
                "question": given.answer.question,
                "yes": given.answer.yes,
                "evidence": given.answer.evidence,
                "from": if given.offered { "record" } else { "said" },
            })
        })
        .collect();
    let (cause, asks) = match standing {
        Standing::Found(cause) => (Some(cause), None),
        Standing::Asks(question) => (None, Some(question)),
    };
    json!({
        "rep": args.rep,
        "answers": answers,
        "asks": asks.map(Question::word),
        "cause": cause.map(Cause::word),
        "meaning": cause.map(Cause::meaning),
        "next": cause.map(Cause::next),
        "change": change,
    })
}
