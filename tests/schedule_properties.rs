//! What must hold for any network: no step after what its successor allows, days to spare as counted by
//! hand, dates that shift with the anchor and do not depend on order, and answers at any size and date.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]

mod schedule_support;

use backcast::schedule::day::{self, Day, MAX_DAY, MIN_DAY};
use backcast::schedule::network::{ANCHOR, Link, LinkKind, Network, NetworkSpec, Pin, Step, Unit};
use backcast::schedule::outcome::{Flags, Outcome};
use backcast::schedule::passes::{self, Forward};
use backcast::schedule::show;
use backcast::schedule::workdays::{CalendarSpec, WorkCalendar};
use proptest::prelude::*;
use proptest::sample::select;
use schedule_support::{Spice, TODAY, Walker, calendars, networks};

const SPICY: Spice = Spice {
    special: 5,
    months: true,
    milestones: true,
    holidays: true,
};
const PLAIN: Spice = Spice {
    special: 0,
    months: false,
    milestones: true,
    holidays: false,
};

fn scheduled(spec: &NetworkSpec) -> (Network, Outcome) {
    let net = Network::new(spec.clone());
    let mut out = Outcome::default();
    passes::run(&net, &mut out);
    (net, out)
}

fn walker<'a>(spec: &'a NetworkSpec, calendar: Option<usize>) -> Walker<'a> {
    Walker(calendar.map(|c| &spec.calendars[c]))
}

/// Where a lag leads from `b`, walking day by day on the successor's calendar.
fn lagged(spec: &NetworkSpec, link: &Link, b: Day) -> Day {
    let of = |i: usize| spec.steps.get(i).and_then(|s| s.calendar);
    if link.lag_unit != Unit::Working {
        return b + link.lag;
    }
    let days = walker(spec, of(link.to).or(of(link.from)));
    let at = days.walk(b, link.lag);
    // A finish goes back to a finish.
    let back = link.kind == LinkKind::FinishFinish && link.lag < 0;
    if back {
        (0..=at).rev().find(|&f| days.works(f - 1)).unwrap()
    } else {
        at
    }
}

/// Whether predecessor `[s, f)` leaves successor `[start, finish)` where it is.
fn kept(spec: &NetworkSpec, link: &Link, (s, f): (Day, Day), (start, finish): (Day, Day)) -> bool {
    let (from, to) = match link.kind {
        LinkKind::FinishStart => (f, start),
        LinkKind::StartStart => (s, start),
        LinkKind::FinishFinish => (f, finish),
    };
    let earliest = lagged(spec, link, from);
    let Some(successor) = spec.steps.get(link.to) else {
        return earliest <= to;
    };
    // A milestone, or a step under way of which nothing is left, may stand on either side of a weekend:
    // the same moment of its own working time.
    let milestone = start == finish && successor.unit == Unit::Working;
    earliest <= to || (milestone && walker(spec, successor.calendar).count(to, earliest) == 0)
}

fn can(out: &Outcome, i: usize) -> (Day, Day) {
    (out.can_start(i).unwrap(), out.can_finish(i).unwrap())
}

fn must(out: &Outcome, i: usize) -> (Day, Day) {
    (out.must_start(i).unwrap(), out.must_finish(i).unwrap())
}

proptest! {
    #[test]
    fn no_step_can_start_before_its_predecessors_allow(spec in networks(SPICY)) {
        let (_, out) = scheduled(&spec);
        for link in &spec.links {
            let began = spec.steps[link.from].started.unwrap_or(out.can_start(link.from).unwrap());
            let from = (began, out.can_finish(link.from).unwrap());
            if link.to == ANCHOR {
                prop_assert!(kept(&spec, link, from, (out.forecast(), out.forecast())), "{link:?}");
                continue;
            }
            let to = &spec.steps[link.to];
            if to.pin.is_none() && to.started.is_none() && to.done.is_none() {
                prop_assert!(kept(&spec, link, from, can(&out, link.to)), "{link:?} {from:?} {:?}", can(&out, link.to));
            }
        }
        for (i, step) in spec.steps.iter().enumerate() {
            prop_assert!(out.can_finish(i).unwrap() <= out.forecast());
            if step.done.is_none() {
                prop_assert!(out.can_start(i).unwrap() >= TODAY, "open work in the past");
            }
        }
    }

    #[test]
    fn no_step_must_end_after_its_successors_allow(spec in networks(SPICY)) {
        let (_, out) = scheduled(&spec);
        let anchor = spec.anchor.unwrap();
        for link in &spec.links {
            let from = &spec.steps[link.from];
            let binding = link.to == ANCHOR || spec.steps[link.to].done.is_none();
            // Leads into go-live do not let work run past it; a start that happened cannot be moved.
            let fixed = from.pin.is_some() || (link.kind == LinkKind::StartStart && from.started.is_some());
            if binding && !fixed && !(link.to == ANCHOR && link.lag < 0) {
                let to = if link.to == ANCHOR { (anchor, anchor) } else { must(&out, link.to) };
                prop_assert!(kept(&spec, link, must(&out, link.from), to), "{link:?} {:?} {to:?}", must(&out, link.from));
            }
        }
        for (i, step) in spec.steps.iter().enumerate() {
            prop_assert!(step.pin.is_some() || must(&out, i).1 <= anchor);
            prop_assert!(out.unpinned(i).unwrap().1 <= anchor);
            prop_assert!(out.limit(i).unwrap() >= must(&out, i).1 || step.pin.is_some());
        }
    }

    /// The latest dates are not earlier than they need be: a plan that can go live on the anchor has
    /// no step that must start before it can.
    #[test]
    fn what_can_be_done_in_time_is_not_called_late(
        spec in networks(Spice { special: 0, months: false, milestones: false, holidays: true }),
    ) {
        let (net, mut out) = scheduled(&spec);
        let forecast = out.forecast();
        let tight = NetworkSpec { anchor: Some(forecast), ..spec };
        let net = { let _ = net; Network::new(tight) };
        passes::run(&net, &mut out);
        for i in 0..net.len() {
            prop_assert!(can(&out, i).0 <= must(&out, i).0, "{i}: {:?} {:?}", can(&out, i), must(&out, i));
        }
        prop_assert_eq!(out.fits(&net), Some(true));
        prop_assert!(out.plan_to_spare().is_none_or(|spare| spare >= 0));
    }

    #[test]
    fn moving_the_anchor_by_weeks_moves_every_must_date_by_as_much(spec in networks(PLAIN), weeks in -30..30_i32) {
        let spec = NetworkSpec {
            calendars: spec.calendars.into_iter().map(|c| CalendarSpec { weekend: c.weekend, ..CalendarSpec::default() }).collect(),
            ..spec
        };
        let moved = NetworkSpec { anchor: spec.anchor.map(|a| a + 7 * weeks), ..spec.clone() };
        let (before, after) = (scheduled(&spec).1, scheduled(&moved).1);
        for i in 0..spec.steps.len() {
            let (start, finish) = must(&before, i);
            prop_assert_eq!((start + 7 * weeks, finish + 7 * weeks), must(&after, i));
            prop_assert_eq!(before.limit(i).unwrap() + 7 * weeks, after.limit(i).unwrap());
        }
    }

    #[test]
    fn days_to_spare_are_those_one_counts_by_hand(spec in networks(SPICY)) {
        let (_, out) = scheduled(&spec);
        for (i, step) in spec.steps.iter().enumerate() {
            let days = walker(&spec, step.calendar);
            let ((can_start, can_finish), (must_start, must_finish)) = (can(&out, i), must(&out, i));
            let counted = days.count(can_start, must_start).min(days.count(can_finish, must_finish));
            prop_assert_eq!(out.to_spare(i), step.done.is_none().then_some(counted));
        }
    }

    #[test]
    fn the_order_of_steps_and_links_changes_no_date(
        (spec, places) in networks(SPICY).prop_flat_map(|spec| {
            let places: Vec<usize> = (0..spec.steps.len()).collect();
            (Just(spec), Just(places).prop_shuffle())
        }),
    ) {
        let mut shuffled = spec.clone();
        let place = |i: usize| places.get(i).copied().unwrap_or(i);
        for (i, step) in spec.steps.iter().enumerate() {
            shuffled.steps[place(i)] = step.clone();
        }
        shuffled.links.reverse();
        for link in &mut shuffled.links {
            (link.from, link.to) = (place(link.from), place(link.to));
        }
        let ((_, a), (_, b)) = (scheduled(&spec), scheduled(&shuffled));
        prop_assert_eq!(a.forecast(), b.forecast());
        prop_assert_eq!(a.plan_to_spare(), b.plan_to_spare());
        for i in 0..spec.steps.len() {
            let j = place(i);
            prop_assert_eq!((can(&a, i), must(&a, i), a.to_spare(i)), (can(&b, j), must(&b, j), b.to_spare(j)));
            prop_assert_eq!((a.drives(i), a.flags(i)), (b.drives(j), b.flags(j)));
        }
    }

    #[test]
    fn the_forward_pass_alone_agrees_with_a_whole_run(spec in networks(SPICY), amount in 0..40_i32) {
        let mut forward = Forward::default();
        let varied = NetworkSpec { steps: spec.steps.iter().map(|s| Step { amount, ..s.clone() }).collect(), ..spec.clone() };
        let (net, (_, out)) = (Network::new(spec), scheduled(&varied));
        prop_assert_eq!(forward.run(&net, &vec![amount; net.len()]), out.forecast());
        for i in 0..net.len() {
            prop_assert_eq!((forward.dates()[i].start, forward.dates()[i].finish), can(&out, i));
        }
    }

    #[test]
    fn circles_and_bad_references_still_give_every_step_dates(
        spec in networks(SPICY),
        back in prop::collection::vec((0_usize..14, 0_usize..14), 1..6),
    ) {
        let mut spec = spec;
        let end = |i: usize| if i == 13 { ANCHOR } else { i };
        spec.links.extend(back.iter().map(|&(a, b)| Link { from: end(a), to: end(b), ..Link::default() }));
        let (net, out) = scheduled(&spec);
        for circle in net.circles() {
            prop_assert!(circle.path.iter().all(|i| circle.members.contains(i)));
            for (at, &i) in circle.path.iter().enumerate() {
                let next = circle.path[(at + 1) % circle.path.len()];
                prop_assert!(spec.links.iter().any(|l| l.from == i && l.to == next), "{i} -> {next}");
                prop_assert!(i == ANCHOR || out.flags(i).contains(Flags::IN_CIRCLE));
            }
        }
        for i in 0..net.len() {
            prop_assert!(out.can_finish(i).is_some() && out.must_finish(i).is_some());
            prop_assert!(show::can(&net, &out, i).is_some() && show::must(&net, &out, i).is_some());
        }
    }

    #[test]
    fn the_calendar_agrees_with_walking_day_by_day(
        spec in calendars(true), lo in -90..20_i32, width in 0..150_i32, from in -150..150_i32, n in 1..60_i32,
    ) {
        let (lo, hi) = (TODAY + lo, TODAY + lo + width);
        let calendar = WorkCalendar::new(&spec, lo, hi);
        let inside = |days: &[Day]| days.iter().copied().filter(|d| (lo..hi).contains(d)).collect::<Vec<_>>();
        let known = CalendarSpec { nonworking: inside(&spec.nonworking), extra_working: inside(&spec.extra_working), ..spec };
        let (walker, b) = (Walker(Some(&known)), TODAY + from);
        prop_assert_eq!(calendar.is_working(b), walker.works(b));
        prop_assert_eq!(calendar.count(TODAY, b), walker.count(TODAY, b));
        prop_assert_eq!(calendar.add(b, n), walker.walk(b, n));
        prop_assert_eq!(calendar.add(b, -n), walker.walk(b, -n));
        prop_assert_eq!(calendar.sub(b, n), walker.walk(b, -n));
        prop_assert_eq!(calendar.add(b, 0), b);
        prop_assert_eq!(Some(calendar.roll(b)), (b..).find(|&d| walker.works(d)));
        prop_assert_eq!(Some(calendar.floor(b)), (0..=b).rev().find(|&d| walker.works(d)));
        prop_assert_eq!(Some(calendar.snap_back(b)), (0..=b).rev().find(|&f| walker.works(f - 1)));
        prop_assert_eq!(Some(calendar.roll_finish(b)), (b..).find(|&f| walker.works(f - 1)));
    }
}

proptest! {
    // Far dates make for the widest tables: fewer cases are enough.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_date_and_no_length_is_too_much(
        spec in networks(SPICY),
        days in prop::collection::vec(select(vec![MIN_DAY, MAX_DAY, i32::MIN, i32::MAX, 0, TODAY, -1]), 5),
        amounts in prop::collection::vec(select(vec![1_000_000_000, i32::MAX, i32::MIN, 0, 3]), 4),
        week in prop::array::uniform7(any::<bool>()),
    ) {
        let mut spec = spec;
        spec.calendars[0].weekend = week;
        (spec.today, spec.anchor) = (days[0], Some(days[1]));
        for (i, step) in spec.steps.iter_mut().enumerate() {
            step.amount = amounts[i % 4];
            step.remaining = step.remaining.map(|_| amounts[(i + 1) % 4]);
            step.started = step.started.map(|_| days[2]);
            step.pin = step.pin.map(|_| if i % 2 == 0 { Pin::Start(days[3]) } else { Pin::Finish(days[3]) });
            step.not_before = step.not_before.map(|_| days[4]);
        }
        for (i, link) in spec.links.iter_mut().enumerate() {
            link.lag = if i % 3 == 0 { amounts[i % 4] } else { link.lag };
        }
        let (net, out) = scheduled(&spec);
        for i in 0..net.len() {
            let shown = (show::can(&net, &out, i).unwrap(), show::must(&net, &out, i).unwrap());
            prop_assert!(shown.0.start <= shown.0.finish && shown.1.start <= shown.1.finish, "{shown:?}");
            prop_assert!((MIN_DAY..=MAX_DAY).contains(&out.can_finish(i).unwrap()));
        }
        let _ = (show::forecast(&net, &out, true), show::limit(&net, &out, 0), out.fits(&net));
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_steps_is_scheduled_whole() {
    let n = 100_000;
    let step = Step {
        amount: 1,
        calendar: Some(0),
        ..Step::default()
    };
    let chain = |closed: bool| NetworkSpec {
        today: TODAY,
        anchor: Some(TODAY + 7 * 20_000),
        calendars: vec![CalendarSpec::weekdays()],
        steps: vec![step.clone(); n],
        links: (0..n - usize::from(!closed))
            .map(|i| Link {
                from: i,
                to: (i + 1) % n,
                ..Link::default()
            })
            .collect(),
    };
    let (net, out) = scheduled(&chain(false));
    assert_eq!(out.forecast(), TODAY + 7 * 20_000 - 2);
    assert_eq!(
        day::to_date(out.must_start(0).unwrap()),
        day::to_date(TODAY)
    );
    assert!((0..n).all(|i| out.drives(i) && out.to_spare(i) == Some(0)));
    assert!(net.circles().is_empty());
    let (net, out) = scheduled(&chain(true));
    assert_eq!(net.circles()[0].path, (0..n).collect::<Vec<_>>());
    assert!(out.flags(n - 1).contains(Flags::IN_CIRCLE));
}
