//! The pen: whose words are being typed. The seller has it by default; given to the buyer it stays
//! theirs until it is given back. What it writes is recorded with side, person and route.

use crate::plan::{Author, Plan, Side, Via};

/// Whose words are being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Pen {
    /// The seller's, whoever of them types.
    #[default]
    Seller,
    /// A person's of the buyer, by id.
    Buyer {
        /// Whose words they are.
        person: String,
        /// Whether that person types, rather than dictates to the one who does.
        own_hand: bool,
    },
}

impl Pen {
    /// Who a change is recorded for.
    pub fn author(&self, plan: &Plan) -> Author {
        match self {
            Self::Seller => plan.seller_author(),
            Self::Buyer { person, .. } => Author {
                side: Side::Buyer,
                person: Some(person.clone()),
                ..Author::default()
            },
        }
    }

    /// By which route a change is recorded to have come.
    pub fn via(&self) -> Via {
        match self {
            Self::Buyer {
                own_hand: false, ..
            } => Via::Dictated,
            Self::Seller | Self::Buyer { own_hand: true, .. } => Via::Hand,
        }
    }

    /// Whether the buyer has it.
    pub fn is_buyers(&self) -> bool {
        matches!(self, Self::Buyer { .. })
    }

    /// Who it writes for, in words that everybody may read.
    pub fn words(&self, plan: &Plan) -> String {
        let of = |side: Side| plan.organization(&side).to_owned();
        match self {
            Self::Seller => format!("writing for {}", of(Side::Seller)),
            Self::Buyer { person, own_hand } => {
                let name = plan
                    .person(person)
                    .map_or("the buyer", |person| person.name.as_str());
                let verb = if *own_hand {
                    format!("{name} writes")
                } else {
                    format!("writing for {name}")
                };
                format!("{verb}, {}", of(Side::Buyer))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Person;

    #[test]
    fn a_pen_says_and_records_whose_words_it_writes() {
        let mut plan = Plan::new("p".into(), "p");
        plan.buyer.organization = "Acme".into();
        plan.seller.organization = "Northwind".into();
        plan.people
            .push(Person::new("sarah".into(), "Sarah Chen", Side::Buyer));
        let buyers = |own_hand| Pen::Buyer {
            person: "sarah".into(),
            own_hand,
        };
        for (pen, words, side, via) in [
            (
                Pen::Seller,
                "writing for Northwind",
                Side::Seller,
                Via::Hand,
            ),
            (
                buyers(false),
                "writing for Sarah Chen, Acme",
                Side::Buyer,
                Via::Dictated,
            ),
            (
                buyers(true),
                "Sarah Chen writes, Acme",
                Side::Buyer,
                Via::Hand,
            ),
        ] {
            assert_eq!(pen.words(&plan), words);
            assert_eq!((pen.author(&plan).side, pen.via()), (side, via));
        }
    }
}
