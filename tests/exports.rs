//! What the buyer takes home cannot hurt whoever opens it: a plan full of hostile texts is written in
//! each format and read back by programs that were written elsewhere: parsers of CSV, XLSX and HTML, a
//! browser, a spreadsheet program.
//!
//! `BACKCAST_BROWSER=required` and `BACKCAST_SPREADSHEET=required` fail where there is no Chromium and no
//! LibreOffice, instead of saying so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "exports/browser.rs"]
mod browser;
#[path = "exports/list.rs"]
mod list;
#[path = "exports/other.rs"]
mod other;
#[path = "exports/page.rs"]
mod page;
#[path = "exports/payloads.rs"]
mod payloads;
#[path = "exports/program.rs"]
mod program;
#[path = "exports/sheet.rs"]
mod sheet;

#[path = "support/hostile.rs"]
#[allow(unreachable_pub, dead_code)]
mod hostile;
