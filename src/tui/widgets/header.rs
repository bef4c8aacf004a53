//! The first line of a plan: who with whom, the buyer's date, how long until then, the room there is
//! and when it could really land. What does not fit is left out from the right, the date never.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::plan::Plan;
use crate::plan::date_text::short_date;
use crate::schedule::Schedule;
use crate::text;
use crate::tui::paint::Canvas;

/// Something to say of a plan; the heavier it is, the later it is left out.
struct Fact {
    words: String,
    /// The same in fewer columns, where it is not to be left out.
    short: Option<String>,
    style: Style,
    weight: u8,
}

/// Paints the header of a plan.
pub fn paint(plan: &Plan, schedule: &Schedule, area: Rect, canvas: &mut Canvas) {
    const BETWEEN: &str = " · ";
    let name = name(plan);
    let mut facts = facts(schedule, canvas);
    let width = |facts: &[Fact]| {
        facts
            .iter()
            .map(|fact| cols(&fact.words) + cols(BETWEEN))
            .sum::<u16>()
    };
    let room = area.width.saturating_sub(2);
    // By how much a plan is late and where it lands is more than its whole name.
    let share = if schedule.fits { 3 } else { 5 };
    let least_name = cols(&name).min(room / share);
    while facts.len() > 1 && least_name + width(&facts) > room {
        give_way(&mut facts);
    }
    let mut x = area
        .right()
        .saturating_sub(1 + width(&facts).saturating_sub(cols(BETWEEN)).min(room));
    canvas.text(
        area.x + 1,
        area.y,
        x.saturating_sub(area.x + 3),
        &name,
        canvas.theme.strong,
    );
    for (index, fact) in facts.iter().enumerate() {
        if index > 0 {
            x += canvas.text(x, area.y, cols(BETWEEN), BETWEEN, canvas.theme.muted);
        }
        x += canvas.text(
            x,
            area.y,
            area.right().saturating_sub(x),
            &fact.words,
            fact.style,
        );
    }
}

/// Leaves out the lightest fact; before one that is not to be missed, the last one with shorter words
/// takes those.
fn give_way(facts: &mut Vec<Fact>) {
    const NOT_TO_BE_MISSED: u8 = 6;
    let weights = facts.iter().enumerate();
    let lightest = weights.min_by_key(|(_, fact)| fact.weight);
    let Some((lightest, weight)) = lightest.map(|(index, fact)| (index, fact.weight)) else {
        return;
    };
    let longer = facts.iter_mut().rev().find(|fact| fact.short.is_some());
    match longer {
        Some(fact) if weight >= NOT_TO_BE_MISSED => {
            fact.words = fact.short.take().unwrap_or_default();
        }
        _ => {
            facts.remove(lightest);
        }
    }
}

fn cols(words: &str) -> u16 {
    u16::try_from(text::width(&text::harmless(words))).unwrap_or(u16::MAX)
}

/// Who with whom, and what it is called when that says more.
pub fn name(plan: &Plan) -> String {
    let (buyer, seller) = (
        plan.buyer.organization.trim(),
        plan.seller.organization.trim(),
    );
    let parties = match (buyer, seller) {
        ("", "") => return plan.name.clone(),
        (buyer, "") => buyer.to_owned(),
        ("", seller) => seller.to_owned(),
        (buyer, seller) => format!("{buyer} × {seller}"),
    };
    let name = plan.name.trim();
    let known = name.is_empty() || name.eq_ignore_ascii_case(buyer);
    if name.contains(&parties) {
        name.to_owned()
    } else if known {
        parties
    } else {
        format!("{parties} · {name}")
    }
}

/// What to say, in the order of the line.
fn facts(schedule: &Schedule, canvas: &Canvas) -> Vec<Fact> {
    let theme = canvas.theme;
    let fact = |words: String, style: Style, weight: u8| Fact {
        words,
        short: None,
        style,
        weight,
    };
    let Some(go_live) = schedule.go_live else {
        return vec![fact(
            "no go-live date yet: g sets it".to_owned(),
            theme.warn,
            9,
        )];
    };
    let near = |date| short_date(date, chrono::Datelike::year(&go_live));
    let late = schedule.days_to_spare.is_some_and(|days| days < 0);
    let until = match schedule.days_to_go_live().unwrap_or(0) {
        0 => "today".to_owned(),
        days if days > 0 => format!("T{}{days} d", canvas.glyphs.minus),
        days => format!("T+{} d", -days),
    };
    let mut facts = vec![
        Fact {
            short: (!schedule.fits).then(|| format!("{} {}", canvas.glyphs.anchor, near(go_live))),
            ..fact(
                format!("go-live {}", short_date(go_live, i32::MIN)),
                theme.strong,
                9,
            )
        },
        fact(until, theme.text, 2),
    ];
    if let Some(days) = schedule.days_to_spare {
        let (words, style) = if late {
            (format!("{} d late", -days), theme.bad)
        } else {
            (format!("{days} d to spare"), theme.good)
        };
        facts.push(fact(words, style, if late { 8 } else { 3 }));
    }
    if !schedule.fits && !late {
        let short = schedule.short_by();
        let short = short.map_or_else(String::new, |days| format!(": {days} d short"));
        facts.push(fact(format!("does not fit{short}"), theme.bad, 8));
    }
    if let Some(date) = schedule.forecast {
        let (style, weight) = if schedule.fits {
            (theme.text, 1)
        } else {
            (theme.bad, 7)
        };
        facts.push(Fact {
            short: (!schedule.fits).then(|| format!("lands {}", near(date))),
            ..fact(format!("could land {}", near(date)), style, weight)
        });
    }
    facts
}
