//! Everything the screen shows and everything that can happen to it: the model, the messages that
//! change it, and the effects that only the runtime can carry out. No behaviour here: that is in
//! [`super::update`]; no painting: that is in [`super::view`].

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use crossterm::event::{KeyEvent, MouseEvent};

use super::beside::{Answer, Request};
use super::commands::Place;
use super::document::Sources;
use super::following::News;
use super::overlays::Overlay;
use super::screens::diagnosis::Diagnosing;
use super::screens::home::{Home, Pressing};
use super::screens::one_on_one::{At, Talk};
use super::screens::plan::PlanScreen;
use super::screens::practice::Practice;
use super::screens::prompter::{self, Prompter};
use super::theme::Theme;
use super::widgets::header;
use super::work::{Found, Wanted};
use crate::coach::meddpicc::Learned;
use crate::coach::need::Threshold;
use crate::coach::objections::Objection;
use crate::coach::rep::{Addition, Rep};
use crate::coach::scripts::Library;
use crate::plan::Plan;
use crate::private::Deal;
use crate::private::Meddpicc;
use crate::store::{self, Listed, Opened};

/// The smallest window that the screens are made for.
pub const SMALLEST: (u16, u16) = (60, 18);

/// Everything the screen shows.
#[derive(Debug)]
pub struct Model {
    /// Colours and glyphs of the rep's own view.
    pub theme: Theme,
    /// Colours and glyphs of what everybody sees.
    pub shared_theme: Theme,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The day that the plan is scheduled for.
    pub today: NaiveDate,
    /// Moments and ids.
    pub sources: Sources,
    /// Where new plans go, as people may read it.
    pub folder: String,
    /// What new plans begin with.
    pub defaults: Defaults,
    /// What there is to say, for the rep's own windows.
    pub scripts: Library,
    /// What buyers say against a plan, with the answers; nothing until it was first asked for.
    pub objections: Option<Arc<[Objection]>>,
    /// What fills the window.
    pub screen: Screen,
    /// What the work on the screen was begun from, to go back to.
    pub behind: Option<Box<Screen>>,
    /// What lies over it, the top one last.
    pub overlays: Vec<Overlay>,
    /// A sentence about what just happened.
    pub toast: Option<Toast>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether this is the example, of which nothing is kept.
    pub scratch: bool,
    /// Who looks at the window.
    pub eyes: Eyes,
}

/// Who looks at the window: the rep alone, or everybody on the call.
#[derive(Debug, Default)]
pub enum Eyes {
    /// The rep alone.
    #[default]
    Own,
    /// Everybody, for as long as the rep hides their own view behind the share view. What lay over
    /// it is kept.
    Covered(Vec<Overlay>),
    /// Everybody, from beginning to end. Nothing of the seller's own is in this program.
    Live {
        /// Whether the neutral card hides the plan.
        veiled: bool,
    },
}

impl Eyes {
    /// Whether everybody on the call may be looking.
    pub fn shared(&self) -> bool {
        !matches!(self, Self::Own)
    }

    /// What may be said where a sentence names files or folders: all of it to the rep alone, and
    /// `shared` to everybody. The one place that decides it.
    pub fn words(&self, own: impl Into<String>, shared: &str) -> String {
        if self.shared() {
            shared.to_owned()
        } else {
            own.into()
        }
    }

    /// Whether the program was started for a shared window.
    pub fn live(&self) -> bool {
        matches!(self, Self::Live { .. })
    }
}

/// What new plans begin with, from the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The seller's organization.
    pub seller: String,
    /// The base of the buyer's calendar.
    pub buyer_calendar: Option<String>,
    /// The base of the seller's calendar.
    pub seller_calendar: Option<String>,
    /// From which size on a deal needs a plan.
    pub threshold: Threshold,
}

/// What fills the window.
#[derive(Debug)]
pub enum Screen {
    /// The plans in the folder.
    Home(Home),
    /// One plan.
    Plan(Box<PlanScreen>),
    /// What only the rep sees beside a shared window.
    Prompter(Box<Prompter>),
    /// Role-play.
    Practice(Box<Practice>),
    /// A manager's 1:1 with a rep.
    OneOnOne(Box<Talk>),
    /// Why a rep builds no plans.
    Diagnosis(Box<Diagnosing>),
}

/// A sentence at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// A text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The window has another size.
    Resize(u16, u16),
    /// The writer tells what became of the edits.
    Store(store::Event),
    /// The plans in the folder.
    Listed(Result<Vec<Listed>, String>),
    /// What of the plans of these files presses on that day.
    PressingRead(NaiveDate, Vec<(PathBuf, Pressing)>),
    /// A plan was opened, or why not.
    Opened(Result<Box<Opened>, String>),
    /// What the private file says of the open plan's deal, or why it cannot be read.
    DealRead(Result<Option<Box<Deal>>, String>),
    /// Midnight has passed.
    Day(NaiveDate),
    /// A file for others was written, or why not.
    Exported(Result<String, String>),
    /// The plan was closed: everything is on disk.
    Closed,
    /// Leaving was asked for, but something is not on disk.
    NotSaved(String),
    /// What there is to follow.
    Followed(Box<News>),
    /// It is that moment now: something counts up.
    Moment(DateTime<Utc>),
    /// A private note is on disk, or why not.
    Noted(Result<(), String>),
    /// A calendar file was read: what stands in it, or why not.
    CalendarRead(Result<Vec<u8>, String>),
    /// The paths of files and folders that begin with what was typed.
    PathsFound(Vec<String>),
    /// What was computed beside the loop.
    Computed(Box<Answer>),
    /// Something that is computed beside the loop takes long.
    TakesLong,
    /// The objections were read: a team's own packs, and what is wrong with the others.
    ObjectionsRead(Vec<Vec<Objection>>, Vec<String>),
    /// What the files say to a work that is wanted, or why they cannot be read.
    WorkFound(Box<Wanted>, Result<Found, String>),
    /// Who practises, with the record if there is one, or why it cannot be read.
    RepRead(Result<(String, Option<Box<Rep>>), String>),
    /// What was put into a rep's record is on disk, with the record as it is now; or why not.
    Recorded(Result<Box<Rep>, String>),
    /// What the private file knows of the deal, as it is now; or why it could not be read or written.
    Known(Result<Box<Meddpicc>, String>),
}

/// A file for others, to be written beside the plan.
#[derive(Debug, PartialEq)]
pub struct ForOthers {
    /// What it is, as its name says: "recap", "plan".
    pub what: &'static str,
    /// How its name ends.
    pub ending: &'static str,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Something that only the runtime can do.
#[derive(Debug)]
pub enum Effect {
    /// Read the folder.
    List,
    /// Count what of the plans of these files presses.
    Press(Vec<PathBuf>),
    /// Open a plan's file.
    Open(PathBuf),
    /// Open the example in a scratch folder.
    Example,
    /// Write a new plan's file, and beside it what is known of the deal if anything is; then open it.
    Create(Box<Plan>, Option<Box<Deal>>),
    /// Read what the private file beside a plan says of the deal.
    ReadDeal(PathBuf),
    /// Hand a version to the writer: the plan, the edit's number, the last merge seen.
    Save(Arc<Plan>, u64, u64),
    /// Wait for the writer and close the plan; it stays open while something is not on disk.
    Close,
    /// Put a text on the clipboard of whoever sees the window.
    Copy(String),
    /// Write a file for others beside the plan.
    Export(ForOthers),
    /// Name the window after what it shows.
    Name,
    /// Back to the shell until it says go on.
    Suspend,
    /// Paint everything anew.
    Redraw,
    /// Listen to the mouse, or do not.
    Mouse(bool),
    /// End, once everything is on disk.
    Quit,
    /// End although something is not.
    QuitUnsaved,
    /// Add a line to the private note on a step: its id, the line.
    Note(String, String),
    /// Read the calendar file of that path, as it was typed.
    ReadCalendar(String),
    /// Find the calendar files and folders whose paths begin like that.
    FindPaths(String),
    /// Compute something beside the loop; of each kind only the newest is answered.
    Compute(Request),
    /// Read a team's own objections.
    ReadObjections,
    /// Read what a work with a rep begins with.
    Work(Box<Wanted>),
    /// Read the coaching record of the rep of that name.
    ReadRep(String),
    /// Put something into a rep's record: the rep's name, what.
    Record(String, Addition),
    /// Write down what was learned, if anything was, and read what is known of the deal: the plan's
    /// file, the plan's id, what was learned.
    Learn(PathBuf, String, Option<Learned>),
}

impl Model {
    /// Where a key goes first: the top overlay, else the screen.
    pub fn place(&self) -> Place {
        match (self.overlays.last(), &self.screen) {
            (Some(Overlay::Confirm(_)), _) => Place::Confirm,
            (_, _) if self.veiled() => Place::Card,
            (Some(Overlay::Calendar(_)), _) if self.eyes.shared() => Place::SharedCalendar,
            (Some(overlay), _) => overlay.place(),
            (None, Screen::Home(_)) => Place::Home,
            (None, Screen::Plan(_)) if self.eyes.shared() => Place::Share,
            (None, Screen::Plan(_)) => Place::Plan,
            (None, Screen::Prompter(_)) => Place::Prompter,
            (None, Screen::Practice(practice)) => practice.place(),
            (None, Screen::OneOnOne(talk)) => match talk.at {
                At::Opening if talk.is_first() => Place::TalkFirst,
                At::Opening => Place::TalkOpening,
                At::Prompt(_) => Place::Talk,
                At::End => Place::TalkEnd,
            },
            (None, Screen::Diagnosis(screen)) if screen.is_over() => Place::DiagnosisEnd,
            (None, Screen::Diagnosis(_)) => Place::Diagnosis,
        }
    }

    /// Whether only the neutral card is shown: it was asked for, or there is no plan that everybody
    /// may see.
    pub fn veiled(&self) -> bool {
        match &self.eyes {
            Eyes::Own => false,
            Eyes::Live { veiled } => *veiled,
            Eyes::Covered(_) => self.plan().is_none(),
        }
    }

    /// The colours of the window as it is seen now.
    pub fn shown_theme(&self) -> &Theme {
        if self.eyes.shared() {
            &self.shared_theme
        } else {
            &self.theme
        }
    }

    /// The open plan.
    pub fn plan(&self) -> Option<&PlanScreen> {
        match &self.screen {
            Screen::Plan(plan) => Some(plan),
            _ => None,
        }
    }

    /// The open plan, to be changed.
    pub fn plan_mut(&mut self) -> Option<&mut PlanScreen> {
        match &mut self.screen {
            Screen::Plan(plan) => Some(plan),
            _ => None,
        }
    }

    /// The plan whose edits are on their way to the disk: the open one, or that behind a work.
    pub fn held_plan(&self) -> Option<&PlanScreen> {
        match (&self.screen, self.behind.as_deref()) {
            (Screen::Plan(plan), _) | (_, Some(Screen::Plan(plan))) => Some(plan),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn held_plan_mut(&mut self) -> Option<&mut PlanScreen> {
        match (&mut self.screen, self.behind.as_deref_mut()) {
            (Screen::Plan(plan), _) | (_, Some(Screen::Plan(plan))) => Some(plan),
            _ => None,
        }
    }

    /// The prompter.
    pub fn prompter(&self) -> Option<&Prompter> {
        match &self.screen {
            Screen::Prompter(prompter) => Some(prompter),
            _ => None,
        }
    }

    /// The prompter, to be changed.
    pub fn prompter_mut(&mut self) -> Option<&mut Prompter> {
        match &mut self.screen {
            Screen::Prompter(prompter) => Some(prompter),
            _ => None,
        }
    }

    /// Role-play.
    pub fn practice(&self) -> Option<&Practice> {
        match &self.screen {
            Screen::Practice(practice) => Some(practice),
            _ => None,
        }
    }

    /// Role-play, to be changed.
    pub fn practice_mut(&mut self) -> Option<&mut Practice> {
        match &mut self.screen {
            Screen::Practice(practice) => Some(practice),
            _ => None,
        }
    }

    /// Whether something on the screen is told by the real clock.
    pub fn has_clock(&self) -> bool {
        matches!(
            self.screen,
            Screen::Prompter(_) | Screen::Practice(_) | Screen::OneOnOne(_)
        )
    }

    /// How long what is shown stays true; nothing while nothing counts up.
    pub fn next_moment(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Prompter(prompter) => prompter.next_moment(),
            Screen::Practice(practice) => practice.next_moment(),
            Screen::OneOnOne(talk) => talk.next_moment(),
            _ => None,
        }
    }

    /// The 1:1, to be changed.
    pub fn talk_mut(&mut self) -> Option<&mut Talk> {
        match &mut self.screen {
            Screen::OneOnOne(talk) => Some(talk),
            _ => None,
        }
    }

    /// What the window is called: never more than may be seen in it.
    pub fn title(&self) -> String {
        let whose = self.eyes.words("backcast", "SHARE");
        match &self.screen {
            Screen::Home(_) => "backcast".to_owned(),
            Screen::Plan(screen) => format!("{} — {whose}", header::name(screen.plan())),
            Screen::Practice(_) => self.eyes.words("backcast — practice", "backcast"),
            Screen::Prompter(_) | Screen::OneOnOne(_) | Screen::Diagnosis(_) => {
                prompter::TITLE.to_owned()
            }
        }
    }

    /// Says what just happened.
    pub fn say(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast {
            text: text.into(),
            bad: false,
        });
    }

    /// Says what went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast {
            text: text.into(),
            bad: true,
        });
    }

    /// Says what went wrong with a file: `reason` names files and folders, `shared` does not.
    pub fn complain_of_file(&mut self, reason: impl Into<String>, shared: &str) {
        let words = self.eyes.words(reason, shared);
        self.complain(words);
    }
}
