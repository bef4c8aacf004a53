//! The passes: forward from today, backward from the anchor, the days to spare between them, and the
//! chain that drives go-live. Each visits every step and every link once.

use super::day::{self, Day, MIN_DAY};
use super::driving::{self, Placement, Trace};
use super::links::Edge;
use super::network::{LinkKind, Network, Pace};
use super::outcome::{Dates, Flags, Outcome, Room};
use super::span::{self, Placed, Span};
use super::{after, backward};

/// Schedules `net` into `out`, whose memory is reused. Never fails: see [`Flags`] for what to doubt.
pub fn run(net: &Network, out: &mut Outcome) {
    out.resize(net);
    let seen = Seen {
        dates: &mut out.can,
        flags: &mut out.flags,
        traces: &mut out.traces,
    };
    out.forecast = forward(net, &net.amounts, seen);
    match net.anchor {
        Some(anchor) => {
            backward::run(net, out, anchor);
            after::must(net, out, anchor);
        }
        None => {
            out.room.fill(Room::NONE);
            let placement = Placement {
                amounts: &net.amounts,
                dates: &out.can,
                forecast: out.forecast,
            };
            driving::walk(net, &placement, &mut out.drives, &mut out.traces);
        }
    }
    after::can(net, out);
}

/// The forward pass alone, with other lengths than the network's: what a simulation runs again and
/// again. Holds its own memory; the answers stand until the next run.
#[derive(Debug, Clone, Default)]
pub struct Forward {
    amounts: Vec<i32>,
    dates: Vec<Dates>,
    flags: Vec<Flags>,
    drives: Vec<bool>,
    traces: Vec<Trace>,
}

impl Forward {
    /// Runs the forward pass and returns the earliest go-live boundary. `amounts` are lengths in each
    /// step's own unit, indexed like the steps; where the slice is too short, the network's own hold.
    /// Steps after go-live are not placed.
    pub fn run(&mut self, net: &Network, amounts: &[i32]) -> Day {
        self.dates.resize(net.len(), Dates::default());
        self.flags.resize(net.len(), Flags::default());
        self.traces.resize(net.len(), Trace::default());
        let amounts = if amounts.len() < net.len() {
            &net.amounts
        } else {
            amounts
        };
        self.amounts.clear();
        self.amounts
            .extend(amounts.iter().map(|amount| amount.clamp(&0, &day::LONGEST)));
        let seen = Seen {
            dates: &mut self.dates,
            flags: &mut self.flags,
            traces: &mut self.traces,
        };
        forward(net, &self.amounts, seen)
    }

    /// Which steps set the go-live of the last run, which was given `amounts` and returned `forecast`.
    /// Once after each run: the walk uses up what the run left for it.
    pub(crate) fn driving(&mut self, net: &Network, amounts: &[i32], forecast: Day) -> &[bool] {
        self.drives.resize(net.len(), false);
        let placement = Placement {
            amounts,
            dates: &self.dates,
            forecast,
        };
        driving::walk(net, &placement, &mut self.drives, &mut self.traces);
        &self.drives
    }

    /// Whether step `i` of the last run starts only when what it follows lets it: a pin may put it
    /// before that.
    pub(crate) fn is_ready(&self, net: &Network, amounts: &[i32], i: usize) -> bool {
        ready_with(net, i, amounts[i], &self.dates) <= self.dates[i].start
    }

    /// The boundaries of the last run, indexed like the steps.
    #[must_use]
    pub fn dates(&self) -> &[Dates] {
        &self.dates
    }
}

/// What a forward pass leaves behind for each step.
struct Seen<'a> {
    dates: &'a mut [Dates],
    flags: &'a mut [Flags],
    traces: &'a mut [Trace],
}

/// Places every step before go-live as early as it can be, `amounts` being in range; returns the
/// earliest go-live: all that comes before it is finished, and it is not before today.
fn forward(net: &Network, amounts: &[i32], seen: Seen<'_>) -> Day {
    let mut last = net.today;
    // Slices of one length: a step's place is checked once, not once for each of them.
    let n = net.len();
    let Seen {
        dates,
        flags,
        traces,
    } = seen;
    let (amounts, dates) = (&amounts[..n], &mut dates[..n]);
    let (flags, traces) = (&mut flags[..n], &mut traces[..n]);
    for stop in net.forward.stops() {
        let at = stop.step as usize;
        let amount = amounts[at];
        let mut earliest = net.forward.fold(stop, net.today, |earliest, [a, b]| {
            earliest.max(dates[a].finish.max(dates[b].finish))
        });
        if stop.odd {
            earliest = after_odd(net, stop.step, amount, earliest, dates);
        }
        let (start, finish, trace) = match (stop.pace, net.calendar_at(stop)) {
            (Pace::Working, Some(calendar)) if amount > 0 => {
                let count = calendar.before(earliest);
                let finish = calendar.nth_end(count + amount - 1);
                let threshold = driving::threshold(calendar, count, net.today);
                (calendar.nth(count), finish, Trace { count, threshold })
            }
            (Pace::Working, Some(calendar)) => {
                let stands = span::milestone(calendar, earliest, net.today);
                let threshold = driving::threshold_of_milestone(calendar, stands, net.today);
                let count = calendar.before(stands);
                (stands, stands, Trace { count, threshold })
            }
            (Pace::Days, _) => (
                earliest,
                day::clamp(earliest + amount),
                Trace {
                    count: 0,
                    threshold: earliest,
                },
            ),
            _ => {
                let placed = place(net, at, amount, earliest, net.today);
                if placed.closed {
                    flags[at].insert(Flags::GATE_CLOSED);
                }
                (placed.start, placed.finish, Trace::default())
            }
        };
        dates[at] = Dates { start, finish };
        traces[at] = trace;
        last = last.max(finish);
    }
    let explicit = net
        .into_anchor
        .iter()
        .map(|edge| into_anchor_bound(net, edge, dates));
    explicit.fold(last, Day::max)
}

/// The earliest start that today and the predecessors leave to a step before go-live.
pub(crate) fn ready(net: &Network, i: usize, dates: &[Dates]) -> Day {
    ready_with(net, i, net.amounts[i], dates)
}

fn ready_with(net: &Network, i: usize, amount: i32, dates: &[Dates]) -> Day {
    let before = net.preds.of(i as u32).iter();
    let bounds = before.map(|edge| bound(net, edge, i, amount, dates));
    bounds.fold(net.today, Day::max)
}

/// `earliest`, or the later start that the links leave to step `i` that are more than plain.
#[inline(never)]
fn after_odd(net: &Network, i: u32, amount: i32, earliest: Day, dates: &[Dates]) -> Day {
    let odd = net.preds.odd(i).iter();
    let bounds = odd.map(|edge| bound(net, edge, i as usize, amount, dates));
    bounds.fold(earliest, Day::max)
}

/// The earliest start that a predecessor leaves to step `to` of length `amount`.
#[inline]
pub(crate) fn bound(net: &Network, edge: &Edge, to: usize, amount: i32, dates: &[Dates]) -> Day {
    let from = edge.node as usize;
    match edge.kind {
        LinkKind::FinishStart => lag_after(net, edge, dates[from].finish),
        LinkKind::StartStart => lag_after(
            net,
            edge,
            net.steps[from]
                .started
                .map_or(dates[from].start, day::clamp),
        ),
        LinkKind::FinishFinish => {
            Span::of(net, to, amount).start_to_finish_by(lag_after(net, edge, dates[from].finish))
        }
    }
}

/// Boundary `b` of a predecessor after the lag of the link.
#[inline]
pub(crate) fn lag_after(net: &Network, edge: &Edge, b: Day) -> Day {
    match net.lag_calendar(edge) {
        // Two working days before the end of a day is the end of a day too, not the start of the next.
        Some(calendar) if edge.lag < 0 && edge.kind == LinkKind::FinishFinish => {
            calendar.snap_back(calendar.add(b, edge.lag))
        }
        Some(calendar) => calendar.add(b, edge.lag),
        None if edge.months => day::add_months(b, edge.lag),
        None => day::add_days(b, edge.lag),
    }
}

/// Places one step that has something special about it, forwards.
#[inline(never)]
pub(crate) fn place(net: &Network, i: usize, amount: i32, earliest: Day, today: Day) -> Placed {
    let (step, span) = (&net.steps[i], Span::of(net, i, amount));
    if let Some(actual) = step.done {
        let finish = day::add_days(actual.finish, 1);
        return Placed {
            start: day::clamp(actual.start).min(finish),
            finish,
            closed: false,
        };
    }
    if let Some(started) = step.started {
        let from = today.max(day::clamp(started));
        return span.remaining(step, today).forward(step, from, from);
    }
    if let Some(pin) = step.pin {
        return span.pinned_forward(pin, today);
    }
    let floor = today.max(step.not_before.map_or(MIN_DAY, day::clamp));
    span.forward(step, earliest.max(floor), floor)
}

/// The earliest go-live that an explicit link into it allows.
pub(crate) fn into_anchor_bound(net: &Network, edge: &Edge, dates: &[Dates]) -> Day {
    let from = edge.node as usize;
    let end = match edge.kind {
        LinkKind::StartStart => net.steps[from]
            .started
            .map_or(dates[from].start, day::clamp),
        LinkKind::FinishStart | LinkKind::FinishFinish => dates[from].finish,
    };
    lag_after(net, edge, end)
}
