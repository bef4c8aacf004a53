//! The links of a compiled network: as rows in one array, to be looked up, and as the way of a pass,
//! to be read straight on with the few bytes that suffice for most links.

use super::network::{LinkKind, Node, Pace};

/// Rows of items in one array: row `i` is `items[starts[i]..starts[i + 1]]`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Csr<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Csr<T> {
    /// Sorts `(row, item)` pairs into rows, keeping their order within each row. Rows outside
    /// `0..rows` are left out.
    pub(crate) fn new(rows: usize, pairs: impl Iterator<Item = (u32, T)>) -> Self {
        let pairs: Vec<_> = pairs.filter(|&(row, _)| (row as usize) < rows).collect();
        let mut starts = vec![0_u32; rows + 1];
        for &(row, _) in &pairs {
            starts[row as usize + 1] += 1;
        }
        for i in 0..rows {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); pairs.len()];
        for (row, item) in pairs {
            let at = &mut next[row as usize];
            items[*at as usize] = item;
            *at += 1;
        }
        Self { starts, items }
    }
}

impl<T> Csr<T> {
    /// The items of a row.
    #[inline]
    pub(crate) fn of(&self, row: u32) -> &[T] {
        let row = row as usize;
        &self.items[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    /// The items of all rows.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }
}

/// One link seen from one of its ends; `node` is the other end, `steps.len()` for go-live.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Edge {
    pub(crate) node: u32,
    pub(crate) lag: i32,
    /// The calendar the lag runs on; calendar days when there is no such calendar.
    pub(crate) calendar: u32,
    pub(crate) kind: LinkKind,
    /// Finish to start without lag.
    pub(crate) plain: bool,
    /// The lag counts calendar months.
    pub(crate) months: bool,
}

/// The links of all steps at one of their ends: all of them as they came, and those that are more
/// than plain.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    all: Csr<Edge>,
    odd: Csr<Edge>,
}

impl Links {
    pub(crate) fn new(rows: usize, pairs: impl Iterator<Item = (u32, Edge)>) -> Self {
        let all = Csr::new(rows, pairs);
        let rows_of = |row: u32| all.of(row).iter().map(move |&edge| (row, edge));
        let each = (0..rows as u32).flat_map(rows_of);
        Self {
            odd: Csr::new(rows, each.filter(|(_, edge)| !edge.plain)),
            all,
        }
    }

    /// The links of a step.
    #[inline]
    pub(crate) fn of(&self, row: u32) -> &[Edge] {
        self.all.of(row)
    }

    /// The links of a step that are more than plain.
    #[inline]
    pub(crate) fn odd(&self, row: u32) -> &[Edge] {
        self.odd.of(row)
    }
}

/// The way of a pass: everything that it needs of the steps, one after the other in the order in
/// which it visits them, so that it reads straight on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Way {
    stops: Vec<Stop>,
    ends: Vec<[u32; 2]>,
}

/// A step on the way of a pass.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    pub(crate) step: u32,
    pub(crate) calendar: u32,
    /// The other ends of the first two plain links that bind it; of a single one, twice.
    first: [u32; 2],
    /// Where the others lie, and how many pairs they are: few steps have any.
    rest: u32,
    pairs: u32,
    /// Some plain link binds it.
    bound: bool,
    pub(crate) pace: Pace,
    /// Some link that binds it is more than plain.
    pub(crate) odd: bool,
    /// It has something special about it, or a link at its other end is more than plain.
    pub(crate) winding: bool,
}

impl Way {
    /// The way through `order`, on which `links` bind the steps.
    pub(crate) fn new(
        order: impl Iterator<Item = u32>,
        [links, behind]: [&Links; 2],
        nodes: &[Node],
    ) -> Self {
        let (mut way, mut plain) = (Self::default(), Vec::new());
        for step in order {
            let (node, rest) = (&nodes[step as usize], way.ends.len());
            plain.clear();
            let edges = links.of(step).iter().filter(|edge| edge.plain);
            plain.extend(edges.map(|edge| edge.node));
            let mut pairs = plain.chunks(2).map(|pair| [pair[0], pair[pair.len() - 1]]);
            let first = pairs.next();
            way.ends.extend(pairs);
            way.stops.push(Stop {
                step,
                calendar: node.calendar,
                first: first.unwrap_or_default(),
                rest: rest as u32,
                pairs: (way.ends.len() - rest) as u32,
                bound: first.is_some(),
                pace: node.pace,
                odd: !links.odd(step).is_empty(),
                winding: node.pace == Pace::Special || !behind.odd(step).is_empty(),
            });
        }
        way
    }

    /// The steps on the way.
    pub(crate) fn steps(&self) -> impl Iterator<Item = usize> {
        self.stops.iter().map(|stop| stop.step as usize)
    }

    /// The stops on the way.
    #[inline]
    pub(crate) fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// Folds the other ends of the plain links that bind the step at `stop`, two by two; where their
    /// number is odd, the last comes twice. Half the turns of a loop, mostly none, and fewer that a
    /// processor cannot foresee.
    #[inline(always)]
    pub(crate) fn fold<T>(&self, stop: &Stop, start: T, bind: impl Fn(T, [usize; 2]) -> T) -> T {
        let mut found = start;
        if stop.bound {
            found = bind(found, stop.first.map(|end| end as usize));
        }
        if stop.pairs > 0 {
            for pair in &self.ends[stop.rest as usize..][..stop.pairs as usize] {
                found = bind(found, pair.map(|end| end as usize));
            }
        }
        found
    }
}
