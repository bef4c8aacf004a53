//! The program's own signs for terminals that show ASCII alone.

use std::borrow::Cow;

/// The signs that the program writes as plain characters of the same width; any other letter, which
/// somebody typed, stays.
pub fn plain_signs(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(plain).collect())
}

fn plain(sign: char) -> char {
    match sign {
        '×' => 'x',
        '…' => '~',
        '−' | '–' | '—' | '·' => '-',
        '→' | '›' | '▸' => '>',
        '←' => '<',
        '↑' => '^',
        '↓' | '✓' => 'v',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_signs_keep_the_columns() {
        assert_eq!(
            plain_signs("Acme × Müller · T−98 d … “a”"),
            "Acme x Müller - T-98 d ~ \"a\""
        );
    }
}
