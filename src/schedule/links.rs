//! The links of a compiled network as rows in one array, in two forms: the few bytes that suffice for
//! most links, and everything.

use super::network::LinkKind;

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

/// The links of all steps at one of their ends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    edges: Csr<Edge>,
    /// Per edge the other end, or [`Links::ODD`] when there is more to it: a quarter of the memory
    /// that a pass walks through.
    near: Vec<u32>,
}

impl Links {
    const ODD: u32 = u32::MAX;

    pub(crate) fn new(rows: usize, pairs: impl Iterator<Item = (u32, Edge)>) -> Self {
        let edges = Csr::new(rows, pairs);
        let near = edges
            .items
            .iter()
            .map(|e: &Edge| if e.plain { e.node } else { Self::ODD })
            .collect();
        Self { edges, near }
    }

    /// The links of a step.
    #[inline]
    pub(crate) fn of(&self, row: u32) -> &[Edge] {
        self.edges.of(row)
    }

    /// Folds over the links of a step: `plain` sees the other end of plain links, `odd` the rest.
    #[inline]
    pub(crate) fn fold<A>(
        &self,
        row: u32,
        first: A,
        mut plain: impl FnMut(A, usize) -> A,
        mut odd: impl FnMut(A, &Edge) -> A,
    ) -> A {
        let row = row as usize;
        let (from, to) = (
            self.edges.starts[row] as usize,
            self.edges.starts[row + 1] as usize,
        );
        self.near[from..to]
            .iter()
            .enumerate()
            .fold(first, |value, (k, &node)| {
                if node == Self::ODD {
                    odd(value, &self.edges.items[from + k])
                } else {
                    plain(value, node as usize)
                }
            })
    }
}
