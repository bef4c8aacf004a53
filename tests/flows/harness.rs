//! The program without a terminal: a model that takes keys, its effects carried out on a folder that
//! is thrown away, its screen as text and its file as a plan. The moment, the ids and the day are
//! fixed. Nothing sleeps: after each key the writer's answer is waited for.

#![allow(dead_code)]

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use backcast::coach::objections::Objection;
use backcast::coach::scripts::Library;
use backcast::plan::templates::{self, NewPlan};
use backcast::plan::{Gate, Plan, Step};
use backcast::store::{self, Event, Writer};
use backcast::tui::beside::Request;
use backcast::tui::coaching::Coaching;
use backcast::tui::document::{Document, Safety, Sources};
use backcast::tui::model::{Defaults, Effect, Eyes, Model, Msg, Screen};
use backcast::tui::screens::home::Home;
use backcast::tui::screens::plan::PlanScreen;
use backcast::tui::screens::prompter::Prompter;
use backcast::tui::theme::{Depth, Theme, UNICODE};
use backcast::tui::{update, view};
use chrono::NaiveDate;
use crossterm::event::{KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::json;
use tempfile::TempDir;

use crate::screen;

#[path = "harness/call.rs"]
pub(crate) mod call;
#[path = "harness/coaching.rs"]
pub(crate) mod coaching;
#[path = "harness/hands.rs"]
mod hands;
#[path = "harness/keys.rs"]
mod keys;
#[path = "harness/practice.rs"]
pub(crate) mod practice;

pub(crate) use keys::parse;

/// Longer than anything here takes; reached only when a test has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The day of all these tests: a Monday, 14 weeks before the example goes live.
pub(crate) fn today() -> NaiveDate {
    day("2026-11-23")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// How the program was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// With everything on disk, or so it believed.
    Saved,
    /// Knowing that something is not on disk.
    Unsaved,
}

/// A program that runs.
pub(crate) struct App {
    pub(crate) model: Model,
    pub(crate) folder: Rc<TempDir>,
    /// How it ended, once it has.
    pub(crate) left: Option<Left>,
    /// What only a terminal could have done, in its order.
    pub(crate) terminal: Vec<String>,
    /// The private notes that were written, or why none can be.
    pub(crate) notes: Result<Vec<(String, String)>, String>,
    /// The team's own packs of objections, and what is wrong with the others.
    pub(crate) objections: (Vec<Vec<Objection>>, Vec<String>),
    /// What is being computed beside the loop, until [`App::compute`] answers it.
    pub(crate) questions: Vec<Request>,
    writer: Option<Writer>,
    scratch: Option<TempDir>,
    sender: Sender<Event>,
    events: Receiver<Event>,
}

impl App {
    /// Started with no plan, on an empty folder.
    pub(crate) fn home(width: u16, height: u16) -> Self {
        Self::home_in(&Rc::new(tempfile::tempdir().unwrap()), width, height)
    }

    /// Started with no plan, on a folder that may have some.
    pub(crate) fn home_in(folder: &Rc<TempDir>, width: u16, height: u16) -> Self {
        let mut app = Self::new(folder, "new", (width, height));
        app.carry_out(Effect::List);
        app
    }

    /// Started with the example, as `new acme --template example` made it.
    pub(crate) fn example(width: u16, height: u16) -> Self {
        Self::with(&example_plan(), width, height)
    }

    /// Started with an empty plan that goes live on 1 March 2027.
    pub(crate) fn empty_plan(width: u16, height: u16) -> Self {
        let mut plan = empty_plan();
        plan.anchor.go_live = Some(day("2027-03-01"));
        Self::with(&plan, width, height)
    }

    /// Started with that plan in a file of its own.
    pub(crate) fn with(plan: &Plan, width: u16, height: u16) -> Self {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let path = folder.path().join("acme.json");
        store::create(&path, plan).unwrap();
        Self::open_in(&folder, &path, "new", (width, height))
    }

    /// Started with a file; new ids begin with `ids`.
    pub(crate) fn open_in(
        folder: &Rc<TempDir>,
        path: &Path,
        ids: &'static str,
        size: (u16, u16),
    ) -> Self {
        let mut app = Self::new(folder, ids, size);
        app.carry_out(Effect::Open(path.to_owned()));
        assert!(app.model.plan().is_some(), "{}", app.screen());
        app
    }

    /// Started with that plan in a window that everybody sees.
    pub(crate) fn live(plan: &Plan, width: u16, height: u16) -> Self {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let path = folder.path().join("acme.json");
        store::create(&path, plan).unwrap();
        Self::live_in(&folder, &path, (width, height))
    }

    /// Started with a file in a window that everybody sees.
    pub(crate) fn live_in(folder: &Rc<TempDir>, path: &Path, size: (u16, u16)) -> Self {
        let mut app = Self::new(folder, "new", size);
        app.model.eyes = Eyes::Live { veiled: false };
        app.carry_out(Effect::Open(path.to_owned()));
        assert!(app.model.plan().is_some(), "{}", app.screen());
        app
    }

    /// Started as a prompter that has seen nothing yet.
    pub(crate) fn prompter(width: u16, height: u16) -> Self {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let mut app = Self::new(&folder, "new", (width, height));
        let now = "2026-11-23T15:00:00Z".parse().unwrap();
        let scripts = app.model.scripts.clone();
        let prompter = Prompter::new("acme".to_owned(), Some("tty-2".to_owned()), now, scripts);
        app.model.screen = Screen::Prompter(Box::new(prompter));
        app
    }

    fn new(folder: &Rc<TempDir>, ids: &'static str, size: (u16, u16)) -> Self {
        let (sender, events) = channel();
        let count = Cell::new(0);
        let sources = Sources {
            now: Box::new(|| "2026-11-23T12:00:00Z".parse().unwrap()),
            new_id: Box::new(move || {
                count.set(count.get() + 1);
                format!("{ids}-{}", count.get())
            }),
        };
        let model = Model {
            theme: Theme::plain(),
            shared_theme: Theme::shared(Depth::True, &UNICODE),
            size,
            today: today(),
            sources,
            folder: "~/plans".to_owned(),
            defaults: Defaults::default(),
            scripts: Library::default(),
            objections: None,
            screen: Screen::Home(Home::default()),
            behind: None,
            overlays: Vec::new(),
            toast: None,
            mouse: true,
            scratch: false,
            eyes: Eyes::Own,
        };
        Self {
            model,
            folder: Rc::clone(folder),
            left: None,
            terminal: Vec::new(),
            notes: Ok(Vec::new()),
            objections: (Vec::new(), Vec::new()),
            questions: Vec::new(),
            writer: None,
            scratch: None,
            sender,
            events,
        }
    }

    // What a person does.

    /// Presses keys: letters as they are, others in `<…>`, as in `aKickoff 1d<enter><ctrl-k>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.press(key);
        }
        self
    }

    pub(crate) fn press(&mut self, key: KeyEvent) {
        self.send(Msg::Key(key));
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()));
        self
    }

    pub(crate) fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        self.mouse_with(KeyModifiers::NONE, kind, column, row);
    }

    /// The mouse with keys held.
    pub(crate) fn mouse_with(
        &mut self,
        modifiers: KeyModifiers,
        kind: MouseEventKind,
        column: u16,
        row: u16,
    ) {
        self.send(Msg::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers,
        }));
    }

    pub(crate) fn click(&mut self, column: u16, row: u16) {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    }

    /// Gives the window another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Msg::Resize(width, height));
        self
    }

    /// Takes a message in, and waits for the disk.
    pub(crate) fn send(&mut self, msg: Msg) {
        assert_eq!(self.left, None, "the program has ended");
        for effect in update::update(&mut self.model, msg) {
            self.carry_out(effect);
        }
        self.settle();
    }

    // What a person sees.

    /// The cells of the screen.
    pub(crate) fn frame(&self) -> Buffer {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = view::view(&self.model, &mut buffer);
        if let Some((x, y)) = cursor {
            assert!(x < width && y < height, "the cursor is at {x}, {y}");
        }
        buffer
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        screen::text(&self.frame())
    }

    /// The screen as text and styles, for snapshots.
    pub(crate) fn picture(&self) -> String {
        screen::text_and_styles(&self.frame())
    }

    /// Holds that these words are on the screen.
    #[track_caller]
    pub(crate) fn sees(&self, words: &str) -> &Self {
        let shown = self.screen();
        assert!(shown.contains(words), "no “{words}” in\n{shown}");
        self
    }

    /// Holds that these words are not on the screen.
    #[track_caller]
    pub(crate) fn sees_no(&self, words: &str) -> &Self {
        let shown = self.screen();
        assert!(!shown.contains(words), "“{words}” in\n{shown}");
        self
    }

    /// The row of the screen with these words.
    #[track_caller]
    pub(crate) fn row(&self, words: &str) -> String {
        let shown = self.screen();
        let row = shown.lines().find(|row| row.contains(words));
        row.unwrap_or_else(|| panic!("no “{words}” in\n{shown}"))
            .to_owned()
    }

    /// Where these words begin: column and row.
    #[track_caller]
    pub(crate) fn place_of(&self, words: &str) -> (u16, u16) {
        let shown = self.screen();
        let found = shown.lines().enumerate().find_map(|(y, row)| {
            let before = &row[..row.find(words)?];
            Some((backcast::text::width(before), y))
        });
        let (x, y) = found.unwrap_or_else(|| panic!("no “{words}” in\n{shown}"));
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    }

    /// The sentence at the foot.
    pub(crate) fn said(&self) -> &str {
        self.model
            .toast
            .as_ref()
            .map_or("", |toast| toast.text.as_str())
    }

    // What there is.

    pub(crate) fn plan_screen(&self) -> &PlanScreen {
        self.model.plan().unwrap()
    }

    pub(crate) fn coaching(&self) -> &Coaching {
        self.plan_screen().coaching.as_ref().unwrap()
    }

    pub(crate) fn document(&self) -> &Document {
        &self.plan_screen().document
    }

    /// The plan as the screen has it.
    pub(crate) fn plan(&self) -> &Plan {
        self.document().plan()
    }

    #[track_caller]
    pub(crate) fn step(&self, title: &str) -> &Step {
        let found = self.plan().steps.iter().find(|step| step.title == title);
        found.unwrap_or_else(|| panic!("no step is called {title}"))
    }

    /// The selected row: a step's title, or `Go-live`.
    pub(crate) fn selected(&self) -> &str {
        self.plan_screen()
            .step()
            .map_or("Go-live", |step| step.title.as_str())
    }

    /// Moves the selection to a step by keys alone.
    #[track_caller]
    pub(crate) fn select(&mut self, title: &str) -> &mut Self {
        self.keys("<home>");
        for _ in 0..=self.plan().steps.len() {
            if self.selected() == title {
                return self;
            }
            self.keys("<down>");
        }
        panic!("{title} cannot be reached:\n{}", self.screen());
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.document().path.clone()
    }

    /// The plan as the file has it.
    pub(crate) fn file(&self) -> Plan {
        store::load(&self.path()).unwrap().plan
    }

    // The disk.

    /// Waits until no edit is on its way to the disk any more.
    pub(crate) fn settle(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            self.hear(event);
        }
        self.until(|app| {
            app.model
                .plan()
                .is_none_or(|plan| plan.document.safety() != Safety::Saving)
        });
    }

    /// Waits for the writer until something holds.
    pub(crate) fn until(&mut self, holds: impl Fn(&Self) -> bool) {
        while !holds(self) {
            let event = self.events.recv_timeout(PATIENCE);
            let event = event.unwrap_or_else(|_| panic!("waited in vain:\n{}", self.screen()));
            self.hear(event);
        }
    }

    /// What the watch on the folder does: asks whether somebody else changed the file.
    pub(crate) fn look_at_the_file(&mut self) {
        self.writer.as_ref().unwrap().check();
    }

    fn hear(&mut self, event: Event) {
        for effect in update::update(&mut self.model, Msg::Store(event)) {
            self.carry_out(effect);
        }
    }
}

/// Two organizations and nothing else yet, not even a date.
pub(crate) fn empty_plan() -> Plan {
    templates::empty(&NewPlan {
        id: "p",
        name: Some("Acme"),
        buyer: Some("Acme"),
        seller: Some("Northwind"),
        today: today(),
        ..NewPlan::default()
    })
}

/// The example, with ids of its own.
pub(crate) fn example_plan() -> Plan {
    let new = NewPlan {
        id: "p",
        today: today(),
        ..NewPlan::default()
    };
    templates::plan(templates::EXAMPLE, &new).unwrap()
}

/// The example with three weeks less than it takes: the board that has to approve meets once a month.
pub(crate) fn late_plan() -> Plan {
    let mut plan = example_plan();
    plan.anchor.go_live = Some(day("2027-01-19"));
    let board = json!({"id": "board", "title": "Board approval", "side": "buyer", "owners": {"buyer": "dana"},
        "after": [{"step": "executive-approval"}]});
    let mut board: Step = serde_json::from_value(board).unwrap();
    board.gate = Some(Gate::parse("2nd thu").unwrap());
    let signature = plan.step_mut("signature").unwrap();
    signature.after =
        serde_json::from_value(json!([{"step": "board"}, {"step": "purchase-order"}])).unwrap();
    plan.steps.push(board);
    plan
}
