//! Every command of the screen below, found by typing a few of its letters.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;

use super::panel;
use crate::text;
use crate::tui::commands::{Command, Id, Place, TABLE};
use crate::tui::field::Field;
use crate::tui::paint::Canvas;

/// The palette.
#[derive(Debug)]
pub struct Palette {
    place: Place,
    field: Field,
    found: Vec<&'static Command>,
    selected: usize,
}

impl Palette {
    /// The commands of a place, all of them at first.
    pub fn new(place: Place) -> Self {
        let mut palette = Self {
            place,
            field: Field::default(),
            found: Vec::new(),
            selected: 0,
        };
        palette.search();
        palette
    }

    /// What is being typed; searches anew after `edit`.
    pub fn edit(&mut self, edit: impl FnOnce(&mut Field)) {
        edit(&mut self.field);
        self.search();
    }

    /// The selected command.
    pub fn current(&self) -> Option<&'static Command> {
        self.found.get(self.selected).copied()
    }

    /// Moves the selection.
    pub fn select(&mut self, by: isize) {
        self.selected = self
            .selected
            .saturating_add_signed(by)
            .min(self.found.len().saturating_sub(1));
    }

    fn search(&mut self) {
        let pattern = Pattern::parse(
            self.field.value(),
            CaseMatching::Ignore,
            Normalization::Smart,
        );
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, &Command)> = TABLE
            .iter()
            .filter(|command| command.applies(self.place))
            .filter_map(|command| {
                let words = format!("{} {} {}", command.title, also(command.id), command.help);
                let score = pattern.score(Utf32Str::new(&words, &mut letters), &mut matcher)?;
                Some((score, command))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.found = scored.into_iter().map(|(_, command)| command).collect();
        self.selected = 0;
    }
}

/// Other words by which people look for a command.
fn also(id: Id) -> &'static str {
    match id {
        Id::Remove => "delete drop",
        Id::EditStep => "rename change title",
        Id::LinkAfter => "link depends predecessor dependency",
        Id::Pin => "move date fix",
        Id::Earlier | Id::Later => "move shift",
        Id::Done => "complete finish check tick",
        Id::Owner => "assign who responsible",
        Id::Duration => "length how long estimate",
        Id::GoLive => "anchor date outcome consequence",
        Id::People => "contacts roles champion economic buyer",
        Id::Back => "close home list",
        Id::QuitNow | Id::Quit => "exit leave",
        Id::Words => "slots names",
        Id::Order => "sort rows",
        Id::HoldTalk => "one-on-one one on one grow manager coaching commitment",
        Id::Practise => "practice role-play rehearse train drill",
        Id::Diagnose => "diagnosis cause skill will coaching",
        Id::NextStep => "small light template",
        _ => "",
    }
}

/// Paints the palette; returns where the cursor is.
pub fn view(palette: &Palette, area: Rect, canvas: &mut Canvas) -> (u16, u16) {
    let inner = panel(canvas, area, 64, 18, "Find a command");
    let theme = canvas.theme;
    canvas.text(inner.x, inner.y, 2, "› ", theme.accent);
    let cursor = palette.field.paint(
        canvas,
        (inner.x + 2, inner.y),
        inner.width.saturating_sub(2),
        theme.text,
    );
    let rows = usize::from(inner.height.saturating_sub(5)).max(1);
    let first = palette.selected.saturating_sub(rows - 1);
    let list = palette.found.iter().enumerate().skip(first).take(rows);
    for (y, (index, command)) in (inner.y + 2..).zip(list) {
        let keys = command.keys_text();
        canvas.text(
            inner.x,
            y,
            inner.width.saturating_sub(16),
            command.title,
            theme.strong,
        );
        canvas.text_right(inner.right().saturating_sub(15), y, 15, &keys, theme.accent);
        if index == palette.selected {
            let whole = Rect {
                x: inner.x - 1,
                y,
                width: inner.width + 2,
                height: 1,
            };
            canvas.restyle(whole, theme.selected);
        }
    }
    let said = match palette.current() {
        Some(command) => command.help,
        None => "No command is called that. Esc goes back.",
    };
    let lines = text::wrap(said, usize::from(inner.width));
    for (y, line) in (inner.bottom().saturating_sub(2)..).zip(lines.iter().take(2)) {
        canvas.text(inner.x, y, inner.width, line, theme.muted);
    }
    (cursor, inner.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_a_command() {
        for (typed, expected) in [
            ("undo", Id::Undo),
            ("riskiest", Id::Riskiest),
            ("add bef", Id::AddBefore),
            ("zoom in", Id::ZoomIn),
            ("delete", Id::Remove),
            ("rename", Id::EditStep),
            ("link", Id::LinkAfter),
        ] {
            let mut palette = Palette::new(Place::Plan);
            palette.edit(|field| field.paste(typed));
            assert_eq!(
                palette.current().map(|command| command.id),
                Some(expected),
                "{typed}"
            );
        }
    }

    #[test]
    fn every_command_of_the_place_is_there_at_first() {
        let palette = Palette::new(Place::Home);
        assert_eq!(
            palette.found.len(),
            TABLE
                .iter()
                .filter(|command| command.applies(Place::Home))
                .count()
        );
    }
}
