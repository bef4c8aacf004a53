//! From a session that is over to its record in the private file: kept once, however many prompters
//! write it down.

use chrono::NaiveDate;

use super::Session;
use crate::private;

impl Session {
    /// Keeps the record of this session, in the place of an older one of the same session. `on` is the
    /// day of the call.
    pub fn record(&self, on: NaiveDate, private: &mut private::Private) {
        let same = |record: &&mut private::Session| record.started == Some(self.started);
        let minutes = self
            .seen
            .signed_duration_since(self.started)
            .num_seconds()
            .max(0);
        let record = private::Session {
            on: Some(on),
            started: Some(self.started),
            ended: Some(self.seen),
            // A call of forty seconds took a minute of everybody's day.
            minutes: u32::try_from((minutes + 59) / 60).ok(),
            people: self.people.clone(),
            buyer_edits: self.counts.buyer_edits,
            seller_edits: self.counts.seller_edits,
            answered: Some(self.counts.answered),
            skipped: Some(self.counts.skipped),
            left: Some(self.counts.left),
            extra: crate::plan::Extra::new(),
        };
        match private.sessions.iter_mut().find(same) {
            Some(known) => {
                // The day on which it was first written down stays, and so does what others added.
                let (on, extra) = (known.on, std::mem::take(&mut known.extra));
                *known = private::Session {
                    on,
                    extra,
                    ..record
                };
            }
            None => private.sessions.push(record),
        }
    }
}
