use super::*;

#[test]
fn what_is_not_understood_is_said() {
    let cases = r#"
        @Dana =>  => @p1 => this step has no title
        "" 2w =>  => 2w => this step has no title
        Forms 2w before Xyz => Forms => 2w => no step is called “Xyz”
        Forms 2w before Xyz @Dana => Forms => 2w | @p1 => no step is called “Xyz”
        Forms @Dana after => Forms => @p1 => “after” which step?
        Forms 2w on strategy => Forms => 2w => “strategy” is no date
        Forms @Dana by => Forms => @p1 => “by” which day?
        Forms 3d by => Forms => 3d => “by” which day?
        Forms 3d on => Forms => 3d => “on” which day?
        Forms 3d, from => Forms => 3d => “from” which day?
        Forms 3d only => Forms => 3d => “only” which day?
        Forms 3d no later than => Forms => 3d => “no later than” which day?
        Forms 3d after => Forms => 3d => “after” which step?
        Forms 3d before => Forms => 3d => “before” which step?
        Forms 3d by @Dana => Forms => 3d | @p1 => “by” which day?
        Forms 2w only rarely => Forms => 2w => “rarely” names no days to land on
        Forms after legal => Forms =>  => “legal” can be Legal redlines and Legal hold, EMEA
        Forms @Mei 2w => Forms => 2w => “Mei” can be Mei Lin and Mei Tanaka: type more of the name
        Forms @Dana with the team => Forms => @p1 => “with the team” is not understood: the title comes first
        Forms @Bob Smith 2w => Forms => 2w | new Bob => “Smith” is not understood: if it belongs to the name
        Follow-up after DPA meeting => Follow-up => after s7 => “meeting” is not understood
        Meeting on friday strategy => Meeting => on 2026-11-27 => “strategy” is not understood
        Forms @buyer => Forms =>  => “buyer” is a side, not a person
        Forms 2-3 weeks => Forms =>  => does not say the typical length
        Pilot in 3 weeks => Pilot =>  => “in 3 weeks” can be how long or when: type for 3w
        Forms 15/10/5d => Forms =>  => is out of order
        Forms 99999d => Forms =>  => too long
        Forms by 3/1 => Forms =>  => “3/1” can be read as 1 Mar 2027 or as 3 Jan 2027
        Forms on feb 30 => Forms =>  => February 2027 has 28 days
        Forms by march => Forms =>  => “march” is no day yet
        Forms on 2020-01-01 => Forms =>  => has passed
        Forms after 9999-12-31 => Forms =>  => “9999-12-31” is outside the years 1900 to 9999
        Forms in total 2w from 5 working days => Forms in total => 2w => counts working days
        Forms not before DPA => Forms =>  => “DPA” is a step: type after DPA, or a date
        Forms only every second thu => Forms =>  => every other week or once a month
        Forms 2w @Dana 3w => Forms => 2w | @p1 => the line gives two lengths
        Forms buyer @Dana seller => Forms => @p1 | buyer => the line gives two sides
        Forms on mar 1 on mar 2 => Forms => on 2027-03-01 => two days to happen on
        Forms after DPA before DPA => Forms => after s7 => goes round in a circle
        Forms after DPA +1d, DPA +2d => Forms => after s7 1d => the line gives two lags
        Forms from mar 1 by feb 1 => Forms => from 2027-03-01 | by 2027-02-01 => starts after the last day
        Forms @Dana @Tanaka => Forms => @p1 | @p3 => Dana Ortiz and Mei Tanaka are both the buyer's
        Forms @Dana @Bob buyer => Forms => @p1 | new Bob of buyer | buyer => Dana Ortiz and Bob are both the buyer's
        Forms before go-live -2w => Forms =>  => type a date, such as by 2w before go-live
        Forms by 2w before Signature => Forms =>  => counts from a step: type before Signature +2w
        Forms 2w and => Forms => 2w => “and” is not understood
        Forms "and more => Forms and more =>  => this quotation mark is not closed
        Forms @"Bob => Forms => new Bob => this quotation mark is not closed
    "#;
    for (line, [title, rest, message]) in rows(cases) {
        let read = read(line);
        assert_eq!(
            (read.title.as_str(), told(&read).as_str()),
            (title, rest),
            "{line}: {:?}",
            read.problems
        );
        let [problem] = read.problems.as_slice() else {
            panic!("{line}: {:?}", read.problems)
        };
        assert!(
            problem.message.contains(message),
            "{line}: {}",
            problem.message
        );
    }
}

#[test]
fn parts_say_where_they_stand_and_what_they_mean() {
    let line = "Forms 5/10/15d @Dana @Bob both after concept, DPA +2d before go-live on mar 1 only 2nd thu";
    let read = read(line);
    let told: Vec<_> = read
        .parts
        .iter()
        .map(|part| (&line[part.range.clone()], part.kind, part.meaning.as_str()))
        .collect();
    let expected = [
        ("Forms", PartKind::Title, "Forms"),
        (
            "5/10/15d",
            PartKind::Duration,
            "10 working days (5 / 10 / 15)",
        ),
        ("@Dana", PartKind::Owner, "Dana Ortiz (buyer)"),
        ("@Bob", PartKind::Owner, "Bob, who is new"),
        ("both", PartKind::Side, "a step of both sides"),
        ("after concept", PartKind::Link, "after Proof of concept"),
        ("DPA +2d", PartKind::Link, "after DPA, 2 working days later"),
        (
            "before go-live",
            PartKind::Link,
            "before go-live, as every step is that does not follow it",
        ),
        ("on mar 1", PartKind::Pin, "on Mon 1 Mar 2027, in 14 weeks"),
        (
            "only 2nd thu",
            PartKind::Gate,
            "only 2nd Thursday of the month",
        ),
    ];
    assert_eq!(told, expected);
}

#[test]
fn problems_say_where_they_stand() {
    let line = "Forms 2w before Xyz @Mei by 3/1";
    let read = read(line);
    let places: Vec<_> = read
        .problems
        .iter()
        .map(|problem| &line[problem.range.clone()])
        .collect();
    assert_eq!(places, ["before Xyz", "@Mei", "by 3/1"]);
}

#[test]
fn equal_titles_and_names_are_told_apart_by_nobody() {
    let steps = [
        KnownStep {
            id: "a",
            title: "Review",
        },
        KnownStep {
            id: "b",
            title: "review",
        },
    ];
    let known = Known {
        steps: &steps,
        people: &[],
        today: day("2026-11-23"),
        go_live: None,
    };
    let read = parse("Forms after Review", &known);
    assert_eq!(read.links, []);
    assert!(
        read.problems[0]
            .message
            .contains("“Review” can be Review and review"),
        "{:?}",
        read.problems
    );
    let read = parse("Forms by 2w before go-live", &known);
    assert!(
        read.problems[0]
            .message
            .contains("the plan has no go-live date yet"),
        "{:?}",
        read.problems
    );
}

#[test]
fn a_line_has_an_end() {
    let long = "a".repeat(LONGEST_LINE + 1);
    assert!(
        read_any(&long).problems[0]
            .message
            .contains("at most 10,000 characters")
    );
    assert_eq!(read_any(&"é".repeat(LONGEST_LINE)).problems, []);
}

fn read_any(line: &str) -> OneLine {
    parse(
        line,
        &Known {
            steps: &[],
            people: &[],
            today: day("2026-11-23"),
            go_live: None,
        },
    )
}

/// Lines that make a reader look ahead from every word, against a plan of 6,000 steps.
#[test]
fn hostile_lines_take_no_time() {
    let titles: Vec<String> = (0..6_000)
        .map(|number| format!("after step {number} and after the step"))
        .collect();
    let steps: Vec<_> = titles
        .iter()
        .map(|title| KnownStep { id: title, title })
        .collect();
    let people: Vec<_> = (0..200)
        .map(|_| KnownPerson {
            id: "p",
            name: "Dana Dana Dana",
            side: LineSide::Buyer,
        })
        .collect();
    let known = Known {
        steps: &steps,
        people: &people,
        today: day("2026-11-23"),
        go_live: None,
    };
    let started = std::time::Instant::now();
    for word in [
        "after ",
        "only 1st,",
        "on 1 ",
        "@Dana ",
        "after step, ",
        "by 2w before ",
        "2w ",
        "\"",
        "not before ",
        "for 1 ",
        "a ",
    ] {
        let line: String = word.repeat(LONGEST_LINE / word.len());
        let read = parse(&line, &known);
        check(&line, &read);
        let _ = complete(&line, line.len(), &known);
    }
    // Generous: an unoptimised build on a busy machine takes a few seconds for all eleven.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
