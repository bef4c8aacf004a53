//! The first call, word for word: what is asked on the window, what is typed, what is then said to
//! follow. Played without a terminal and in real ones.

/// One answer of the call.
pub struct Answer {
    /// How the question begins.
    pub asked: &'static str,
    /// The question's id.
    pub question: &'static str,
    /// What is typed; Enter follows.
    pub typed: &'static str,
    /// What the window then says.
    pub follows: &'static str,
}

const fn answer(
    question: &'static str,
    asked: &'static str,
    typed: &'static str,
    follows: &'static str,
) -> Answer {
    Answer {
        asked,
        question,
        typed,
        follows,
    }
}

/// What is typed before the pen is given away.
pub const BEFORE_THE_PEN: [Answer; 3] = [
    answer(
        "go-live",
        "When do you need to be live",
        "mar 1, so the March close takes three days",
        "go-live Monday 1 March 2027",
    ),
    answer(
        "if-missed",
        "What happens on your side if that date is missed?",
        "the April audit runs on the old ledger",
        "How long does the implementation take",
    ),
    answer(
        "implementation",
        "How long does the implementation take",
        "3w @Omar",
        "so signature has to land by Friday 5 February",
    ),
];

/// To whom the pen is then given.
pub const PEN: &str = "Sarah Chen, champion";

/// What is typed for her.
pub const BY_THE_BUYER: [Answer; 8] = [
    answer(
        "signature",
        "Who signs, on each side?",
        "@Dana @Alex",
        "so procurement has to be done by Friday 5 February",
    ),
    answer(
        "procurement",
        "Does procurement take days or weeks",
        "10d @Tom",
        "so procurement has to start by Monday 25 January",
    ),
    answer(
        "security",
        "Who has to review security",
        "10d @Ravi",
        "so security review has to start by Monday 11 January",
    ),
    answer(
        "legal",
        "Who has to read the contract",
        "2w @Mei",
        "so legal review has to start by Monday 11 January",
    ),
    answer(
        "approval",
        "Does a board or a budget owner have to approve",
        "Board sign-off a month @Dana",
        "so Board sign-off has to start by Friday 25 December",
    ),
    answer(
        "economic-buyer",
        "Who has the final say on the budget?",
        "Dana Ortiz, CFO",
        "What is the very first step",
    ),
    answer(
        "first-step",
        "What is the very first step",
        "Send the questionnaire @Ravi by fri",
        "Which of these steps are we least sure about?",
    ),
    answer(
        "riskiest",
        "Which of these steps are we least sure about?",
        "secu",
        "11 of 11 answered · R reads it back",
    ),
];
