//! The three formats in which a plan leaves for the buyer, and the bytes of each.

use super::csv::{self, BYTE_ORDER_MARK};
use super::handout::Handout;
use super::{page, xlsx};
use crate::plan::Plan;
use crate::schedule::Schedule;

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page for any browser.
    Page,
    /// A spreadsheet.
    Xlsx,
    /// A list of values.
    Csv,
}

/// A plan could not be written in a format.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// As a page.
    #[error("cannot write the plan as a page: {0}")]
    Page(#[from] askama::Error),
    /// As a spreadsheet.
    #[error("cannot write the plan as a spreadsheet: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// As a list of values.
    #[error("cannot write the plan as CSV: {0}")]
    Csv(#[from] ::csv::Error),
}

impl Format {
    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Page => "html",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// The bytes of a file; `schedule` must be that of this plan.
    ///
    /// # Errors
    /// When the format cannot hold the plan, as a spreadsheet cannot hold millions of steps.
    pub fn file(self, plan: &Plan, schedule: &Schedule) -> Result<Vec<u8>, ExportError> {
        let mut bytes = self.stream(plan, schedule)?;
        if self == Self::Csv {
            bytes.splice(..0, BYTE_ORDER_MARK.bytes());
        }
        Ok(bytes)
    }

    /// The same for another program that reads it through a pipe.
    ///
    /// # Errors
    /// As [`Format::file`].
    pub fn stream(self, plan: &Plan, schedule: &Schedule) -> Result<Vec<u8>, ExportError> {
        let plan = Handout::of(plan, schedule);
        Ok(match self {
            Self::Page => page::page(&plan)?.into_bytes(),
            Self::Xlsx => xlsx::xlsx(&plan)?,
            Self::Csv => csv::csv(&plan)?,
        })
    }
}
