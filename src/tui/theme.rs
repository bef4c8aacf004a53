//! Colours, emphasis and glyphs. The colours are mid-tones that stand out on a light and on a dark
//! ground alike, so the terminal need not be asked which it has; where it shows fewer colours the
//! nearest ones serve, and under `NO_COLOR` emphasis alone does. No meaning is carried by colour
//! only: every mark has its own glyph or word.

use ratatui::style::{Color, Modifier, Style};

/// The characters that pictures are made of.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// A whole cell of the time a step must have.
    pub must: &'static str,
    /// The left and the right half of such a cell.
    pub must_left: &'static str,
    /// The right half.
    pub must_right: &'static str,
    /// The time a step could have, from today.
    pub can: &'static str,
    /// The room between the two.
    pub room: &'static str,
    /// The part of a late step that lies before today.
    pub late: &'static str,
    /// A milestone.
    pub milestone: &'static str,
    /// Where a milestone could be.
    pub milestone_can: &'static str,
    /// Go-live.
    pub anchor: &'static str,
    /// Where a bar stood before: all of it in one cell, its beginning, its middle, its end.
    pub was: [&'static str; 4],
    /// The same as a sample.
    pub was_sample: &'static str,
    /// Go-live before.
    pub was_anchor: &'static str,
    /// A done step.
    pub done: &'static str,
    /// The time a done step really took.
    pub done_bar: &'static str,
    /// Today, in the header and down the rows.
    pub today: &'static str,
    /// The line of today through the rows.
    pub today_line: &'static str,
    /// On the chain that drives go-live.
    pub drives: &'static str,
    /// The selected row.
    pub selected: &'static str,
    /// A day off.
    pub day_off: &'static str,
    /// Days in a month's grid: weekend, holiday, blackout, absence, working exception.
    pub days: [&'static str; 5],
    /// Something lies beyond the right edge.
    pub more_right: &'static str,
    /// Something lies beyond the left edge.
    pub more_left: &'static str,
    /// A day on which a step can land.
    pub allowed: &'static str,
    /// A step is pinned here.
    pub pin: &'static str,
    /// The first and the last day that a step may have.
    pub bounds: [&'static str; 2],
    /// The wait behind what a step follows.
    pub wait: &'static str,
    /// Starts with the selected step, is done with it.
    pub tied: [&'static str; 2],
    /// Due soon.
    pub due: &'static str,
    /// The riskiest step.
    pub riskiest: &'static str,
    /// Whose words are being typed.
    pub pen: &'static str,
    /// The buyer, the seller, both.
    pub sides: [&'static str; 3],
    /// Comes before the selected step.
    pub before: &'static str,
    /// Comes after the selected step.
    pub after: &'static str,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical rule.
    pub bar: &'static str,
    /// Yes, no, partly.
    pub checks: [&'static str; 3],
    /// Not yet.
    pub unchecked: &'static str,
    /// More above, more below.
    pub scroll: [&'static str; 2],
    /// The corners of a panel: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Before a number below zero.
    pub minus: &'static str,
    /// Ends a text that was cut.
    pub ellipsis: &'static str,
    /// A cell filled from below, an eighth more each: bars of runs that land in time.
    pub levels: [&'static str; 8],
    /// The same of those that land after go-live.
    pub levels_after: [&'static str; 8],
}

/// For terminals and fonts of today.
pub static UNICODE: Glyphs = Glyphs {
    must: "█",
    must_left: "▌",
    must_right: "▐",
    can: "░",
    room: "·",
    late: "▓",
    milestone: "◆",
    milestone_can: "◇",
    anchor: "★",
    was: ["□", "╞", "═", "╡"],
    was_sample: "╞═╡",
    was_anchor: "☆",
    done: "✓",
    done_bar: "▬",
    today: "▼",
    today_line: "┊",
    drives: "━",
    selected: "▌",
    day_off: "╱",
    days: ["·", "•", "×", "~", "+"],
    more_right: "▸",
    more_left: "◂",
    allowed: "∩",
    pin: "╋",
    bounds: ["[", "]"],
    wait: "╌",
    tied: ["├", "┤"],
    due: "◷",
    riskiest: "!",
    pen: "✎",
    sides: ["▲", "●", "▣"],
    before: "←",
    after: "→",
    rule: "─",
    bar: "│",
    checks: ["✓", "✗", "◐"],
    unchecked: "▢",
    scroll: ["↑", "↓"],
    corners: ["╭", "╮", "╰", "╯"],
    minus: "−",
    ellipsis: "…",
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    levels_after: ["░", "░", "░", "░", "▒", "▒", "▒", "▒"],
};

/// For terminals that show nothing but ASCII.
pub static ASCII: Glyphs = Glyphs {
    must: "#",
    must_left: "#",
    must_right: "#",
    can: "-",
    room: ".",
    late: "X",
    milestone: "O",
    milestone_can: "o",
    anchor: "*",
    was: ["_", "[", "_", "]"],
    was_sample: "[_]",
    was_anchor: "_",
    done: "v",
    done_bar: "=",
    today: "V",
    today_line: ":",
    drives: "=",
    selected: "|",
    day_off: "/",
    days: [".", "h", "x", "~", "+"],
    more_right: ">",
    more_left: "<",
    allowed: "n",
    pin: "+",
    bounds: ["[", "]"],
    wait: "~",
    tied: ["(", ")"],
    due: "@",
    riskiest: "!",
    pen: "*",
    sides: ["B", "S", "J"],
    before: "<",
    after: ">",
    rule: "-",
    bar: "|",
    checks: ["+", "x", "~"],
    unchecked: "-",
    scroll: ["^", "v"],
    corners: ["+", "+", "+", "+"],
    minus: "-",
    ellipsis: "~",
    levels: [".", ".", ":", "-", "=", "+", "*", "#"],
    levels_after: [",", ",", ";", ";", "x", "x", "X", "X"],
};

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// None: emphasis only.
    Plain,
    /// The sixteen of the terminal's own palette.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// All.
    True,
}

/// What each kind of thing looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The characters of pictures.
    pub glyphs: &'static Glyphs,
    /// Ordinary text.
    pub text: Style,
    /// Text of less weight: labels, what is said again.
    pub muted: Style,
    /// Text of more weight: titles, the numbers that matter.
    pub strong: Style,
    /// What can be pressed, and what is being typed.
    pub accent: Style,
    /// The selected row.
    pub selected: Style,
    /// Good news.
    pub good: Style,
    /// Late, broken, lost.
    pub bad: Style,
    /// To be watched.
    pub warn: Style,
    /// The buyer's, the seller's, what both do.
    pub sides: [Style; 3],
    /// The time a step could have.
    pub can: Style,
    /// The room between.
    pub room: Style,
    /// Days off.
    pub day_off: Style,
    /// Today's line.
    pub today: Style,
    /// Go-live.
    pub anchor: Style,
    /// The deal's own words inside a script.
    pub filled: Style,
    /// A panel that lies over the screen.
    pub panel: Style,
}

impl Theme {
    /// A theme for a terminal that shows so many colours.
    pub fn new(depth: Depth, glyphs: &'static Glyphs) -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let dim = Style::new().add_modifier(Modifier::DIM);
        let tone = |tone: Tone| {
            if depth == Depth::Plain {
                Style::new()
            } else {
                Style::new().fg(tone.at(depth))
            }
        };
        let quiet = if depth == Depth::Plain {
            dim
        } else {
            tone(GREY)
        };
        Self {
            glyphs,
            text: Style::new(),
            muted: quiet,
            strong: bold,
            accent: tone(BLUE).add_modifier(Modifier::BOLD),
            // One plain block: the colours of the words would turn into patches.
            selected: Style::new()
                .fg(Color::Reset)
                .bg(Color::Reset)
                .remove_modifier(Modifier::DIM)
                .add_modifier(Modifier::REVERSED),
            good: tone(GREEN),
            bad: tone(RED).add_modifier(Modifier::BOLD),
            warn: tone(AMBER).add_modifier(Modifier::BOLD),
            sides: [tone(AMBER), tone(BLUE), tone(VIOLET)],
            can: quiet,
            room: quiet,
            day_off: quiet,
            today: tone(GREEN).add_modifier(Modifier::BOLD),
            anchor: tone(AMBER).add_modifier(Modifier::BOLD),
            filled: tone(GREEN).add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            panel: Style::new(),
        }
    }

    /// A theme for a window that is seen through the compressed picture of a call: a painted ground,
    /// near-white words, and nothing told by a colour that the compression takes away: of the colours
    /// that were measured at 480 lines only white, yellow and orange keep a contrast of 4.5.
    pub fn shared(depth: Depth, glyphs: &'static Glyphs) -> Self {
        let words = match depth {
            Depth::Plain => Style::new(),
            depth => Style::new().fg(WORDS.at(depth)).bg(GROUND.at(depth)),
        };
        let bold = words.add_modifier(Modifier::BOLD);
        let bright = match depth {
            Depth::Plain => bold,
            depth => bold.fg(YELLOW.at(depth)),
        };
        let block = match depth {
            Depth::Plain => Style::new().add_modifier(Modifier::REVERSED),
            depth => Style::new().fg(GROUND.at(depth)).bg(WORDS.at(depth)),
        };
        Self {
            glyphs,
            text: words,
            muted: words,
            strong: bold,
            accent: bright,
            selected: block,
            good: words,
            bad: bold,
            warn: bright,
            sides: [words; 3],
            can: words,
            room: words,
            day_off: words,
            today: bold,
            anchor: bright,
            filled: bold,
            panel: words,
        }
    }

    /// No colours, the full set of glyphs.
    pub fn plain() -> Self {
        Self::new(Depth::Plain, &UNICODE)
    }

    /// The style of a side: 0 buyer, 1 seller, 2 both.
    pub fn side(&self, index: usize) -> Style {
        self.sides.get(index).copied().unwrap_or(self.text)
    }
}

/// One colour at each depth.
#[derive(Clone, Copy)]
struct Tone {
    full: (u8, u8, u8),
    indexed: u8,
    sixteen: Color,
}

impl Tone {
    fn at(self, depth: Depth) -> Color {
        let (red, green, blue) = self.full;
        match depth {
            Depth::True => Color::Rgb(red, green, blue),
            Depth::Indexed => Color::Indexed(self.indexed),
            Depth::Sixteen | Depth::Plain => self.sixteen,
        }
    }
}

const GROUND: Tone = Tone {
    full: (18, 20, 26),
    indexed: 234,
    sixteen: Color::Black,
};
const WORDS: Tone = Tone {
    full: (240, 240, 236),
    indexed: 255,
    sixteen: Color::White,
};
const YELLOW: Tone = Tone {
    full: (255, 226, 92),
    indexed: 221,
    sixteen: Color::LightYellow,
};
const BLUE: Tone = Tone {
    full: (58, 134, 222),
    indexed: 68,
    sixteen: Color::Blue,
};
const AMBER: Tone = Tone {
    full: (206, 122, 22),
    indexed: 172,
    sixteen: Color::Magenta,
};
const VIOLET: Tone = Tone {
    full: (152, 106, 206),
    indexed: 98,
    sixteen: Color::Cyan,
};
const GREEN: Tone = Tone {
    full: (42, 152, 92),
    indexed: 35,
    sixteen: Color::Green,
};
const RED: Tone = Tone {
    full: (220, 72, 72),
    indexed: 167,
    sixteen: Color::Red,
};
const GREY: Tone = Tone {
    full: (128, 132, 140),
    indexed: 245,
    sixteen: Color::DarkGray,
};
