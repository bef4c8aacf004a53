//! The last line of the screen: what can be done here, read from the table of commands, and how far
//! the disk is behind. It never disappears.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::commands::{Command, Id, Place, TABLE};
use crate::tui::keymap;
use crate::tui::paint::Canvas;

/// The keys of a place with a word for each, in the order of the table.
pub fn of(place: Place) -> Vec<(&'static str, &'static str)> {
    let shown = |command: &&Command| command.applies(place) && !command.hint.is_empty();
    TABLE.iter().filter(shown).map(hint).collect()
}

/// The key of a command with a word for it.
pub fn of_command(id: Id) -> Option<(&'static str, &'static str)> {
    TABLE.iter().find(|command| command.id == id).map(hint)
}

fn hint(command: &'static Command) -> (&'static str, &'static str) {
    let key = command.keys.first().copied().map_or("", keymap::label);
    (key, command.hint)
}

/// Paints the hints of a place, as many as fit, the way to the help always among them; `corner` says
/// something at the right.
pub fn paint(place: Place, corner: Option<(&str, Style)>, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let mut right = area.right().saturating_sub(1);
    if let Some((words, style)) = corner {
        let cols = u16::try_from(crate::text::width(&crate::text::harmless(words)))
            .unwrap_or(0)
            .min(area.width / 2);
        right = right.saturating_sub(cols);
        canvas.text(right, area.y, cols, words, style);
        right = right.saturating_sub(2);
    }
    let (last, rest): (Vec<_>, Vec<_>) = TABLE
        .iter()
        .filter(|command| command.applies(place) && !command.hint.is_empty())
        .partition(|command| matches!(command.id, Id::Help | Id::HelpTyping));
    let gap = if area.width < 100 { "  " } else { "   " };
    let width = |(key, word): (&str, &str)| {
        u16::try_from(key.chars().count() + word.chars().count() + 1 + gap.len())
            .unwrap_or(u16::MAX)
    };
    let reserved: u16 = last.iter().map(|command| width(hint(command))).sum();
    let mut x = area.x + 1;
    for command in rest {
        let (key, word) = hint(command);
        if x + width((key, word)) + reserved > right {
            break;
        }
        x += canvas.pieces(
            x,
            area.y,
            right - x,
            &[
                (key, theme.accent),
                (" ", theme.muted),
                (word, theme.muted),
                (gap, theme.muted),
            ],
        );
    }
    for command in last {
        let (key, word) = hint(command);
        x += canvas.pieces(
            x,
            area.y,
            right.saturating_sub(x),
            &[(key, theme.accent), (" ", theme.muted), (word, theme.muted)],
        );
    }
}
