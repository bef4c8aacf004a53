//! A plan's steps as a list of values (CSV, RFC 4180) for programs and spreadsheets: a row a step, dates
//! as 2027-02-05, lines that end with CR LF.
//!
//! A spreadsheet program reads a cell that begins with `=`, `+`, `-` or `@` as a formula, and a formula
//! can send what stands beside it to a stranger, or start a program. In a list of values nothing says
//! which cell is text, so such a cell gets an apostrophe in front, as OWASP advises: spreadsheets show it
//! or swallow it, and run nothing. Dates and numbers are the program's own, and stay what they are.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::handout::Handout;
use super::table::{COLUMNS, Cell};

/// What a file begins with, so that spreadsheet programs read its letters right: without it Excel takes
/// UTF-8 for the code page of the machine, and Müller for MÃ¼ller. A program that reads a pipe does not
/// expect it.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The steps, the heads of the columns first; UTF-8 without a byte order mark.
///
/// # Errors
/// When it cannot be put together, which only a lack of memory can cause.
pub(super) fn csv(plan: &Handout) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().map(|column| column.head))?;
    for step in &plan.steps {
        let cells = COLUMNS.iter().map(|column| (column.cell)(plan, step));
        writer.write_record(cells.map(written))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

fn written(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(&text),
        Cell::Date(date) => date.map_or_else(String::new, |date| date.to_string()),
        Cell::Number(number) => number.map_or_else(String::new, |number| number.to_string()),
    }
}

/// A text that no spreadsheet program takes for a formula. Where a semicolon separates values, as in much
/// of Europe, a cell is cut at each of its own, quotes or not: what stands behind one may not begin as a
/// formula either.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for (at, piece) in text.split(';').enumerate() {
        if at > 0 {
            out.push(';');
        }
        if is_formula(piece) {
            out.push('\'');
        }
        out.push_str(piece);
    }
    out
}

/// Whether a cell with this text could be taken for a formula. Blanks and quotes in front are skipped by
/// some programs; the wide forms are what East Asian keyboards type; a tab, a CR or a NUL never gets here
/// as itself, and would be guarded if it did.
fn is_formula(text: &str) -> bool {
    let ignored = |c: char| (c.is_whitespace() && !matches!(c, '\t' | '\r')) || c == '"';
    let starts = text.trim_start_matches(ignored).chars().next();
    let wide = ['＝', '＋', '－', '＠'];
    starts.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r') || wide.contains(&c))
        || text.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_as_a_formula() {
        for (text, written) in [
            ("Security review", "Security review"),
            ("Follow-up = done", "Follow-up = done"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("  =1", "'  =1"),
            ("\u{a0}\u{3000}=1", "'\u{a0}\u{3000}=1"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠a", "'＠a"),
            ("a\0b", "'a\0b"),
            ("a;=1+1;b", "a;'=1+1;b"),
            ("a;\"=1+1\"", "a;'\"=1+1\""),
            ("a; b", "a; b"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written, "{text:?}");
        }
    }
}
