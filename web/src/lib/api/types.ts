/** The server's types by the names that the app uses. */

export type Side = "left" | "right";
export type Sex = "female" | "male" | "unsaid";
export type Kind = "rest" | "release" | "drill" | "stretch" | "strength";
export type Grade = "article" | "literature" | "model" | "opinion" | "cautious_rule";
export type Disposition =
  | "proceed"
  | "proceed_with_exclusions"
  | "see_professional_first"
  | "urgent_same_day"
  | "emergency";
export type Answer = string | number;
export type Answers = Record<string, Answer>;
export type ScreenKind = "full" | "short" | "something_new";
export type PainQuality = "stretch" | "dull" | "sharp" | "throbbing" | "tingling" | "spreading";
export type StepOutcome = "done" | "eased" | "stopped" | "skipped";

export interface Reason {
  rule: string;
  sources: string[];
  grade: Grade;
  text: string;
  because?: string[];
}
export interface Exclusion {
  tag: string;
  side: Side | null;
  rule: string;
  text: string;
}
export interface Finding extends Reason {
  disposition: Disposition;
  answers: string[];
}
export interface Outcome {
  disposition: Disposition;
  reasons: Finding[];
  exclusions: Exclusion[];
  unanswered: string[];
  advice: string[];
}

export interface Bout {
  side: Side | null;
  seconds: number;
}
export interface Prescription {
  exercise: string;
  name: string;
  kind: Kind;
  bouts: Bout[];
  repetitions: number | null;
  dose: string;
  because: Reason[];
  swaps: string[];
}
export interface Block {
  kind: Kind;
  title: string;
  items: Prescription[];
}
export interface Day {
  date: string;
  kinds: Kind[];
  done_minutes: number;
}
export interface Plan {
  date: string;
  disposition: Disposition;
  programme: string;
  pattern: string;
  level: number;
  session_today: boolean;
  minutes: number;
  blocks: Block[];
  week: Day[];
  desk_breaks: Prescription[];
  reasons: Reason[];
  exclusions: Exclusion[];
  first: Reason[];
}

export type StepKind = "get_ready" | "switch_side" | "work" | "rest" | "pause" | "finish";
export type PainClass = "ball" | "stretch" | "other";
export type Action = "continue" | "ease" | "reposition_once" | "end_exercise" | "quiet_rest_only" | "end_session";
export interface Breath {
  in_s: number;
  out_s: number;
  push_on_in?: boolean;
}
export interface Cue {
  at_s: number;
  say: string;
  bell: boolean;
}
export interface Step {
  index: number;
  kind: StepKind;
  start_s: number;
  seconds: number;
  exercise: string;
  name: string;
  headline: string;
  side: Side | null;
  bout: [number, number] | null;
  repetitions: number | null;
  instructions: string[];
  feel: string;
  not_feel: string;
  breath: Breath | null;
  silent: boolean;
  cues: Cue[];
  pain_class: PainClass;
  after_exercise: number;
  after_stretches: number;
}
export interface Decision {
  class: PainClass;
  quality: PainQuality;
  pain_from: number;
  pain_to: number;
  again: boolean;
  action: Action;
  ask_follow_ups: boolean;
  text: string;
  rule: string;
}
export interface Sign {
  item: string;
  text: string;
  disposition: Disposition;
  not_sure: Disposition;
  advice: string[];
  rule: string;
}
export interface Script {
  date: string;
  title: string;
  programme: string | null;
  total_s: number;
  equipment: string[];
  steps: Step[];
  decisions: Decision[];
  follow_ups: Sign[];
  unwell: Sign[];
}

export interface Profile {
  age_years: number;
  sex: Sex;
  height_cm: number | null;
  thigh_length_cm: number | null;
  floor: boolean;
  kneel: boolean;
  lie_flat: boolean;
  helper: boolean;
  sitting_hours: number;
  sports: string[];
  habits: string[];
  minutes: number;
  days_per_week: number;
  equipment: string[];
  aims: string[];
  talk_in_rests: boolean;
  inches: boolean;
  long_weak_signs: string[];
  country: string;
}
export interface Reading {
  height_cm?: number | null;
  thigh_angle_deg?: number | null;
  knee_angle_deg?: number | null;
}
export type PelvisControl = "held" | "unsure" | "arched";
export interface Measurement {
  measure: string;
  side: Side | null;
  readings: Reading[];
  pelvis_control: PelvisControl;
  helper: boolean;
  context: "before_session" | "after_session";
}

/** What happened, without the frame that `journal` puts around it. */
export type Event =
  | { type: "consent_given"; version: number }
  | { type: "profile_set"; profile: Profile }
  | { type: "screened"; kind: ScreenKind; answers: Answers }
  | { type: "cleared"; by: string; statement: string }
  | { type: "measured"; measurement: Measurement }
  | { type: "session_started"; date: string; minutes: number; pain: number; programme: string | null }
  | {
      type: "step_finished";
      session: string;
      step: number;
      exercise: string;
      side: Side | null;
      seconds: number;
      outcome: StepOutcome;
    }
  | {
      type: "pain_reported";
      session: string | null;
      step: number | null;
      exercise: string | null;
      side: Side | null;
      intensity: number;
      quality: PainQuality;
      follow_up: Answers;
    }
  | { type: "unwell_reported"; session: string | null; signs: Answers }
  | { type: "session_ended"; session: string; completed: boolean; pain: number | null }
  | { type: "morning_checked"; about: string; settled: boolean; pain: number }
  | { type: "exercise_swapped"; from: string; to: string | null; reason: string }
  | { type: "programme_chosen"; programme: string | null }
  | { type: "ball_requested"; answers: Answers }
  | { type: "bolster_chosen"; height_cm: number }
  | { type: "retracted"; entry: string };

export type Entry = Event & { id: string; at: string; device: string; seq: number };

export interface AskIf {
  question: string;
  is?: string[];
  from?: number | null;
  below?: number | null;
}
export interface Choice {
  value: string;
  text: string;
}
export interface Feature {
  id: string;
  text: string;
}
export interface Question {
  id: string;
  section: string;
  section_title: string;
  kind: { type: "yes_no" } | { type: "number"; min: number; max: number; unit: string } | { type: "choice"; options: Choice[] };
  not_sure: boolean;
  text: string;
  help: string;
  explain: string;
  error: string;
  features: Feature[];
  ask_if: AskIf[];
  rows: string[];
  emergency: boolean;
}

export interface State {
  consent: number | null;
  profile: Profile | null;
  screening: { disposition: Disposition; date: string; valid_until: string; current: boolean } | null;
  answers: Answers;
  locks: Reason[];
  morning_check_due: string | null;
  bolster_cm: number | null;
  sessions: number;
  last_measured: string | null;
  demo: boolean;
  data_path: string;
  backup_due: boolean;
  emergency_number: string;
}

export interface ExerciseCard {
  slug: string;
  name: string;
  short: string;
  kind: Kind;
  position: string;
  equipment: string[];
  level: number;
}
