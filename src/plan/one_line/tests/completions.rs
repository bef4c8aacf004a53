use super::*;

/// What is offered at the `|` of a line, as it would read: the text and its hint.
fn offered(marked: &str) -> Vec<(String, String)> {
    let cursor = marked.find('|').expect("a cursor");
    let line = marked.replace('|', "");
    let (steps, people) = (steps(), people());
    let known = Known {
        steps: &steps,
        people: &people,
        today: day("2026-11-23"),
        go_live: Some(day("2027-03-01")),
    };
    let completions = complete(&line, cursor, &known);
    completions
        .into_iter()
        .map(|completion| {
            assert_eq!(completion.range.end, cursor, "{marked}");
            let kept = line
                .get(..completion.range.start)
                .expect("a place in the line");
            (format!("{kept}{}", completion.text), completion.hint)
        })
        .collect()
}

fn lines(marked: &str) -> Vec<String> {
    offered(marked).into_iter().map(|(line, _)| line).collect()
}

#[test]
fn people_are_offered_behind_the_at() {
    assert_eq!(
        offered("Forms @da|"),
        [("Forms @Dana Ortiz".to_owned(), "buyer".to_owned())]
    );
    assert_eq!(lines("Forms @|").len(), PEOPLE.len());
    assert_eq!(
        lines("Forms @mei|"),
        ["Forms @Mei Lin", "Forms @Mei Tanaka"]
    );
    assert_eq!(lines("Forms @mei t|"), ["Forms @Mei Tanaka"]);
    assert_eq!(
        lines("Forms @mei |"),
        ["Forms @Mei Lin", "Forms @Mei Tanaka"]
    );
    assert_eq!(lines("Forms @or| 2w"), ["Forms @Dana Ortiz"]);
    assert_eq!(lines("@o|"), ["@Omar", "@Dana Ortiz", "@Mary Ann O'Hara"]);
    assert_eq!(lines("Forms @\"mary a|"), ["Forms @Mary Ann O'Hara"]);
    assert_eq!(lines("Forms @Dana |"), Vec::<String>::new());
    assert_eq!(lines("Forms @Xavier|"), Vec::<String>::new());
}

#[test]
fn steps_are_offered_behind_after_and_before() {
    assert_eq!(lines("Forms after sec|"), ["Forms after Security review"]);
    assert_eq!(
        lines("Forms before con|"),
        [
            "Forms before Proof of concept",
            "Forms before Budget confirmed"
        ]
    );
    assert_eq!(lines("Forms after |").len(), 8);
    assert_eq!(lines("Forms after|"), Vec::<String>::new());
    assert_eq!(
        lines("Forms after DPA, leg|"),
        [
            "Forms after DPA, Legal redlines",
            "Forms after DPA, Legal hold, EMEA"
        ]
    );
    assert_eq!(
        lines("Forms after DPA and bud|"),
        ["Forms after DPA and Budget confirmed"]
    );
    assert_eq!(
        lines("Forms after training and a|"),
        ["Forms after Training and acceptance"]
    );
    assert_eq!(lines("Forms after DPA |"), Vec::<String>::new());
    assert_eq!(lines("Forms after mar 1|"), ["Forms after 1 Mar 2027"]);
    assert_eq!(lines("Forms \"after |"), Vec::<String>::new());
    assert_eq!(lines("Forms| after DPA"), Vec::<String>::new());
}

#[test]
fn dates_are_offered_behind_on() {
    let march = (
        "Forms on 1 Mar 2027".to_owned(),
        "Mon 1 Mar 2027, in 14 weeks".to_owned(),
    );
    assert_eq!(offered("Forms on mar 1|"), [march]);
    assert!(lines("Forms by |").contains(&"Forms by 2w before go-live".to_owned()));
    assert_eq!(lines("Forms not before ne|"), ["Forms not before next fri"]);
    assert_eq!(lines("Meeting on strategy|"), Vec::<String>::new());
    assert_eq!(
        offered("Board only 2nd|"),
        [(
            "Board only 2nd thu".to_owned(),
            "2nd Thursday of the month".to_owned()
        )]
    );
}

#[test]
fn nothing_is_offered_in_the_title() {
    for marked in ["|", "For|ms", "Forms 2|", "Forms 2w |"] {
        assert_eq!(lines(marked), Vec::<String>::new(), "{marked}");
    }
}

#[test]
fn what_is_offered_is_understood() {
    for (id, title) in STEPS {
        let line = format!("Forms after {title}");
        assert!(
            lines(&format!("Forms after {}|", title.to_lowercase())).contains(&line),
            "{title}"
        );
        assert_eq!(told(&read(&line)), format!("after {id}"));
    }
    for (id, name, _) in PEOPLE {
        let line = format!("Forms @{name}");
        assert!(lines(&format!("Forms @{name}|")).contains(&line), "{name}");
        assert_eq!(told(&read(&line)), format!("@{id}"));
    }
}

proptest! {
    #[test]
    fn any_line_at_any_place_is_completed_without_a_panic(line in super::properties::line_like(), cursor in 0usize..80) {
        let (steps, people) = (steps(), people());
        let known = Known { steps: &steps, people: &people, today: day("2026-11-23"), go_live: None };
        for completion in complete(&line, cursor, &known) {
            prop_assert!(line.get(completion.range.clone()).is_some());
            prop_assert!(completion.range.end <= cursor);
            prop_assert!(!completion.text.is_empty());
        }
    }
}
