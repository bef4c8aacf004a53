//! The ten minutes of a good co-build: five phases, each with its share. How long it has been is told
//! by the caller.

use chrono::TimeDelta;

/// A part of the ten minutes.
#[derive(Debug, PartialEq, Eq)]
pub struct Phase {
    /// What it is called.
    pub name: &'static str,
    /// How many minutes it should take.
    pub minutes: u8,
}

/// How many minutes the phases take together.
pub const MINUTES: u8 = 10;

/// The phases in their order.
pub const PHASES: [Phase; 5] = [
    Phase {
        name: "open",
        minutes: 1,
    },
    Phase {
        name: "seller's steps",
        minutes: 2,
    },
    Phase {
        name: "buyer's steps",
        minutes: 4,
    },
    Phase {
        name: "read back",
        minutes: 2,
    },
    Phase {
        name: "cadence",
        minutes: 1,
    },
];

/// Which phase it is after that long, from 0; nothing once the ten minutes are over. Before the start
/// it is the first.
pub fn phase_at(elapsed: TimeDelta) -> Option<usize> {
    let mut end = TimeDelta::zero();
    PHASES.iter().position(|phase| {
        end += TimeDelta::minutes(i64::from(phase.minutes));
        elapsed < end
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phases_are_ten_minutes() {
        let minutes: u8 = PHASES.iter().map(|phase| phase.minutes).sum();
        assert_eq!(minutes, MINUTES);
    }

    #[test]
    fn a_phase_ends_when_the_next_begins() {
        for (seconds, expected) in [
            (-5, Some("open")),
            (0, Some("open")),
            (59, Some("open")),
            (60, Some("seller's steps")),
            (179, Some("seller's steps")),
            (180, Some("buyer's steps")),
            (400, Some("buyer's steps")),
            (420, Some("read back")),
            (540, Some("cadence")),
            (599, Some("cadence")),
            (600, None),
            (100_000, None),
        ] {
            let phase = phase_at(TimeDelta::seconds(seconds));
            assert_eq!(
                phase.map(|index| PHASES[index].name),
                expected,
                "{seconds} s"
            );
        }
    }
}
