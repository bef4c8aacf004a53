//! Two terminals of different opinion: one takes every character by itself, the other a cluster as
//! one. Whatever is written must stand in the same columns in both. Shared by unit and flow tests.

use std::num::NonZero;

use ratatui::buffer::Buffer;

use crate::text;

/// What both of them show.
pub struct Terminals {
    apart: vt100::Parser,
    whole: vt100::Parser,
}

impl Terminals {
    /// Both empty.
    pub fn new(cols: u16, rows: u16) -> Self {
        let model = || {
            let (rows, cols) = (NonZero::new(rows).unwrap(), NonZero::new(cols).unwrap());
            vt100::Parser::new(rows, cols, 0)
        };
        Self {
            apart: model(),
            whole: model(),
        }
    }

    /// Takes the bytes of a frame in. Tells of the first cell that does not show what the frame has
    /// there.
    pub fn take(&mut self, bytes: &[u8], frame: &Buffer) -> Result<(), String> {
        let written = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
        let written = drawn(written);
        self.apart.process(written.as_bytes());
        let clusters = text::clusters(&written).map(|(cluster, _)| stand_in(cluster));
        self.whole.process(clusters.collect::<String>().as_bytes());
        for (name, terminal) in [("apart", &self.apart), ("whole", &self.whole)] {
            for y in 0..frame.area.height {
                row(terminal, frame, y).map_err(|told| format!("{name}: {told}"))?;
            }
        }
        Ok(())
    }
}

/// `vt100` draws no U+FFFD, which terminals do: another sign stands for it.
fn drawn(text: &str) -> String {
    text.replace('\u{FFFD}', "¿")
}

fn is_plain(cluster: &str) -> bool {
    cluster.is_ascii() || text::is_certain(cluster)
}

/// Something of the same columns for a cluster of which terminals disagree: `vt100` knows no clusters.
fn stand_in(cluster: &str) -> String {
    match text::width(cluster) {
        _ if is_plain(cluster) => cluster.to_owned(),
        2 => "議".to_owned(),
        columns => "x".repeat(columns),
    }
}

fn row(terminal: &vt100::Parser, frame: &Buffer, y: u16) -> Result<(), String> {
    let mut x = 0;
    while x < frame.area.width {
        let symbol = &drawn(frame[(x, y)].symbol());
        let certain = is_plain(symbol);
        let end = x + u16::try_from(text::width(symbol)).unwrap().max(1);
        // At the edge, the first character stands for a cluster that could run over it.
        let first = symbol.chars().next().unwrap_or(' ').to_string();
        let stands = [stand_in(symbol), stand_in(&first)];
        let may = [symbol, &first, &stands[0], &stands[1], "?"];
        for column in x..end {
            let cell = terminal.screen().cell(y, column);
            let shown = cell.map_or("", vt100::Cell::contents);
            let fine = match column == x {
                true if symbol == " " => matches!(shown, "" | " "),
                // The next cell covers half of it, and with that the terminal gives up the whole.
                true if shown.is_empty() => end == x + 1 && text::reach(symbol) > 1,
                true if certain => !shown.is_empty() && symbol.starts_with(shown),
                true => !shown.is_empty() && may.iter().any(|may| may.starts_with(shown)),
                false => shown
                    .trim_matches(' ')
                    .chars()
                    .all(|c| symbol.contains(c) || c == 'x'),
            };
            if !fine {
                return Err(format!("{shown:?} for {symbol:?} of {x}, {y} at {column}"));
            }
        }
        x = end;
    }
    Ok(())
}
