//! What every command stands on: the plans folder, the day that is today, the configuration. Here
//! the clock and the environment are read, once; everything below gets them as data.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, Datelike, Local, NaiveDate, NaiveTime, Utc};

use super::args::GlobalArgs;
use super::out::Out;
use crate::store::{Config, Folder, StoreError};

/// The day that is today: the wall's, or one that was given and stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// The system's clock.
    Running,
    /// Always this day.
    Standing(NaiveDate),
}

impl Clock {
    /// Today's date, where the user is.
    pub(crate) fn today(self) -> NaiveDate {
        match self {
            Self::Running => Local::now().date_naive(),
            Self::Standing(day) => day,
        }
    }

    /// The moment, for the history. A standing clock shows noon, which is the same day nearly everywhere.
    pub(crate) fn now(self) -> DateTime<Utc> {
        match self {
            Self::Running => Utc::now(),
            Self::Standing(day) => {
                let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
                day.and_time(noon).and_utc()
            }
        }
    }
}

impl Clock {
    /// How long until the next day begins where the user is; nothing when the clock stands.
    pub(crate) fn until_tomorrow(self) -> Option<Duration> {
        if self != Self::Running {
            return None;
        }
        let now = Local::now().naive_local();
        let midnight = now.date().succ_opt()?.and_time(NaiveTime::MIN);
        // A second past, so that a clock a little behind does not wake too early.
        let wait = midnight.signed_duration_since(now).to_std().ok()?;
        Some(wait + Duration::from_secs(1))
    }
}

/// What every command stands on.
#[derive(Debug)]
pub(crate) struct Global {
    /// The clock.
    pub(crate) clock: Clock,
    /// Where the plans lie.
    pub(crate) folder: Folder,
    ascii: bool,
}

impl Global {
    /// From the options and, where they are silent, the environment.
    pub(crate) fn of(args: &GlobalArgs) -> Result<Self> {
        let dir = args.dir.clone();
        let dir = dir.or_else(|| variable("BACKCAST_DIR").map(PathBuf::from));
        let folder = match dir {
            Some(dir) => Folder::at(dir),
            None => Folder::platform()
                .context("this system names no home folder — say where the plans lie with --dir")?,
        };
        Ok(Self {
            clock: clock(args)?,
            folder,
            ascii: args.ascii,
        })
    }

    /// The configuration file, read anew.
    pub(crate) fn config(&self) -> Result<Config, StoreError> {
        let mut config = Config::load()?;
        config.ascii |= self.ascii;
        Ok(config)
    }

    /// Standard output for text, in the characters that the user's terminal shows.
    pub(crate) fn out(&self) -> Result<Out, StoreError> {
        Ok(Out::new(self.config()?.ascii))
    }
}

/// A variable of the environment; an empty one counts as none.
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn clock(args: &GlobalArgs) -> Result<Clock> {
    let (source, typed) = match &args.today {
        Some(typed) => ("--today", typed.clone()),
        None => match variable("BACKCAST_TODAY") {
            Some(value) => ("BACKCAST_TODAY", value.to_string_lossy().into_owned()),
            None => return Ok(Clock::Running),
        },
    };
    match typed.trim().parse::<NaiveDate>() {
        Ok(day) if (1900..=9999).contains(&day.year()) => Ok(Clock::Standing(day)),
        Ok(_) => bail!("{source} “{typed}” is outside the years 1900 to 9999"),
        Err(_) => bail!("{source} “{typed}” is no date: write it as 2026-11-23"),
    }
}
