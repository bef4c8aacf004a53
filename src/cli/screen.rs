//! The way from the command line to the screens: what to open first, and the check that there is a
//! terminal to open it in.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use anyhow::{Result, bail};

use super::global::Global;
use super::scripts;
use crate::tui;
use crate::tui::screens::diagnosis;
use crate::tui::screens::one_on_one::Beginning;

/// What the terminal opens with.
#[derive(Debug)]
pub(crate) enum Start {
    /// The list of plans and what to do next.
    Home,
    /// A plan's file.
    Open(PathBuf),
    /// A plan's file, for everybody on a call.
    Live(PathBuf),
    /// The example, in a folder that is thrown away.
    Demo,
    /// What only the rep sees beside a shared window: that of a plan's file, or the newest.
    Prompter(Option<PathBuf>),
    /// Role-play.
    Practice(Box<tui::Practising>),
    /// A manager's 1:1 with a rep.
    OneOnOne(Box<Beginning>),
    /// Why a rep builds no plans.
    Diagnosis(Box<diagnosis::Beginning>),
}

/// Opens the screens.
pub(crate) fn start(start: Start, global: &Global) -> Result<ExitCode> {
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        bail!(
            "the screens need a terminal — `backcast list` and `backcast show NAME` print as text"
        );
    }
    let config = global.config()?;
    let clock = global.clock;
    let what = match start {
        Start::Home => tui::What::Home,
        Start::Open(path) => tui::What::Open(path),
        Start::Live(path) => tui::What::Live(path),
        Start::Demo => tui::What::Demo,
        Start::Prompter(plan) => tui::What::Prompter(plan),
        Start::Practice(wanted) => tui::What::Practice(wanted),
        Start::Diagnosis(beginning) => tui::What::Diagnosis(beginning),
        Start::OneOnOne(beginning) => tui::What::OneOnOne(beginning),
    };
    let code = tui::run(tui::Start {
        what,
        scripts: Box::new(scripts::library),
        folder: global.folder.clone(),
        today: Box::new(move || clock.today()),
        now: Rc::new(move || clock.now()),
        until_tomorrow: Box::new(move || clock.until_tomorrow()),
        defaults: tui::model::Defaults {
            threshold: config.threshold(),
            seller: config.seller.unwrap_or_default(),
            buyer_calendar: config.buyer_calendar,
            seller_calendar: config.seller_calendar,
        },
        mouse: config.mouse,
        ascii: config.ascii,
    })?;
    Ok(ExitCode::from(code))
}
