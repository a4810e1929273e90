//! A diary that is written from front to back, with ids that follow from what is written.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use uuid::Uuid;

use crate::{
    entry::{
        Answer, Answers, Context, Entry, Event, Measurement, PainQuality, PelvisControl, Profile, Reading, ScreenKind,
        Side, StepOutcome,
    },
    screening::signs,
    session::ends_stretches,
};

/// A growing list of entries of one made-up person.
#[derive(Clone, Debug)]
pub struct Diary {
    device: String,
    now: DateTime<FixedOffset>,
    pub(super) entries: Vec<Entry>,
}

impl Diary {
    /// An empty diary whose first entry is written at 18:00 UTC of `date`.
    pub fn new(device: &str, date: NaiveDate) -> Self {
        let mut diary = Self { device: device.to_owned(), now: DateTime::default(), entries: vec![] };
        diary.go_to(date, 18, 0);
        diary
    }

    /// The entries so far.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries.
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// The day on which the next entry is written.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Goes to a time of a day (UTC).
    pub fn go_to(&mut self, date: NaiveDate, hour: u32, minute: u32) -> &mut Self {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day");
        self.now = date.and_time(time).and_utc().fixed_offset();
        self
    }

    /// Goes to 18:00 some days later.
    pub fn later(&mut self, days: u64) -> &mut Self {
        let date = self.today() + Days::new(days);
        self.go_to(date, 18, 0)
    }

    /// Lets seconds pass.
    pub fn wait(&mut self, seconds: u32) -> &mut Self {
        self.now += TimeDelta::seconds(i64::from(seconds));
        self
    }

    /// Writes an entry and returns its id.
    pub fn write(&mut self, event: Event) -> Uuid {
        let seq = self.entries.len() as u64 + 1;
        let id = id_of(&self.device, seq);
        self.entries.push(Entry { id, at: self.now, device: self.device.clone(), seq, event });
        self.wait(1);
        id
    }

    /// Writes a profile.
    pub fn profile(&mut self, profile: Profile) -> Uuid {
        self.write(Event::ProfileSet { profile: Box::new(profile) })
    }

    /// Answers a screening.
    pub fn screen(&mut self, kind: ScreenKind, answers: Answers) -> Uuid {
        self.write(Event::Screened { kind, answers })
    }

    /// Starts a session of today's plan.
    pub fn start(&mut self, minutes: u32, pain: u8) -> Uuid {
        self.write(Event::SessionStarted { date: self.today(), minutes, pain, programme: None })
    }

    /// Finishes a step, which takes its time.
    pub fn step(&mut self, session: Uuid, step: u32, exercise: &str, side: Option<Side>, seconds: u32) -> Uuid {
        self.wait(seconds);
        let outcome = StepOutcome::Done;
        self.write(Event::StepFinished { session, step, exercise: exercise.into(), side, seconds, outcome })
    }

    /// Ends a session that was played to its end.
    pub fn end(&mut self, session: Uuid, pain: u8) -> Uuid {
        self.write(Event::SessionEnded { session, completed: true, pain: Some(pain) })
    }

    /// Reports pain; whatever is asked after it is answered with no.
    pub fn pain(&mut self, session: Option<Uuid>, intensity: u8, quality: PainQuality) -> Uuid {
        self.write(Event::PainReported {
            session,
            step: None,
            exercise: None,
            side: None,
            intensity,
            quality,
            follow_up: nothing_else(None, intensity, quality),
        })
    }

    /// Answers the morning question about a day.
    pub fn morning(&mut self, about: NaiveDate, settled: bool, pain: u8) -> Uuid {
        self.write(Event::MorningChecked { about, settled, pain })
    }

    /// Measures one side three times by a table edge, in degrees below the horizontal, pelvis held, before a session.
    pub fn measure(&mut self, side: Side, degrees: [f64; 3]) -> Uuid {
        let reading = |deg| Reading { thigh_angle_deg: Some(deg), knee_angle_deg: Some(75.0), ..Reading::default() };
        self.write(Event::Measured {
            measurement: Measurement {
                measure: "thomas-table".into(),
                side: Some(side),
                readings: degrees.map(reading).to_vec(),
                pelvis_control: PelvisControl::Held,
                helper: true,
                context: Context::BeforeSession,
            },
        })
    }

    /// Withdraws an entry.
    pub fn retract(&mut self, entry: Uuid) -> Uuid {
        self.write(Event::Retracted { entry })
    }
}

/// No to everything that is asked after a pain, if anything is.
pub(super) fn nothing_else(exercise: Option<&str>, intensity: u8, quality: PainQuality) -> Answers {
    if !ends_stretches(exercise, quality, intensity) {
        return Answers::new();
    }
    signs::follow_up_items().map(|item| (item.to_owned(), Answer::Word("no".to_owned()))).collect()
}

/// The id of a device's n-th entry: 64-bit FNV-1a of the name above the count, marked as a version 8 UUID.
fn id_of(device: &str, seq: u64) -> Uuid {
    let hash = device.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    uuid::Builder::from_custom_bytes(((u128::from(hash) << 64) | u128::from(seq)).to_be_bytes()).into_uuid()
}
