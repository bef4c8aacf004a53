//! The spreadsheet (XLSX), read by calamine, and its parts as they are packed.

use std::io::{Cursor, Read as _};

use backcast::exchange::export::Format;
use backcast::exchange::handout::Handout;
use calamine::{Data, Range, Reader as _, Xlsx};

use crate::payloads;

/// Letters beyond which a cell is cut: Excel holds 32,767.
const LONGEST: usize = 32_000;

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// Whether a cell says a text, as much of it as a cell holds.
fn says(cell: &str, text: &str) -> bool {
    let long = text.encode_utf16().count() > LONGEST;
    let cut = || {
        cell.strip_suffix('…')
            .is_some_and(|start| text.starts_with(start))
    };
    cell == text || (long && cut())
}

fn column(sheet: &Range<Data>, head: &str) -> u32 {
    let heads = sheet.rows().next().unwrap();
    let at = heads
        .iter()
        .position(|cell| cell == &Data::String(head.into()));
    u32::try_from(at.unwrap()).unwrap()
}

#[test]
fn every_cell_is_the_text_of_the_plan_and_none_is_a_formula() {
    for (name, text) in payloads::all() {
        let (plan, schedule) = payloads::of(&text);
        let handout = Handout::of(&plan, &schedule);
        let bytes = Format::Xlsx.file(&plan, &schedule).unwrap();
        let mut book = open(&bytes);
        assert_eq!(book.sheet_names(), ["Plan", "Steps"]);
        for sheet in ["Plan", "Steps"] {
            let formulas = book.worksheet_formula(sheet).unwrap();
            assert_eq!(formulas.used_cells().count(), 0, "{name}: {sheet}");
        }
        let steps = book.worksheet_range("Steps").unwrap();
        assert_eq!(steps.height(), handout.steps.len() + 1, "{name}");
        for (row, step) in (1..).zip(&handout.steps) {
            for (head, expected) in payloads::TEXTS {
                let expected = expected(&handout, step);
                let told = match steps.get_value((row, column(&steps, head))) {
                    None | Some(Data::Empty) => expected.is_empty(),
                    Some(Data::String(cell)) => says(cell, &expected),
                    Some(_) => false,
                };
                assert!(told, "{name}: {head}: {expected}");
            }
        }
        let head = book.worksheet_range("Plan").unwrap();
        let cells: Vec<String> = head.cells().map(|(_, _, cell)| cell.to_string()).collect();
        for expected in payloads::around(&handout) {
            assert!(
                cells.iter().any(|cell| says(cell, expected)),
                "{name}: {expected}"
            );
        }
    }
}

#[test]
fn days_are_days_and_numbers_are_numbers() {
    let (plan, schedule) = payloads::of("Acme");
    let handout = Handout::of(&plan, &schedule);
    let bytes = Format::Xlsx.file(&plan, &schedule).unwrap();
    let steps = open(&bytes).worksheet_range("Steps").unwrap();
    for (row, step) in (1..).zip(&handout.steps) {
        let cell = |head: &str| steps.get_value((row, column(&steps, head)));
        let date = |head: &str| match cell(head) {
            None | Some(Data::Empty) => None,
            Some(Data::DateTime(day)) => Some(day.as_datetime().unwrap().date()),
            other => panic!("{head}: {other:?}"),
        };
        let must = step.must.filter(|_| step.done.is_none());
        assert_eq!(date("Must start by"), must.map(|(start, _)| start));
        assert_eq!(date("Must be done by"), must.map(|(_, finish)| finish));
        assert_eq!(date("Done on"), step.done);
        let spare = match cell("Days to spare") {
            None | Some(Data::Empty) => None,
            Some(Data::Float(days)) => Some(*days),
            other => panic!("{other:?}"),
        };
        assert_eq!(spare, step.to_spare.map(f64::from));
    }
    assert!(handout.steps.iter().any(|step| step.done.is_some()));
    assert!(handout.steps.iter().any(|step| step.to_spare.is_some()));
}

/// Each part of the file with its text.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |at| {
        let mut file = packed.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    let count = zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len();
    (0..count).map(part).collect()
}

#[test]
fn the_file_holds_no_link_no_formula_and_nothing_about_who_made_it() {
    let (plan, schedule) = payloads::together();
    let bytes = Format::Xlsx.file(&plan, &schedule).unwrap();
    let here = std::env::current_dir().unwrap().display().to_string();
    for (name, text) in parts(&bytes) {
        for word in [
            "<f>",
            "<f ",
            "<hyperlink",
            "externalLink",
            "TargetMode",
            "<ddeLink",
            "vbaProject",
            &here,
        ] {
            assert!(!text.contains(word), "{name}: {word}");
        }
        if name == "docProps/core.xml" {
            assert!(text.contains("<dc:creator></dc:creator>"), "{text}");
            assert!(
                text.contains("<cp:lastModifiedBy></cp:lastModifiedBy>"),
                "{text}"
            );
            assert_eq!(text.matches("2026-11-23T00:00:00Z").count(), 2, "{text}");
        }
    }
    assert_eq!(
        Format::Xlsx.file(&plan, &schedule).unwrap(),
        bytes,
        "the same plan, the same bytes"
    );
}
