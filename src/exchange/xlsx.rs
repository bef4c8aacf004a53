//! A plan as a spreadsheet (XLSX) of two sheets: what the plan is about, and its steps to sort and filter.
//!
//! What people typed is written as text and marked as such (the "quote prefix" of its format), so that no
//! program evaluates it, not even after somebody edits the cell. No formula and no link is written. The
//! file names no author and no folder, and the same plan on the same day gives the same bytes.

mod head;
mod look;
mod steps;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, RowNum, Workbook, Worksheet, XlsxError,
};

use look::Look;

use super::handout::Handout;
use crate::text;

/// The spreadsheet.
///
/// # Errors
/// When a plan has more steps than a sheet has rows, about a million.
pub(super) fn xlsx(plan: &Handout) -> Result<Vec<u8>, XlsxError> {
    let look = Look::new();
    let mut workbook = Workbook::new();
    let mut about = DocProperties::new();
    if let Some(made) = excel_date(plan.made) {
        about = about.set_creation_datetime(&made);
    }
    workbook.set_properties(&about);
    head::write(plan, &look, workbook.add_worksheet())?;
    steps::write(plan, &look, workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

/// Letters that a cell holds, in the units that Excel counts.
const LONGEST: usize = 32_000;

/// A text as long as a cell holds it.
fn cell_text(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 0;
    let mut out = String::new();
    for (cluster, _) in text::clusters(text) {
        units += cluster.encode_utf16().count();
        if units > LONGEST {
            out.push('…');
            break;
        }
        out.push_str(cluster);
    }
    out
}

/// The height of a line of ordinary letters, in points, and the most that a row may have.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 400.0;

/// Lines that a text takes in a cell so many letters wide, about: words are not broken, so a line is seldom
/// full.
fn lines(text: &str, width: u16) -> usize {
    let full = usize::from(width.saturating_sub(3)).max(1);
    text::width(text).div_ceil(full).max(1)
}

/// Gives a row room for so many lines: not every program does by itself where text is wrapped.
fn make_room(sheet: &mut Worksheet, row: RowNum, lines: usize, line: f64) -> Result<(), XlsxError> {
    sheet.set_row_height(row, (line * lines as f64 + 2.0).min(HIGHEST))?;
    Ok(())
}

/// A day as a spreadsheet counts it; nothing for one that it does not know.
fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    // What lies before March 1900 is counted differently by different programs.
    let year = u16::try_from(date.year())
        .ok()
        .filter(|year| *year > 1900)?;
    let (month, day) = (
        u8::try_from(date.month()).ok()?,
        u8::try_from(date.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Writes a day as a day, and one that no spreadsheet knows as text.
fn write_date(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    date: NaiveDate,
    look: &Look,
) -> Result<(), XlsxError> {
    match excel_date(date) {
        Some(day) => sheet.write_datetime_with_format(row, column, &day, &look.date)?,
        None => sheet.write_string_with_format(row, column, date.to_string(), &look.text)?,
    };
    Ok(())
}
