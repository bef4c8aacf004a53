//! Who has the final say: a name, and what the person does there.

use super::questions::Wanted;
use super::{Asked, Chip, Edit, Problem, Touched, Understood, tidy};
use crate::coach::words::is_department;
use crate::plan::duration::words::quoted;
use crate::plan::people::{self, Found};
use crate::plan::{Person, Plan, Side};

/// Reads "Dana Ortiz, CFO".
pub(super) fn read(asked: &Asked<'_>, wanted: &Wanted, text: &str) -> Result<Understood, Problem> {
    let (name, title) = parted(text);
    let organization = asked.plan.organization(&wanted.side);
    if is_department(&name, organization) {
        return Err(Problem(format!(
            "{} is no person yet: type a name, as in Dana Ortiz, CFO, or say don't know",
            quoted(text)
        )));
    }
    let found = people::find(asked.plan, &name, Some(&wanted.side));
    let known = match &found {
        Found::One(id) => asked.plan.person(id),
        Found::Many(names) => {
            return Err(Problem(format!(
                "{} could be {}: type the whole name",
                quoted(&name),
                names.join(" or ")
            )));
        }
        Found::Nobody => None,
    };
    if known.is_none() {
        not_the_others(asked, &name)?;
    }
    let who = known.map_or_else(
        || format!("{name} (new, for {organization})"),
        |person| format!("{} ({organization})", person.name),
    );
    let mut chips = vec![Chip::ok("final say", who)];
    if !title.is_empty() {
        chips.push(Chip::ok("title", title.clone()));
    }
    let in_role = |person: &&Person| holds(person, wanted);
    let others = asked.plan.people.iter().filter(in_role);
    let others = others.filter(|person| known.is_none_or(|known| known.id != person.id));
    chips.extend(others.map(|person| Chip::warn("instead of", person.name.clone())));
    let touched = asked.interview.touched(asked.question);
    let typo = touched
        .filter(|touched| touched.new)
        .map(|touched| touched.id.clone());
    let wanted = wanted.clone();
    let edit = Edit::new(move |plan, new_id| {
        let (id, new) = person(plan, &name, &wanted.side, typo.as_deref(), new_id);
        people::complete_name(plan, &id, &name);
        for person in &mut plan.people {
            if person.id == id {
                person.role = Some(wanted.role.clone());
                if !title.is_empty() {
                    person.title.clone_from(&title);
                }
            } else if holds(person, &wanted) {
                person.role = None;
            }
        }
        Some(Touched { id, new })
    });
    Ok(Understood { chips, edit })
}

fn holds(person: &Person, wanted: &Wanted) -> bool {
    person.side == wanted.side && person.role.as_ref() == Some(&wanted.role)
}

/// Somebody of the other side has no say here.
fn not_the_others(asked: &Asked<'_>, name: &str) -> Result<(), Problem> {
    let Found::One(id) = people::find(asked.plan, name, None) else {
        return Ok(());
    };
    match asked.plan.person(&id) {
        Some(person) if person.name.to_lowercase() == name.to_lowercase() => Err(Problem(format!(
            "{} is on {}'s side",
            person.name,
            asked.plan.organization(&person.side)
        ))),
        _ => Ok(()),
    }
}

/// The person of that name; one that an earlier answer of this call made, and that owns nothing, is
/// renamed.
fn person(
    plan: &mut Plan,
    name: &str,
    side: &Side,
    typo: Option<&str>,
    new_id: &mut dyn FnMut() -> String,
) -> (String, bool) {
    if let Found::One(id) = people::find(plan, name, Some(side)) {
        return (id, false);
    }
    let owns = |plan: &Plan, id: &str| {
        plan.steps.iter().any(|step| {
            let asks = step
                .unknown
                .as_ref()
                .and_then(|unknown| unknown.who.as_deref());
            [
                step.owners.buyer.as_deref(),
                step.owners.seller.as_deref(),
                asks,
            ]
            .contains(&Some(id))
        })
    };
    let unused = typo.filter(|id| !owns(plan, id));
    let renamed = unused.and_then(|id| plan.people.iter_mut().find(|person| person.id == id));
    if let Some(person) = renamed {
        name.clone_into(&mut person.name);
        person.title.clear();
        return (person.id.clone(), true);
    }
    (people::find_or_add(plan, name, side, &new_id()), true)
}

/// The name and what stands behind it.
fn parted(text: &str) -> (String, String) {
    let cut = [",", ";", "(", " - ", " – ", " — "]
        .iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, at + mark.len())))
        .min();
    let (end, start) = cut.unwrap_or((text.len(), text.len()));
    let name = text.get(..end).unwrap_or_default().trim();
    let name = tidy(
        name.trim_start_matches('@')
            .trim_matches(['"', '“', '”', '„']),
    );
    let title = text.get(start..).unwrap_or_default().trim();
    (name, tidy(title.trim_end_matches(')')))
}
