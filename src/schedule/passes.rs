//! The passes: forward from today, backward from the anchor, the days to spare between them, and the
//! chain that drives go-live (SEMANTICS 5 to 10 and 13). Each visits every step and every link once.

use super::day::{self, Day, MAX_DAY, MIN_DAY};
use super::driving;
use super::network::{Edge, LinkKind, Network, Unit};
use super::outcome::{Flags, NO_SPARE, Outcome};
use super::span::{self, Placed, Span};

/// Schedules `net` into `out`, whose memory is reused. Never fails: see [`Flags`] for what to doubt.
pub fn run(net: &Network, out: &mut Outcome) {
    out.resize(net);
    forward(
        net,
        &net.amounts,
        &mut out.can_start,
        &mut out.can_finish,
        &mut out.flags,
    );
    out.forecast = forecast(net, &out.can_start, &out.can_finish);
    (out.least, out.least_driving) = (None, None);
    match net.anchor {
        Some(anchor) => {
            backward(net, out, anchor);
            after_must(net, out, anchor);
        }
        None => out.to_spare.fill(NO_SPARE),
    }
    let go_live = out.forecast.max(net.anchor.unwrap_or(MIN_DAY));
    let (starts, finishes) = (&mut out.can_start, &mut out.can_finish);
    after_go_live(
        net,
        &net.after,
        (net.today, go_live),
        starts,
        finishes,
        &mut out.flags,
    );
    driving::mark(net, out);
    mark_out_of_range(out);
}

/// The forward pass alone, with other lengths than the network's: what a simulation runs again and
/// again. Holds its own memory; the answers stand until the next run.
#[derive(Debug, Clone, Default)]
pub struct Forward {
    starts: Vec<Day>,
    finishes: Vec<Day>,
    flags: Vec<Flags>,
}

impl Forward {
    /// Runs the forward pass and returns the earliest go-live boundary. `amounts` are lengths in each
    /// step's own unit, indexed like the steps; where the slice is too short, the network's own hold.
    /// Steps after go-live are not placed.
    pub fn run(&mut self, net: &Network, amounts: &[i32]) -> Day {
        self.starts.resize(net.len(), 0);
        self.finishes.resize(net.len(), 0);
        self.flags.resize(net.len(), Flags::default());
        let amounts = if amounts.len() < net.len() {
            &net.amounts
        } else {
            amounts
        };
        forward(
            net,
            amounts,
            &mut self.starts,
            &mut self.finishes,
            &mut self.flags,
        );
        forecast(net, &self.starts, &self.finishes)
    }

    /// The start boundaries of the last run, indexed like the steps.
    #[must_use]
    pub fn starts(&self) -> &[Day] {
        &self.starts
    }

    /// The finish boundaries of the last run, indexed like the steps.
    #[must_use]
    pub fn finishes(&self) -> &[Day] {
        &self.finishes
    }
}

/// Places every step before go-live as early as it can be (SEMANTICS 7).
fn forward(
    net: &Network,
    amounts: &[i32],
    starts: &mut [Day],
    finishes: &mut [Day],
    flags: &mut [Flags],
) {
    for &i in &net.order {
        let at = i as usize;
        let node = &net.nodes[at];
        let amount = amounts[at].max(0);
        let mut earliest = net.today;
        for edge in net.preds.of(i) {
            let bound = if edge.plain {
                finishes[edge.node as usize]
            } else {
                bound(net, edge, at, amount, &*starts, &*finishes)
            };
            earliest = earliest.max(bound);
        }
        let (start, finish) = if !node.plain {
            let placed = place(net, at, amount, earliest, net.today);
            if placed.closed {
                flags[at].insert(Flags::GATE_CLOSED);
            }
            (placed.start, placed.finish)
        } else if let (true, Some(calendar)) = (node.snaps, net.calendar(node)) {
            if amount == 0 {
                let stands = span::milestone(calendar, earliest, net.today);
                (stands, stands)
            } else {
                let count = calendar.before(earliest);
                (
                    calendar.nth(count),
                    day::add_days(calendar.nth(count.saturating_add(amount - 1)), 1),
                )
            }
        } else if node.unit == Unit::Months {
            (earliest, day::add_months(earliest, amount))
        } else {
            (earliest, day::add_days(earliest, amount))
        };
        starts[at] = start;
        finishes[at] = finish;
    }
}

/// The earliest start that a predecessor leaves to step `to` of length `amount` (SEMANTICS 6, 7).
pub(crate) fn bound(
    net: &Network,
    edge: &Edge,
    to: usize,
    amount: i32,
    starts: &[Day],
    finishes: &[Day],
) -> Day {
    let from = edge.node as usize;
    match edge.kind {
        LinkKind::FinishStart => lag_after(net, edge, finishes[from]),
        LinkKind::StartStart => lag_after(
            net,
            edge,
            net.steps[from].started.map_or(starts[from], day::clamp),
        ),
        LinkKind::FinishFinish => {
            Span::of(net, to, amount).start_to_finish_by(lag_after(net, edge, finishes[from]))
        }
    }
}

fn lag_after(net: &Network, edge: &Edge, b: Day) -> Day {
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

/// The earliest go-live: all that comes before it is finished, and never before today.
fn forecast(net: &Network, starts: &[Day], finishes: &[Day]) -> Day {
    let last = net
        .order
        .iter()
        .map(|&i| finishes[i as usize])
        .fold(net.today, Day::max);
    net.into_anchor
        .iter()
        .map(|edge| into_anchor_bound(net, edge, starts, finishes))
        .fold(last, Day::max)
}

/// The earliest go-live that an explicit link into it allows.
pub(crate) fn into_anchor_bound(
    net: &Network,
    edge: &Edge,
    starts: &[Day],
    finishes: &[Day],
) -> Day {
    let from = edge.node as usize;
    let end = match edge.kind {
        LinkKind::StartStart => net.steps[from].started.map_or(starts[from], day::clamp),
        LinkKind::FinishStart | LinkKind::FinishFinish => finishes[from],
    };
    lag_after(net, edge, end)
}

/// Places every step before go-live as late as it may be (SEMANTICS 5), and counts the days to spare.
fn backward(net: &Network, out: &mut Outcome, anchor: Day) {
    out.limit.fill(anchor);
    for edge in &net.into_anchor {
        let limit = &mut out.limit[edge.node as usize];
        *limit = (*limit).min(limit_from(net, edge, edge.node as usize, (anchor, anchor)));
    }
    let mut least = i32::MAX;
    for &i in net.order.iter().rev() {
        let at = i as usize;
        let node = &net.nodes[at];
        let mut limit = out.limit[at];
        for edge in net.succs.of(i) {
            let to = edge.node as usize;
            let bound = if edge.plain {
                out.must_start[to]
            } else {
                limit_from(net, edge, at, (out.must_start[to], out.must_finish[to]))
            };
            limit = limit.min(bound);
        }
        let spare = match (node.plain && node.snaps, net.calendar(node)) {
            (true, Some(calendar)) => {
                let count = calendar.before(limit);
                let finish = day::add_days(calendar.nth(count.saturating_sub(1)), 1);
                let amount = net.amounts[at];
                let start = if amount == 0 {
                    finish
                } else {
                    calendar.nth(count.saturating_sub(amount))
                };
                out.limit[at] = limit;
                (out.must_start[at], out.must_finish[at]) = (start, finish);
                (out.network_start[at], out.network_finish[at]) = (start, finish);
                let spare = calendar.before(start) - calendar.before(out.can_start[at]);
                spare.min(count - calendar.before(out.can_finish[at]))
            }
            _ => place_backward(net, out, at, limit),
        };
        out.to_spare[at] = spare;
        if spare != NO_SPARE {
            least = least.min(spare);
        }
    }
    out.least = (least != i32::MAX).then_some(least);
}

/// The latest finish that a successor placed at `[start, finish)` leaves to step `from`.
pub(crate) fn limit_from(
    net: &Network,
    edge: &Edge,
    from: usize,
    (start, finish): (Day, Day),
) -> Day {
    match edge.kind {
        LinkKind::FinishStart => lag_before(net, edge, start),
        LinkKind::FinishFinish => lag_before(net, edge, finish),
        LinkKind::StartStart => {
            let step = &net.steps[from];
            let span = Span::of(net, from, net.amounts[from]).remaining(step, net.today);
            span.finish_if_started_by(lag_before(net, edge, start))
        }
    }
}

fn lag_before(net: &Network, edge: &Edge, b: Day) -> Day {
    let Some(calendar) = net.lag_calendar(edge) else {
        let lag = edge.lag.saturating_neg();
        return if edge.months {
            day::add_months(b, lag)
        } else {
            day::add_days(b, lag)
        };
    };
    // A lead reaches back from a working day: a successor that does not snap to the lag's calendar
    // counts as starting on the working day before, or it could start later than it must.
    let snaps = net
        .nodes
        .get(edge.node as usize)
        .is_some_and(|node| node.snaps_to(edge));
    calendar.sub(
        if edge.lag < 0 && !snaps {
            calendar.floor(b)
        } else {
            b
        },
        edge.lag,
    )
}

/// Places one step backwards that is not a plain one in working days; returns its days to spare.
fn place_backward(net: &Network, out: &mut Outcome, i: usize, mut limit: Day) -> i32 {
    let (step, today) = (&net.steps[i], net.today);
    let span = Span::of(net, i, net.amounts[i]).remaining(step, today);
    if let Some(d) = step.no_later_than {
        limit = limit.min(day::add_days(d, 1));
    }
    if let Some(d) = step.start_no_later_than {
        limit = limit.min(span.finish_if_started_by(day::clamp(d)));
    }
    let needed = span.backward(step, limit);
    if needed.closed {
        out.flags[i].insert(Flags::GATE_CLOSED);
    }
    let (placed, limit) = step.pin.map_or((needed, limit), |pin| span.pinned(pin));
    out.limit[i] = limit;
    (out.must_start[i], out.must_finish[i]) = (placed.start, placed.finish);
    (out.network_start[i], out.network_finish[i]) = (needed.start, needed.finish);
    if step.done.is_some() {
        return NO_SPARE;
    }
    let at_start = span.count(out.can_start[i], placed.start);
    at_start.min(span.count(out.can_finish[i], placed.finish))
}

/// Where the steps after go-live stand when it is on the anchor (SEMANTICS 13).
fn after_must(net: &Network, out: &mut Outcome, anchor: Day) {
    let (starts, finishes) = (&mut out.must_start, &mut out.must_finish);
    after_go_live(
        net,
        &net.after,
        (MIN_DAY, anchor),
        starts,
        finishes,
        &mut out.flags,
    );
    for &i in &net.after {
        let i = i as usize;
        let (start, finish) = (out.must_start[i], out.must_finish[i]);
        (out.limit[i], out.network_start[i], out.network_finish[i]) = (finish, start, finish);
        out.to_spare[i] = NO_SPARE;
    }
}

/// Places the steps after go-live forwards from it, not before `floor`.
fn after_go_live(
    net: &Network,
    after: &[u32],
    (floor, go_live): (Day, Day),
    starts: &mut [Day],
    finishes: &mut [Day],
    flags: &mut [Flags],
) {
    for &i in after {
        let (at, amount) = (i as usize, net.amounts[i as usize]);
        let mut earliest = floor;
        for edge in net.preds.of(i) {
            let bound = if edge.node as usize == net.len() {
                from_anchor(net, edge, at, go_live)
            } else {
                bound(net, edge, at, amount, &*starts, &*finishes)
            };
            earliest = earliest.max(bound);
        }
        let step = &net.steps[at];
        // What must be does not look at what already happened.
        let happened = floor > MIN_DAY && (step.done.is_some() || step.started.is_some());
        let placed = if happened || step.pin.is_some() {
            place(net, at, amount, earliest, floor)
        } else {
            // A milestone after go-live stands on its boundary day: as its own floor it stays there.
            let earliest = earliest.max(step.not_before.map_or(MIN_DAY, day::clamp));
            Span::of(net, at, amount).forward(step, earliest, earliest)
        };
        if placed.closed {
            flags[at].insert(Flags::GATE_CLOSED);
        }
        (starts[at], finishes[at]) = (placed.start, placed.finish);
    }
}

fn from_anchor(net: &Network, edge: &Edge, to: usize, go_live: Day) -> Day {
    let bound = lag_after(net, edge, go_live);
    match edge.kind {
        LinkKind::FinishFinish => Span::of(net, to, net.amounts[to]).start_to_finish_by(bound),
        LinkKind::FinishStart | LinkKind::StartStart => bound,
    }
}

fn mark_out_of_range(out: &mut Outcome) {
    let far = |d: Day| d <= MIN_DAY || d >= MAX_DAY;
    for i in 0..out.can_finish.len() {
        if far(out.can_finish[i])
            || (out.anchored && (far(out.must_start[i]) || far(out.must_finish[i])))
        {
            out.flags[i].insert(Flags::OUT_OF_RANGE);
        }
    }
}
