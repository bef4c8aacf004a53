use super::*;

fn sorted(n: usize, links: &[(u32, u32)]) -> Sorted {
    sort(n, links)
}

#[test]
fn predecessors_come_first_in_a_fixed_order() {
    let found = sorted(5, &[(3, 1), (1, 0), (2, 0), (0, 4)]);
    assert_eq!(found.order, [2, 3, 1, 0, 4]);
    assert!(found.circles.is_empty() && found.cut.iter().all(|&cut| !cut));
}

#[test]
fn circles_are_named_once_and_only_their_links_are_cut() {
    // Two circles that share node 1, a self-loop, and a step behind them.
    let links = [(0, 1), (1, 0), (1, 2), (2, 3), (3, 1), (4, 4), (3, 5)];
    let found = sorted(7, &links);
    assert_eq!(found.cut, [true, true, true, true, true, true, false]);
    assert_eq!(found.order.len(), 7);
    let named: Vec<_> = found
        .circles
        .iter()
        .map(|c| (c.path.clone(), c.members.clone()))
        .collect();
    assert_eq!(named, [(vec![0, 1], vec![0, 1, 2, 3]), (vec![4], vec![4])]);
}

#[test]
fn a_circle_through_go_live_names_it() {
    let found = sorted(3, &[(2, 0), (0, 1), (1, 2)]);
    assert_eq!(found.circles[0].path, [0, 1, super::super::network::ANCHOR]);
}
