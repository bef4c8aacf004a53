//! What a deal is worth, as people write it: an amount in whole units, and the three letters of its
//! currency. What follows from the size of a deal is decided in the coach.

/// The amount that was typed: "120000", "120,000", "120 000", "120k", "2m". Nothing when it is no whole
/// number from 0 on, or too large to hold.
pub fn amount(typed: &str) -> Option<i64> {
    let plain: String = typed
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '_' | '\u{a0}' | '\u{202f}' | '\''))
        .collect();
    let (digits, unit) = match plain.to_lowercase() {
        low if low.ends_with('k') => (low.trim_end_matches('k').to_owned(), 1_000),
        low if low.ends_with('m') => (low.trim_end_matches('m').to_owned(), 1_000_000),
        low => (low, 1),
    };
    let value = digits.parse::<i64>().ok().filter(|value| *value >= 0)?;
    value.checked_mul(unit)
}

/// A currency's three letters, in capitals; nothing when it is no such thing.
pub fn currency(typed: &str) -> Option<String> {
    let letters = typed.trim().to_uppercase();
    let fits = letters.len() == 3 && letters.chars().all(|c| c.is_ascii_uppercase());
    fits.then_some(letters)
}

/// An amount with its currency before it, behind it or left out: "3000", "3,000 EUR", "usd 12k". The
/// currency is empty when none is typed; nothing when it cannot be read.
pub fn worth(typed: &str) -> Option<(i64, String)> {
    let typed = typed.trim();
    if let Some(value) = amount(typed) {
        return Some((value, String::new()));
    }
    let first = typed.split_once(char::is_whitespace);
    let last = typed.rsplit_once(char::is_whitespace);
    let before = first.and_then(|(letters, rest)| Some((amount(rest)?, currency(letters)?)));
    before.or_else(|| last.and_then(|(rest, letters)| Some((amount(rest)?, currency(letters)?))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        for (typed, expected) in [
            ("120000", Some(120_000)),
            (" 120,000 ", Some(120_000)),
            ("120 000", Some(120_000)),
            ("1'200'000", Some(1_200_000)),
            ("120k", Some(120_000)),
            ("2M", Some(2_000_000)),
            ("0", Some(0)),
            ("-5", None),
            ("1.5m", None),
            ("", None),
            ("k", None),
            ("9223372036854775807k", None),
            ("twelve", None),
        ] {
            assert_eq!(amount(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_currency_may_stand_before_or_behind() {
        let read = |typed: &str| worth(typed).map(|(value, letters)| format!("{value}{letters}"));
        for (typed, expected) in [
            ("3000", Some("3000")),
            ("3,000 eur", Some("3000EUR")),
            ("USD 12 000", Some("12000USD")),
            ("12 k", Some("12000")),
            ("3000 euros", None),
            ("EUR", None),
            ("-3 EUR", None),
            ("", None),
        ] {
            assert_eq!(read(typed).as_deref(), expected, "{typed}");
        }
    }
}
