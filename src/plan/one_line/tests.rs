use proptest::prelude::*;

use super::*;

mod completions;
mod problems;
mod properties;

const STEPS: [(&str, &str); 12] = [
    ("s1", "Success criteria"),
    ("s2", "Proof of concept"),
    ("s3", "Budget confirmed"),
    ("s4", "Security review"),
    ("s5", "Legal redlines"),
    ("s6", "Data processing agreement"),
    ("s7", "DPA"),
    ("s8", "Executive approval"),
    ("s9", "Signature"),
    ("s10", "Training and acceptance"),
    ("s11", "Legal hold, EMEA"),
    ("s12", "Go-live rehearsal"),
];

const PEOPLE: [(&str, &str, LineSide); 5] = [
    ("p1", "Dana Ortiz", LineSide::Buyer),
    ("p2", "Mei Lin", LineSide::Buyer),
    ("p3", "Mei Tanaka", LineSide::Buyer),
    ("p4", "Mary Ann O'Hara", LineSide::Seller),
    ("p5", "Omar", LineSide::Seller),
];

fn steps() -> Vec<KnownStep<'static>> {
    STEPS
        .iter()
        .map(|(id, title)| KnownStep { id, title })
        .collect()
}

fn people() -> Vec<KnownPerson<'static>> {
    PEOPLE
        .iter()
        .map(|(id, name, side)| KnownPerson {
            id,
            name,
            side: *side,
        })
        .collect()
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a date")
}

/// Reads a line on Monday 23 November 2026, go-live on 1 March 2027.
fn read(line: &str) -> OneLine {
    let (steps, people) = (steps(), people());
    let known = Known {
        steps: &steps,
        people: &people,
        today: day("2026-11-23"),
        go_live: Some(day("2027-03-01")),
    };
    let read = parse(line, &known);
    check(line, &read);
    read
}

/// What holds for every line.
fn check(line: &str, read: &OneLine) {
    let mut end = 0;
    for part in &read.parts {
        assert!(
            part.range.start >= end,
            "{line:?}: parts overlap: {:?}",
            read.parts
        );
        assert!(
            line.get(part.range.clone())
                .is_some_and(|text| !text.is_empty()),
            "{line:?}: {part:?}"
        );
        assert!(!part.meaning.is_empty(), "{line:?}: {part:?}");
        end = part.range.end;
    }
    for problem in &read.problems {
        assert!(
            line.get(problem.range.clone()).is_some(),
            "{line:?}: {problem:?}"
        );
        assert!(!problem.message.is_empty());
    }
    assert_eq!(
        read.title.is_empty(),
        !read.parts.iter().any(|part| part.kind == PartKind::Title),
        "{line:?}"
    );
    assert!(
        !read.title.is_empty() || !read.problems.is_empty(),
        "{line:?}"
    );
}

/// Everything but the title in one text, for tables: "2w | @p1 | buyer | before s9".
fn told(read: &OneLine) -> String {
    let mut out = Vec::new();
    out.extend(read.duration.map(|duration| duration.text()));
    out.extend(read.owners.iter().map(|owner| match owner {
        OwnerRef::Known(id) => format!("@{id}"),
        OwnerRef::New { name, side } => {
            format!(
                "new {name}{}",
                side.map_or(String::new(), |side| format!(" of {}", side.text()))
            )
        }
    }));
    out.extend(read.side.map(|side| side.text().to_owned()));
    out.extend(read.links.iter().map(|link| {
        let word = match (link.ends, link.kind) {
            (Ends::Starts, _) => "starts with",
            (Ends::Finishes, _) => "done with",
            (Ends::Usual, LinkKind::After) => "after",
            (Ends::Usual, LinkKind::Before) => "before",
        };
        let target = match &link.target {
            LinkTarget::Step(id) => id,
            LinkTarget::GoLive => "go-live",
        };
        let lag = if link.lag.is_zero() {
            String::new()
        } else {
            format!(" {}", link.lag)
        };
        format!("{word} {target}{lag}")
    }));
    out.extend(read.pin.map(|date| format!("on {date}")));
    out.extend(read.not_before.map(|date| format!("from {date}")));
    out.extend(read.no_later_than.map(|date| format!("by {date}")));
    out.extend(read.gate.as_ref().map(|gate| format!("only {gate}")));
    out.join(" | ")
}

/// The rows of a table, each a line and what becomes of it, with arrows between.
fn rows<const N: usize>(table: &str) -> Vec<(&str, [&str; N])> {
    let rows = table.lines().map(str::trim).filter(|row| !row.is_empty());
    rows.map(|row| {
        let mut cells = row.split("=>").map(str::trim);
        let line = cells.next().expect("a line");
        let rest: Vec<_> = cells.collect();
        (
            line,
            rest.try_into()
                .unwrap_or_else(|_| panic!("{N} arrows in {row}")),
        )
    })
    .collect()
}

/// Lines that are understood whole: line => title => the rest.
fn assert_clean(table: &str) {
    for (line, [title, rest]) in rows(table) {
        let read = read(line);
        let found = (read.title.as_str(), told(&read));
        assert_eq!(
            found,
            (title, rest.to_owned()),
            "{line}: {:?}",
            read.problems
        );
        assert_eq!(read.problems, [], "{line}");
    }
}

#[test]
fn blanks_around_and_between_do_not_count() {
    for line in ["  Kickoff   call  2w ", "\tKickoff call\u{2028}2w"] {
        let read = read(line);
        assert_eq!(
            (read.title.as_str(), told(&read).as_str()),
            ("Kickoff call", "2w")
        );
    }
    for line in ["", "  ", "\n"] {
        assert!(
            read(line).problems[0]
                .message
                .contains("this step has no title")
        );
    }
}

#[test]
fn a_whole_step_is_read() {
    assert_clean(
        r#"
        Vendor forms 2w @Dana buyer before Signature => Vendor forms => 2w | @p1 | buyer | before s9
        Board sign-off 4w @Dana before Signature => Board sign-off => 4w | @p1 | before s9
        Kickoff => Kickoff =>
        Kickoff, 2d, @Dana, buyer => Kickoff => 2d | @p1 | buyer
        Kickoff - 2d => Kickoff => 2d
        @Dana Vendor forms 2w => Vendor forms => 2w | @p1
        @Dana and @Omar: forms 2w => forms => 2w | @p1 | @p5
        Forms 2w @Dana and @Omar both => Forms => 2w | @p1 | @p5 | both
        Überprüfung der Verträge 3 weeks @Omar => Überprüfung der Verträge => 3w | @p5
        法務レビュー 10d @Dana => 法務レビュー => 10d | @p1
        Forms @dana 2W BUYER AFTER dpa => Forms => 2w | @p1 | buyer | after s7
        Forms buyer 2w after DPA by mar 1 only tue, thu => Forms => 2w | buyer | after s7 | by 2027-03-01 | only tue, thu
        "#,
    );
}

#[test]
fn a_length_counts_where_only_parts_follow() {
    assert_clean(
        r#"
        Forms 10 days => Forms => 10d
        Forms 10 working days @Dana => Forms => 10d | @p1
        Forms 21 calendar days => Forms => 21cd
        Forms 5/10/15d => Forms => 5/10/15d
        Forms 5 / 10 / 15 d => Forms => 5/10/15d
        Forms a couple of weeks => Forms => 2w
        Forms for 3 weeks @Dana => Forms => 3w | @p1
        Review of 3 days => Review => 3d
        Forms two weeks. => Forms => 2w
        Forms "" again 2w => Forms again => 2w
        Forms milestone before Signature => Forms => 0 | before s9
        First milestone call => First milestone call =>
        Review 3 days of logs => Review 3 days of logs =>
        Plan 90d roadmap => Plan 90d roadmap =>
        Plan 90d roadmap 2w => Plan 90d roadmap => 2w
        Ship 10 days 2w => Ship 10 days => 2w
        Phase 0 => Phase 0 =>
        Phase 2 => Phase 2 =>
        Release 1.5 => Release 1.5 =>
        2w => 2w =>
        Milestone => Milestone =>
        "Forms 2w" 3d => Forms 2w => 3d
        "2w" pilot => 2w pilot =>
        "#,
    );
}

#[test]
fn nought_is_a_milestone_where_it_numbers_nothing() {
    assert_clean(
        r#"
        Forms 0 => Forms => 0
        Forms 0d => Forms => 0
        Forms 0 days => Forms => 0
        Forms for 0 => Forms => 0
        Forms, 0 => Forms => 0
        Forms 0 @Dana before Signature => Forms => 0 | @p1 | before s9
        Forms buyer 0 => Forms => 0 | buyer
        Forms after DPA 0 => Forms => 0 | after s7
        @Dana Forms 0 only 2nd thu => Forms => 0 | @p1 | only 2nd thu
        Phase 0 0 => Phase 0 => 0
        Phase 0 buyer => Phase 0 => buyer
        PHASE 0 buyer 2w => PHASE 0 => 2w | buyer
        Cutover 0 2w => Cutover 0 => 2w
        Cutover 0 buyer 2w => Cutover 0 => 2w | buyer
        Level 0 check => Level 0 check =>
        Call 0 errors => Call 0 errors =>
        Forms "0" => Forms 0 =>
        Forms 00 => Forms 00 =>
        Release 0.5 => Release 0.5 =>
        0 => 0 =>
        "#,
    );
}

#[test]
fn a_side_counts_where_only_parts_follow() {
    assert_clean(
        r#"
        Buyer kickoff => Buyer kickoff =>
        Buyer => Buyer =>
        Buyer kickoff seller => Buyer kickoff => seller
        Forms both 2w => Forms => 2w | both
        Forms buyer's side => Forms => buyer
        Forms both sides 2w => Forms => 2w | both
        Meet the buyer team => Meet the buyer team =>
        Forms "buyer" => Forms buyer =>
        Forms "for the buyer" seller => Forms for the buyer => seller
        "#,
    );
}

#[test]
fn links_are_read() {
    assert_clean(
        r#"
        Forms after Proof of concept => Forms => after s2
        Forms after proof of  CONCEPT 2w => Forms => 2w | after s2
        Forms after Legal redlines, Security review and DPA => Forms => after s5 | after s4 | after s7
        Forms after Legal redlines,Security review , and DPA before sign => Forms => after s5 | after s4 | after s7 | before s9
        Forms after training and acceptance and budget => Forms => after s10 | after s3
        Forms after Legal hold, EMEA => Forms => after s11
        Forms after legal hold emea, dpa => Forms => after s11 | after s7
        Forms before sign => Forms => before s9
        Forms after concept => Forms => after s2
        Forms after proof of => Forms after proof of =>
        Forms after legal red => Forms => after s5
        Forms after "Legal redlines" 2w => Forms => 2w | after s5
        Forms after DPA +2d => Forms => after s7 2d
        Forms after DPA + 2 days, budget -1w 3w => Forms => 3w | after s7 2d | after s3 -1w
        Forms after DPA - 2w => Forms => 2w | after s7
        Forms after DPA and before Signature => Forms => after s7 | before s9
        Value review milestone after go-live +30cd => Value review => 0 | after go-live 30cd
        Value review 2d after Go Live => Value review => 2d | after go-live
        Forms after go-live rehearsal => Forms => after s12
        Forms before go-live => Forms =>
        Forms after DPA, DPA => Forms => after s7
        Sync (after DPA) => Sync => after s7
        "#,
    );
}

#[test]
fn links_may_tie_the_starts_or_the_ends() {
    assert_clean(
        r#"
        Reference call 2d starts with Proof of concept => Reference call => 2d | starts with s2
        Reference call starts with Proof of concept +1w 2d => Reference call => 2d | starts with s2 1w
        Reference call start with proof -2d => Reference call => starts with s2 -2d
        Report 1d finishes with Security review => Report => 1d | done with s4
        Report finish with Security review +1d => Report => done with s4 1d
        Report ends with DPA => Report => done with s7
        Report done with DPA and Legal redlines => Report => done with s7 | done with s5
        Report starts with DPA +2d, finishes with DPA => Report => starts with s7 2d | done with s7
        Report after Budget confirmed and starts with DPA => Report => after s3 | starts with s7
        Start with the basics 2d => Start with the basics => 2d
        Demo that starts with a story 2d => Demo that starts with a story => 2d
        "Starts with DPA" 2d => Starts with DPA => 2d
        "#,
    );
    for (line, [words]) in rows::<1>(
        r#"
        Report starts with DPA => starts with DPA
        Report starts with DPA +2d => starts 2 working days after DPA starts
        Report starts with DPA -2d => starts 2 working days before DPA starts
        Report finishes with DPA => done with DPA
        Report finishes with DPA +1w => done 1 week after DPA is done
        "#,
    ) {
        let told = read(line);
        assert_eq!(told.parts.last().unwrap().meaning, words, "{line}");
    }
    for (line, [words]) in rows::<1>(
        r#"
        Report 2d starts with Xyz => no step is called “Xyz”
        Report 2d starts with => “starts with” which step? Type its title behind it
        Report 2d starts with go-live => “starts with go-live” cannot be tied to: type after go-live
        Report starts with DPA +1d starts with DPA +2d => the line gives two lags
        Report starts with DPA before DPA => goes round in a circle
        "#,
    ) {
        let problems = read(line).problems;
        assert!(
            problems
                .iter()
                .any(|problem| problem.message.contains(words)),
            "{line}: {problems:?}"
        );
    }
}

#[test]
fn a_keyword_without_its_like_stays_in_the_title() {
    assert_clean(
        r#"
        Follow-up after kickoff => Follow-up after kickoff =>
        Follow-up after kickoff 2d => Follow-up after kickoff => 2d
        Meeting on strategy => Meeting on strategy =>
        Meeting on strategy 2d @Dana => Meeting on strategy => 2d | @p1
        "Follow-up after DPA" 2d => Follow-up after DPA => 2d
        “Follow-up after DPA” 2d => Follow-up after DPA => 2d
        Follow-up "after DPA" 2d => Follow-up after DPA => 2d
        Follow-up after review meeting => Follow-up after review meeting =>
        Check in after a call => Check in after a call =>
        Sign the forms before the call => Sign the forms before the call =>
        Sync by the book => Sync by the book =>
        Read only the annex => Read only the annex =>
        Upgrade from 1.5 => Upgrade from 1.5 =>
        After DPA => After DPA =>
        Meet @ HQ => Meet @ HQ =>
        Mail a@b.example => Mail a@b.example =>
        Before => Before =>
        "#,
    );
}

#[test]
fn dates_and_gates_are_read() {
    assert_clean(
        r#"
        Board meets on mar 1 => Board meets => on 2027-03-01
        Board meets on mar 1, 2027, buyer => Board meets => buyer | on 2027-03-01
        Board meets on 2027-03-01 2w => Board meets => 2w | on 2027-03-01
        Board meets on "mar 1" => Board meets => on 2027-03-01
        Board meets on mar 1 10 days => Board meets => 10d | on 2027-03-01
        Forms by fri => Forms => by 2026-11-27
        Forms no later than mar 1 => Forms => by 2027-03-01
        Forms on or before mar 1 => Forms => by 2027-03-01
        Forms from mar 1 => Forms => from 2027-03-01
        Forms not before 1 march 2w => Forms => 2w | from 2027-03-01
        Forms on or after mar 1 => Forms => from 2027-03-01
        Forms starting tomorrow => Forms => from 2026-11-24
        Forms before mar 1 => Forms => by 2027-02-28
        Forms after mar 1 => Forms => from 2027-03-02
        Forms on 2w before go-live => Forms => on 2027-02-15
        Forms from jan 4 by end of january 2w @Dana => Forms => 2w | @p1 | from 2027-01-04 | by 2027-01-31
        Board approval only 2nd thu => Board approval => only 2nd thu
        Board approval only on Tuesdays and Thursdays 2w => Board approval => 2w | only tue, thu
        Board approval only tue, thu, 2w => Board approval => 2w | only tue, thu
        Board approval only 14 jan, 11 feb @Dana => Board approval => @p1 | only 2027-01-14, 2027-02-11
        Board approval only 15th of the month before sign => Board approval => before s9 | only 15th
        "#,
    );
}

#[test]
fn people_are_found() {
    assert_clean(
        r#"
        Forms @Dana => Forms => @p1
        Forms @dana ortiz => Forms => @p1
        Forms @Ortiz => Forms => @p1
        Forms @"Dana Ortiz" => Forms => @p1
        Forms @Mei Lin => Forms => @p2
        Forms @Tanaka => Forms => @p3
        Forms @Mary Ann 2w => Forms => 2w | @p4
        Forms @O’Hara => Forms => @p4
        Forms @Dana @dana => Forms => @p1
        Forms @Dana's and @Rob's 2w => Forms => 2w | @p1 | new Rob
        Forms @Bob => Forms => new Bob
        Forms @Bob buyer => Forms => new Bob of buyer | buyer
        Forms @Bob both => Forms => new Bob | both
        Forms @"Bob  van Dyke" 2w => Forms => 2w | new Bob van Dyke
        Forms @Dan => Forms => new Dan
        Forms @Bob, @bob => Forms => new Bob
        Forms @Renée. => Forms => new Renée
        "#,
    );
}
