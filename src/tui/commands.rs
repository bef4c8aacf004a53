//! Everything a person can do, in one table: key handling, the line of hints, the help, the palette
//! and the key table of the README are all read from it, and a test holds the README against it.
//! What a command does is in `update`; here is only what it is called and where it applies.

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The first screen.
    Home,
    /// A plan.
    Plan,
    /// A form of several fields.
    Form,
    /// A single line to type.
    Line,
    /// The palette.
    Palette,
    /// A page to read: help, a script.
    Page,
    /// A list to choose from.
    List,
    /// A question with yes or no.
    Confirm,
    /// What only the rep sees beside a shared window.
    Prompter,
    /// What to say to an objection.
    Objections,
}

impl Place {
    /// What the place is called in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Plan => "Plan",
            Self::Form => "Form",
            Self::Line => "One line",
            Self::Palette => "Palette",
            Self::Page => "Page",
            Self::List => "List",
            Self::Confirm => "Question",
            Self::Prompter => "Prompter",
            Self::Objections => "Objections",
        }
    }

    /// All places, in the order of the help and the README.
    pub const ALL: [Self; 10] = [
        Self::Home,
        Self::Plan,
        Self::Form,
        Self::Line,
        Self::List,
        Self::Page,
        Self::Palette,
        Self::Confirm,
        Self::Prompter,
        Self::Objections,
    ];
}

macro_rules! commands {
    ($($id:ident, $title:literal, $hint:literal, $keys:expr, $places:expr, $help:literal;)+) => {
        /// What a command is, for the code that carries it out.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Id { $($id),+ }

        /// The table.
        pub const TABLE: &[Command] = &[
            $(Command { id: Id::$id, title: $title, hint: $hint, keys: $keys, places: $places, help: $help }),+
        ];
    };
}

/// One thing a person can do.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    /// What it is, for the code.
    pub id: Id,
    /// What it is called.
    pub title: &'static str,
    /// One word for the line of hints; empty when it is not shown there.
    pub hint: &'static str,
    /// The keys, the one to show first.
    pub keys: &'static [&'static str],
    /// Where it applies.
    pub places: &'static [Place],
    /// What it does, in a line.
    pub help: &'static str,
}

impl Command {
    /// Whether it applies in a place.
    pub fn applies(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    /// The keys as people read them, "a or b".
    pub fn keys_text(&self) -> String {
        self.keys
            .iter()
            .map(|key| super::keymap::label(key))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

use Place::{Confirm, Form, Home, Line, List, Objections, Page, Palette, Plan, Prompter};

commands! {
    // Home
    Open, "Open the plan", "open", &["enter"], &[Home], "Opens the selected plan";
    Example, "Open the example", "example", &["e"], &[Home], "Opens the example in a scratch folder: try anything, nothing is kept";
    NewPlan, "Start a plan", "new plan", &["n"], &[Home], "Asks for name, buyer, seller, go-live date and template";
    // Steps
    AddBefore, "Add a step before", "add before", &["a"], &[Plan], "Adds a step that comes before the selected one, on one line";
    AddAfter, "Add a step after", "", &["A"], &[Plan], "Adds a step that comes after the selected one, on one line";
    EditStep, "Edit the step", "edit", &["e", "enter"], &[Plan], "Opens everything about the selected step; on go-live, the date and what it is for";
    Owner, "Set the owner", "owner", &["o"], &[Plan], "Names who owns the step, on either side";
    Duration, "Set the duration", "days", &["d"], &[Plan], "Sets how long the step takes: 10d, 3w, 5/10/15d, milestone";
    Done, "Mark done", "done", &["x"], &[Plan], "Asks on which day the step was done; again takes it back";
    Start, "Mark started", "", &["X"], &[Plan], "Asks on which day work on the step began; again takes it back";
    Undo, "Undo", "undo", &["u"], &[Plan, List], "Takes your last change back; other people's stay";
    Riskiest, "Flag as riskiest", "riskiest", &["!"], &[Plan], "Flags the step that the plan is least sure of";
    Redo, "Redo", "", &["U", "ctrl-r"], &[Plan, List], "Does it again";
    Side, "Change the side", "", &["s"], &[Plan], "Buyer, seller, both";
    LinkAfter, "Say what it comes after", "", &["L"], &[Plan], "Names the steps that must come first";
    Pin, "Pin to a day", "", &["p"], &[Plan], "Says on which day the step must happen; empty takes the pin away";
    Earlier, "Pin a day earlier", "", &["<"], &[Plan], "Moves the step one working day earlier, and pins it there";
    Later, "Pin a day later", "", &[">"], &[Plan], "Moves the step one working day later, and pins it there";
    DoneWhen, "Say when it is done", "", &["w"], &[Plan], "Says how both sides will know that the step is done";
    Note, "Write a note", "", &["n"], &[Plan], "A remark on the step that both sides may read";
    Remove, "Remove the step", "", &["delete", "D"], &[Plan], "Removes the step; what came after it follows what came before it";
    GoLive, "Set go-live", "", &["g"], &[Plan], "The buyer's date, what it is for and what a miss costs";
    People, "People", "", &["P"], &[Plan], "Who is who on both sides: name, role, mail";
    // Moving around
    Up, "Up", "", &["up", "k"], &[Home, Plan, List, Page], "One up";
    Down, "Down", "", &["down", "j"], &[Home, Plan, List, Page], "One down";
    PageUp, "Page up", "", &["pgup", "ctrl-u"], &[Home, Plan, List, Page], "A page up";
    PageDown, "Page down", "", &["pgdn", "ctrl-d"], &[Home, Plan, List, Page], "A page down";
    First, "First", "", &["home"], &[Home, Plan, List, Page], "To the first";
    Last, "Last", "", &["end", "G"], &[Home, Plan, List, Page], "To the last";
    ScrollLeft, "Earlier in time", "", &["left", "h"], &[Plan], "Moves the timeline towards today";
    ScrollRight, "Later in time", "", &["right", "l"], &[Plan], "Moves the timeline past go-live";
    ZoomIn, "Zoom in", "", &["+", "="], &[Plan], "Fewer days to a cell";
    ZoomOut, "Zoom out", "", &["-"], &[Plan], "More days to a cell";
    ZoomFit, "Fit the timeline", "", &["0"], &[Plan], "Shows the whole plan again";
    Order, "Change the order", "", &["r"], &[Plan], "By date, or backwards from go-live";
    // The coach
    Details, "Read the details", "details", &["space"], &[Plan], "Everything known of the selected step: dates, reasons, neighbours, notes";
    Script, "Read the script", "script", &["c"], &[Plan], "Opens the current script whole, with every question to ask";
    ScriptBack, "Previous script", "", &["["], &[Plan, Page, Prompter], "Leafs one script back";
    ScriptOn, "Next script", "", &["]"], &[Plan, Page, Prompter], "Leafs one script on";
    Words, "Swap the words", "", &["v"], &[Plan, Page, Prompter], "Switches between the words as written and this deal's names and dates";
    Sidebar, "Show or hide the coach", "", &["C"], &[Plan], "Gives the timeline the whole width, or the script its place back";
    // Typing
    Accept, "Accept", "accept", &["enter"], &[Form, Line, Palette, List], "Takes what was typed or chosen";
    Complete, "Complete", "complete", &["tab"], &[Line], "Takes the suggestion";
    NextField, "Next field", "next", &["tab", "down"], &[Form], "To the next field";
    PreviousField, "Previous field", "", &["shift-tab", "up"], &[Form], "To the field before";
    ChoiceOn, "Next choice", "", &["ctrl-n", "right"], &[Form], "The next of the field's choices, where it has some";
    ChoiceBack, "Previous choice", "", &["ctrl-p", "left"], &[Form], "The choice before, where the field has some";
    PaletteUp, "Up", "", &["up", "ctrl-p"], &[Palette], "One up";
    PaletteDown, "Down", "", &["down", "ctrl-n"], &[Palette], "One down";
    AddPerson, "Add a person", "add", &["a"], &[List], "Adds somebody";
    RemovePerson, "Remove the person", "", &["delete", "D"], &[List], "Removes them; their steps lose that owner";
    Yes, "Yes", "yes", &["y"], &[Confirm], "Does it";
    Cancel, "Back", "back", &["esc"], &[Form, Line, Palette, Page, List, Confirm], "Closes this; nothing is changed";
    ClosePage, "Close", "", &["q"], &[Page, List], "Closes this";
    No, "No", "no", &["n"], &[Confirm], "Does not";
    // Everywhere
    OpenPalette, "Find a command", "find", &[":", "ctrl-k"], &[Home, Plan], "Finds every command by typing";
    Help, "Keys", "keys", &["?", "f1"], &[Home, Plan, List, Page, Prompter, Objections], "Shows every key that works here";
    HelpTyping, "Keys", "keys", &["f1"], &[Form, Line, Palette, Confirm], "Shows every key that works here";
    Mouse, "Mouse on or off", "", &["M"], &[Home, Plan], "With the mouse off, the terminal's own selection works";
    Redraw, "Redraw", "", &["ctrl-l"], &[Home, Plan, Prompter], "Paints the screen anew";
    Suspend, "Suspend", "", &["ctrl-z"], &[Home, Plan, Form, Line, Palette, Page, List, Confirm, Prompter, Objections], "Back to the shell; `fg` returns";
    Back, "Back to the plans", "", &["q"], &[Plan], "Closes the plan; everything is saved";
    Quit, "Quit", "quit", &["q", "ctrl-c"], &[Home], "Ends the program; everything is saved";
    QuitNow, "Quit at once", "", &["ctrl-c", "ctrl-q"], &[Plan, Form, Line, Palette, Page, List, Confirm, Prompter, Objections], "Ends the program from anywhere; everything is saved";
    // The prompter
    AnswerObjection, "Answer an objection", "objections", &["o"], &[Prompter], "What to say when the buyer is against a plan, in their own interest";
    PrivateNote, "Write a private note", "note", &["n"], &[Prompter], "Adds a line on the selected step to the private file, at once; nobody else sees it";
    FollowAgain, "Follow again", "follow", &["f"], &[Prompter], "After leafing, back to the script of the moment";
    LeavePrompter, "Quit", "quit", &["q"], &[Prompter], "Ends the prompter; the shared window goes on";
    ChooseObjection, "Choose by number", "answer", &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[Objections], "Shows the answer to the objection of that number";
    ObjectionUp, "Up", "", &["up", "k", "["], &[Objections], "The objection before";
    ObjectionDown, "Down", "", &["down", "j", "]"], &[Objections], "The objection after";
    ShowObjection, "Show the answer", "", &["enter"], &[Objections], "Shows the answer to the selected objection";
    CloseObjections, "Back", "back", &["esc", "o", "q"], &[Objections], "Back to the script";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for place in Place::ALL {
            let mut seen = HashSet::new();
            for command in TABLE.iter().filter(|command| command.applies(place)) {
                for key in command.keys {
                    assert!(seen.insert(*key), "{key} means two things in {place:?}");
                }
            }
        }
    }

    #[test]
    fn every_command_says_what_it_does() {
        for command in TABLE {
            assert!(
                !command.title.is_empty() && !command.keys.is_empty() && !command.places.is_empty(),
                "{:?}",
                command.id
            );
            assert!(
                command.help.starts_with(char::is_uppercase) && !command.help.ends_with('.'),
                "{:?}",
                command.id
            );
        }
    }
}
