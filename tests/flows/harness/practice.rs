//! Role-play in a folder that is thrown away.

use std::rc::Rc;

use backcast::coach::practice::Material;
use backcast::coach::slots;
use backcast::private::{Meddpicc, Status};
use backcast::schedule::Schedule;
use backcast::store::{self, Folder};
use backcast::tui::model::{Msg, Screen};
use backcast::tui::screens::practice::{Deal, Practice, Setting};
use tempfile::TempDir;

use super::call::at;
use super::{App, example_plan, today};

/// What a person at role-play does besides keys.
pub(crate) trait PracticeApp: Sized {
    /// Started as role-play; with the status of the metrics, on the deal of the example.
    fn practice(rep: &str, seed: u64, metrics: Option<&str>, width: u16, height: u16) -> Self;
    /// Started as role-play on a folder that has more in it.
    fn practice_in(folder: &Rc<TempDir>, rep: &str, size: (u16, u16)) -> Self;
    /// So many seconds after the start.
    fn at(&mut self, seconds: i64) -> &mut Self;
    /// The plans folder.
    fn plans(&self) -> Folder;
    /// The coaching records that are kept.
    fn records(&self) -> Vec<backcast::coach::rep::Rep>;
}

impl PracticeApp for App {
    fn practice(rep: &str, seed: u64, metrics: Option<&str>, width: u16, height: u16) -> Self {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let app = Self::new(&folder, "new", (width, height));
        let deal = metrics.map(|status| {
            let plan = example_plan();
            let mut known = Meddpicc::default();
            known.metrics.status = Status::from_word(status);
            Deal {
                name: "Acme".to_owned(),
                values: slots::slot_values(&plan, &Schedule::of(&plan, today())),
                known,
            }
        });
        begun(app, rep, seed, deal)
    }

    fn practice_in(folder: &Rc<TempDir>, rep: &str, size: (u16, u16)) -> Self {
        begun(Self::new(folder, "round", size), rep, 7, None)
    }

    fn at(&mut self, seconds: i64) -> &mut Self {
        self.send(Msg::Moment(at(seconds)));
        self
    }

    fn plans(&self) -> Folder {
        Folder::at(self.folder.path().to_owned())
    }

    fn records(&self) -> Vec<backcast::coach::rep::Rep> {
        let records = store::list_reps(&self.plans()).unwrap();
        records.into_iter().map(Result::unwrap).collect()
    }
}

fn begun(mut app: App, rep: &str, seed: u64, deal: Option<Deal>) -> App {
    let setting = Setting {
        material: Material::builtin().clone(),
        scripts: app.model.scripts.clone(),
        seed,
        deal,
    };
    let practice = Practice::new(setting, rep, None, at(0));
    app.model.screen = Screen::Practice(Box::new(practice));
    app
}

/// A round of the co-build that has run for a minute and a half, with marks.
pub(crate) fn played(width: u16, height: u16) -> App {
    let mut app = App::practice("Alex Kim", 7, Some("claimed"), width, height);
    app.keys("<down><enter>").at(0).keys("<space>");
    app.at(14)
        .keys("b")
        .at(31)
        .keys("d")
        .at(52)
        .keys("w")
        .at(77)
        .keys("w");
    app.keys("o").at(94).keys("2");
    app
}

/// A record of several rounds, as the trend shows it.
pub(crate) fn practised(width: u16, height: u16) -> App {
    let mut app = played(width, height);
    for ratings in ["231112", "332121", "432223", "443233"] {
        app.keys(&format!("<enter>{ratings}<enter><enter><enter>"));
    }
    app.keys("<esc>t");
    app
}
