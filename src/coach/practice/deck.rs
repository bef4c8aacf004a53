//! A deck of numbered cards, shuffled from a seed. The same seed draws the same cards on every machine:
//! the random numbers are xoshiro256++ by name, as for the odds, and the shuffle is Fisher and Yates'
//! written out here, since a library's may change between its versions.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

/// A deck that is shuffled anew when every card was drawn.
#[derive(Debug, Clone)]
pub struct Deck {
    random: Xoshiro256PlusPlus,
    count: usize,
    /// The cards that are still to be drawn, the next one last.
    left: Vec<usize>,
    last: Option<usize>,
}

impl Deck {
    /// A deck of the cards 0 to `count` − 1.
    pub fn new(seed: u64, count: usize) -> Self {
        Self {
            random: Xoshiro256PlusPlus::seed_from_u64(seed),
            count,
            left: Vec::new(),
            last: None,
        }
    }

    /// The next card; none comes again before every other was drawn, and none twice running unless it
    /// is the only one. Nothing when the deck has no cards.
    pub fn draw(&mut self) -> Option<usize> {
        if self.left.is_empty() {
            self.shuffle();
        }
        self.last = self.left.pop();
        self.last
    }

    fn shuffle(&mut self) {
        self.left = (0..self.count).collect();
        for end in (1..self.count).rev() {
            let with = self.below(end + 1);
            self.left.swap(end, with);
        }
        if self.count > 1 && self.left.last().copied() == self.last {
            self.left.swap(0, self.count - 1);
        }
    }

    /// A number from 0 to `bound` − 1.
    fn below(&mut self, bound: usize) -> usize {
        let bits = u128::from(self.random.next_u64());
        let at = (bits * bound as u128) >> 64;
        usize::try_from(at).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn draws(seed: u64, count: usize, times: usize) -> Vec<usize> {
        let mut deck = Deck::new(seed, count);
        (0..times).filter_map(|_| deck.draw()).collect()
    }

    proptest! {
        #[test]
        fn a_seed_draws_the_same_cards_and_none_again_before_all_were_drawn(
            seed: u64, count in 1..40_usize,
        ) {
            let drawn = draws(seed, count, count * 3);
            prop_assert_eq!(&drawn, &draws(seed, count, count * 3));
            for round in drawn.chunks(count) {
                let different: HashSet<_> = round.iter().collect();
                prop_assert_eq!(different.len(), count);
                prop_assert!(round.iter().all(|card| *card < count));
            }
            if count > 1 {
                prop_assert!(drawn.windows(2).all(|two| two[0] != two[1]), "{:?}", drawn);
            }
        }
    }

    /// Written down once: a draw that changes would change what a seed means to somebody else.
    #[test]
    fn a_seed_means_the_same_everywhere() {
        assert_eq!(draws(7, 6, 8), [0, 5, 2, 1, 3, 4, 2, 3]);
    }

    #[test]
    fn an_empty_deck_draws_nothing() {
        assert_eq!(Deck::new(1, 0).draw(), None);
    }
}
