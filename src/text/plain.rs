//! The program's own signs for terminals that show nothing but ASCII.

/// The program's own signs as plain characters of the same width; what users typed stays.
pub fn plain(text: &str) -> String {
    let plain = |sign| match sign {
        '×' | '✗' => 'x',
        '…' => '~',
        '−' | '–' | '—' | '·' | '─' | '▢' => '-',
        '→' | '▸' | '›' => '>',
        '←' => '<',
        '↑' => '^',
        '“' | '”' => '"',
        '’' => '\'',
        '✓' | '↓' | '▼' => 'v',
        '●' | '◆' => 'O',
        '○' | '◇' => 'o',
        '│' => '|',
        '├' | '┤' | '┼' | '╭' | '╮' | '╰' | '╯' => '+',
        other => other,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn plain_signs_keep_the_columns() {
        assert_eq!(
            plain("Acme × Müller · T−98 d … “a”"),
            "Acme x Müller - T-98 d ~ \"a\""
        );
        assert_eq!(plain("╰─ ● ○ ▼ ▢ ✗"), "+- O o v - x");
    }
}
