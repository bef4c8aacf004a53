//! The scheduling cases: their answers come from engines that this project did not write. Every case
//! of `tests/oracle` runs, and those of the folder that `BACKCAST_ORACLE` names. None is skipped.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]

mod oracle_support;

use backcast::schedule::day;
use backcast::schedule::network::Network;
use backcast::schedule::outcome::Outcome;
use backcast::schedule::{passes, show};
use oracle_support::{Case, Expected, build};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

/// One answer that differs: case, step or "plan", what, expected, got.
type Mismatch = [String; 5];

struct Check<'a> {
    case: &'a Case,
    mismatches: Vec<Mismatch>,
}

impl Check<'_> {
    fn same<T: PartialEq + Debug>(&mut self, step: &str, what: &str, expected: T, got: T) {
        if expected != got {
            let [expected, got] = [expected, got].map(|value| format!("{value:?}"));
            self.mismatches.push([
                self.case.id.clone(),
                step.into(),
                what.into(),
                expected,
                got,
            ]);
        }
    }

    /// Compares only what the case knows.
    fn known<T: PartialEq + Debug>(
        &mut self,
        step: &str,
        what: &str,
        expected: Option<T>,
        got: Option<T>,
    ) {
        if expected.is_some() {
            self.same(step, what, expected, got);
        }
    }

    fn steps(&mut self, net: &Network, out: &Outcome, expected: &Expected) {
        for (id, want) in &expected.steps {
            let Some(i) = self.case.index(id) else {
                self.same(id, "step", "known", "unknown");
                continue;
            };
            let (can, must) = (show::can(net, out, i), show::must(net, out, i));
            self.known(id, "late_start", want.late_start, must.map(|s| s.start));
            self.known(id, "late_finish", want.late_finish, must.map(|s| s.finish));
            self.known(id, "early_start", want.early_start, can.map(|s| s.start));
            self.known(id, "early_finish", want.early_finish, can.map(|s| s.finish));
            self.known(
                id,
                "float_days",
                want.float_days,
                out.to_spare(i).map(f64::from),
            );
            self.same(
                id,
                "done",
                want.done.unwrap_or(false),
                net.steps()[i].done.is_some(),
            );
        }
    }

    /// The days to spare of the steps for which the case has an answer.
    fn floats<'c>(
        &'c self,
        out: &'c Outcome,
        expected: &'c Expected,
    ) -> impl Iterator<Item = (&'c str, f64)> {
        let answered = |id: &str| {
            expected
                .steps
                .get(id)
                .is_some_and(|step| step.float_days.is_some())
        };
        let open = self.case.open_ids().filter(move |&(_, id)| answered(id));
        open.filter_map(|(i, id)| Some((id, f64::from(out.to_spare(i)?))))
    }

    fn least(&self, out: &Outcome, expected: &Expected) -> Option<f64> {
        self.floats(out, expected)
            .map(|(_, spare)| spare)
            .reduce(f64::min)
    }

    fn plan(&mut self, net: &Network, out: &Outcome, expected: &Expected) {
        let end_of_day = self.case.anchor.kind == "end_of_day";
        self.known(
            "plan",
            "earliest_golive",
            expected.earliest_golive,
            Some(show::forecast(net, out, end_of_day)),
        );
        self.known(
            "plan",
            "min_float_days",
            expected.min_float_days,
            self.least(out, expected),
        );
        self.known("plan", "feasible", expected.feasible, out.fits(net));
        let late = self.floats(out, expected).filter(|&(_, spare)| spare < 0.0);
        let late = late.map(|(id, spare)| (id.to_owned(), -spare)).collect();
        self.known(
            "plan",
            "late_today",
            expected.late_today.clone(),
            Some(late),
        );
    }

    fn circles(&mut self, net: &Network, out: &Outcome, expected: &Expected) {
        self.same(
            "plan",
            "error",
            expected.error.clone(),
            (!net.circles().is_empty()).then(|| "cycle".to_owned()),
        );
        let names = |members: &[usize]| {
            members
                .iter()
                .filter_map(|&i| self.case.id_at(i))
                .collect::<BTreeSet<_>>()
        };
        let got: BTreeSet<_> = net
            .circles()
            .iter()
            .flat_map(|circle| names(&circle.members))
            .collect();
        let flagged: BTreeSet<_> = (0..net.len())
            .filter(|&i| out.undatable(i).is_some())
            .collect();
        self.same(
            "plan",
            "cycle_members",
            expected.cycle_members.iter().cloned().collect(),
            got.clone(),
        );
        self.same(
            "plan",
            "flagged",
            got,
            names(&flagged.into_iter().collect::<Vec<_>>()),
        );
    }
}

fn run(case: &Case) -> Vec<Mismatch> {
    let net = Network::new(build(case));
    let mut out = Outcome::default();
    passes::run(&net, &mut out);
    let mut check = Check {
        case,
        mismatches: Vec::new(),
    };
    check.circles(&net, &out, &case.expected);
    check.steps(&net, &out, &case.expected);
    check.plan(&net, &out, &case.expected);
    check.mismatches
}

fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "json"));
    paths.sort();
    assert!(!paths.is_empty(), "no cases in {}", folder.display());
    paths
}

#[test]
fn oracle_cases_agree_on_every_answer() {
    let mut paths = cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle"));
    if let Some(folder) = std::env::var_os("BACKCAST_ORACLE") {
        paths.extend(cases(Path::new(&folder)));
    }
    let mut wrong: Vec<Mismatch> = Vec::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        let case: Case = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        wrong.extend(run(&case));
    }
    let table: String = wrong
        .iter()
        .map(|[case, step, what, want, got]| {
            format!("{case:6}{step:18}{what:18}{want:>24} expected, {got} found\n")
        })
        .collect();
    let failed: BTreeSet<_> = wrong.iter().map(|row| &row[0]).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} cases differ:\n{table}",
        failed.len(),
        paths.len()
    );
}

#[test]
fn the_twenty_cases_to_know_by_heart_are_there() {
    let known =
        "A01 A04 A03 A06 B11 D05 E01 E02 E08 E09 F02 F03 F05 F12 F19 H10 H11 I01 I09 J01 J04";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    for id in known.split(' ') {
        assert!(folder.join(format!("{id}.json")).is_file(), "{id}");
    }
    assert_eq!(day::MIN_DAY, day::from_date(chrono::NaiveDate::MIN));
}
