//! The first sheet: what the plan is about, whether it fits, who is in it, who agreed.

use rust_xlsxwriter::{Format, RowNum, Worksheet, XlsxError};

use super::{LINE, Look, cell_text, lines, make_room, write_date};
use crate::exchange::handout::Handout;

/// Writes it.
pub(super) fn write(plan: &Handout, look: &Look, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("Plan")?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_screen_gridlines(false);
    sheet.set_print_fit_to_pages(1, 0);
    let mut lines = Lines {
        sheet,
        look,
        row: 0,
    };
    // Its letters are nearly twice as large as the others.
    lines.across(0, &plan.title, &look.title, (62, 27.0))?;
    if !plan.name.is_empty() {
        lines.across(0, &plan.name, &look.subtitle, (126, LINE))?;
    }
    lines.row += 1;
    lines.labelled("Go-live")?;
    match plan.go_live {
        Some(date) => write_date(lines.sheet, (lines.row, 1), date, look)?,
        None => lines.text(1, "no date yet", &look.text)?,
    }
    lines.row += 1;
    let verdict = if plan.misfit {
        &look.late_text
    } else {
        &look.strong
    };
    lines.facts(
        "What it is for",
        std::slice::from_ref(&plan.outcome),
        &look.text,
    )?;
    lines.facts(
        "If it is missed",
        std::slice::from_ref(&plan.if_missed),
        &look.text,
    )?;
    lines.facts("Does it fit?", std::slice::from_ref(&plan.verdict), verdict)?;
    lines.facts("", &plan.room, &look.text)?;
    lines.facts(
        "What happens next",
        std::slice::from_ref(&plan.next),
        &look.text,
    )?;
    lines.facts("To be watched", &plan.open, &look.text)?;
    lines.facts("Who agreed", &plan.record, &look.text)?;
    lines.people(plan)?;
    lines.row += 1;
    lines.labelled("Made on")?;
    write_date(lines.sheet, (lines.row, 1), plan.made, look)
}

/// The sheet and the row that is next.
struct Lines<'a> {
    sheet: &'a mut Worksheet,
    look: &'a Look,
    row: RowNum,
}

/// How wide the columns are, in letters.
const WIDTHS: [u16; 4] = [22, 34, 28, 34];
/// The last of the columns over which a sentence runs.
const LAST: u16 = 3;
/// Letters that a line of a sentence holds, and its height.
const SENTENCE: (u16, f64) = (107, LINE);

impl Lines<'_> {
    fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = cell_text(text);
        self.sheet
            .write_string_with_format(self.row, column, text, format)?;
        Ok(())
    }

    fn labelled(&mut self, label: &str) -> Result<(), XlsxError> {
        self.text(0, label, &self.look.label.clone())
    }

    /// A text over all columns from `first` on, with room for its lines, each of so many letters and so
    /// high.
    fn across(
        &mut self,
        first: u16,
        text: &str,
        format: &Format,
        (letters, high): (u16, f64),
    ) -> Result<(), XlsxError> {
        self.sheet
            .merge_range(self.row, first, self.row, LAST, "", format)?;
        self.text(first, text, format)?;
        make_room(self.sheet, self.row, lines(text, letters), high)?;
        self.row += 1;
        Ok(())
    }

    /// Sentences behind a label, a row each; an empty one is left out.
    fn facts(&mut self, label: &str, facts: &[String], format: &Format) -> Result<(), XlsxError> {
        let told = facts.iter().filter(|fact| !fact.is_empty());
        for (at, fact) in told.enumerate() {
            self.labelled(if at == 0 { label } else { "" })?;
            self.across(1, fact, format, SENTENCE)?;
        }
        Ok(())
    }

    fn people(&mut self, plan: &Handout) -> Result<(), XlsxError> {
        if plan.people.is_empty() {
            return Ok(());
        }
        self.row += 1;
        let look = self.look;
        for (column, head) in (0..).zip(["Person", "Organization", "Role", "Mail"]) {
            self.text(column, head, &look.head)?;
        }
        self.row += 1;
        for person in &plan.people {
            let cells = [
                &person.name,
                &person.organization,
                &person.role,
                &person.email,
            ];
            for (column, cell) in (0..).zip(cells) {
                self.text(column, cell, &look.text)?;
            }
            let told = cells
                .iter()
                .zip(WIDTHS)
                .map(|(cell, width)| lines(cell, width));
            make_room(self.sheet, self.row, told.max().unwrap_or(1), LINE)?;
            self.row += 1;
        }
        Ok(())
    }
}
