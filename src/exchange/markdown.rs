//! Text as Markdown shows it: every character that Markdown could read as more than itself is
//! escaped, so that what people typed stays what they typed, wherever in a line it stands.

/// Escapes a text of one line. Letters, digits, spaces and quiet punctuation stay as they are.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_special(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether Markdown, in any of the usual dialects, gives this character a meaning somewhere:
/// emphasis, code, links (bare ones too, which begin at a colon, a dot or an at sign), HTML,
/// entities, headings, lists, tables, quotes, rules, formulas.
pub(super) fn is_special(c: char) -> bool {
    matches!(
        c,
        '\\' | '`'
            | '*'
            | '_'
            | '~'
            | '^'
            | '{'
            | '}'
            | '['
            | ']'
            | '('
            | ')'
            | '<'
            | '>'
            | '#'
            | '+'
            | '-'
            | '='
            | '.'
            | '!'
            | '|'
            | '&'
            | ':'
            | '@'
            | '$'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_stays_text() {
        for (text, expected) in [
            ("Legal redlines, 2nd round", "Legal redlines, 2nd round"),
            ("[x](https://y.z)", r"\[x\]\(https\://y\.z\)"),
            ("<b>&amp;</b>", r"\<b\>\&amp;\</b\>"),
            ("# one", r"\# one"),
            ("1. one", r"1\. one"),
            ("- one", r"\- one"),
            ("a_b*c`d`", r"a\_b\*c\`d\`"),
            ("a | b", r"a \| b"),
            (r"back\slash", r"back\\slash"),
            ("会議 é", "会議 é"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
