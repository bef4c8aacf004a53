//! The form that asks whom a work is with, and which of their plans it is about where that is not clear.

use super::{Context, Form, Key, Purpose};
use crate::tui::work::Wanted;
use std::path::PathBuf;

/// The form, with the reps that are known, or the rep's plans by name, to leaf through.
pub fn work(
    wanted: Wanted,
    (reps, plans): (Vec<String>, Vec<(String, PathBuf)>),
    context: Context,
) -> Form {
    let mut fields = vec![(Key::Rep, wanted.rep.clone())];
    if !plans.is_empty() {
        fields.push((Key::OfPlan, String::new()));
    }
    let names: Vec<String> = plans.iter().map(|(name, _)| name.clone()).collect();
    let title = wanted.kind.title().to_owned();
    let mut form = Form::new(Purpose::Work(wanted, plans), title, fields, context);
    form.focus = form.fields.len().saturating_sub(1);
    for field in &mut form.fields {
        field.choices = match field.key {
            Key::Rep => reps.clone(),
            _ => names.clone(),
        };
    }
    form
}
