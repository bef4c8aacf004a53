//! A manager's work with a rep on the screen: a 1:1 about the example, at a moment that is told.

use std::rc::Rc;

use backcast::coach::diagnosis::{self, Deal, Question};
use backcast::coach::need::Threshold;
use backcast::coach::one_on_one;
use backcast::coach::rep::{Diagnosis, Rep};
use backcast::plan::{Extra, Plan};
use backcast::store::{self, Folder};
use backcast::tui::model::Screen;
use backcast::tui::screens::diagnosis::{self as diagnosing, Diagnosing};
use backcast::tui::screens::one_on_one::{Beginning, Talk};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tempfile::TempDir;

use super::App;

/// The rep of all these tests.
pub(crate) const REP: &str = "Alex Kim";

/// So many seconds after a 1:1 began.
pub(crate) fn later(seconds: i64) -> DateTime<Utc> {
    let began: DateTime<Utc> = "2026-11-23T15:00:00Z".parse().unwrap();
    began + TimeDelta::seconds(seconds)
}

impl App {
    /// A 1:1 that begins on that day, with what the folder's record has.
    pub(crate) fn one_on_one(
        folder: &Rc<TempDir>,
        plan: Option<&Plan>,
        today: NaiveDate,
        (ids, size): (&'static str, (u16, u16)),
    ) -> Self {
        let mut app = Self::new(folder, ids, size);
        app.model.today = today;
        let record = app.record();
        let last = record.last_commitment().map(|(talk, commitment)| {
            let kept = one_on_one::kept(talk, commitment, plan, today);
            (talk.clone(), kept)
        });
        let beginning = Beginning {
            rep: REP.to_owned(),
            before: record.one_on_ones.len(),
            last,
            plan: plan.cloned(),
        };
        let id = (app.model.sources.new_id)();
        let scripts = app.model.scripts.clone();
        let talk = Talk::new(beginning, id, scripts, today, later(0));
        app.model.screen = Screen::OneOnOne(Box::new(talk));
        app
    }

    /// The rep's record as the folder has it.
    pub(crate) fn record(&self) -> Rep {
        let folder = Folder::at(self.folder.path().to_owned());
        let record = store::load_rep(&folder, REP).unwrap();
        record.unwrap_or_else(|| Rep::new(REP))
    }
}

impl App {
    /// A plan whose private file says that the deal is worth so many euros.
    pub(crate) fn worth(plan: &Plan, value: i64, size: (u16, u16)) -> Self {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let path = folder.path().join("acme.json");
        store::create(&path, plan).unwrap();
        store::edit_private(&path, &plan.id, |private| {
            private.deal.value = Some(value);
            private.deal.currency = "EUR".to_owned();
        })
        .unwrap();
        Self::open_in(&folder, &path, "new", size)
    }
}

impl App {
    /// A diagnosis of the rep, who has the example alone and no practice.
    pub(crate) fn diagnosis(folder: &Rc<TempDir>, size: (u16, u16)) -> Self {
        let mut app = Self::new(folder, "new", size);
        let (plan, today) = (super::example_plan(), app.model.today);
        let deal = Deal {
            plan: &plan,
            private: None,
        };
        let record = app.record();
        let offer = |question| {
            let threshold = Threshold::default();
            let offer = diagnosis::offer(question, &[deal], Some(&record), &threshold, today)?;
            Some((question, offer))
        };
        let beginning = diagnosing::Beginning {
            rep: REP.to_owned(),
            offers: Question::ALL.into_iter().filter_map(offer).collect(),
            before: record.diagnoses.clone(),
        };
        let id = (app.model.sources.new_id)();
        let screen = Diagnosing::new(beginning, id, app.model.scripts.clone(), today);
        app.model.screen = Screen::Diagnosis(Box::new(screen));
        app
    }

    /// The same, with two diagnoses on record.
    pub(crate) fn later_diagnosis(size: (u16, u16)) -> Self {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        for (id, on, cause) in [("d1", "2026-11-02", "will"), ("d2", "2026-11-09", "skill")] {
            let diagnosis = Diagnosis {
                id: id.to_owned(),
                on: super::day(on),
                answers: Vec::new(),
                cause: cause.to_owned(),
                extra: Extra::new(),
            };
            let at = Folder::at(folder.path().to_owned());
            store::edit_rep(&at, REP, |rep| rep.diagnoses.push(diagnosis)).unwrap();
        }
        Self::diagnosis(&folder, size)
    }
}
