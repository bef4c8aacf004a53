//! What a key brings about that the next frame does not show: versions for the writer, questions for the
//! thread beside the loop. They are handed over once the frame is on the screen, or the threads that take
//! them up would have the processor while somebody waits for their key. Whatever waits for the disk, or
//! stops the program, has them handed over first.

use super::Hands;
use crate::tui::model::Effect;

impl Hands {
    /// Hands over what was put off, in its order.
    pub(in crate::tui::runtime) fn hand_over(&mut self) {
        for effect in self.put_off.drain(..) {
            match effect {
                Effect::Save(plan, edit, seen) => {
                    if let Some(writer) = &self.writer {
                        writer.save(plan, edit, seen);
                    }
                }
                Effect::Compute(request) => self.beside.ask(request),
                _ => {}
            }
        }
    }
}
