//! A spreadsheet program opens the spreadsheet and the list of values: it computes nothing. A formula of
//! its own kind beside them is computed, so that these tests can fail.

use std::path::PathBuf;

use backcast::exchange::export::Format;
use backcast::exchange::handout::Handout;

use crate::{payloads, program};

/// Commas between quoted cells, UTF-8, formulas as what they compute; every sheet into its own file.
const VALUES: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1";
/// How a list of values is read: what separates its cells, the quotes, UTF-8.
const COMMAS: &str = "CSV:44,34,76,1";
const SEMICOLONS: &str = "CSV:59,34,76,1";

/// A folder with files for the program, and what it made of them.
struct Desk {
    program: PathBuf,
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Option<Self> {
        let names = ["soffice", "libreoffice"];
        let not_done = "no spreadsheet program opened the files";
        let program = program::find(&names, "BACKCAST_SPREADSHEET", not_done)?;
        let dir = tempfile::tempdir().unwrap();
        Some(Self { program, dir })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Opens a file and writes down what it holds; the text of the part that is called so.
    fn written(&self, file: &str, read_as: Option<&str>, write_as: &str, part: &str) -> Vec<u8> {
        let profile = self.path("profile").display().to_string();
        let profile = format!("-env:UserInstallation=file://{profile}");
        let read_as = read_as.map(|filter| format!("--infilter={filter}"));
        let (out, file) = (self.path("out"), self.path(file));
        let [out, file] = [out, file].map(|path| path.display().to_string());
        let mut arguments = vec!["--headless", "--norestore", &profile];
        arguments.extend(read_as.as_deref());
        arguments.extend(["--convert-to", write_as, "--outdir", &out, &file]);
        program::run(&self.program, &arguments);
        let made = std::fs::read_dir(&out).unwrap();
        let mut made = made.map(|entry| entry.unwrap().path());
        let wanted = made.find(|path| path.display().to_string().ends_with(part));
        let text = std::fs::read(wanted.unwrap()).unwrap();
        std::fs::remove_dir_all(&out).unwrap();
        text
    }

    /// The rows of the sheet that is called so, or of the only one.
    fn cells(&self, file: &str, read_as: Option<&str>, sheet: &str) -> Vec<Vec<String>> {
        rows(&self.written(file, read_as, VALUES, sheet))
    }

    /// How many cells hold a formula.
    fn formulas(&self, file: &str, read_as: Option<&str>) -> usize {
        let text = self.written(file, read_as, "fods", ".fods");
        let text = String::from_utf8(text).unwrap();
        text.matches("table:formula=").count()
    }
}

fn rows(list: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).from_reader(list);
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// The rows below the heads, each as the columns of text.
fn texts(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let (heads, rows) = rows.split_first().unwrap();
    let at = |head: &str| heads.iter().position(|it| it == head).unwrap();
    let columns: Vec<usize> = payloads::TEXTS.iter().map(|(head, _)| at(head)).collect();
    let of_row = |row: &'_ Vec<String>| columns.iter().map(|at| row[*at].clone()).collect();
    rows.iter().map(of_row).collect()
}

#[test]
fn a_spreadsheet_program_computes_nothing() {
    let Some(desk) = Desk::new() else { return };
    let (plan, schedule) = payloads::together();
    let handout = Handout::of(&plan, &schedule);
    let file = |format: Format| format.file(&plan, &schedule).unwrap();
    std::fs::write(desk.path("plan.xlsx"), file(Format::Xlsx)).unwrap();
    std::fs::write(desk.path("plan.csv"), file(Format::Csv)).unwrap();

    let told = texts(&desk.cells("plan.xlsx", None, "Steps.csv"));
    assert_eq!(told.len(), handout.steps.len());
    for (row, step) in told.iter().zip(&handout.steps) {
        for (cell, (head, text)) in row.iter().zip(payloads::TEXTS) {
            assert_eq!(*cell, text(&handout, step), "{head}");
        }
    }
    assert_eq!(desk.formulas("plan.xlsx", None), 0);

    let ours = texts(&rows(&file(Format::Csv)));
    let told = texts(&desk.cells("plan.csv", Some(COMMAS), "plan.csv"));
    assert_eq!(told.len(), ours.len());
    for (told, ours) in told.iter().zip(&ours) {
        assert_eq!(told, ours);
    }
    for separated in [COMMAS, SEMICOLONS] {
        assert_eq!(desk.formulas("plan.csv", Some(separated)), 0, "{separated}");
    }
}

#[test]
fn a_formula_of_its_own_kind_is_computed() {
    let Some(desk) = Desk::new() else { return };
    std::fs::write(desk.path("control.csv"), "\"=1+1\",a;=2+2;b\r\n").unwrap();
    for (separated, value) in [(COMMAS, "2"), (SEMICOLONS, "4")] {
        assert_eq!(desk.formulas("control.csv", Some(separated)), 1);
        let cells = desk.cells("control.csv", Some(separated), "control.csv");
        assert!(cells[0].contains(&value.to_owned()), "{cells:?}");
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Control").unwrap();
    sheet.write_formula(0, 0, "=1+1").unwrap();
    sheet.write_string(0, 1, "=1+1").unwrap();
    book.save(desk.path("control.xlsx")).unwrap();
    // Until somebody asks the program to compute, 0 stands where a formula is.
    let cells = desk.cells("control.xlsx", None, "Control.csv");
    assert_eq!(cells, [["0", "=1+1"]]);
    assert_eq!(desk.formulas("control.xlsx", None), 1);
}
