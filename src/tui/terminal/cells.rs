//! Cells as bytes, as few as there can be: a change of style in one sequence, blanks erased instead
//! of written, short ways between cells. A window that is shared in a call pays for every byte.
//! What is written changes nothing but the cells: no scrolling, no margins, and the style ends plain.

use std::io::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::text;

/// The fewest blanks that are worth erasing and jumping over: that takes about as many bytes.
const WORTH_ERASING: u16 = 9;

/// The widest gap that is written over; a jump takes as many bytes.
const WORTH_JUMPING: u16 = 4;

/// Writes what leads from the shown screen to the next one. Writing to memory never fails.
pub(super) fn write_changes(shown: &Buffer, next: &Buffer, out: &mut Vec<u8>) {
    let mut hand = Hand {
        next,
        out,
        at: None,
        certain: false,
        pen: Pen::PLAIN,
        settled: (0, 0),
        spoiled: 0,
    };
    for (x, y, cell) in shown.diff(next) {
        hand.mend(x, y);
        if hand.is_settled(x, y) {
            continue;
        }
        let blanks = hand.blanks_from(x, y);
        if blanks >= WORTH_ERASING {
            hand.erase(x, y, blanks);
        } else {
            hand.put(x, y, cell);
        }
        // A terminal may have shown each part of what was there by itself: the rest of it is still
        // there then.
        for column in x..hand.settled.1 {
            let before = shown.cell((column, y)).map_or(" ", Cell::symbol);
            if !text::is_certain(before) {
                hand.spoiled = hand.spoiled.max(column + columns(before).0);
            }
        }
    }
    hand.mend(0, u16::MAX);
    hand.take(Pen::PLAIN);
}

/// What the next character is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether a blank written with it is nothing but ground.
    fn leaves_blanks_empty(self) -> bool {
        let seen_on_a_blank = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
        self.bg == Color::Reset && !self.modifier.intersects(seen_on_a_blank)
    }
}

struct Hand<'a> {
    next: &'a Buffer,
    out: &'a mut Vec<u8>,
    /// Where the terminal's cursor is, as far as known.
    at: Option<(u16, u16)>,
    /// Whether it is there for certain: terminals disagree on how wide some characters are, so what
    /// follows one of them is taken on trust, as everybody does, but never erased or jumped from.
    certain: bool,
    pen: Pen,
    /// Row, and the column before which everything on it is as it should be.
    settled: (u16, u16),
    /// The column before which, on that row, a terminal may show what ran over from further left.
    spoiled: u16,
}

impl Hand<'_> {
    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        self.go(x, y);
        let empty = is_empty(cell) && self.pen.leaves_blanks_empty();
        if !empty {
            self.take(Pen::of(cell));
        }
        let (width, reach) = columns(cell.symbol());
        let certain = text::is_certain(cell.symbol());
        if certain {
            self.out.extend_from_slice(cell.symbol().as_bytes());
        } else {
            self.put_doubtful(x, y, cell.symbol());
        }
        // After the last column and after more than one character nobody knows where it is.
        let narrow = certain && cell.symbol().chars().count() == 1 && width == 1;
        self.at = (narrow && x + 1 < self.next.area.width).then_some((x + 1, y));
        self.certain &= cell.symbol().is_ascii();
        self.settle(x + width, y);
        self.spoiled = self.spoiled.max(x + reach);
    }

    /// Writes a cluster of which terminals disagree how wide it is: over blanks, for those that show
    /// less than its columns. Where the longest way to show it would run over the edge, and the rest
    /// of the screen with it, its first character stands for it.
    fn put_doubtful(&mut self, x: u16, y: u16, symbol: &str) {
        let (width, _) = columns(symbol);
        self.out.extend(std::iter::repeat_n(b' ', width.into()));
        self.jump(x, y);
        let first = symbol.chars().next().map_or(0, char::len_utf8);
        let fits = |shown: &&str| x + columns(shown).1 <= self.next.area.width;
        let mut shown = [Some(symbol), symbol.get(..first)].into_iter().flatten();
        let shown = shown.find(fits).unwrap_or("?");
        self.out.extend_from_slice(shown.as_bytes());
    }

    /// Everything before a column is as it should be.
    fn settle(&mut self, to: u16, y: u16) {
        if self.settled.0 != y {
            self.spoiled = 0;
        }
        self.settled = (y, to);
    }

    fn is_settled(&self, x: u16, y: u16) -> bool {
        self.settled.0 == y && x < self.settled.1
    }

    /// Writes again what a doubtful cluster may have covered, as far as it lies before a place.
    fn mend(&mut self, x: u16, y: u16) {
        let next = self.next;
        while let (row, column) = self.settled
            && column < self.spoiled
            && (row, column) < (y, x)
            && let Some(cell) = next.cell((column, row))
        {
            self.put(column, row, cell);
        }
    }

    /// How many blanks of plain ground follow from here on.
    fn blanks_from(&self, x: u16, y: u16) -> u16 {
        let to = (x..self.next.area.width).find(|x| !self.cell(*x, y).is_some_and(is_empty));
        to.unwrap_or(self.next.area.width) - x
    }

    fn erase(&mut self, x: u16, y: u16, blanks: u16) {
        if !self.certain {
            self.at = self.at.filter(|at| *at != (x, y));
        }
        self.go(x, y);
        if !self.pen.leaves_blanks_empty() {
            self.take(Pen::PLAIN);
        }
        let _ = write!(self.out, "\x1b[{blanks}X");
        self.settle(x + blanks, y);
    }

    fn cell(&self, x: u16, y: u16) -> Option<&Cell> {
        self.next.cell((x, y))
    }

    fn go(&mut self, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, row)) if row == y && from < x => self.go_right(from, x, y),
            _ => self.jump(x, y),
        }
        self.at = Some((x, y));
        self.certain = true;
    }

    fn jump(&mut self, x: u16, y: u16) {
        let _ = match x {
            0 => write!(self.out, "\x1b[{}H", y + 1),
            _ => write!(self.out, "\x1b[{};{}H", y + 1, x + 1),
        };
    }

    fn go_right(&mut self, from: u16, to: u16, y: u16) {
        let gap = to - from;
        let same = |cell: &Cell| {
            let empty = is_empty(cell) && self.pen.leaves_blanks_empty();
            cell.symbol().len() == 1 && (empty || Pen::of(cell) == self.pen)
        };
        if self.certain
            && gap <= WORTH_JUMPING
            && (from..to).all(|x| self.cell(x, y).is_some_and(same))
        {
            for x in from..to {
                let byte = self
                    .cell(x, y)
                    .map_or(b' ', |cell| cell.symbol().as_bytes()[0]);
                self.out.push(byte);
            }
        } else {
            let _ = write!(self.out, "\x1b[{}G", to + 1);
        }
    }

    /// Changes the pen, in whichever way is shorter: from what it is, or from nothing.
    fn take(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        let mut anew = Vec::new();
        if pen != Pen::PLAIN {
            anew.push("0".to_owned());
            add(Pen::PLAIN, pen, &mut anew);
        }
        let mut change = Vec::new();
        add(self.pen, pen, &mut change);
        let (anew, change) = (anew.join(";"), change.join(";"));
        let shorter = if anew.len() <= change.len() {
            anew
        } else {
            change
        };
        let _ = write!(self.out, "\x1b[{shorter}m");
        self.pen = pen;
    }
}

/// How many columns a cell's text has here, and how many a terminal may take for it at most.
fn columns(symbol: &str) -> (u16, u16) {
    let columns = |count: usize| u16::try_from(count).unwrap_or(u16::MAX).min(64);
    let width = columns(text::width(symbol).max(1));
    (width, columns(text::reach(symbol)).max(width))
}

/// A blank of plain ground, whatever colour its letters would have.
fn is_empty(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).leaves_blanks_empty()
}

const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The parameters that lead from one pen to another.
fn add(from: Pen, to: Pen, parameters: &mut Vec<String>) {
    let mut left = from.modifier;
    for (modifier, _, off) in MODIFIERS {
        if left.contains(modifier) && !to.modifier.contains(modifier) {
            parameters.push(off.to_string());
            // One number ends two of them.
            let ended = MODIFIERS.iter().filter(|(_, _, other)| *other == off);
            ended.for_each(|(modifier, ..)| left.remove(*modifier));
        }
    }
    for (modifier, on, _) in MODIFIERS {
        if to.modifier.contains(modifier) && !left.contains(modifier) {
            parameters.push(on.to_string());
        }
    }
    for (before, now, ground) in [(from.fg, to.fg, 30), (from.bg, to.bg, 40)] {
        if before != now {
            parameters.push(colour(now, ground));
        }
    }
}

/// A colour's parameters; `ground` is 30 for letters and 40 for what is behind them.
fn colour(colour: Color, ground: u8) -> String {
    let plain = |number: u8| (ground + number).to_string();
    let bright = |number: u8| (ground + 60 + number).to_string();
    match colour {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => format!("{};5;{index}", ground + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", ground + 8),
    }
}
