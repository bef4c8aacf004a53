//! Texts that a plan, a name, a file or a command line may bring and that no terminal may receive as
//! they are (and some that look odd and must survive). Shared by unit and integration tests.

/// A name for the failure message, and what makes the text.
pub type Payload = (&'static str, fn() -> String);

/// The corpus. Each text holds the plain words `Acme` and `Legal`, so that a test can look for them.
pub const PAYLOADS: &[Payload] = &[
    ("escape: clear screen", || {
        "Acme\u{1b}[2J\u{1b}[HLegal".into()
    }),
    ("escape: colour and title", || {
        "Acme\u{1b}[31m\u{1b}]0;owned\u{7}Legal".into()
    }),
    ("escape: lone at the end", || "Acme Legal\u{1b}".into()),
    ("escape: DCS and APC", || {
        "Acme\u{1b}Pq#0\u{1b}\\\u{1b}_x\u{1b}\\Legal".into()
    }),
    ("escape: report back", || {
        "Acme\u{1b}[6n\u{1b}[c\u{5}Legal".into()
    }),
    ("C1: CSI, OSC, ST, NEL", || {
        "Acme\u{9b}2J\u{9d}0;t\u{9c}\u{85}Legal".into()
    }),
    ("OSC 8: link", || {
        "Acme\u{1b}]8;;https://evil.example\u{1b}\\Legal\u{1b}]8;;\u{1b}\\".into()
    }),
    ("OSC 52: clipboard", || {
        "Acme\u{1b}]52;c;cm0gLXJmIC8=\u{7}Legal".into()
    }),
    ("BEL", || "Acme\u{7}Legal".into()),
    ("CR: overwrites the line", || {
        "Acme owes nothing\rLegal".into()
    }),
    ("LF: two rows", || "Acme\nLegal".into()),
    ("CR LF", || "Acme\r\nLegal\r\n".into()),
    ("TAB", || "Acme\tLegal".into()),
    ("NUL", || "Acme\0Legal".into()),
    ("backspace and DEL", || "Acme\u{8}\u{8}\u{7f}Legal".into()),
    ("every C0", || {
        format!("Acme{}Legal", (0..32u8).map(char::from).collect::<String>())
    }),
    ("every C1", || {
        format!(
            "Acme{}Legal",
            (0x80..0xA0u8).map(char::from).collect::<String>()
        )
    }),
    ("line and paragraph separator", || {
        "Acme\u{2028}Legal\u{2029}".into()
    }),
    ("bidi: override", || {
        "Acme \u{202e}lageL\u{202c} Legal".into()
    }),
    ("bidi: embeddings", || {
        "Acme\u{202a}a\u{202b}b\u{202d}c\u{202c}\u{202c}\u{202c}Legal".into()
    }),
    ("bidi: isolates", || {
        "Acme\u{2066}a\u{2067}b\u{2068}c\u{2069}\u{2069}\u{2069}Legal".into()
    }),
    ("bidi: marks", || "Acme\u{200e}\u{200f}\u{61c}Legal".into()),
    ("bidi: never closed", || "Acme\u{2067}\u{202e}Legal".into()),
    ("zero width: space, joiners, BOM", || {
        "A\u{200b}c\u{200c}m\u{200d}e Acme\u{2060}\u{feff} Legal".into()
    }),
    ("zero width: invisible operators", || {
        "Acme\u{2061}\u{2062}\u{2063}\u{2064} Legal".into()
    }),
    ("zero width: a thousand", || {
        format!("Acme{}Legal", "\u{200b}".repeat(1000))
    }),
    ("soft hyphen and fillers", || {
        "Acme\u{ad}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}\u{34f}Legal".into()
    }),
    ("variation selectors", || {
        "Acme\u{fe0f}\u{fe00}\u{e0100} 1\u{fe0f} Legal".into()
    }),
    ("tags", || {
        format!("Acme{}Legal", "hidden".chars().map(tag).collect::<String>())
    }),
    ("tags: a flag", || {
        "Acme \u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} Legal".into()
    }),
    ("annotation and object", || {
        "Acme\u{fff9}a\u{fffa}b\u{fffb}\u{fffc}Legal".into()
    }),
    ("private use, unassigned, no character", || {
        "Acme\u{e000}\u{f8ff}\u{378}\u{ffff}\u{10ffff}Legal".into()
    }),
    ("marks: 5,000 on one letter", || {
        format!("AcmeZ{} Legal", "\u{301}".repeat(5000))
    }),
    ("marks: 5,000 spacing ones", || {
        format!("Acme\u{915}{} Legal", "\u{93e}".repeat(5000))
    }),
    ("marks: leading", || "\u{301}\u{302}Acme Legal".into()),
    ("marks: after an escape", || {
        "Acme\u{1b}\u{301}\u{200b}\u{301}Legal".into()
    }),
    ("marks: enclosing and half-width", || {
        "Acme a\u{20dd}\u{20e3} \u{ff76}\u{ff9e} \u{ff9e} Legal".into()
    }),
    ("conjuncts: one cluster of 4,000 letters", || {
        format!("Acme {} Legal", "\u{915}\u{94d}".repeat(4000))
    }),
    ("Hangul: vowels alone and stacked", || {
        format!("Acme \u{1161} \u{1100}{} Legal", "\u{1161}".repeat(3000))
    }),
    ("prepended letters", || {
        format!("Acme {} \u{600}1 Legal", "\u{d4e}".repeat(2000))
    }),
    ("emoji: families", || "Acme 👨‍👩‍👧‍👦 👩🏽‍🤝‍👨🏻 ❤️‍🔥 🏃🏽‍♀️ Legal".into()),
    ("emoji: a chain of 500", || {
        format!("Acme {}👩 Legal", "👩\u{200d}".repeat(500))
    }),
    ("emoji: joiners out of place", || {
        "Acme 👩\u{200d}a\u{200d}👩\u{200d}\u{200d}👩 \u{200d} Legal".into()
    }),
    ("emoji: flags, keycaps, skin", || {
        "Acme 🇺🇸🇩🇪🇫 1️⃣ #️⃣ 👍🏽 🏽 a🏽 Legal".into()
    }),
    ("emoji: presentation", || {
        "Acme ☎\u{fe0e} ☎\u{fe0f} ⏰ © ©\u{fe0f} Legal".into()
    }),
    ("wide characters", || {
        "Acme 会議の準備を確認する ｆｕｌｌ 한국어 Legal".into()
    }),
    ("scripts", || {
        "Acme नमस्ते สวัสดี שָׁלוֹם مُحَمَّد Việt Ω Љ Legal".into()
    }),
    ("spaces", || {
        "Acme\u{a0}\u{2003}\u{202f}\u{3000}Legal".into()
    }),
    ("a word of 10,000", || {
        format!("Acme {} Legal", "x".repeat(10_000))
    }),
    ("a wide word of 10,000", || {
        format!("Acme {} Legal", "議".repeat(10_000))
    }),
    ("formulas", || "=Acme+cmd|' /C calc'!A0 Legal".into()),
    ("markup", || {
        "<script>Acme</script>](javascript:alert(1)) & \"Legal\"".into()
    }),
    ("paths and formats", || {
        "../../Acme %s%n {0} $(id) `id` Legal".into()
    }),
];

fn tag(c: char) -> char {
    char::from_u32(0xE0000 + c as u32).unwrap_or(c)
}

/// Whether a character may never reach a terminal from a text: it steers it, reorders or hides text.
/// Joiners and emoji variation selectors are not counted: inside an emoji they are what is meant.
pub fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
            | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}'
            | '\u{ffff}' | '\u{e0000}'..='\u{10ffff}')
}
