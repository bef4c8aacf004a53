//! What the words of a title or a name give away: whether a step is a review, a signature, an order,
//! and whether an owner is a department instead of a person. English words and the readable ids of
//! the templates; a title in another language counts as none of these, which costs a question.

use crate::plan::Step;

/// A kind of step, known by the words of its title or of its readable id.
pub(crate) struct Kind(&'static [&'static str]);

/// Somebody checks that the product is safe.
#[rustfmt::skip]
pub(crate) const SECURITY: Kind = Kind(&[
    "security", "infosec", "cybersecurity", "pentest", "penetration", "soc2",
]);
/// Somebody reads the contract.
#[rustfmt::skip]
pub(crate) const LEGAL: Kind = Kind(&[
    "legal", "redline", "redlines", "counsel", "lawyer", "lawyers", "contract", "contracts", "msa",
    "terms",
]);
/// Somebody orders.
#[rustfmt::skip]
pub(crate) const PROCUREMENT: Kind = Kind(&[
    "procurement", "purchasing", "purchase", "po", "vendor", "supplier", "tender", "rfp", "proposal",
]);
/// Somebody decides.
#[rustfmt::skip]
pub(crate) const APPROVAL: Kind = Kind(&[
    "approval", "approve", "approves", "board", "budget", "committee", "decision", "sponsor", "executive",
]);
/// The contract, when no step is called a signature.
pub(crate) const CONTRACT: Kind = Kind(&["contract"]);
/// The seller's main work.
pub(crate) const IMPLEMENTATION: Kind = Kind(&["implementation", "implement", "implementing"]);

#[rustfmt::skip]
const SIGNATURE: &[&str] = &["signature", "signatures", "signing", "signed", "sign", "signs"];

/// What makes another thing of a sign: a sign-off signs no contract, a sign-on neither.
const NOT_A_SIGNATURE: &[&str] = &["off", "on", "in", "up"];

impl Kind {
    /// Whether a step is of this kind.
    pub(crate) fn fits(&self, step: &Step) -> bool {
        words(&step.title)
            .chain(words(&step.id))
            .any(|word| has(self.0, word))
    }
}

/// Whether the contract is signed in this step.
pub(crate) fn is_signature(step: &Step) -> bool {
    [&step.title, &step.id].into_iter().any(|text| {
        let next = words(text).skip(1).map(Some).chain([None]);
        words(text).zip(next).any(|(word, next)| {
            has(SIGNATURE, word) && !next.is_some_and(|next| has(NOT_A_SIGNATURE, next))
        })
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn has(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Words that make any name a department's.
#[rustfmt::skip]
const GROUPS: &[&str] = &[
    "team", "teams", "department", "departments", "dept", "committee", "committees", "unit",
];

/// Words that are a department, a title or a placeholder when the name is made of nothing else.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "legal", "procurement", "purchasing", "it", "infosec", "security", "finance", "accounting", "hr",
    "compliance", "engineering", "ops", "operations", "management", "board", "sales", "marketing",
    "support", "product", "privacy", "risk", "audit", "treasury", "controlling", "leadership",
    "executives", "office", "counsel", "cfo", "cio", "ciso", "cto", "ceo", "coo", "vp", "director",
    "manager", "admin", "tbd", "tba", "tbc", "todo", "someone", "somebody", "anyone", "nobody",
    "unknown", "na", "n", "a", "customer", "client", "buyer", "seller", "vendor", "supplier",
];

/// Words that may stand between those.
#[rustfmt::skip]
const BETWEEN: &[&str] = &[
    "and", "the", "of", "our", "their", "your", "general", "global", "corporate", "group", "review",
    "data", "s",
];

/// Whether a name is no person's: "Legal team", "Procurement", "IT", "Acme Legal", "TBD", "?".
pub(crate) fn is_department(name: &str, organization: &str) -> bool {
    if words(name).any(|word| has(GROUPS, word)) {
        return true;
    }
    let organizations = |word: &str| words(organization).any(|own| own.eq_ignore_ascii_case(word));
    if words(name).any(|word| has(NOBODY, word)) {
        words(name).all(|word| has(NOBODY, word) || has(BETWEEN, word) || organizations(word))
    } else {
        // "?" and "—" have no words at all; the organization's own name is no person either.
        words(name).all(organizations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_is_told_from_a_person() {
        for name in [
            "Legal team",
            "Procurement",
            "IT",
            "it",
            "Acme Legal",
            "Security & Compliance",
            "TBD",
            "?",
            "the board",
            "IT Department",
            "CFO",
            "n/a",
            "Acme",
            "Acme's procurement",
        ] {
            assert!(is_department(name, "Acme"), "{name}");
        }
        for name in [
            "Sarah Chen",
            "Tom",
            "Mei Board",
            "Will Legal-Smith",
            "Dana (CFO)",
            "Li",
            "李雷",
            "An Na",
            "Ops Mc",
        ] {
            assert!(!is_department(name, "Acme"), "{name}");
        }
        assert!(!is_department("Morgan Stanley", "Morgan Group"));
    }

    #[test]
    fn a_step_is_known_by_its_words() {
        let step = |title: &str| Step::new("01J".to_owned(), title);
        for (title, expected) in [
            ("Signature", true),
            ("Sign the order form", true),
            ("Contract signed", true),
            ("Board sign-off", false),
            ("Single sign-on", false),
            ("Sign off, then signature", true),
            ("Design review", false),
        ] {
            assert_eq!(is_signature(&step(title)), expected, "{title}");
        }
        assert!(SECURITY.fits(&step("InfoSec review")));
        assert!(!SECURITY.fits(&step("Securities")));
        assert!(PROCUREMENT.fits(&step("PO")));
        assert!(LEGAL.fits(&Step::new("legal-redlines".to_owned(), "Vertrag prüfen")));
    }
}
