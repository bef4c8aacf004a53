//! The plan: header, timeline, the selected step's details, the coach beside or below, and the hints.
//! What is derived from the plan (rows, details, the coach's words) is computed once per edit or
//! selection, never per frame.

mod compare;
mod parts;

use ratatui::layout::Rect;

use self::compare::Compare;
pub use self::parts::Parts;
use super::share;
use crate::coach::interview::Interview;
use crate::coach::scripts::Library;
use crate::plan::{GO_LIVE, Plan, Side, Step};
use crate::schedule::slip::{Slip, slip};
use crate::tui::coaching::Coaching;
use crate::tui::commands::Id;
use crate::tui::document::{Document, Safety};
use crate::tui::live_odds::LiveOdds;
use crate::tui::model::Model;
use crate::tui::paint::Canvas;
use crate::tui::widgets::details::{self, Details};
use crate::tui::widgets::timeline::{self, Order, RowId, Rows, TimelineData, TimelineState, View};
use crate::tui::widgets::{banner, coach, header, hints, landing, legend};

/// An open plan and how it is looked at.
#[derive(Debug)]
pub struct PlanScreen {
    /// The plan.
    pub document: Document,
    /// Selection, scroll and zoom of the timeline.
    pub timeline: TimelineState,
    /// The coach; nothing in a window that everybody sees from the beginning.
    pub coaching: Option<Coaching>,
    /// Where the backwards interview stands.
    pub interview: Interview,
    /// How likely the plan makes its date, as far as it is known.
    pub odds: LiveOdds,
    /// The interview before what is tried.
    asked: Interview,
    /// Who looks at the timeline.
    view: View,
    /// Rows at the foot that something being typed takes from a shared timeline.
    taken: u16,
    order: Order,
    rows: Rows,
    details: Details,
    /// Whether the dates of the first agreement are shown as outlines.
    baseline_shown: bool,
    slip: Option<Slip>,
    compare: Option<Compare>,
}

impl PlanScreen {
    /// A plan that was just opened; go-live is selected, as work begins from there. Without scripts
    /// there is no coach.
    pub fn new(document: Document, scripts: Option<&Library>) -> Self {
        let order = Order::default();
        let rows = Rows::new(document.plan(), document.schedule(), order);
        let coaching =
            scripts.map(|scripts| Coaching::new(document.plan(), document.schedule(), scripts));
        let mut screen = Self {
            document,
            timeline: TimelineState::default(),
            coaching,
            interview: Interview::default(),
            odds: LiveOdds::default(),
            asked: Interview::default(),
            view: View::Rep,
            taken: 0,
            order,
            rows,
            details: Details::default(),
            baseline_shown: false,
            slip: None,
            compare: None,
        };
        screen.slip = screen.slipped();
        let first = screen
            .document
            .plan()
            .steps
            .iter()
            .find(|step| step.riskiest);
        screen.timeline =
            TimelineState::on(first.map_or(RowId::GoLive, |step| RowId::step(&step.id)));
        screen.describe();
        screen
    }

    /// To be called after every edit: everything that hangs on the plan is made anew.
    pub fn refresh(&mut self, size: (u16, u16)) {
        self.rows = Rows::new(self.document.plan(), self.document.schedule(), self.order);
        if let Some(coaching) = &mut self.coaching {
            coaching.refresh(self.document.plan(), self.document.schedule());
        }
        self.slip = self.slipped();
        self.compare = Compare::of(self);
        if let Some(compare) = &self.compare {
            self.rows.make_room(&compare.bars);
        }
        if let Some(trial) = self.document.trial() {
            let kept = (trial.kept(), trial.schedule());
            self.rows.hold_against(self.document.plan(), kept.0, kept.1);
        }
        self.settle(size);
    }

    fn slipped(&self) -> Option<Slip> {
        let document = &self.document;
        slip(document.plan(), document.days(), document.schedule())
    }

    /// Shows the dates of the first agreement as outlines, or hides them. False when there are none.
    pub fn turn_baseline(&mut self, size: (u16, u16)) -> bool {
        self.baseline_shown = !self.baseline_shown && self.slip.is_some();
        self.refresh(size);
        self.slip.is_some()
    }

    /// Whether the dates of the first agreement are shown as outlines.
    pub fn baseline_shown(&self) -> bool {
        self.baseline_shown
    }

    /// From now on every edit is tried only.
    pub fn begin_trial(&mut self, size: (u16, u16)) {
        self.document.try_out();
        self.asked = self.interview.clone();
        self.refresh(size);
    }

    /// Leaves nothing of what was tried.
    pub fn discard_trial(&mut self, size: (u16, u16)) {
        if self.document.discard() {
            self.interview = std::mem::take(&mut self.asked);
            self.refresh(size);
        }
    }

    /// What a trial comes to, in a line of so many columns.
    pub fn tried_facts(&self, cols: u16) -> String {
        let banner = self.compare.as_ref().map(|compare| &compare.banner);
        banner.map_or_else(String::new, |banner| banner.facts(cols))
    }

    /// The slip since the first agreement, where there is one.
    pub fn slip(&self) -> Option<&Slip> {
        self.slip.as_ref()
    }

    /// To be called after every change of selection or size.
    pub fn settle(&mut self, size: (u16, u16)) {
        let area = self.parts(whole(size)).timeline;
        self.with_data(|state, data| state.keep_visible(data, area));
        self.describe();
    }

    fn describe(&mut self) {
        let at = self.step_id().and_then(|id| self.document.index().at(id));
        self.details = match at {
            Some(at) => Details::of_step(&self.document, at, self.slip.as_ref()),
            None => {
                // How likely it is, is the rep's to show.
                let odds = Some(&self.odds).filter(|_| self.view == View::Rep);
                Details::of_go_live(&self.document, self.slip.as_ref(), odds)
            }
        };
    }

    /// Looks at the timeline's data and changes how it is looked at.
    pub fn with_data<R>(&mut self, with: impl FnOnce(&mut TimelineState, &TimelineData) -> R) -> R {
        let days = self.document.days();
        let day_off = |side: &Side, date| !days.of_side(side).works_on(date);
        let step_off = |at, date| days.of_step(at).is_some_and(|days| !days.works_on(date));
        let data = TimelineData {
            plan: self.document.plan(),
            schedule: self.document.schedule(),
            rows: &self.rows,
            moved: compare::marks(self.compare.as_ref(), &self.document, self.view),
            outlines: self.compare.as_ref().map(|compare| &compare.bars),
            day_off: &day_off,
            step_off: &step_off,
            view: self.view,
        };
        with(&mut self.timeline, &data)
    }

    /// Leaves so many rows at the foot to what is being typed, as far as everybody sees it.
    pub fn leave_room(&mut self, rows: u16, size: (u16, u16)) {
        if self.taken != rows {
            self.taken = rows;
            self.settle(size);
        }
    }

    /// Shows what everybody may see, or the rep's own view.
    pub fn look(&mut self, shared: bool, size: (u16, u16)) {
        self.view = if shared { View::Shared } else { View::Rep };
        self.refresh(size);
    }

    /// Who looks at the timeline.
    pub fn looks(&self) -> View {
        self.view
    }

    /// The rows of the timeline.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// By date, or backwards from go-live.
    pub fn turn_order(&mut self, size: (u16, u16)) -> &'static str {
        let (order, said) = match self.order {
            Order::ByDate => (Order::Backwards, "backwards from go-live"),
            Order::Backwards => (Order::ByDate, "by date"),
        };
        self.order = order;
        self.refresh(size);
        said
    }

    /// The selected step's id; nothing on go-live.
    pub fn step_id(&self) -> Option<&str> {
        let key = self.timeline.selected.key();
        (key != GO_LIVE).then_some(key)
    }

    /// The selected step.
    pub fn step(&self) -> Option<&Step> {
        let id = self.step_id()?;
        self.document.index().step(self.document.plan(), id)
    }

    /// What is known of the selected row.
    pub fn details(&self) -> &Details {
        &self.details
    }

    /// Why the deal needs no plan, where a next step is enough and only the rep looks.
    fn small(&self) -> Option<&str> {
        let coaching = self.coaching.as_ref().filter(|_| self.view == View::Rep)?;
        let need = Some(&coaching.need).filter(|need| need.proposes())?;
        need.reasons.first().map(String::as_str)
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        self.document.plan()
    }
}

fn whole((width, height): (u16, u16)) -> Rect {
    Rect {
        x: 0,
        y: 0,
        width,
        height,
    }
}

/// Paints the plan.
pub fn view(screen: &PlanScreen, area: Rect, canvas: &mut Canvas) {
    let parts = screen.parts(area);
    let document = &screen.document;
    match screen.view {
        View::Rep => header::paint(document.plan(), document.schedule(), parts.header, canvas),
        View::Shared => share::header(document.plan(), document.schedule(), parts.header, canvas),
    }
    if let Some(compare) = &screen.compare {
        banner::paint(&compare.banner, parts.banner, canvas);
    }
    let days = document.days();
    let day_off = |side: &Side, date| !days.of_side(side).works_on(date);
    let step_off = |at, date| days.of_step(at).is_some_and(|days| !days.works_on(date));
    let data = TimelineData {
        plan: document.plan(),
        schedule: document.schedule(),
        rows: &screen.rows,
        moved: compare::marks(screen.compare.as_ref(), document, screen.view),
        outlines: screen.compare.as_ref().map(|compare| &compare.bars),
        day_off: &day_off,
        step_off: &step_off,
        view: screen.view,
    };
    let layout = timeline::layout(&data, &screen.timeline, parts.timeline, canvas.glyphs);
    timeline::paint(&layout, canvas);
    let free = timeline::visible_rows(parts.timeline, screen.view);
    if screen.view == View::Rep && usize::from(free) > screen.rows.len() {
        landing::paint(&screen.odds, parts.timeline, canvas);
    }
    if document.plan().steps.is_empty() && screen.taken == 0 {
        begin(parts.timeline, canvas);
        if let Some(reason) = screen.small() {
            small(reason, parts.timeline, canvas);
        }
    }
    if parts.details.height > 0 {
        let marks = legend_below(parts.details, canvas);
        let above = Rect {
            height: parts.details.height - marks,
            ..parts.details
        };
        details::paint(&screen.details, above, canvas);
    }
    if parts.sidebar.width > 0 {
        let line = parts.sidebar.x - 2;
        for y in parts.sidebar.top()..parts.sidebar.bottom() {
            canvas.glyph(line, y, canvas.glyphs.bar, canvas.theme.muted);
        }
    }
    if let Some(coaching) = &screen.coaching {
        if parts.sidebar.width > 0 {
            coach::sidebar(coaching, parts.sidebar, canvas);
        }
        if parts.strip.height > 0 {
            coach::strip(coaching, parts.strip, canvas);
        }
    }
}

/// Rows of what to do with a plan that has no steps: below go-live, with a free line around them.
const BEGIN_ROWS: u16 = 4;

/// Rows of what to say there of a deal too small for a plan.
const SMALL_ROWS: u16 = 3;

/// The least rows of details at which the legend stands at their foot. It does not hang on what the
/// details say, or it would come and go from step to step.
const LEGEND_FROM: u16 = 18;

/// What the marks mean, at the foot of the details. Returns the rows taken, a free one included.
fn legend_below(area: Rect, canvas: &mut Canvas) -> u16 {
    if area.height < LEGEND_FROM {
        return 0;
    }
    let height = legend::FOOT_ROWS - 1;
    let y = area.bottom().saturating_sub(height);
    let below = Rect {
        x: area.x + 3,
        y,
        width: area.width.saturating_sub(4),
        height,
    };
    legend::paint(legend::Which::Usual, below, 0, canvas);
    legend::FOOT_ROWS
}

/// What to do with a plan that has no steps.
fn begin(area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (x, cols) = (area.x + 4, area.width.saturating_sub(5));
    let y = area.y + 4;
    let asked = [
        ("Press ", theme.text),
        ("i", theme.accent),
        (" to be asked backwards from go-live, or ", theme.text),
        ("a", theme.accent),
        (" to type the last step:", theme.text),
    ];
    canvas.pieces(x, y, cols, &asked);
    let then = [
        ("Implementation 3w seller", theme.muted),
        ("   then go on backwards", theme.text),
    ];
    canvas.pieces(x, y + 1, cols, &then);
}

/// That a next step is enough for a deal, below what to do with a plan that has no steps: before any of
/// them is typed. It is the rep's to see.
fn small(reason: &str, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let key = hints::of_command(Id::NextStep).map_or("", |(key, _)| key);
    let (x, y) = (area.x + 4, area.y + 4 + BEGIN_ROWS - 1);
    let cols = area.width.saturating_sub(5);
    let reason = format!("No plan is needed: {reason}.");
    canvas.text(x, y, cols, &reason, theme.text);
    let how = [
        ("Press ", theme.text),
        (key, theme.accent),
        (" for one next step that the buyer confirms.", theme.text),
    ];
    canvas.pieces(x, y + 1, cols, &how);
}

/// What the corner says about the disk.
pub fn corner(model: &Model) -> Option<(String, ratatui::style::Style)> {
    let theme = &model.theme;
    let screen = model.plan()?;
    let check = theme.glyphs.checks[0];
    Some(match screen.document.safety() {
        Safety::Saved | Safety::Saving if screen.document.trial().is_some() => {
            ("not kept".to_owned(), theme.warn)
        }
        Safety::Saved if model.scratch => (format!("{check} example"), theme.muted),
        Safety::Saved => (format!("{check} saved"), theme.good),
        Safety::Saving => ("saving".to_owned(), theme.muted),
        Safety::Failing(_) => ("NOT SAVED".to_owned(), theme.bad),
        Safety::ReadOnly(_) => ("read-only".to_owned(), theme.warn),
    })
}
