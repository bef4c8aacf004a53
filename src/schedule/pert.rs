//! How long an estimated step takes in one simulated run: the PERT-beta distribution of a
//! low/typical/high estimate as a table to draw whole days (or months) from. What is simulated with
//! it is in `odds`.
//!
//! The distribution is a beta distribution between low and high with the shapes
//! `1 + 4 (typical − low) / (high − low)` and `1 + 4 (high − typical) / (high − low)`; its mean is
//! `(low + 4 typical + high) / 6`. It goes back to D. G. Malcolm, J. H. Roseboom, C. E. Clark and
//! W. Fazar, "Application of a Technique for Research and Development Program Evaluation",
//! Operations Research 7 (5), 1959, pp. 646–669. A plan counts whole days, so each length gets the
//! probability of all that rounds to it.
//!
//! The table is an alias table (A. J. Walker, "An Efficient Method for Generating Discrete Random
//! Variables with General Distributions", ACM Transactions on Mathematical Software 3 (3), 1977, in
//! M. D. Vose's form of 1991): one random number, one look, and the probabilities are met exactly.

/// Estimates wider than this many lengths are drawn in steps of more than one.
const CELLS: i32 = 1_024;
/// The points at which the density is taken for each length: many where a length is a wide part of the
/// estimate, few where it is not.
const POINTS: (i32, i32) = (16, 4);
/// Estimates wider than this many lengths need few points.
const FEW_FROM: usize = 64;

/// The lengths that a step can have, and how likely each is.
#[derive(Debug, Clone)]
pub(crate) struct Lengths {
    slots: Vec<Slot>,
}

/// A length that is drawn when the random fraction lies below `below`, and the one drawn otherwise.
#[derive(Debug, Clone, Copy)]
struct Slot {
    below: u32,
    own: i32,
    other: i32,
}

impl Lengths {
    /// The table of an estimate; `low <= typical <= high`, none below 0.
    pub(crate) fn of(low: i32, typical: i32, high: i32) -> Self {
        let (lengths, weights) = probabilities(low, typical, high);
        Self {
            slots: alias(&lengths, &weights),
        }
    }

    /// The length that 64 random bits stand for.
    #[inline]
    pub(crate) fn draw(&self, random: u64) -> i32 {
        // The upper half chooses the slot, the lower half the side of it.
        let at = ((random >> 32) * self.slots.len() as u64) >> 32;
        let slot = self.slots[at as usize];
        if (random as u32) < slot.below {
            slot.own
        } else {
            slot.other
        }
    }
}

/// Lengths with their probabilities.
fn probabilities(low: i32, typical: i32, high: i32) -> (Vec<i32>, Vec<f64>) {
    let range = high.saturating_sub(low);
    if range <= 0 {
        return (vec![low], vec![1.0]);
    }
    let width = range / CELLS + 1;
    let lengths: Vec<i32> = (0..=range / width).map(|cell| low + cell * width).collect();
    let range = f64::from(range);
    let lead = 4.0 * f64::from(typical - low) / range;
    // x^lead (1 − x)^tail, where lead and tail are 4 together.
    let density = |x: f64| power(1.0 - x, 4.0) * power(x / (1.0 - x), lead);
    let points = match lengths.len() {
        0..FEW_FROM => POINTS.0,
        _ => POINTS.1,
    };
    let weight = |&length: &i32| {
        let middle = f64::from(length - low);
        let half = f64::from(width) / 2.0;
        let from = ((middle - half) / range).max(0.0);
        let to = ((middle + half) / range).min(1.0);
        let part = (to - from) / f64::from(points);
        let point = |k: i32| density(part.mul_add(f64::from(k) + 0.5, from));
        (0..points).map(point).sum::<f64>() * part
    };
    let weights: Vec<f64> = lengths.iter().map(weight).collect();
    let all: f64 = weights.iter().sum();
    (lengths, weights.iter().map(|weight| weight / all).collect())
}

/// `base` to an exponent from 0 to 4, to some eight digits. Only multiplication and square roots, which
/// every machine rounds the same way: the powers of mathematics libraries differ in the last digits, and
/// the odds would with them. It also spares the program the library.
fn power(base: f64, exponent: f64) -> f64 {
    let whole = exponent.trunc();
    let (mut rest, mut root, mut found) = (exponent - whole, base, 1.0);
    for _ in 0..whole as u32 {
        found *= base;
    }
    for _ in 0..28 {
        if rest == 0.0 {
            break;
        }
        root = root.sqrt();
        rest *= 2.0;
        if rest >= 1.0 {
            found *= root;
            rest -= 1.0;
        }
    }
    found
}

/// Fills each slot to the same height: what a rare length leaves empty is given to a frequent one.
fn alias(lengths: &[i32], probabilities: &[f64]) -> Vec<Slot> {
    let count = lengths.len() as f64;
    let mut heights: Vec<f64> = probabilities.iter().map(|p| p * count).collect();
    let full = |&length: &i32| Slot {
        below: u32::MAX,
        own: length,
        other: length,
    };
    let mut slots: Vec<Slot> = lengths.iter().map(full).collect();
    let (mut scant, mut ample): (Vec<usize>, Vec<usize>) =
        (0..lengths.len()).partition(|&at| heights[at] < 1.0);
    while let (Some(low), Some(&high)) = (scant.pop(), ample.last()) {
        slots[low].below = (heights[low] * f64::from(u32::MAX)) as u32;
        slots[low].other = lengths[high];
        heights[high] -= 1.0 - heights[low];
        if heights[high] < 1.0 {
            ample.pop();
            scant.push(high);
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often each length is drawn, over all slots.
    fn chances(lengths: &Lengths) -> std::collections::BTreeMap<i32, f64> {
        let mut found = std::collections::BTreeMap::new();
        let each = 1.0 / lengths.slots.len() as f64;
        for slot in &lengths.slots {
            let own = f64::from(slot.below) / f64::from(u32::MAX);
            *found.entry(slot.own).or_insert(0.0) += each * own;
            *found.entry(slot.other).or_insert(0.0) += each * (1.0 - own);
        }
        found.retain(|_, chance| *chance > 1e-9);
        found
    }

    #[test]
    fn the_mean_is_the_one_of_pert() {
        for (low, typical, high) in [
            (5, 10, 15),
            (5, 8, 10),
            (10, 10, 40),
            (0, 30, 30),
            (2, 3, 60),
            (0, 500, 90_000),
        ] {
            let mean: f64 = chances(&Lengths::of(low, typical, high))
                .iter()
                .map(|(length, chance)| f64::from(*length) * chance)
                .sum();
            let expected = f64::from(low + 4 * typical + high) / 6.0;
            let close = 0.002 * f64::from(high - low) + 0.05;
            assert!(
                (mean - expected).abs() < close,
                "{low}/{typical}/{high}: {mean} and not {expected}"
            );
        }
    }

    #[test]
    fn a_symmetric_estimate_is_drawn_symmetrically_and_within_its_ends() {
        let chances = chances(&Lengths::of(5, 10, 15));
        assert_eq!(
            (chances.keys().min(), chances.keys().max()),
            (Some(&5), Some(&15))
        );
        for (length, chance) in &chances {
            assert!((chance - chances[&(20 - length)]).abs() < 1e-6, "{length}");
        }
        // The middle tenth of Beta(3, 3): 30 x²(1−x)² over 0.45..0.55.
        assert!((chances[&10] - 0.186_56).abs() < 1e-3, "{}", chances[&10]);
    }

    #[test]
    fn powers_are_those_of_mathematics() {
        for base in [1e-6, 0.03, 0.5, 1.0, 7.3, 1e6] {
            for exponent in [0.0, 1.0 / 3.0, 0.8, 1.0, 2.0, 2.7, 3.999, 4.0] {
                let (told, exact) = (power(base, exponent), f64::powf(base, exponent));
                let off = (told / exact - 1.0).abs();
                assert!(off < 1e-6, "{base} to {exponent}: {told}, not {exact}");
            }
        }
    }

    #[test]
    fn an_estimate_of_one_length_is_that_length() {
        let lengths = Lengths::of(7, 7, 7);
        for random in [0, u64::MAX, 1 << 31, u64::from(u32::MAX)] {
            assert_eq!(lengths.draw(random), 7);
        }
    }
}
