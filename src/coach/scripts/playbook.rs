//! From a playbook in plain text or Markdown to a pack of scripts: the passages that it quotes, and
//! what it says to repeat, under their headings, each with the cue that the words around it suggest.
//! The words are kept as they are; only the marks of quotation and the breaks of lines around them go.

#[cfg(test)]
mod tests;

use super::{Cue, Script, Voice};
use crate::text;

/// Fewer words than these, in quotes within a sentence, are a turn of phrase and not a passage.
const PASSAGE_WORDS: usize = 12;
/// A passage that is a paragraph of its own may be shorter.
const PARAGRAPH_WORDS: usize = 5;
/// A quotation that is not closed after so many paragraphs is none.
const LONGEST: usize = 12;
/// A line of more words is no heading, unless it is marked as one.
const HEADING_WORDS: usize = 8;

/// A passage that was found, with where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The script that it becomes. Its slots are empty: which words belong to the author's example,
    /// only a person can say.
    pub script: Script,
    /// The line of the playbook that it begins on, from 1.
    pub line: usize,
    /// Whether the words around it told which cue it belongs to; if not, the heading's name is taken.
    pub sure: bool,
}

/// Finds the passages of a playbook, in its order. `file` only names it in each script's source.
/// None is an answer too: the playbook quotes nothing to say.
pub fn passages(file: &str, playbook: &str) -> Vec<Passage> {
    let playbook = text::harmless_lines(playbook);
    let blocks = blocks(&playbook);
    let mut found = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    let mut heading = "";
    let mut lead = String::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        at += 1;
        if let Some(title) = heading_of(block, blocks.get(at)) {
            heading = title;
            lead.clear();
            continue;
        }
        let (quoted, more) = quoted_in(block, blocks.get(at..).unwrap_or_default());
        let beside = quoted.is_empty().then_some(block.words.as_str());
        if quoted.is_empty() {
            lead.clone_from(&block.words);
        }
        at += more;
        for quote in quoted {
            let before = format!("{lead} {}", quote.before);
            let (cue, sure) = cue_of(heading, &before, &quote);
            let (speaker, audience) = voices(&cue, heading, &before);
            let id = id_of(&cue, &ids);
            ids.push(id.clone());
            let under = match heading {
                "" => String::new(),
                heading => format!(", under “{}”", text::clip(heading, 80)),
            };
            found.push(Passage {
                script: Script {
                    id,
                    cue,
                    speaker,
                    audience,
                    source: format!("{}{under}", text::clip(&text::harmless(file), 80)),
                    text: quote.words,
                    slots: Vec::new(),
                },
                line: block.line,
                sure,
            });
        }
        if beside.is_none() {
            lead.clear();
        }
    }
    found
}

/// Lines that belong together: a paragraph, or a heading.
struct Block {
    line: usize,
    /// Its lines joined with a space, marks of Markdown's quotation taken off.
    words: String,
    /// Every line of it began with Markdown's `>`.
    set_off: bool,
    /// It was marked as a heading.
    marked: bool,
}

fn blocks(playbook: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (index, line) in playbook.split('\n').enumerate() {
        let line = line.trim();
        if line.is_empty() || line == ">" || line.starts_with("```") {
            open = false;
            continue;
        }
        let marked = line.trim_start_matches('#');
        if marked.len() < line.len() && marked.starts_with(' ') {
            blocks.push(Block {
                line: index + 1,
                words: marked.trim().trim_end_matches('#').trim_end().to_owned(),
                set_off: false,
                marked: true,
            });
            open = false;
            continue;
        }
        let bare = line.strip_prefix('>');
        let words = bare.map_or(line, str::trim_start);
        match blocks.last_mut() {
            Some(block) if open && block.set_off == bare.is_some() => {
                block.words.push(' ');
                block.words.push_str(words);
            }
            _ => blocks.push(Block {
                line: index + 1,
                words: words.to_owned(),
                set_off: bare.is_some(),
                marked: false,
            }),
        }
        open = true;
    }
    blocks
}

/// A heading: marked as one, or a short line that no sentence ends and a paragraph follows.
fn heading_of<'a>(block: &'a Block, next: Option<&Block>) -> Option<&'a str> {
    if block.marked {
        return Some(&block.words);
    }
    let short = block.words.split_whitespace().count() <= HEADING_WORDS;
    let title = block.words.trim_matches('*').trim_end_matches(['*', ' ']);
    let ends = title.ends_with(['.', ':', ',', ';', '”', '"', '!', '…']);
    let starts = title.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let is = next.is_some() && short && !block.set_off && !ends && starts;
    is.then_some(title)
}

/// A quotation with what its own paragraph says before it.
struct Quote {
    words: String,
    before: String,
    /// It stands there because the playbook says to repeat it.
    repeat: bool,
}

/// The passages of a block, and how many of the blocks after it belong to them.
fn quoted_in(block: &Block, after: &[Block]) -> (Vec<Quote>, usize) {
    if block.set_off {
        let words = unquoted(&block.words).unwrap_or(&block.words);
        return (whole(words), 0);
    }
    if let Some(words) = unquoted(&block.words) {
        return (whole(words), 0);
    }
    if let Some((words, more)) = over_paragraphs(block, after) {
        return (whole(&words), more);
    }
    if let Some(words) = to_repeat(&block.words) {
        let quote = Quote {
            words: unquoted(words).unwrap_or(words).to_owned(),
            before: block.words.clone(),
            repeat: true,
        };
        return (vec![quote], 0);
    }
    (within(&block.words), 0)
}

fn whole(words: &str) -> Vec<Quote> {
    let long = words.split_whitespace().count() >= PARAGRAPH_WORDS;
    let quote = || Quote {
        words: words.to_owned(),
        before: String::new(),
        repeat: false,
    };
    long.then(quote).into_iter().collect()
}

/// The closing mark of the quotation that a text opens with.
fn closing(text: &str) -> Option<(char, char)> {
    const MARKS: [(char, char); 4] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];
    let open = text.chars().next()?;
    MARKS.into_iter().find(|(mark, _)| *mark == open)
}

/// What stands between the marks of a text that is one quotation from end to end.
fn unquoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let (open, close) = closing(text)?;
    let inner = text.strip_prefix(open)?.strip_suffix(close)?;
    (!inner.contains(close)).then(|| inner.trim())
}

/// A quotation of several paragraphs: each opens with the mark, only the last one closes.
fn over_paragraphs(block: &Block, after: &[Block]) -> Option<(String, usize)> {
    let (open, close) = closing(&block.words)?;
    let first = block.words.strip_prefix(open)?;
    if first.contains(close) {
        return None;
    }
    let mut words = first.trim().to_owned();
    for (more, next) in after.iter().take(LONGEST).enumerate() {
        let part = next.words.strip_prefix(open).unwrap_or(&next.words);
        words.push_str("\n\n");
        if let Some(part) = part.strip_suffix(close) {
            words.push_str(part.trim());
            return (!part.contains(close)).then_some((words, more + 1));
        }
        if next.marked || part.contains(close) {
            return None;
        }
        words.push_str(part.trim());
    }
    None
}

/// What a line says to repeat: the words after its colon.
fn to_repeat(words: &str) -> Option<&str> {
    let (said, rest) = words.split_once(": ")?;
    let said = said.to_lowercase();
    let says = [
        "to repeat",
        "repeat this",
        "repeat after me",
        "keep repeating",
    ];
    let rest = rest.trim();
    let long = rest.split_whitespace().count() >= PARAGRAPH_WORDS;
    (long && says.iter().any(|says| said.contains(says))).then_some(rest)
}

/// The long quotations within a paragraph.
fn within(words: &str) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut rest = words;
    let mut start = 0;
    while let Some(offset) = rest.find(['"', '“', '„', '«']) {
        let from = start + offset;
        let quotation = words.get(from..).unwrap_or_default();
        let Some((open, close)) = closing(quotation) else {
            break;
        };
        let inner = quotation.strip_prefix(open).unwrap_or_default();
        let Some(end) = inner.find(close) else { break };
        let passage = inner.get(..end).unwrap_or_default().trim();
        if passage.split_whitespace().count() >= PASSAGE_WORDS {
            found.push(Quote {
                words: passage.to_owned(),
                before: words.get(..from).unwrap_or_default().to_owned(),
                repeat: false,
            });
        }
        start = from + open.len_utf8() + end + close.len_utf8();
        rest = words.get(start..).unwrap_or_default();
    }
    found
}

/// What in the words around a passage speaks for a cue, and how loudly. The words just before it count
/// whole, its heading and its own words less, so that a section's name does not drown the sentence
/// that leads to the passage.
const SIGNS: &[(Cue, &[&str])] = &[
    (
        Cue::Goal,
        &[
            "goal.",
            "goal:",
            "deal outcome",
            "go-live date",
            "need to be live",
            "if they miss",
        ],
    ),
    (
        Cue::Reality,
        &[
            "reality.",
            "reality:",
            "plan exists",
            "agreed to in writing",
            "show me the plan",
        ],
    ),
    (
        Cue::Intro,
        &[
            "options.",
            "introduc",
            "propose",
            "intro script",
            "build a simple plan",
            "buyer-facing script",
        ],
    ),
    (
        Cue::CoBuild,
        &[
            "co-build motion",
            "co-build",
            "work backwards",
            "working backwards",
            "share their screen",
            "out loud",
        ],
    ),
    (
        Cue::Will,
        &[
            "will.",
            "will:",
            "commitment",
            "by when will you",
            "least sure",
            "close the 1:1",
        ],
    ),
    (
        Cue::CoAuthored,
        &["to repeat", "co-authored, not sent", "key coaching point"],
    ),
];

fn cue_of(heading: &str, before: &str, quote: &Quote) -> (Cue, bool) {
    if quote.repeat {
        return (Cue::CoAuthored, true);
    }
    let (heading_low, before, own) = (
        heading.to_lowercase(),
        before.trim().to_lowercase(),
        quote.words.to_lowercase(),
    );
    let score = |signs: &[&str]| -> usize {
        let of = |sign: &&str| {
            let opens = before.starts_with(*sign);
            usize::from(before.contains(*sign)) * 3
                + usize::from(opens) * 4
                + usize::from(own.contains(*sign)) * 2
                + usize::from(heading_low.contains(*sign))
        };
        signs.iter().map(of).sum()
    };
    let scored = SIGNS.iter().map(|(cue, signs)| (score(signs), cue));
    // Of two that are as loud the first one stands: the order is that of the conversation.
    let best = scored.rev().max_by_key(|(score, _)| *score);
    match best {
        Some((score, cue)) if score >= 2 => (cue.clone(), true),
        _ => (Cue::Other(named(heading)), false),
    }
}

/// A cue of the playbook's own, after its heading.
fn named(heading: &str) -> String {
    let name = text::clip(heading.trim(), 40).into_owned();
    if name.is_empty() {
        "Playbook".to_owned()
    } else {
        name
    }
}

/// Whose words they are. Only what the playbook says is meant for a buyer may come up on a call, so
/// whatever it leaves open is the manager's.
fn voices(cue: &Cue, heading: &str, before: &str) -> (Voice, Voice) {
    match cue {
        Cue::Intro | Cue::CoBuild => (Voice::Rep, Voice::Buyer),
        Cue::Goal | Cue::Reality | Cue::Will | Cue::CoAuthored => (Voice::Manager, Voice::Rep),
        Cue::Other(_) => {
            let around = format!("{heading} {before}").to_lowercase();
            let to_buyer = [
                "buyer-facing",
                "to the buyer",
                "to the customer",
                "to your buyer",
            ];
            match to_buyer.iter().any(|says| around.contains(says)) {
                true => (Voice::Rep, Voice::Buyer),
                false => (Voice::Manager, Voice::Rep),
            }
        }
    }
}

/// A name for the script that no other of the pack has.
fn id_of(cue: &Cue, taken: &[String]) -> String {
    let word = match cue {
        Cue::Goal => "goal".to_owned(),
        Cue::Reality => "reality".to_owned(),
        Cue::Intro => "intro".to_owned(),
        Cue::CoBuild => "co-build".to_owned(),
        Cue::Will => "will".to_owned(),
        Cue::CoAuthored => "co-authored".to_owned(),
        Cue::Other(name) => {
            let letters = name.to_lowercase();
            let words: Vec<&str> = letters
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            match words.is_empty() {
                true => "script".to_owned(),
                false => words.join("-"),
            }
        }
    };
    let numbered = (2..).map(|number| format!("{word}-{number}"));
    let mut names = std::iter::once(word.clone()).chain(numbered);
    let free = names.find(|name| !taken.contains(name));
    free.unwrap_or(word)
}
