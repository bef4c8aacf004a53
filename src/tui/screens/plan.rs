//! The plan: header, timeline, the selected step's details, the coach beside or below, and the hints.
//! What is derived from the plan (rows, details, the coach's words) is computed once per edit or
//! selection, never per frame.

use std::collections::HashMap;
use std::sync::LazyLock;

use ratatui::layout::Rect;

use super::share;
use crate::coach::interview::Interview;
use crate::plan::{GO_LIVE, Plan, Side, Step};
use crate::tui::coaching::Coaching;
use crate::tui::document::{Document, Safety};
use crate::tui::model::Model;
use crate::tui::paint::Canvas;
use crate::tui::widgets::details::{self, Details};
use crate::tui::widgets::timeline::{self, Order, RowId, Rows, TimelineData, TimelineState, View};
use crate::tui::widgets::{coach, header, legend};

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
    /// Who looks at the timeline.
    view: View,
    /// Rows at the foot that something being typed takes from a shared timeline.
    taken: u16,
    order: Order,
    rows: Rows,
    details: Details,
}

/// Where the parts of the screen are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The first line.
    pub header: Rect,
    /// The timeline.
    pub timeline: Rect,
    /// The selected row's details; empty when there is no room.
    pub details: Rect,
    /// The coach at the side; empty when there is no room or it is put away.
    pub sidebar: Rect,
    /// The coach below; empty when it is at the side.
    pub strip: Rect,
}

const SIDEBAR_COLS: u16 = 36;
/// The least width at which the coach stands at the side: the timeline comes first.
const BESIDE: u16 = 112;
const DETAIL_ROWS: u16 = 10;

impl PlanScreen {
    /// A plan that was just opened; go-live is selected, as work begins from there.
    pub fn new(document: Document, coached: bool) -> Self {
        let order = Order::default();
        let rows = Rows::new(document.plan(), document.schedule(), order);
        let coaching = coached.then(|| Coaching::new(document.plan(), document.schedule()));
        let mut screen = Self {
            document,
            timeline: TimelineState::default(),
            coaching,
            interview: Interview::default(),
            view: View::Rep,
            taken: 0,
            order,
            rows,
            details: Details::default(),
        };
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
        self.settle(size);
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
            Some(at) => Details::of_step(&self.document, at),
            None => Details::of_go_live(self.document.plan(), self.document.schedule()),
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
            moved: moved(&self.document, self.view),
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
        self.settle(size);
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

    /// The plan.
    pub fn plan(&self) -> &Plan {
        self.document.plan()
    }

    /// Where the parts of the screen are, without the last line.
    pub fn parts(&self, area: Rect) -> Parts {
        if self.view == View::Shared {
            return shared_parts(area, self.taken);
        }
        let header = Rect { height: 1, ..area };
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(2),
            ..area
        };
        let coach = self
            .coaching
            .as_ref()
            .is_some_and(|coaching| !coaching.hidden);
        let beside = coach && area.width >= BESIDE;
        let cols = if beside {
            SIDEBAR_COLS + area.width.saturating_sub(120) / 5
        } else {
            0
        };
        let between = if beside { 2 } else { 0 };
        let left = Rect {
            width: body.width - cols - between,
            ..body
        };
        let sidebar = Rect {
            x: left.right() + between,
            width: cols.saturating_sub(1),
            ..body
        };
        let below = coach && !beside && body.height >= 20;
        let strip_rows = if below { coach::STRIP_ROWS } else { 0 };
        let left = Rect {
            height: left.height - strip_rows,
            ..left
        };
        let strip = Rect {
            y: left.bottom(),
            height: strip_rows,
            ..body
        };
        let (timeline, details) = self.above_and_below(left);
        Parts {
            header,
            timeline,
            details,
            sidebar,
            strip,
        }
    }

    /// The timeline, and below it the details where there is room for them.
    fn above_and_below(&self, left: Rect) -> (Rect, Rect) {
        let free = left.height.saturating_sub(self.rows_wanted());
        let rows = match free {
            6.. => free,
            _ if left.height >= 24 => DETAIL_ROWS,
            _ => 0,
        };
        let timeline = Rect {
            height: left.height - rows,
            ..left
        };
        let details = Rect {
            y: timeline.bottom(),
            height: rows,
            ..left
        };
        (timeline, details)
    }

    /// Rows that the whole timeline would take, with its header and a free line.
    fn rows_wanted(&self) -> u16 {
        let begin = if self.plan().steps.is_empty() {
            BEGIN_ROWS
        } else {
            0
        };
        u16::try_from(self.rows.len())
            .unwrap_or(u16::MAX)
            .saturating_add(3 + begin)
    }
}

/// Where the parts of a shared window are: two lines of header, the timeline, and a free line above
/// the last.
fn shared_parts(area: Rect, taken: u16) -> Parts {
    let header = Rect {
        height: share::HEADER_ROWS,
        ..area
    };
    let none = Rect {
        height: 0,
        width: 0,
        ..area
    };
    let timeline = Rect {
        y: header.bottom() + 1,
        height: area
            .height
            .saturating_sub(share::HEADER_ROWS + 2 + taken.max(1)),
        ..area
    };
    Parts {
        header,
        timeline,
        details: none,
        sidebar: none,
        strip: none,
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
    let days = document.days();
    let day_off = |side: &Side, date| !days.of_side(side).works_on(date);
    let step_off = |at, date| days.of_step(at).is_some_and(|days| !days.works_on(date));
    let data = TimelineData {
        plan: document.plan(),
        schedule: document.schedule(),
        rows: &screen.rows,
        moved: moved(document, screen.view),
        day_off: &day_off,
        step_off: &step_off,
        view: screen.view,
    };
    let layout = timeline::layout(&data, &screen.timeline, parts.timeline, canvas.glyphs);
    timeline::paint(&layout, canvas);
    if document.plan().steps.is_empty() && screen.taken == 0 {
        begin(parts.timeline, canvas);
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

/// What the last edit moved, as far as this view shows the dates that moved: when steps could be done is
/// for the rep alone.
fn moved(document: &Document, view: View) -> &HashMap<String, i32> {
    static NOTHING: LazyLock<HashMap<String, i32>> = LazyLock::new(HashMap::new);
    if view == View::Shared && document.moved_forwards() {
        return &NOTHING;
    }
    document.moved()
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

/// What the corner says about the disk.
pub fn corner(model: &Model) -> Option<(String, ratatui::style::Style)> {
    let theme = &model.theme;
    let screen = model.plan()?;
    let check = theme.glyphs.checks[0];
    Some(match screen.document.safety() {
        Safety::Saved if model.scratch => (format!("{check} example"), theme.muted),
        Safety::Saved => (format!("{check} saved"), theme.good),
        Safety::Saving => ("saving".to_owned(), theme.muted),
        Safety::Failing(_) => ("NOT SAVED".to_owned(), theme.bad),
        Safety::ReadOnly(_) => ("read-only".to_owned(), theme.warn),
    })
}
