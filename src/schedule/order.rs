//! The order of a network and its circles. Everything is iterative (a chain of any length is fine) and
//! in a fixed order: the same links give the same answer on every machine.

use super::links::Csr;

/// Steps that wait for each other. Its links were left out of the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// One shortest circle among them, each step followed by the one that waits for it, starting with
    /// the lowest index. [`super::network::ANCHOR`] stands for go-live.
    pub path: Vec<usize>,
    /// All steps that are caught in circles with these, ascending.
    pub members: Vec<usize>,
}

/// The result of [`sort`].
pub(crate) struct Sorted {
    /// All nodes, predecessors first.
    pub(crate) order: Vec<u32>,
    pub(crate) circles: Vec<Circle>,
    /// Per link: it lies inside a circle and must be ignored.
    pub(crate) cut: Vec<bool>,
}

/// Sorts `n` nodes topologically (Kahn's algorithm); where circles make that impossible, cuts all
/// links inside each strongly connected component. The last node is go-live. O(nodes + links).
pub(crate) fn sort(n: usize, links: &[(u32, u32)]) -> Sorted {
    let succs = Csr::new(n, links.iter().copied());
    let order = kahn(n, &succs);
    if order.len() == n {
        return Sorted {
            order,
            circles: Vec::new(),
            cut: vec![false; links.len()],
        };
    }
    let component = components(n, &succs);
    let cut: Vec<bool> = links
        .iter()
        .map(|&(a, b)| component[a as usize] == component[b as usize])
        .collect();
    let circles = circles(n, &succs, &component);
    let rest = Csr::new(
        n,
        links
            .iter()
            .zip(&cut)
            .filter(|&(_, &cut)| !cut)
            .map(|(&link, _)| link),
    );
    Sorted {
        order: kahn(n, &rest),
        circles,
        cut,
    }
}

fn kahn(n: usize, succs: &Csr<u32>) -> Vec<u32> {
    let mut waiting = vec![0_u32; n];
    for &to in succs.items() {
        waiting[to as usize] += 1;
    }
    let mut order: Vec<u32> = (0..n as u32)
        .filter(|&i| waiting[i as usize] == 0)
        .collect();
    let mut at = 0;
    while let Some(&i) = order.get(at) {
        at += 1;
        for &j in succs.of(i) {
            waiting[j as usize] -= 1;
            if waiting[j as usize] == 0 {
                order.push(j);
            }
        }
    }
    order
}

/// Not numbered yet.
const UNSEEN: u32 = u32::MAX;

/// The strongly connected component of each node (Tarjan's algorithm with its own stack).
fn components(n: usize, succs: &Csr<u32>) -> Vec<u32> {
    let (mut index, mut low) = (vec![UNSEEN; n], vec![0_u32; n]);
    let mut component = vec![UNSEEN; n];
    let (mut open, mut calls): (Vec<u32>, Vec<(u32, u32)>) = (Vec::new(), Vec::new());
    let (mut seen, mut found) = (0, 0);
    for root in 0..n as u32 {
        if index[root as usize] == UNSEEN {
            calls.push((root, 0));
        }
        while let Some((v, edge)) = calls.pop() {
            let i = v as usize;
            if edge == 0 {
                (index[i], low[i]) = (seen, seen);
                seen += 1;
                open.push(v);
            } else {
                // Back from the successor looked at last.
                low[i] = low[i].min(low[succs.of(v)[edge as usize - 1] as usize]);
            }
            let next = first_unseen(succs.of(v), edge as usize, &index, &component, &mut low[i]);
            if let Some((at, w)) = next {
                calls.push((v, at as u32 + 1));
                calls.push((w, 0));
            } else if low[i] == index[i] {
                while let Some(w) = open.pop() {
                    component[w as usize] = found;
                    if w == v {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    component
}

/// The first successor from place `from` on that was not seen yet; on the way there, `low` learns of
/// the open ones.
fn first_unseen(
    succs: &[u32],
    from: usize,
    index: &[u32],
    component: &[u32],
    low: &mut u32,
) -> Option<(usize, u32)> {
    for (at, &w) in succs.iter().enumerate().skip(from) {
        let i = w as usize;
        if index[i] == UNSEEN {
            return Some((at, w));
        }
        if component[i] == UNSEEN {
            *low = (*low).min(index[i]);
        }
    }
    None
}

/// The components that are circles: more than one node, or a node that waits for itself.
fn circles(n: usize, succs: &Csr<u32>, component: &[u32]) -> Vec<Circle> {
    let members = Csr::new(n, (0..n as u32).map(|i| (component[i as usize], i)));
    let is_circle = |&i: &u32| {
        let all = members.of(component[i as usize]);
        all.first() == Some(&i) && (all.len() > 1 || succs.of(i).contains(&i))
    };
    let public = |i: u32| {
        if i as usize + 1 == n {
            super::network::ANCHOR
        } else {
            i as usize
        }
    };
    let mut parent = vec![u32::MAX; n];
    (0..n as u32)
        .filter(is_circle)
        .map(|first| Circle {
            path: shortest(first, succs, component, &mut parent)
                .into_iter()
                .map(public)
                .collect(),
            members: members
                .of(component[first as usize])
                .iter()
                .map(|&i| public(i))
                .collect(),
        })
        .collect()
}

/// A shortest circle through `first`, by breadth-first search inside its component. `parent` is
/// shared between components, which have no node in common.
fn shortest(first: u32, succs: &Csr<u32>, component: &[u32], parent: &mut [u32]) -> Vec<u32> {
    let mut queue = vec![first];
    let mut at = 0;
    while let Some(&v) = queue.get(at) {
        at += 1;
        for &w in succs.of(v) {
            if w == first {
                return walk_back(first, v, parent);
            }
            if component[w as usize] == component[first as usize] && parent[w as usize] == u32::MAX
            {
                parent[w as usize] = v;
                queue.push(w);
            }
        }
    }
    queue
}

fn walk_back(first: u32, last: u32, parent: &[u32]) -> Vec<u32> {
    let mut path = vec![last];
    let mut v = last;
    while v != first {
        v = parent[v as usize];
        path.push(v);
    }
    path.reverse();
    path
}

#[cfg(test)]
#[path = "order/tests.rs"]
mod tests;
