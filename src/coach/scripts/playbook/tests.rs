//! Playbooks in the ways that people write them, and what must not be taken for a passage.

use proptest::prelude::*;

use super::super::{builtin, parse_pack, write_pack};
use super::*;

/// A playbook of a sales team's, in its own words around the passages that come with the program.
fn playbook() -> String {
    let [goal, reality, intro, co_build, will, repeat] =
        std::array::from_fn(|at| builtin()[at].text.clone());
    format!(
        "How we run plans\n\nWritten by the team\n\nReps say \"we have no time for that\" and mean \
         \"nobody showed me\".\n\nThe weekly talk\n\nGo through it in four stages.\n\nGoal. Begin with \
         the deal, not with the paper:\n\n\"{goal}\"\n\nReality. Look for what the buyer wrote:\n\n\
         \"{reality}\"\n\nWhere nothing is there, wait.\n\nOptions. Let them practise proposing it, the \
         buyer-facing script first:\n\n\"{intro}\"\n\nAfter that the co-build motion, with the screen \
         shared:\n\n\"{co_build}\"\n\nWill. End with one promise:\n\n\"{will}\"\n\nThe point to repeat: \
         {repeat}\n\nAsked often\n\nWhat if the buyer \"doesn't want a plan\"? Ask more.\n"
    )
}

#[test]
fn the_six_scripts_come_out_of_a_playbook_word_for_word_with_their_cues() {
    let found = passages("team.txt", &playbook());
    assert_eq!(found.len(), builtin().len());
    for (passage, built_in) in found.iter().zip(builtin()) {
        let script = &passage.script;
        assert_eq!(script.text, built_in.text);
        assert_eq!(
            (&script.cue, script.speaker, script.audience, &script.id),
            (
                &built_in.cue,
                built_in.speaker,
                built_in.audience,
                &built_in.id
            )
        );
        assert!(passage.sure);
    }
    assert_eq!(found[0].script.source, "team.txt, under “The weekly talk”");
    assert_eq!(found[0].line, 13);
}

#[test]
fn passages_are_found_however_they_are_set() {
    let long = "one two three four five six seven eight nine ten eleven twelve";
    for (playbook, words) in [
        (
            "“We build it together, both of us.”",
            vec!["We build it together, both of us."],
        ),
        (
            "„Wir bauen den Plan gemeinsam.“",
            vec!["Wir bauen den Plan gemeinsam."],
        ),
        (
            "«On le construit ensemble, aujourd’hui.»",
            vec!["On le construit ensemble, aujourd’hui."],
        ),
        (
            "> Say it like\n> this, every time.",
            vec!["Say it like this, every time."],
        ),
        (
            "> \"Quoted twice over by its author.\"",
            vec!["Quoted twice over by its author."],
        ),
        (
            "\"A line that\nwraps at the margin.\"",
            vec!["A line that wraps at the margin."],
        ),
        (
            "\"First part of it.\n\n\"Second part of it.\"",
            vec!["First part of it.\n\nSecond part of it."],
        ),
        (&format!("Say: \"{long}\" and stop."), vec![long]),
        (&format!("\"{long}\" or \"{long}\""), vec![long, long]),
        (
            "Keep repeating: what is the riskiest step now?",
            vec!["what is the riskiest step now?"],
        ),
        ("They say \"too pushy\" a lot.", vec![]),
        ("\"Too short.\"", vec![]),
        ("\"Never closed and never meant to be one", vec![]),
        ("An inch is 1\" long, a foot 12\" long.", vec![]),
        ("\"\"", vec![]),
        ("\"", vec![]),
        ("", vec![]),
    ] {
        let found = passages("p", playbook);
        let texts: Vec<&str> = found
            .iter()
            .map(|passage| passage.script.text.as_str())
            .collect();
        assert_eq!(texts, words, "{playbook}");
    }
}

#[test]
fn a_cue_is_the_headings_where_nothing_around_the_words_tells() {
    let said = "\"Who else is in the room when this is decided?\"";
    for (before, cue, sure, audience) in [
        (
            "# Discovery calls\n\n",
            Cue::Other("Discovery calls".into()),
            false,
            Voice::Rep,
        ),
        (
            "Discovery calls\n\nSay to the buyer:\n\n",
            Cue::Other("Discovery calls".into()),
            false,
            Voice::Buyer,
        ),
        ("", Cue::Other("Playbook".into()), false, Voice::Rep),
        (
            "## Opening\n\nIntroduce the plan like this:\n\n",
            Cue::Intro,
            true,
            Voice::Buyer,
        ),
        (
            "## Opening\n\nWork backwards with them:\n\n",
            Cue::CoBuild,
            true,
            Voice::Buyer,
        ),
    ] {
        let found = passages("p", &format!("{before}{said}\n"));
        let script = &found[0].script;
        assert_eq!(
            (&script.cue, found[0].sure, script.audience),
            (&cue, sure, audience),
            "{before}"
        );
    }
}

#[test]
fn scripts_of_one_cue_have_ids_of_their_own() {
    let found = passages(
        "p",
        "# Pricing\n\n\"One two three four five six.\"\n\n\"Six five four three two one.\"",
    );
    let ids: Vec<&str> = found
        .iter()
        .map(|passage| passage.script.id.as_str())
        .collect();
    assert_eq!(ids, ["pricing", "pricing-2"]);
}

#[test]
fn a_pack_that_is_written_reads_the_same() {
    let json = write_pack(builtin()).unwrap();
    assert_eq!(parse_pack("all.json", &json).unwrap(), builtin());
    let found = passages("team.txt", &playbook());
    let scripts: Vec<Script> = found.into_iter().map(|passage| passage.script).collect();
    let json = write_pack(&scripts).unwrap();
    assert_eq!(parse_pack("team.json", &json).unwrap(), scripts);
}

proptest! {
    #[test]
    fn whatever_the_playbook_its_passages_are_a_pack(playbook in "[\\PC\n\">#“”: .a-z]{0,400}") {
        let found = passages("p", &playbook);
        let scripts: Vec<Script> = found.into_iter().map(|passage| passage.script).collect();
        let json = write_pack(&scripts).unwrap();
        prop_assert_eq!(parse_pack("p", &json).unwrap(), scripts);
    }
}
