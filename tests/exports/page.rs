//! The page (HTML), read by the parser of a browser engine.

use backcast::exchange::export::Format;
use backcast::exchange::handout::Handout;
use scraper::{Html, Node, Selector};

use crate::payloads;

/// Everything that the template is made of.
const ELEMENTS: &[&str] = &[
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "div",
    "p", "h1", "h2", "dl", "dt", "dd", "ul", "ol", "li", "span", "strong", "i", "bdi", "time",
    "table", "thead", "tbody", "tr", "th", "td",
];
const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "style",
    "scope",
    "role",
    "datetime",
    "data-label",
    "aria-labelledby",
];
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

fn page(text: &str) -> (Handout, Html) {
    let (plan, schedule) = payloads::of(text);
    let page = String::from_utf8(Format::Page.file(&plan, &schedule).unwrap()).unwrap();
    (Handout::of(&plan, &schedule), Html::parse_document(&page))
}

/// The tree without its texts: each element with its depth and the names of its attributes.
fn shape(page: &Html) -> Vec<(usize, String, Vec<String>)> {
    let nodes = page.tree.nodes();
    let shape = nodes.filter_map(|node| {
        let element = node.value().as_element()?;
        let mut attributes: Vec<String> =
            element.attrs().map(|(name, _)| name.to_owned()).collect();
        attributes.sort();
        Some((
            node.ancestors().count(),
            element.name().to_owned(),
            attributes,
        ))
    });
    shape.collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let found = Selector::parse(selector).unwrap();
    let found = page.select(&found);
    found
        .map(|element| element.text().collect::<String>())
        .collect()
}

#[test]
fn nothing_that_was_typed_is_more_than_text() {
    let (_, tame) = page("Acme Legal");
    for (name, text) in payloads::all() {
        let (handout, page) = page(&text);
        assert_eq!(page.errors, Vec::<String>::new(), "{name}");
        assert_eq!(shape(&page), shape(&tame), "{name}");
        for node in page.tree.nodes() {
            let Node::Element(element) = node.value() else {
                assert!(!node.value().is_comment(), "{name}");
                continue;
            };
            assert!(
                ELEMENTS.contains(&element.name()),
                "{name}: {}",
                element.name()
            );
            for (attribute, value) in element.attrs() {
                assert!(ATTRIBUTES.contains(&attribute), "{name}: {attribute}");
                let own = |c: char| c.is_ascii_alphanumeric() || "-:;.% ".contains(c);
                let fixed = matches!(attribute, "content" | "class" | "data-label");
                assert!(
                    fixed || value.chars().all(own),
                    "{name}: {attribute}={value}"
                );
            }
        }
        assert_eq!(texts(&page, "title"), [handout.title.as_str()], "{name}");
        assert_eq!(texts(&page, "h1"), [handout.title.as_str()], "{name}");
        let titles: Vec<&str> = handout
            .steps
            .iter()
            .map(|step| step.title.as_str())
            .collect();
        assert_eq!(texts(&page, ".title"), titles, "{name}");
        assert_eq!(texts(&page, ".what bdi"), titles, "{name}");
        let all: String = page.root_element().text().collect();
        let of_steps = handout.steps.iter().flat_map(|step| {
            payloads::TEXTS
                .iter()
                .map(|(_, text)| text(&handout, step))
                .collect::<Vec<_>>()
        });
        let of_steps: Vec<String> = of_steps.collect();
        let expected = of_steps
            .iter()
            .map(String::as_str)
            .chain(payloads::around(&handout));
        for expected in expected {
            assert!(all.contains(expected), "{name}: {expected}");
        }
    }
}

#[test]
fn the_page_forbids_whatever_could_run_or_be_fetched_before_anything_else_stands_in_it() {
    let (_, page) = page("Acme");
    let metas = Selector::parse("head > meta").unwrap();
    let policy = page.select(&metas).nth(1).unwrap().value();
    assert_eq!(policy.attr("http-equiv"), Some("Content-Security-Policy"));
    assert_eq!(policy.attr("content"), Some(POLICY));
    let style = &texts(&page, "style")[0];
    for word in ["url(", "@import", "expression(", "</", "http"] {
        assert!(!style.contains(word), "{word}");
    }
}

#[test]
fn every_colour_has_a_sign_beside_it_and_the_table_says_what_each_cell_is() {
    let (handout, page) = page("Acme");
    let rows = handout.steps.len();
    assert_eq!(texts(&page, ".what .sign"), ["▣", "▲", "▣"]);
    assert_eq!(texts(&page, "tbody th[scope=row]").len(), rows);
    assert_eq!(texts(&page, "thead th[scope=col]").len(), 8);
    let cells = Selector::parse("tbody td").unwrap();
    let labelled = page
        .select(&cells)
        .filter(|cell| cell.attr("data-label").is_some());
    assert_eq!(labelled.count(), 7 * rows);
    let html = Selector::parse("html").unwrap();
    assert_eq!(page.select(&html).next().unwrap().attr("lang"), Some("en"));
}
