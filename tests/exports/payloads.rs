//! Plans in which every text that somebody could have typed is hostile.

use backcast::exchange::handout::{Handout, HandoutStep};
use backcast::plan::{Plan, Stance};
use backcast::schedule::{Schedule, facts};
use serde_json::json;

use crate::hostile::PAYLOADS;

/// Texts that mean something to a spreadsheet, to a browser, or to what makes a page.
const MORE: &[&str] = &[
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "=HYPERLINK(\"http://127.0.0.1/x\",\"y\")",
    "=WEBSERVICE(\"http://127.0.0.1/x\")",
    "=cmd|'/C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\0=1+1",
    "a\0=1+1",
    "   =1+1",
    "\u{a0}\u{3000}=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1,1)",
    "a;=1+1;b",
    "a;\"=1+1\";b",
    "\";=1+1;\"",
    "a\",=1+1,\"b",
    "\"=1+1\"",
    "'=1+1",
    "{=1+1}",
    "_x003D_1+1",
    "https://127.0.0.1/x",
    "mailto:a@b.example",
    "<script>document.title='ran'</script>",
    "\"><img src=x onerror=\"document.title='ran'\">",
    "'><svg onload=document.title='ran'>",
    "</style><script>document.title='ran'</script>",
    "</title><script>document.title='ran'</script>",
    "--!><script>document.title='ran'</script><!--",
    "]]><script>document.title='ran'</script>",
    "<iframe src=\"javascript:document.title='ran'\"></iframe>",
    "<base href=\"http://127.0.0.1/\">",
    "javascript:document.title='ran'",
    "{{ 7 * 7 }}",
    "{% include \"page.css\" %}",
    "{# gone #}",
    "&lt;script&gt;&#60;b&#62;",
    "</bdi></td></tr></table><b>",
    "<plaintext>",
    "[x](javascript:alert(1))",
    "![x](http://127.0.0.1/x)",
];

/// All of them, each with a name for the failure message.
pub(crate) fn all() -> Vec<(String, String)> {
    let known = PAYLOADS
        .iter()
        .map(|(name, make)| ((*name).to_owned(), make()));
    let more = MORE
        .iter()
        .map(|text| (format!("{text:?}"), (*text).to_owned()));
    known.chain(more).collect()
}

/// The steps of a plan in which every text is `text`; `name` keeps their ids apart.
fn steps(name: &str, text: &str) -> [serde_json::Value; 3] {
    let id = |what: &str| format!("{what} {name}");
    [
        json!({
            "id": id("review"), "title": text, "side": "buyer", "owners": {"buyer": "dana"},
            "duration": "5/10/15d", "riskiest": true, "done_when": text, "note": text, "gate": text,
            "no_later_than": "2027-01-15", "unknown": {"who": "omar", "by": "2026-12-02"},
        }),
        json!({
            "id": id("roll"), "title": text, "side": "both", "owners": {"buyer": "dana", "seller": "omar"},
            "duration": "3w", "pin": "2027-02-08", "note": text,
            "after": [{"step": id("review"), "kind": text}, {"step": text}],
        }),
        json!({
            "id": id("odd"), "title": text, "side": text, "owners": {"buyer": "odd"}, "done": "2026-11-20",
            "after": [{"step": "go-live", "lag": "5d"}],
        }),
    ]
}

/// A plan with one hostile text in every place, and more steps behind its own.
fn plan(text: &str, steps: &[serde_json::Value]) -> (Plan, Schedule) {
    let mut plan: Plan = serde_json::from_value(json!({
        "format": 1, "id": "p", "name": text,
        "anchor": {"go_live": "2027-03-01", "outcome": text, "if_missed": text},
        "buyer": {"organization": text}, "seller": {"organization": text},
        "people": [
            {"id": "dana", "name": text, "side": "buyer", "role": text, "title": text, "email": text},
            {"id": "omar", "name": text, "side": "seller", "role": text, "title": text, "email": text},
            {"id": "odd", "name": text, "side": text, "role": text, "title": text, "email": text},
        ],
        "steps": steps,
    }))
    .unwrap();
    let today = "2026-11-23".parse().unwrap();
    for (person, stance) in [
        ("dana", Stance::Agreed),
        ("odd", Stance::Other(text.into())),
    ] {
        let schedule = Schedule::of(&plan, today);
        facts::agree(&mut plan, &schedule, person, today, stance, text);
    }
    // So that something changed since.
    plan.steps[0].done_when.push_str(" and more");
    let schedule = Schedule::of(&plan, today);
    (plan, schedule)
}

/// A plan in which every text is this one.
pub(crate) fn of(text: &str) -> (Plan, Schedule) {
    plan(text, &steps("", text))
}

/// A plan with steps for every hostile text.
pub(crate) fn together() -> (Plan, Schedule) {
    let all = all();
    let steps = all.iter().flat_map(|(name, text)| steps(name, text));
    let steps: Vec<_> = steps.collect();
    plan("=1+1 <script>document.title='ran'</script>", &steps)
}

/// A column of text and what must stand in it.
type TextColumn = (&'static str, fn(&Handout, &HandoutStep) -> String);

/// The columns of text that both a list of values and a spreadsheet have.
pub(crate) const TEXTS: &[TextColumn] = &[
    ("Step", |_, step| step.title.clone()),
    ("Organization", |plan, step| plan.whose(&step.side)),
    ("Owner", |_, step| step.owners.clone()),
    ("Takes", |_, step| step.takes.clone()),
    ("Status", |_, step| step.status.word().to_owned()),
    ("What is due", |_, step| step.due.clone()),
    ("Comes after", |_, step| step.after.clone()),
    ("Only on these days", |_, step| step.held.clone()),
    ("Done when", |_, step| step.done_when.clone()),
    ("Still open", |_, step| step.unknown.clone()),
    ("Note", |_, step| step.note.clone()),
];

/// Every sentence and name that the handout's head and foot say.
pub(crate) fn around(plan: &Handout) -> Vec<&str> {
    let people = plan.people.iter();
    let people = people.flat_map(|it| [&it.name, &it.organization, &it.role, &it.email]);
    let said = [
        &plan.title,
        &plan.name,
        &plan.outcome,
        &plan.if_missed,
        &plan.verdict,
        &plan.next,
    ];
    let said = said.into_iter().chain(&plan.room).chain(&plan.open);
    let said = said.chain(&plan.record).chain(people).map(String::as_str);
    said.filter(|text| !text.is_empty()).collect()
}
