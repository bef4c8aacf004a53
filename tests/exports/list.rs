//! The list of values (CSV), read by the csv crate.

use backcast::exchange::export::Format;
use backcast::exchange::handout::Handout;
use chrono::NaiveDate;

use crate::payloads;

const DATES: [&str; 6] = [
    "Must start by",
    "Must be done by",
    "Can start",
    "Can be done",
    "Started on",
    "Done on",
];

/// Whether a spreadsheet program could take a cell for a formula; written anew here, and stricter than
/// what is tested.
fn could_run(cell: &str) -> bool {
    let skipped = |c: char| c.is_whitespace() || c == '"';
    let start = cell.trim_start_matches(skipped).chars().next();
    start.is_some_and(|c| "=+-@＝＋－＠\0".contains(c))
}

/// Whether a cell is this text, with an apostrophe before what could run and nothing else.
fn is_guarded(cell: &str, text: &str) -> bool {
    let (cell, text) = (cell.split(';'), text.split(';'));
    let same = |(cell, text): (&str, &str)| match could_run(text) {
        true => cell.strip_prefix('\'') == Some(text),
        false => cell == text,
    };
    cell.clone().count() == text.clone().count() && cell.zip(text).all(same)
}

#[test]
fn every_cell_is_the_text_of_the_plan_and_none_is_a_formula() {
    for (name, text) in payloads::all() {
        let (plan, schedule) = payloads::of(&text);
        let handout = Handout::of(&plan, &schedule);
        let bytes = Format::Csv.file(&plan, &schedule).unwrap();
        let list = String::from_utf8(bytes).unwrap();
        let list = list.strip_prefix('\u{feff}').unwrap();
        assert_eq!(
            list.as_bytes(),
            Format::Csv.stream(&plan, &schedule).unwrap()
        );
        assert_eq!(list.matches("\r\n").count(), 4, "{name}");
        assert_eq!(list.matches(['\r', '\n']).count(), 8, "{name}");
        let mut reader = csv::Reader::from_reader(list.as_bytes());
        let heads = reader.headers().unwrap().clone();
        let at = |head: &str| heads.iter().position(|it| it == head).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), handout.steps.len(), "{name}");
        for (row, step) in rows.iter().zip(&handout.steps) {
            for (head, expected) in payloads::TEXTS {
                let cell = &row[at(head)];
                let expected = expected(&handout, step);
                assert!(
                    is_guarded(cell, &expected),
                    "{name}: {head}: {cell} for {expected}"
                );
                assert!(
                    !could_run(cell) && !cell.contains(char::is_control),
                    "{name}: {cell}"
                );
            }
            for head in DATES {
                let cell = &row[at(head)];
                assert!(
                    cell.is_empty() || cell.parse::<NaiveDate>().is_ok(),
                    "{name}: {cell}"
                );
            }
            let spare = &row[at("Days to spare")];
            assert_eq!(
                spare,
                step.to_spare
                    .map_or_else(String::new, |days| days.to_string())
            );
        }
    }
}

#[test]
fn no_cell_is_a_formula_where_semicolons_separate_cells() {
    for (name, text) in payloads::all() {
        let (plan, schedule) = payloads::of(&text);
        let list = Format::Csv.stream(&plan, &schedule).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .flexible(true)
            .has_headers(false)
            .from_reader(list.as_slice());
        for row in reader.records().map(Result::unwrap) {
            let run = row.iter().find(|cell| could_run(cell));
            assert_eq!(run, None, "{name}");
        }
    }
}
