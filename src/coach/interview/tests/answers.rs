//! One kind of answer after the other: what is taken, and what is asked in its place.

use super::*;
use crate::coach::testing::{day, template};
use crate::plan::{Role, Side};

#[test]
fn a_step_is_answered_by_a_length_and_an_owner_or_by_a_line_of_its_own() {
    for (text, title, length, owner) in [
        ("10d @Tom", "Procurement", "10d", Some("Tom")),
        ("3w", "Procurement", "3w", None),
        ("a month", "Procurement", "1m", None),
        ("two weeks, @Tom", "Procurement", "2w", Some("Tom")),
        (
            "@\"Tom Becker\" for 3 weeks",
            "Procurement",
            "3w",
            Some("Tom Becker"),
        ),
        ("5/10/15d", "Procurement", "5/10/15d", None),
        ("milestone", "Procurement", "0", None),
        (
            "Vendor onboarding 4w @Tom",
            "Vendor onboarding",
            "4w",
            Some("Tom"),
        ),
        ("\"2 week pilot\" 10d", "2 week pilot", "10d", None),
    ] {
        let call = Call::answered("procurement", text).unwrap();
        assert_eq!(call.plan.steps.len(), 1, "{text}");
        assert_eq!(call.step(title).duration.text(), length, "{text}");
        assert_eq!(call.step(title).side, Side::Buyer, "{text}");
        assert_eq!(call.owner(title, &Side::Buyer), owner, "{text}");
    }
    let call = Call::answered("signature", "@Dana @Alex").unwrap();
    assert_eq!(call.step("Signature").side, Side::Both);
    assert!(call.step("Signature").duration.is_milestone());
    assert_eq!(call.owner("Signature", &Side::Buyer), Some("Dana"));
    assert_eq!(call.owner("Signature", &Side::Seller), Some("Alex"));
    let call = Call::answered("implementation", "3w @Lee buyer").unwrap();
    assert_eq!(
        call.step("Implementation").side,
        Side::Buyer,
        "what is typed wins"
    );
}

#[test]
fn what_says_too_little_is_asked_about_in_place() {
    for (text, expected) in [
        ("days", "how many days? Type such as 5d"),
        ("A few weeks!", "how many weeks? Type such as 3w"),
        ("weeks @Tom", "how many weeks? Type such as 3w"),
        ("months", "how many months? Type such as 2m"),
        (
            "10",
            "10 of what? Type 10d for working days, 10w for weeks or 10m for months",
        ),
        (
            "2-3 weeks",
            "“2-3 weeks” does not say the typical length: type low/typical/high, such as 2/3/3w",
        ),
        (
            "@Tom",
            "how long does it take? Add a length, as in 10d or 3w, or say don't know",
        ),
        (
            "Vendor onboarding",
            "“Vendor onboarding” is not understood: a name takes an @, as in @Dana; another title its length, as in Board sign-off 4w",
        ),
        (
            "yes",
            "how long does it take? Add a length, as in 10d or 3w, or say don't know",
        ),
        ("no", "nothing to do here? Then skip this question"),
        (
            "10d Tom",
            "“Tom” is not understood behind 10d: a name takes an @, as in 10d @Dana",
        ),
        (
            "two weeks, Tom",
            "“Tom” is not understood behind two weeks: a name takes an @, as in two weeks @Dana",
        ),
        (
            "10d @Tom @Ravi",
            "Tom and Ravi are both on Acme's side: a step has one owner a side",
        ),
        (
            "10d before Xyz",
            "no step is called “Xyz”: type the title of one, or keep the words in the title with quotes",
        ),
        (
            "  ",
            "nothing typed yet: answer, say don't know, or skip the question",
        ),
    ] {
        let mut call = Call::empty();
        if text.trim().is_empty() {
            let answer = call
                .interview
                .answer(question("procurement"), text, &call.plan, today());
            assert_eq!(answer.unwrap_err().to_string(), expected);
            continue;
        }
        assert_eq!(
            call.say("procurement", text),
            Err(expected.to_owned()),
            "{text}"
        );
    }
    let names = Call::empty().say("signature", "Dana and Alex");
    assert!(names.unwrap_err().contains("a name takes an @"));
    let mut call = Call::answered("if-missed", "not sure, the audit perhaps").unwrap();
    assert_eq!(call.plan.anchor.if_missed, "not sure, the audit perhaps");
    call.say("procurement", "3w @Tom").unwrap();
    assert_eq!(
        call.say("security", "Tom"),
        Err("a name takes an @: type @Tom".to_owned())
    );
}

#[test]
fn a_line_may_say_where_its_step_goes() {
    let mut call = Call::empty();
    for (id, text) in [
        ("implementation", "3w @Omar"),
        ("signature", "@Dana"),
        // The order is placed once the contract is signed.
        ("procurement", "5d @Tom after Signature"),
        ("security", "2w @Ravi before Signature"),
    ] {
        call.say(id, text).unwrap();
    }
    assert_eq!(call.after("Procurement"), ["Signature"]);
    assert_eq!(call.after("Implementation"), ["Signature", "Procurement"]);
    assert_eq!(call.after("Signature"), ["Security review"]);
}

#[test]
fn a_date_and_what_it_is_for_are_told_apart() {
    let outcome = "the March close takes three days";
    for (text, date, expected) in [
        (
            "mar 1, so the March close takes three days",
            day(2027, 3, 1),
            outcome,
        ),
        (
            "mar 1 so that the March close takes three days",
            day(2027, 3, 1),
            outcome,
        ),
        (
            "March 1, 2027, so the March close takes three days",
            day(2027, 3, 1),
            outcome,
        ),
        (
            "by mar 1: the March close takes three days",
            day(2027, 3, 1),
            outcome,
        ),
        (
            "On Monday, March 1,  the March close  takes three days",
            day(2027, 3, 1),
            outcome,
        ),
        ("2027-03-01", day(2027, 3, 1), ""),
        ("in 14 weeks, so a, so b", day(2027, 3, 1), "a, so b"),
    ] {
        let call =
            Call::answered("go-live", text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(call.plan.anchor.go_live, Some(date), "{text}");
        assert_eq!(call.plan.anchor.outcome, expected, "{text}");
    }
    let mut call = Call::answered("go-live", "mar 1").unwrap();
    call.say("go-live", "so the audit is easy").unwrap();
    assert_eq!(
        call.plan.anchor.go_live,
        Some(day(2027, 3, 1)),
        "the date stays"
    );
    call.say("go-live", "mar 8").unwrap();
    assert_eq!(
        call.plan.anchor.outcome, "the audit is easy",
        "and so does the outcome"
    );
}

#[test]
fn a_go_live_without_a_day_is_asked_about() {
    for (text, expected) in [
        (
            "so the audit is easy",
            "by which day? Type a date first: mar 1, so the March close takes three days",
        ),
        (
            "soon",
            "“soon” is no date: type one such as mar 1, in 14 weeks, end of q1 or 2027-03-01",
        ),
        (
            "march, so the close is fast",
            "“march” is no day yet: type one in it, such as 1 mar 2027 or end of march",
        ),
    ] {
        assert_eq!(
            Call::empty().say("go-live", text),
            Err(expected.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn not_knowing_names_who_finds_out_and_by_when() {
    let in_a_week = day(2026, 11, 30);
    for (text, who, by) in [
        ("don't know", None, in_a_week),
        ("Don’t know yet.", None, in_a_week),
        ("dunno", None, in_a_week),
        ("?", None, in_a_week),
        ("We're not sure, @Tom", Some("Tom"), in_a_week),
        ("? @Tom by fri 27 nov", Some("Tom"), day(2026, 11, 27)),
        (
            "no idea — @\"Tom Becker\" finds out by fri",
            Some("Tom Becker"),
            day(2026, 11, 27),
        ),
        ("tbd by dec 1", None, day(2026, 12, 1)),
    ] {
        let call =
            Call::answered("procurement", text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let step = call.step("Procurement");
        assert!(step.duration.is_milestone(), "{text}: no length is claimed");
        let unknown = step.unknown.as_ref().unwrap();
        let name = unknown
            .who
            .as_ref()
            .map(|id| call.plan.person(id).unwrap().name.as_str());
        assert_eq!((name, unknown.by), (who, Some(by)), "{text}");
        assert_eq!(call.status("procurement"), Status::Answered, "{text}");
    }
    let mut call = Call::on(template("mid-market"));
    call.say("security", "not sure @Ravi").unwrap();
    assert_eq!(
        call.step("Security review").duration.text(),
        "5/10/15d",
        "the plan's own guess stays"
    );
    assert!(call.step("Security review").unknown.is_some());
    for (text, expected) in [
        (
            "don't know Tom by fri",
            "“Tom by fri” is not understood: say who finds out and by when, as in don't know @Tom by fri",
        ),
        (
            "don't know @Tom 2w",
            "“@Tom 2w” is not understood: say who finds out and by when, as in don't know @Tom by fri",
        ),
        (
            "don't know @Tom @Ravi",
            "one person finds out: what two have to ask, neither does",
        ),
    ] {
        assert_eq!(
            Call::empty().say("procurement", text),
            Err(expected.to_owned()),
            "{text}"
        );
    }
    assert!(
        Call::answered("procurement", "unknowns workshop 2d").is_ok(),
        "only as a word of its own"
    );
}

#[test]
fn what_is_about_no_step_becomes_a_step_to_find_it_out() {
    for question in builtin()
        .iter()
        .filter(|question| question.implied().is_none())
    {
        let call = Call::answered(&question.id, "don't know @Sarah by fri").unwrap();
        let step = call.step(&question.to_find_out);
        assert_eq!(
            step.no_later_than,
            Some(day(2026, 11, 27)),
            "{}",
            question.id
        );
        assert_eq!(
            call.owner(&step.title, &Side::Buyer),
            Some("Sarah"),
            "{}",
            question.id
        );
        assert_eq!(
            call.status(&question.id),
            Status::Answered,
            "{}",
            question.id
        );
        let others = builtin().iter().filter(|other| other.id != question.id);
        for other in others {
            assert_eq!(
                call.status(&other.id),
                Status::Left,
                "{} answers {}",
                question.id,
                other.id
            );
        }
        let again = question.to_find_out.clone();
        let mut call = call;
        call.say(&question.id, "?").unwrap();
        assert_eq!(
            call.plan
                .steps
                .iter()
                .filter(|step| step.title == again)
                .count(),
            1
        );
    }
}

#[test]
fn who_has_the_final_say_is_one_person_with_a_name() {
    let mut call = Call::answered("economic-buyer", "Dana Ortiz, CFO").unwrap();
    let holders = |call: &Call| -> Vec<(String, String)> {
        let people = call.plan.people.iter();
        let holders = people.filter(|person| person.role == Some(Role::EconomicBuyer));
        holders
            .map(|person| (person.name.clone(), person.title.clone()))
            .collect()
    };
    assert_eq!(holders(&call), [("Dana Ortiz".into(), "CFO".into())]);
    call.say("economic-buyer", "@Dana Ortez (Chief Financial Officer)")
        .unwrap();
    assert_eq!(
        holders(&call),
        [("Dana Ortez".into(), "Chief Financial Officer".into())]
    );
    assert_eq!(
        call.plan.people.len(),
        1,
        "a slip of the tongue is not kept"
    );
    call.say("security", "2w @Ravi").unwrap();
    assert_eq!(
        call.chips("economic-buyer", "ravi"),
        ["final say: Ravi (Acme)", "! instead of: Dana Ortez"]
    );
    call.say("economic-buyer", "ravi").unwrap();
    assert_eq!(holders(&call), [("Ravi".into(), String::new())]);
    call.say("implementation", "3w @Omar").unwrap();
    for (text, expected) in [
        (
            "CFO",
            "“CFO” is no person yet: type a name, as in Dana Ortiz, CFO, or say don't know",
        ),
        (
            "the board",
            "“the board” is no person yet: type a name, as in Dana Ortiz, CFO, or say don't know",
        ),
        (
            "@",
            "“@” is no person yet: type a name, as in Dana Ortiz, CFO, or say don't know",
        ),
        ("Omar", "Omar is on Northwind's side"),
    ] {
        assert_eq!(
            call.say("economic-buyer", text),
            Err(expected.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn the_first_step_is_named_or_made_with_its_day() {
    let mut call = Call::answered("first-step", "Send the questionnaire @Ravi by fri").unwrap();
    let step = call.step("Send the questionnaire");
    assert_eq!(step.no_later_than, Some(day(2026, 11, 27)));
    assert_eq!(
        (step.duration.text().as_str(), &step.side),
        ("1d", &Side::Buyer)
    );
    call.say("first-step", "Kickoff call @Ravi on thu").unwrap();
    assert_eq!(call.plan.steps.len(), 1, "the same step under another name");
    call.say("security", "2w @Ravi").unwrap();
    call.say("first-step", "security review by dec 18 @Ravi")
        .unwrap();
    assert_eq!(call.plan.steps.len(), 2, "a step of the plan");
    assert_eq!(
        call.step("Security review").no_later_than,
        Some(day(2026, 12, 18))
    );
    assert_eq!(call.step("Security review").duration.text(), "2w");
    let without = call.say("first-step", "Send the questionnaire @Ravi");
    assert_eq!(
        without,
        Err("by when? Add a day, as in Send the questionnaire @Ravi by fri".to_owned())
    );
}

#[test]
fn the_riskiest_step_is_one_of_those_in_the_list() {
    let mut call = Call::on(template("example"));
    let list: Vec<String> = choices(&call.plan)
        .iter()
        .map(|step| step.id.clone())
        .collect();
    assert_eq!(
        list.last().map(String::as_str),
        Some("implementation"),
        "nothing after go-live"
    );
    for (text, id) in [
        ("3", "budget"),
        ("#1", "success-criteria"),
        ("order", "purchase-order"),
        ("sign", "signature"),
        ("legal", "legal-redlines"),
    ] {
        call.say("riskiest", text).unwrap();
        let riskiest: Vec<&str> = call
            .plan
            .steps
            .iter()
            .filter(|step| step.riskiest)
            .map(|step| step.id.as_str())
            .collect();
        assert_eq!(riskiest, [id], "{text}");
    }
    for (text, expected) in [
        (
            "99",
            "no open step is called “99”: type a number from 1 to 11, or a part of a title",
        ),
        (
            "re",
            "“re” could be Security review or Legal redlines or Data processing agreement: type more of it, or its number",
        ),
    ] {
        assert_eq!(
            call.say("riskiest", text),
            Err(expected.to_owned()),
            "{text}"
        );
    }
    let none = Call::empty().say("riskiest", "1").unwrap_err();
    assert_eq!(
        none,
        "the plan has no open step yet: answer a question before this one first"
    );
}

#[test]
fn an_answer_is_said_back_in_parts_with_the_dates_that_follow() {
    let mut call = Call::answered("go-live", "mar 1, so the close is fast").unwrap();
    call.say("implementation", "3w @Omar").unwrap();
    call.say("signature", "@Dana").unwrap();
    assert_eq!(
        call.chips("procurement", "10d @Tom"),
        [
            "step: Procurement",
            "length: 10 working days",
            "owner: Tom (new, for Acme)",
            "before: Signature"
        ]
    );
    assert_eq!(
        call.chips("procurement", "Vendor check 3w"),
        [
            "step: Vendor check",
            "length: 3 weeks",
            "! owner: nobody yet: add @ and a name",
            "before: Signature"
        ]
    );
    let reading = call
        .interview
        .reading(question("procurement"), "10d @Tom", &call.plan, today());
    assert_eq!(
        reading.dates.as_deref(),
        Some("start by Mon 25 Jan, done by Fri 5 Feb")
    );
    assert_eq!(
        call.chips("go-live", "feb 28"),
        [
            "! go-live: Sun 28 Feb 2027, in 13 weeks and 6 days, no working day (weekend)",
            "outcome: still: the close is fast"
        ]
    );
    assert_eq!(
        call.chips("legal", "don't know"),
        [
            "! not known: stays open on the plan",
            "! finds out: somebody: add @ and a name",
            "by: Mon 30 Nov 2026, in 1 week"
        ]
    );
    let nothing = call
        .interview
        .reading(question("legal"), " ", &call.plan, today());
    assert_eq!(
        nothing,
        Reading::default(),
        "nothing typed is nothing wrong"
    );
}
