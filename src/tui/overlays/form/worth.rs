//! What a deal is worth, typed into the form for a new plan: where it is below the threshold, the form
//! proposes a next step by its template, for as long as nobody chose another. The value is the seller's
//! own: the form stands on the first screen alone, and what it holds goes into the private file.

use super::{Context, Form, Key};
use crate::coach::need::{self, TEMPLATE, Threshold, grouped};
use crate::private::{Deal, money};

/// How the form stands to what the deal is worth.
#[derive(Debug, Default)]
pub(super) struct Worth {
    /// From which size on a deal needs a plan.
    pub(super) threshold: Threshold,
    /// The template that stood there before the next step was proposed.
    before: Option<String>,
}

/// What the private file is to know of the deal; nothing while no value is typed.
pub fn deal(form: &Form) -> Option<Deal> {
    let (value, currency) = money::worth(form.value(Key::Value))?;
    Some(Deal {
        value: Some(value),
        currency,
        ..Deal::default()
    })
}

/// A value given back in words.
///
/// # Errors
/// When it cannot be read.
pub(super) fn check(text: &str) -> Result<String, String> {
    let (value, currency) = money::worth(text).ok_or("write it as 3000, 120k or 3,000 EUR")?;
    let words = format!("{} {currency}", grouped(value));
    let words = words.trim();
    // What is typed in full already need not be said again.
    Ok(if words.eq_ignore_ascii_case(text) {
        String::new()
    } else {
        words.to_owned()
    })
}

/// Says whether a next step is enough, and sets the template to it or back. To be called after the value
/// was typed.
pub(super) fn propose(form: &mut Form, context: Context) {
    let threshold = form.worth.threshold;
    let worth = money::worth(form.value(Key::Value));
    let need = worth.map(|(value, currency)| need::at_first(value, &currency, &threshold));
    let small = need.is_some_and(|need| need.proposes());
    let template = form.value(Key::Template).to_owned();
    let untouched = form.original(Key::Template) == template;
    match form.worth.before.take() {
        None if small && untouched => {
            form.set(Key::Template, TEMPLATE, context);
            form.worth.before = Some(template);
        }
        Some(before) if !small && template == TEMPLATE => form.set(Key::Template, &before, context),
        before => form.worth.before = before.filter(|_| small),
    }
    if !small {
        return;
    }
    let limit = grouped(threshold.value);
    let taken = form.value(Key::Template) == TEMPLATE;
    let how = if taken {
        "Template is set to it; ← → there chooses another"
    } else {
        "the template is next-step"
    };
    if let Some(field) = form.field_mut(Key::Value) {
        "one next step is enough".clone_into(&mut field.echo);
        field.follows =
            format!("below {limit} no plan is needed, only a step that the buyer confirms: {how}");
    }
}
