//! Everything a person can do, in one table: key handling, the line of hints, the help, the palette
//! and the key table of the README are all read from it, and a test holds the README against it.
//! What a command does is in `update`; here is only what it is called and where it applies.

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The first screen.
    Home,
    /// A plan, as the rep alone sees it.
    Plan,
    /// A plan, as everybody sees it who looks at a shared window.
    Share,
    /// The card that stands for a plan while nothing of it is to be seen.
    Card,
    /// A form of several fields.
    Form,
    /// A single line to type.
    Line,
    /// The palette.
    Palette,
    /// A page to read that everybody may see: help, details.
    Page,
    /// The script, for the rep alone.
    Script,
    /// The backwards interview.
    Interview,
    /// The page that is read back.
    ReadBack,
    /// The follow-up message.
    Recap,
    /// A list to choose from.
    List,
    /// A question with yes or no.
    Confirm,
    /// What only the rep sees beside a shared window.
    Prompter,
    /// What to say to an objection.
    Objections,
    /// The calendars of a plan, as the rep alone sees them.
    Calendar,
    /// The calendars, as everybody sees them who looks at a shared window.
    SharedCalendar,
    /// Days from a file, before they are taken.
    Import,
    /// How likely the plan makes its date.
    Odds,
    /// What would make the plan fit.
    Levers,
    /// What a trial moves, to be kept or discarded.
    WhatIf,
    /// What is due.
    Due,
    /// What is known of the deal, for the rep alone.
    Meddpicc,
    /// Role-play while it asks who practises.
    PracticeName,
    /// What to practise, and with whom.
    PracticeChoice,
    /// A round of role-play.
    PracticeRound,
    /// How a round went.
    Scorecard,
    /// How the rounds went.
    Trend,
    /// The opening of the first 1:1 with a rep: there is nothing to look back at.
    TalkFirst,
    /// Last time's commitment, at the beginning of a 1:1.
    TalkOpening,
    /// A stage of a 1:1.
    Talk,
    /// What came of a 1:1.
    TalkEnd,
    /// A question of a diagnosis.
    Diagnosis,
    /// The end of a diagnosis.
    DiagnosisEnd,
}

impl Place {
    /// What the place is called in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Plan => "Plan",
            Self::Share => "Shared window",
            Self::Card => "Card",
            Self::Form => "Form",
            Self::Line => "One line",
            Self::Palette => "Palette",
            Self::Page => "Page",
            Self::Script => "Script",
            Self::Interview => "Interview",
            Self::ReadBack => "Read-back",
            Self::Recap => "Recap",
            Self::List => "List",
            Self::Confirm => "Question",
            Self::Prompter => "Prompter",
            Self::Objections => "Objections",
            Self::Calendar => "Calendars",
            Self::SharedCalendar => "Calendars, shared window",
            Self::Import => "Days from a file",
            Self::Odds => "Odds",
            Self::Levers => "Make it fit",
            Self::WhatIf => "What if",
            Self::Due => "Due",
            Self::Meddpicc => "MEDDPICC",
            Self::PracticeName => "Role-play: the name",
            Self::PracticeChoice => "Role-play",
            Self::PracticeRound => "Role-play: the round",
            Self::Scorecard => "Role-play: the scorecard",
            Self::Trend => "Role-play: the trend",
            Self::TalkFirst => "1:1, the first",
            Self::TalkOpening => "1:1, the opening",
            Self::Talk => "1:1",
            Self::TalkEnd => "1:1, the end",
            Self::Diagnosis => "Diagnosis",
            Self::DiagnosisEnd => "Diagnosis, the end",
        }
    }

    /// All places, in the order of the help and the README.
    pub const ALL: [Self; 35] = [
        Self::Home,
        Self::Plan,
        Self::Share,
        Self::Card,
        Self::Form,
        Self::Line,
        Self::Interview,
        Self::ReadBack,
        Self::Recap,
        Self::List,
        Self::Page,
        Self::Script,
        Self::Palette,
        Self::Confirm,
        Self::Prompter,
        Self::Objections,
        Self::Calendar,
        Self::SharedCalendar,
        Self::Import,
        Self::Odds,
        Self::Levers,
        Self::WhatIf,
        Self::Due,
        Self::Meddpicc,
        Self::PracticeName,
        Self::PracticeChoice,
        Self::PracticeRound,
        Self::Scorecard,
        Self::Trend,
        Self::TalkFirst,
        Self::TalkOpening,
        Self::Talk,
        Self::TalkEnd,
        Self::Diagnosis,
        Self::DiagnosisEnd,
    ];

    /// The places that a buyer may watch. No command of these leads to anything of the seller's own.
    pub const SHARED: [Self; 16] = [
        Self::Share,
        Self::Card,
        Self::Form,
        Self::Line,
        Self::Interview,
        Self::ReadBack,
        Self::Recap,
        Self::List,
        Self::Page,
        Self::Palette,
        Self::Confirm,
        Self::SharedCalendar,
        Self::Odds,
        Self::Levers,
        Self::WhatIf,
        Self::Due,
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

use Place::{
    Calendar, Card, Confirm, Diagnosis, DiagnosisEnd, Due, Form, Home, Import, Interview, Levers,
    Line, List, Meddpicc, Objections, Odds, Page, Palette, Plan, PracticeChoice, PracticeName,
    PracticeRound, Prompter, ReadBack, Recap, Scorecard, Script, Share, SharedCalendar, Talk,
    TalkEnd, TalkFirst, TalkOpening, Trend, WhatIf,
};

commands! {
    // Home
    Open, "Open the plan", "open", &["enter"], &[Home], "Opens the selected plan";
    Example, "Open the example", "example", &["e"], &[Home], "Opens the example in a scratch folder: try anything, nothing is kept";
    NewPlan, "Start a plan", "new plan", &["n"], &[Home], "Asks for name, buyer, seller, go-live date, deal value and template";
    // Steps
    AddBefore, "Add a step before", "add before", &["a"], &[Plan, Share], "Adds a step that comes before the selected one, on one line";
    AddAfter, "Add a step after", "", &["A"], &[Plan, Share], "Adds a step that comes after the selected one, on one line";
    EditStep, "Edit the step", "edit", &["e", "enter"], &[Plan, Share], "Opens everything about the selected step; on go-live, the date and what it is for";
    Owner, "Set the owner", "owner", &["o"], &[Plan, Share], "Names who owns the step, on either side";
    Duration, "Set the duration", "days", &["d"], &[Plan, Share], "Sets how long the step takes: 10d, 3w, 5/10/15d, milestone";
    Done, "Mark done", "done", &["x"], &[Plan, Share, Due], "Asks on which day the step was done; again takes it back";
    Start, "Mark started", "", &["X"], &[Plan, Share, Due], "Asks on which day work on the step began; again takes it back";
    TryLever, "Try it", "try it", &["enter"], &[Levers], "Makes the change, as one edit; u takes it back";
    Undo, "Undo", "undo", &["u"], &[Plan, Share, List, ReadBack, Calendar, SharedCalendar, Odds, Levers, WhatIf, Due], "Takes your last change back; other people's stay";
    TakeOther, "Take the other value", "", &["K"], &[Plan, Share], "Where two people changed the same field at once: takes the value that does not stand";
    AskBackwards, "Ask backwards", "interview", &["i"], &[Plan, Share], "Asks from go-live backwards, each answer one line; goes on where it was left";
    ReadItBack, "Read it back", "read back", &["R"], &[Plan, Share], "One page of what was agreed, to which people agree by name";
    ShowDue, "What is due", "", &["T"], &[Plan, Share], "Person by person: what is overdue, due within a week, or could start now";
    GoThere, "Go to the step", "to the step", &["enter"], &[Due], "Selects the step on the timeline";
    WriteRecap, "Recap", "recap", &["y"], &[Plan, Share, ReadBack, Recap], "The follow-up message in plain words, copied to the clipboard";
    RecapFile, "Write it to a file", "file", &["f"], &[Recap], "Writes the message beside the plan, as Markdown";
    MakePage, "Write a page", "", &["Y"], &[Plan, Share], "For the buyer, beside the plan's file: a page that any browser opens, with no login and no network";
    MakeSheet, "Write a spreadsheet", "", &["F"], &[Plan, Share], "For the buyer, beside the plan's file: a spreadsheet (XLSX) with the plan and its steps";
    MakeCsv, "Write CSV", "", &["V"], &[Plan, Share], "For other programs, beside the plan's file: a row a step";
    MakeItFit, "Make it fit", "", &["t"], &[Plan, Share], "What would make the plan fit or gains most, each change with its effect before it is made";
    Odds, "Odds", "", &["O"], &[Plan, Share], "How likely the plan makes its date, from its low/typical/high estimates, and which step drives it most";
    FlagByRuns, "Flag the riskiest", "flag riskiest", &["!"], &[Odds], "Flags the step that puts go-live most at risk by the runs";
    OtherRuns, "Other runs", "other runs", &["s"], &[Odds], "Draws other lengths, with another seed: how steady the figures are";
    Agrees, "Agrees", "agrees", &["enter", "a"], &[ReadBack], "Puts the person on record: agreed on the call to the plan as it stands";
    HasSeen, "Has seen it", "has seen it", &["s"], &[ReadBack], "Puts the person on record: has seen the plan as it stands";
    ByMail, "Agrees by mail", "by mail", &["m"], &[ReadBack], "Puts the person on record: agreed by mail, with a line that shows it";
    Skip, "Skip the question", "skip", &["ctrl-n"], &[Interview], "On to the next question; this one stays open";
    Previous, "Question before", "", &["ctrl-p"], &[Interview], "Back to the question before, to answer it anew";
    DontKnow, "Don't know", "don't know", &["ctrl-o"], &[Interview], "Nobody knows yet: names the gap, and who finds out by when if that is typed";
    PenTyping, "Give the pen", "", &["ctrl-b"], &[Line, Form, Interview], "The words typed from here on are a buyer's, who is named; again takes the pen back";
    GiveLast, "Give the last change", "", &["B"], &[Plan, Share], "The last change was typed with the wrong pen: it becomes the other side's";
    Pen, "Give the pen", "pen", &["b"], &[Plan, Share], "The words typed from here on are a buyer's, who is named; again takes the pen back";
    OwnHand, "They type themselves", "", &["H"], &[Plan, Share], "While the pen is a buyer's: the person types, rather than dictates; again takes it back";
    Riskiest, "Flag as riskiest", "riskiest", &["!"], &[Plan, Share], "Flags the step that the plan is least sure of";
    Redo, "Redo", "", &["U", "ctrl-r"], &[Plan, Share, List, ReadBack, Calendar, SharedCalendar, Odds, Levers, WhatIf, Due], "Does it again";
    Side, "Change the side", "", &["s"], &[Plan, Share], "Buyer, seller, both";
    LinkAfter, "Say what it comes after", "", &["L"], &[Plan, Share], "Names the steps that must come first";
    Pin, "Pin to a day", "", &["p"], &[Plan, Share], "Says on which day the step must happen; empty takes the pin away";
    Earlier, "Pin a day earlier", "", &["<"], &[Plan, Share], "Moves the step one working day earlier, and pins it there";
    Later, "Pin a day later", "", &[">"], &[Plan, Share], "Moves the step one working day later, and pins it there";
    DoneWhen, "Say when it is done", "", &["w"], &[Plan, Share], "Says how both sides will know that the step is done";
    Note, "Write a note", "", &["n"], &[Plan, Share], "A remark on the step that both sides may read";
    Remove, "Remove the step", "", &["delete", "D"], &[Plan, Share], "Removes the step; what came after it follows what came before it";
    GoLive, "Set go-live", "", &["g"], &[Plan, Share], "The buyer's date, what it is for and what a miss costs";
    People, "People", "", &["P"], &[Plan, Share], "Who is who on both sides: name, role, mail";
    // Before and after
    WhatIf, "Try what if", "", &["W"], &[Plan, Share], "Change anything, nothing is kept; the old bars stay as outlines. Again: what moved, to keep or discard";
    Keep, "Keep it", "keep", &["enter"], &[WhatIf], "All that was tried becomes one change, which one undo takes back";
    Discard, "Discard it", "discard", &["D", "delete"], &[WhatIf], "The plan is as it was before; nothing of the trial is left";
    Baseline, "Show the slip", "", &["S"], &[Plan, Share], "The dates of the first agreement as outlines, and what each side moved since; again hides them";
    Calendars, "Calendars", "", &["m"], &[Plan, Share], "Each side's country, weekend and days off, and who is away when";
    // Calendars
    ChooseBase, "Choose the country", "country", &["c", "enter"], &[Calendar, SharedCalendar], "A country or a part of one, found by typing; or no holidays at all";
    AddDaysOff, "Add days off", "days off", &["a"], &[Calendar, SharedCalendar], "A day or a range with its name: 21 dec - 8 jan year-end change freeze";
    AddAway, "Somebody is away", "away", &["v"], &[Calendar, SharedCalendar], "A person and the days: Priya 18-29 jan";
    AddWorked, "Add a working day", "works", &["x", "+"], &[Calendar, SharedCalendar], "A day that is worked although it is a holiday or a weekend";
    SetWeekend, "Set the weekend", "weekend", &["w"], &[Calendar, SharedCalendar], "The days of the week that are off: fri sat, none, usual";
    RemoveDays, "Remove the days", "remove", &["D", "delete"], &[Calendar, SharedCalendar], "Removes the selected days off; a public holiday becomes a working day";
    ImportDays, "Import an .ics file", "import", &["i"], &[Calendar], "Days off from a calendar file, shown before they are taken";
    NextSide, "Next side", "", &["tab", "right", "l"], &[Calendar, SharedCalendar], "Buyer, seller, people who are away";
    PreviousSide, "Side before", "", &["shift-tab", "left", "h"], &[Calendar, SharedCalendar], "The side before";
    TakeOrLeave, "Take or leave", "take or leave", &["space"], &[Import], "Takes the selected day along, or leaves it out";
    TakeAll, "Take or leave all", "all", &["a"], &[Import], "Takes every new day along, or leaves all out";
    TakeDays, "Take them", "take", &["enter"], &[Import], "Puts the ticked days into the calendar, in one change";
    // MEDDPICC
    StatusOn, "How well it is known", "status", &["space", "right", "l"], &[Meddpicc], "From blank to claimed (somebody said so) to confirmed (the buyer did), and round again";
    StatusBack, "Less well known", "", &["left", "h"], &[Meddpicc], "The other way round";
    Evidence, "Write what shows it", "evidence", &["e", "enter"], &[Meddpicc], "What shows it, and from whom; what is written of a blank element is claimed";
    // Moving around
    Up, "Up", "", &["up", "k"], &[Home, Plan, Share, List, Page, Script, ReadBack, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc, TalkFirst, TalkOpening, TalkEnd, Diagnosis, DiagnosisEnd], "One up";
    Down, "Down", "", &["down", "j"], &[Home, Plan, Share, List, Page, Script, ReadBack, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc, TalkFirst, TalkOpening, TalkEnd, Diagnosis, DiagnosisEnd], "One down";
    PageUp, "Page up", "", &["pgup", "ctrl-u"], &[Home, Plan, Share, List, Page, Script, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, TalkFirst, TalkOpening, TalkEnd, Diagnosis, DiagnosisEnd], "A page up";
    PageDown, "Page down", "", &["pgdn", "ctrl-d"], &[Home, Plan, Share, List, Page, Script, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, TalkFirst, TalkOpening, TalkEnd, Diagnosis, DiagnosisEnd], "A page down";
    First, "First", "", &["home"], &[Home, Plan, Share, List, Page, Script, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc], "To the first";
    Last, "Last", "", &["end", "G"], &[Home, Plan, Share, List, Page, Script, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc], "To the last";
    ScrollLeft, "Earlier in time", "", &["left", "h"], &[Plan, Share], "Moves the timeline towards today";
    ScrollRight, "Later in time", "", &["right", "l"], &[Plan, Share], "Moves the timeline past go-live";
    ZoomIn, "Zoom in", "", &["+", "="], &[Plan, Share], "Fewer days to a cell";
    ZoomOut, "Zoom out", "", &["-"], &[Plan, Share], "More days to a cell";
    ZoomFit, "Fit the timeline", "", &["0"], &[Plan, Share], "Shows the whole plan again";
    Order, "Change the order", "", &["r"], &[Plan, Share], "By date, or backwards from go-live";
    // The coach
    Details, "Read the details", "details", &["space"], &[Plan, Share], "Everything known of the selected step: dates, reasons, neighbours, notes";
    Script, "Read the script", "script", &["c"], &[Plan], "Opens the current script whole, with every question to ask";
    Check, "Real or theatre?", "", &["E"], &[Plan], "Whether the plan is mutual: five tests with their evidence, the score, and what to ask next";
    Meddpicc, "MEDDPICC", "", &["Q"], &[Plan], "What is known of the deal, element by element, held against the plan; each gap a question for the buyer";
    ScriptBack, "Previous script", "", &["["], &[Plan, Script, Prompter], "Leafs one script back";
    ScriptOn, "Next script", "", &["]"], &[Plan, Script, Prompter], "Leafs one script on";
    Words, "Swap the words", "", &["v"], &[Plan, Script, Prompter, PracticeRound], "Switches between the words as written and this deal's names and dates";
    Sidebar, "Show or hide the coach", "", &["C"], &[Plan], "Gives the timeline the whole width, or the script its place back";
    NextStep, "Only a next step", "", &["N"], &[Plan], "For a deal too small for a plan: one next step, by its template, in the place of all that is not begun";
    // Typing
    Accept, "Accept", "accept", &["enter"], &[Form, Line, Palette, List, Interview], "Takes what was typed or chosen";
    Complete, "Complete", "complete", &["tab"], &[Line, Interview], "Takes the suggestion";
    NextField, "Next field", "next", &["tab", "down"], &[Form], "To the next field";
    PreviousField, "Previous field", "", &["shift-tab", "up"], &[Form], "To the field before";
    ChoiceOn, "Next choice", "", &["ctrl-n", "right"], &[Form], "The next of the field's choices, where it has some";
    ChoiceBack, "Previous choice", "", &["ctrl-p", "left"], &[Form], "The choice before, where the field has some";
    PaletteUp, "Up", "", &["up", "ctrl-p"], &[Palette], "One up";
    PaletteDown, "Down", "", &["down", "ctrl-n"], &[Palette], "One down";
    AddPerson, "Add a person", "add", &["a"], &[List], "Adds somebody";
    RemovePerson, "Remove the person", "", &["delete", "D"], &[List], "Removes them; their steps lose that owner";
    Yes, "Yes", "yes", &["y"], &[Confirm], "Does it";
    Cancel, "Back", "back", &["esc"], &[Form, Line, Palette, Page, Script, List, Confirm, Interview, ReadBack, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc], "Closes this; nothing is changed";
    HasRead, "Close", "", &["enter"], &[Page, Script, Recap, Odds], "Closes this";
    ClosePage, "Close", "", &["q"], &[Page, Script, List, ReadBack, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc], "Closes this";
    No, "No", "no", &["n"], &[Confirm], "Does not";
    // Everywhere
    OpenPalette, "Find a command", "find", &[":", "ctrl-k"], &[Home, Plan, Share], "Finds every command by typing";
    Help, "Keys", "keys", &["?", "f1"], &[Home, Plan, Share, List, Page, Script, ReadBack, Recap, Prompter, Objections, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc, PracticeChoice, PracticeRound, Scorecard, Trend, TalkFirst, TalkOpening, TalkEnd, Diagnosis, DiagnosisEnd], "Shows every key that works here";
    HelpTyping, "Keys", "keys", &["f1"], &[Form, Line, Palette, Confirm, Interview, PracticeName, Talk], "Shows every key that works here";
    Mouse, "Mouse on or off", "", &["M"], &[Home, Plan, Share], "With the mouse off, the terminal's own selection works";
    Redraw, "Redraw", "", &["ctrl-l"], &[Home, Plan, Share, Prompter, PracticeChoice, PracticeRound, Scorecard, Trend, TalkFirst, TalkOpening, Talk, TalkEnd, Diagnosis, DiagnosisEnd], "Paints the screen anew";
    Panic, "Share view", "", &["f2", "ctrl-g"], &[Home, Plan, Share, Card, Form, Line, Palette, Page, Script, List, Confirm, Interview, ReadBack, Recap, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc, PracticeName, PracticeChoice, PracticeRound, Scorecard, Trend, TalkFirst, TalkOpening, Talk, TalkEnd, Diagnosis, DiagnosisEnd], "At once nothing but what everybody may see; once more asks first, or lifts the card";
    Suspend, "Suspend", "", &["ctrl-z"], &[Home, Plan, Share, Card, Form, Line, Palette, Page, Script, List, Confirm, Interview, ReadBack, Recap, Prompter, Objections, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc, PracticeName, PracticeChoice, PracticeRound, Scorecard, Trend, TalkFirst, TalkOpening, Talk, TalkEnd, Diagnosis, DiagnosisEnd], "Back to the shell; `fg` returns. A shared window asks first and is left blank";
    Leave, "Leave", "", &["q"], &[Share], "Ends a shared window, or goes back to your own view; asks first";
    Back, "Back to the plans", "", &["q"], &[Plan], "Closes the plan; everything is saved";
    Quit, "Quit", "quit", &["q", "ctrl-c"], &[Home], "Ends the program; everything is saved";
    QuitNow, "Quit at once", "", &["ctrl-c", "ctrl-q"], &[Plan, Share, Card, Form, Line, Palette, Page, Script, List, Confirm, Interview, ReadBack, Recap, Prompter, Objections, Calendar, SharedCalendar, Import, Odds, Levers, WhatIf, Due, Meddpicc, PracticeName, PracticeChoice, PracticeRound, Scorecard, Trend, TalkFirst, TalkOpening, Talk, TalkEnd, Diagnosis, DiagnosisEnd], "Ends the program from anywhere; everything is saved. A shared window asks first";
    // The work with a rep
    HoldTalk, "Hold a 1:1", "", &["1"], &[Home, Plan], "A manager's 1:1 with a rep: on a plan, about it and with its rep; leaving it comes back here";
    Practise, "Practise", "", &["2"], &[Home, Plan], "Role-play: on a plan, with its names and dates in the scripts; leaving it comes back here";
    Diagnose, "Why no plans?", "", &["3"], &[Home, Plan], "Why a rep builds no plans, in five questions; leaving it comes back here";
    // The prompter
    AnswerObjection, "Answer an objection", "objections", &["o"], &[Prompter], "What to say when the buyer is against a plan, in their own interest";
    PrivateNote, "Write a private note", "note", &["n"], &[Prompter], "Adds a line on the selected step to the private file, at once; nobody else sees it";
    FollowAgain, "Follow again", "follow", &["f"], &[Prompter], "After leafing, back to the script of the moment";
    LeavePrompter, "Quit", "quit", &["q"], &[Prompter], "Ends the prompter; the shared window goes on";
    ChooseObjection, "Choose by number", "answer", &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[Objections], "Shows the answer to the objection of that number";
    ObjectionUp, "Up", "", &["up", "k", "["], &[Objections], "The objection before";
    ObjectionDown, "Down", "", &["down", "j", "]"], &[Objections], "The objection after";
    MoreObjections, "More", "", &["0", "pgdn"], &[Objections], "With more than nine the next page of them; in an answer, what did not fit into the window";
    ShowObjection, "Show the answer", "", &["enter"], &[Objections], "Shows the answer to the selected objection";
    CloseObjections, "Back", "back", &["esc", "o", "q"], &[Objections], "Back to the script";
    // The 1:1
    TalkBegin, "Begin", "begin", &["enter", "ctrl-n"], &[TalkFirst, TalkOpening], "To the first stage, Goal";
    WasKept, "It was kept", "kept", &["y"], &[TalkOpening], "Puts on record that last time's commitment was kept";
    WasNotKept, "It was not kept", "not kept", &["n"], &[TalkOpening], "Puts on record that last time's commitment was not kept";
    TalkOn, "Next stage", "next", &["ctrl-n"], &[Talk], "On to the next words; after Will, asks for the commitment";
    TalkBack, "Stage before", "before", &["ctrl-p"], &[Talk], "Back to the words before";
    TalkEvidence, "All that the plan says", "the plan", &["ctrl-t"], &[Talk], "Shows all that the plan has to say in the place of the words, and back";
    TalkStop, "To the end", "end", &["esc"], &[Talk], "What came of it so far; everything that was typed is kept";
    TalkReturn, "Back to the stages", "back", &["esc", "ctrl-p"], &[TalkEnd], "Back to what is said";
    TalkDone, "Done", "done", &["q", "enter"], &[TalkEnd], "Ends the 1:1; everything is kept in the rep's record";
    // The diagnosis
    SayYes, "Yes", "yes", &["y"], &[Diagnosis], "Answers yes; then what shows it, in a line";
    SayNo, "No", "no", &["n"], &[Diagnosis], "Answers no; then what shows it, in a line";
    TakeOffer, "Take what the plans say", "as the plans say", &["enter"], &[Diagnosis], "Answers as the plans and the record do, with their evidence";
    KeepDiagnosis, "Keep it", "keep it", &["enter"], &[DiagnosisEnd], "Puts the diagnosis into the rep's record; once it is there, leaves";
    AnswerBack, "Answer before", "answer before", &["backspace", "ctrl-p"], &[Diagnosis, DiagnosisEnd], "Takes the last answer back, to give it anew";
    LeaveDiagnosis, "Leave", "leave", &["q", "esc"], &[Diagnosis, DiagnosisEnd], "Leaves; what was not kept is gone";
    TalkLeave, "Leave", "leave", &["q", "esc"], &[TalkFirst, TalkOpening], "Leaves before it began; nothing is kept of it";
    // Role-play
    BeginRound, "Set the round up", "begin", &["enter"], &[PracticeChoice], "To the clock, the script and the buyer's card; the clock stands until it is started";
    ChooseUp, "Up", "", &["up", "k"], &[PracticeChoice, Scorecard], "One up";
    ChooseDown, "Down", "", &["down", "j"], &[PracticeChoice, Scorecard], "One down";
    DrawBuyer, "Draw another buyer", "another buyer", &["d"], &[PracticeChoice], "Draws another persona and another order of objections; the seed repeats it";
    BuyerOn, "Next buyer", "", &["right", "l"], &[PracticeChoice], "The persona after, chosen by hand";
    BuyerBack, "Buyer before", "", &["left", "h"], &[PracticeChoice], "The persona before, chosen by hand";
    StartClock, "Start or stop the clock", "clock", &["space"], &[PracticeRound], "Starts the clock, or lets it stand";
    EndRound, "End the round", "rate", &["enter"], &[PracticeRound], "The clock stands, and the scorecard opens";
    NextObjection, "Next objection", "objection", &["o"], &[PracticeRound], "Draws what the buyer says next; none comes twice before all were drawn";
    NextStage, "Less of the script", "script", &["tab"], &[PracticeRound], "Full text, key phrases, first words, blank, and round again";
    HideCard, "Hide or show the card", "hide", &["h"], &[PracticeRound], "Hides what is behind the buyer's words, for a rep who practises alone";
    Heard, "Mark what you hear", "", &["b", "d", "w", "s", "r", "e"], &[PracticeRound], "Marks b the benefit, d date and consequence, w backwards, s their steps with owners, r the riskiest step, e the economic buyer";
    Unmark, "Take the last mark back", "undo", &["u"], &[PracticeRound], "Takes the last mark back";
    ChooseStage, "Choose the stage", "", &["1", "2", "3", "4"], &[PracticeRound], "Shows 1 the full text, 2 key phrases, 3 first words, 4 blank";
    LeaveRound, "Back to the drills", "", &["esc", "q"], &[PracticeRound], "Leaves the round; nothing of it is kept";
    Rate, "Rate the behaviour", "to 5 rates", &["1", "2", "3", "4", "5"], &[Scorecard], "Rates the selected behaviour and goes on to the next";
    Unrate, "Leave it open", "", &["0", "backspace", "delete"], &[Scorecard], "Takes the rating back: the round did not call for it";
    CoachThis, "Coach this one next", "coach next", &["c"], &[Scorecard], "Makes the selected behaviour the one to coach next, instead of the one proposed; again takes it back";
    KeepRound, "Keep the round", "keep", &["enter"], &[Scorecard], "Puts the round into the rep's coaching record, and shows the trend";
    BackToRound, "Back to the round", "back", &["esc", "q"], &[Scorecard], "Back to the round, to listen on; nothing is kept yet";
    ShowTrend, "See the trend", "trend", &["t"], &[PracticeChoice], "How each behaviour was rated over the rounds";
    AnotherRound, "Another round", "another round", &["enter", "esc"], &[Trend], "Back to the drills";
    TakeName, "Go on", "go on", &["enter"], &[PracticeName], "Takes the name, and reads the coaching record of that rep";
    LeaveUnnamed, "Quit", "quit", &["esc"], &[PracticeName], "Ends role-play";
    LeavePractice, "Quit", "quit", &["q"], &[PracticeChoice, Trend], "Ends role-play; what was kept is on disk";
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
