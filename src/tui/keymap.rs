//! From key presses to names and back: `ctrl-k`, `shift-tab`, `?`. The bindings themselves are in
//! the table of [`super::commands`].

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::commands::{Command, Place, TABLE};

/// The name of a key press as the table writes it; nothing for keys without a name here.
pub fn name(key: KeyEvent) -> Option<String> {
    let base = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(letter) => return Some(letter_name(letter, key.modifiers)),
        KeyCode::BackTab => return Some("shift-tab".to_owned()),
        KeyCode::F(number) => format!("f{number}"),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::Insert => "insert".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pgup".to_owned(),
        KeyCode::PageDown => "pgdn".to_owned(),
        _ => return None,
    };
    let mut name = String::new();
    for (modifier, word) in [
        (KeyModifiers::CONTROL, "ctrl-"),
        (KeyModifiers::ALT, "alt-"),
        (KeyModifiers::SHIFT, "shift-"),
    ] {
        if key.modifiers.contains(modifier) {
            name.push_str(word);
        }
    }
    Some(name + &base)
}

fn letter_name(letter: char, modifiers: KeyModifiers) -> String {
    let control = if modifiers.contains(KeyModifiers::CONTROL) {
        "ctrl-"
    } else {
        ""
    };
    let alt = if modifiers.contains(KeyModifiers::ALT) {
        "alt-"
    } else {
        ""
    };
    let letter = if control.is_empty() {
        letter
    } else {
        letter.to_ascii_lowercase()
    };
    format!("{control}{alt}{letter}")
}

/// The command that a key means in a place.
pub fn command(place: Place, key: KeyEvent) -> Option<&'static Command> {
    let name = name(key)?;
    TABLE
        .iter()
        .find(|command| command.applies(place) && command.keys.contains(&name.as_str()))
}

/// A key's name as people read it: arrows as arrows, a space as a word.
pub fn label(name: &str) -> &str {
    match name {
        "up" => "↑",
        "down" => "↓",
        "left" => "←",
        "right" => "→",
        "pgup" => "PgUp",
        "pgdn" => "PgDn",
        "home" => "Home",
        "end" => "End",
        "enter" => "Enter",
        "esc" => "Esc",
        "tab" => "Tab",
        "shift-tab" => "Shift-Tab",
        "delete" => "Del",
        "space" => "Space",
        "f1" => "F1",
        "f2" => "F2",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_press_has_the_name_that_the_table_uses() {
        let key = |code, modifiers| name(KeyEvent::new(code, modifiers)).unwrap_or_default();
        for (code, modifiers, expected) in [
            (KeyCode::Char('a'), KeyModifiers::NONE, "a"),
            (KeyCode::Char('A'), KeyModifiers::SHIFT, "A"),
            (KeyCode::Char('!'), KeyModifiers::SHIFT, "!"),
            (KeyCode::Char('K'), KeyModifiers::CONTROL, "ctrl-k"),
            (KeyCode::Char(' '), KeyModifiers::NONE, "space"),
            (KeyCode::Up, KeyModifiers::SHIFT, "shift-up"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "shift-tab"),
            (KeyCode::F(2), KeyModifiers::NONE, "f2"),
        ] {
            assert_eq!(key(code, modifiers), expected);
        }
    }
}
