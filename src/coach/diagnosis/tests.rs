use super::*;
use crate::coach::need::Threshold;
use crate::coach::rep::{Rep, Round};
use crate::coach::testing::{record, template, today};
use crate::plan::{Extra, Path, Plan, Side, Via};
use crate::private::{Private, Session, Status};

fn answer(question: Question, yes: bool) -> Answer {
    Answer {
        question: question.word().to_owned(),
        yes,
        evidence: String::new(),
        extra: Extra::new(),
    }
}

#[test]
fn the_first_no_names_the_cause_and_five_times_yes_is_real_resistance() {
    for (index, question) in Question::ALL.into_iter().enumerate() {
        let mut answers: Vec<Answer> = Question::ALL[..index]
            .iter()
            .map(|before| answer(*before, true))
            .collect();
        assert_eq!(standing(&answers), Standing::Asks(question));
        answers.push(answer(question, false));
        assert_eq!(standing(&answers), Standing::Found(question.cause_of_no()));
        assert_eq!(path(&answers).len(), index + 1);
        // Whoever thinks again answers again.
        answers.push(answer(question, true));
        let next = Question::ALL.get(index + 1);
        let expected = next.map_or(Standing::Found(Cause::Resistance), |next| {
            Standing::Asks(*next)
        });
        assert_eq!(standing(&answers), expected);
    }
    let ahead = [answer(Question::BigEnough, false)];
    assert_eq!(standing(&ahead), Standing::Asks(Question::How));
    assert!(path(&ahead).is_empty());
}

#[test]
fn names_come_back_from_their_words_and_every_cause_says_what_to_do() {
    for question in Question::ALL {
        assert_eq!(Question::of_word(question.word()), Some(question));
        assert!(question.text().ends_with('?'));
    }
    for cause in Cause::ALL {
        assert_eq!(Cause::of_word(cause.word()), Some(cause));
        assert!(!cause.next().is_empty() && cause.meaning().ends_with('.'));
    }
}

fn offered(question: Question, deals: &[Deal<'_>], rep: Option<&Rep>) -> Option<(bool, String)> {
    let offer = offer(question, deals, rep, &Threshold::default(), today())?;
    Some((offer.yes, offer.evidence))
}

fn practised(ratings: [u8; 2]) -> Rep {
    let mut rep = Rep::new("Alex");
    rep.practice.push(Round {
        id: "p".to_owned(),
        on: today(),
        drill: "intro".to_owned(),
        persona: String::new(),
        prompt: String::new(),
        seconds: 60,
        marks: Default::default(),
        ratings: [
            ("benefit".to_owned(), ratings[0]),
            ("backwards".to_owned(), ratings[1]),
        ]
        .into(),
        coach_next: String::new(),
        extra: Extra::new(),
    });
    rep
}

#[test]
fn of_a_rep_without_plans_only_what_is_not_there_is_told() {
    for (question, expected) in [
        (Question::How, None),
        (Question::Believes, None),
        (Question::Knows, None),
        (
            Question::Tracked,
            Some((false, "there is no plan of theirs in the folder".to_owned())),
        ),
        (Question::BigEnough, None),
    ] {
        assert_eq!(offered(question, &[], None), expected, "{question:?}");
    }
}

#[test]
fn practice_tells_how_until_a_buyer_edits_a_plan() {
    let mut plan = template("example");
    let good = practised([5, 4]);
    let poor = practised([5, 2]);
    let middling = practised([3, 4]);
    let of = |plan: &Plan, rep: &Rep| {
        offered(
            Question::How,
            &[Deal {
                plan,
                private: None,
            }],
            Some(rep),
        )
        .unwrap()
    };
    assert_eq!(
        of(&plan, &good),
        (
            true,
            "rated 4 or better in practice on 23 Nov 2026".to_owned()
        )
    );
    assert_eq!(
        of(&plan, &poor),
        (false, "rated 2 in practice on 23 Nov 2026".to_owned())
    );
    assert_eq!(
        of(&plan, &middling),
        (false, "1 plan, and no buyer changed any of them".to_owned())
    );
    record(
        &mut plan,
        Side::Buyer,
        None,
        Via::Command,
        Path::of(["name"]),
    );
    assert!(!of(&plan, &middling).0, "a command shows nothing of a call");
    record(
        &mut plan,
        Side::Buyer,
        None,
        Via::Dictated,
        Path::of(["name"]),
    );
    assert_eq!(
        of(&plan, &poor),
        (
            true,
            format!("1 change of {} by the buyer's own word", plan.name)
        )
    );
}

#[test]
fn the_buyers_steps_are_known_when_each_review_has_a_name() {
    let mut plan = template("example");
    let of = |plan: &Plan| {
        offered(
            Question::Knows,
            &[Deal {
                plan,
                private: None,
            }],
            None,
        )
        .unwrap()
    };
    for step in &mut plan.steps {
        if step.owners.buyer.is_none() {
            step.owners.buyer = Some("ravi".to_owned());
        }
    }
    plan.people.retain(|person| !person.name.is_empty());
    let (yes, evidence) = of(&plan);
    assert!(
        yes && evidence.ends_with("reviews are owned by name there"),
        "{evidence}"
    );
    let at = plan
        .steps
        .iter()
        .position(|step| step.id == "legal-redlines")
        .unwrap();
    plan.steps[at].owners.buyer = None;
    assert!(
        of(&plan)
            .1
            .starts_with("nobody at the buyer's owns Legal redlines of"),
        "{:?}",
        of(&plan)
    );
    let empty = Plan::new("p".to_owned(), "Empty");
    assert!(!of(&empty).0);
    let mut private = Private::new("p".to_owned());
    private.meddpicc.paper_process.status = Status::Confirmed;
    let deal = Deal {
        plan: &empty,
        private: Some(&private),
    };
    assert_eq!(
        offered(Question::Knows, &[deal], None),
        Some((true, "the paper process of Empty is confirmed".to_owned()))
    );
}

#[test]
fn a_plan_that_nobody_touched_is_out_of_sight() {
    let mut plan = template("example");
    let of = |plan: &Plan, today| {
        offer(
            Question::Tracked,
            &[Deal {
                plan,
                private: None,
            }],
            None,
            &Threshold::default(),
            today,
        )
        .unwrap()
    };
    assert!(
        of(&plan, today())
            .evidence
            .starts_with("nobody ever changed ")
    );
    record(&mut plan, Side::Seller, None, Via::Hand, Path::of(["name"]));
    assert_eq!(
        of(&plan, today()).evidence,
        "1 plan, each touched within 14 days"
    );
    let later = today() + chrono::TimeDelta::days(15);
    assert!(
        of(&plan, later)
            .evidence
            .ends_with("was last touched 15 days ago")
    );
}

#[test]
fn calls_on_record_speak_for_belief_and_size_for_need() {
    let plan = Plan::new("p".to_owned(), "Small");
    let mut private = Private::new("p".to_owned());
    private.sessions.push(Session::default());
    private.deal.value = Some(5);
    let deal = Deal {
        plan: &plan,
        private: Some(&private),
    };
    assert_eq!(
        offered(Question::Believes, &[deal], None).map(|(yes, _)| yes),
        Some(true)
    );
    let (yes, evidence) = offered(Question::BigEnough, &[deal], None).unwrap();
    assert!(
        !yes && evidence.starts_with("Small: worth 5, below 25,000"),
        "{evidence}"
    );
    let example = template("example");
    let big = Deal {
        plan: &example,
        private: None,
    };
    assert_eq!(
        offered(Question::BigEnough, &[deal, big], None).map(|(yes, _)| yes),
        Some(true)
    );
    let unknown = Deal {
        plan: &plan,
        private: None,
    };
    assert_eq!(offered(Question::BigEnough, &[unknown], None), None);
}

#[test]
fn a_change_over_time_is_told() {
    let kept = |cause: &str| Diagnosis {
        id: "d".to_owned(),
        on: today(),
        answers: Vec::new(),
        cause: cause.to_owned(),
        extra: Extra::new(),
    };
    assert_eq!(change(&[], Cause::Skill), None);
    assert_eq!(change(&[kept("")], Cause::Skill), None);
    assert_eq!(
        change(&[kept("skill"), kept("")], Cause::Skill).unwrap(),
        "as on 23 Nov 2026: skill"
    );
    assert_eq!(
        change(&[kept("skill")], Cause::Knowledge).unwrap(),
        "on 23 Nov 2026 it was skill, now it is knowledge"
    );
}
