//! The second sheet: the steps, a row each, below a head that stays while the rest scrolls.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::{LINE, Look, cell_text, lines, make_room, write_date};
use crate::exchange::handout::{Handout, HandoutStep};
use crate::exchange::table::{COLUMNS, Cell, Column};
use crate::plan::Side;

/// Pages side by side that the columns are printed on; below one the letters are too small to read.
const PAGES_WIDE: u16 = 2;
/// The last of the first columns, which are marked where a step is the buyer's.
const OWNERS: ColNum = 3;

/// Writes it.
pub(super) fn write(plan: &Handout, look: &Look, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("Steps")?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(PAGES_WIDE, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_repeat_columns(0, 0)?;
    make_room(sheet, 0, 2, LINE)?;
    for (column, of) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, of.width)?;
        sheet.write_string_with_format(0, column, of.head, &look.head)?;
    }
    for (row, step) in (1..).zip(&plan.steps) {
        let cells = COLUMNS.iter().map(|of| (of, (of.cell)(plan, step)));
        let cells: Vec<(&Column, Cell)> = cells.collect();
        let told = cells.iter().map(|(of, cell)| match cell {
            Cell::Text(words) => lines(words, of.width),
            Cell::Date(_) | Cell::Number(_) => 1,
        });
        make_room(sheet, row, told.max().unwrap_or(1), LINE)?;
        for (column, (of, cell)) in (0..).zip(cells) {
            write_cell(sheet, (row, column), (of, cell), step, look)?;
        }
    }
    let rows = RowNum::try_from(plan.steps.len()).unwrap_or(RowNum::MAX);
    let last = ColNum::try_from(COLUMNS.len()).unwrap_or(ColNum::MAX);
    sheet.autofilter(0, 0, rows.max(1), last.saturating_sub(1))?;
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    (of, cell): (&Column, Cell),
    step: &HandoutStep,
    look: &Look,
) -> Result<(), XlsxError> {
    let late = of.tells_late && step.is_late();
    match cell {
        Cell::Text(text) => {
            let format = match step.side {
                _ if late => &look.late_text,
                Side::Buyer if column <= OWNERS => &look.buyer_text,
                _ if column == 0 => &look.strong,
                _ => &look.text,
            };
            sheet.write_string_with_format(row, column, cell_text(&text), format)?;
        }
        Cell::Date(Some(date)) => write_date(sheet, (row, column), date, look)?,
        Cell::Number(Some(number)) => {
            let format = if late {
                &look.late_number
            } else {
                &look.number
            };
            sheet.write_number_with_format(row, column, number, format)?;
        }
        Cell::Date(None) | Cell::Number(None) => {
            sheet.write_blank(row, column, &look.text)?;
        }
    }
    Ok(())
}
