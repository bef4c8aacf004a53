//! The first minutes.

use crate::harness::App;

/// Somebody starts the program for the first time: there are no plans, and two things to do.
#[test]
fn with_no_plans_there_are_two_things_to_do() {
    let app = App::home(80, 24);
    println!("{}", app.screen());
    app.sees("No plans yet")
        .sees("e   open the example")
        .sees("n   start a plan")
        .sees("? keys");
}

#[test]
fn look() {
    for (w, h) in [(80, 24), (100, 30), (120, 40), (140, 45)] {
        let mut app = App::example(w, h);
        println!("{}", app.screen());
        app.keys("aBoard<space>4w @Dana");
        println!("{}", app.screen());
        app.keys("<esc>e");
        println!("{}", app.screen());
    }
}
