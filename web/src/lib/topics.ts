/** What "about you" asks, topic by topic. Its words are under `you.topic.<id>` and `you.field.<name>`. */
import type { Profile } from "./api/types";
import { readLength, readNumber, shownLength, toInches, type Centimetres } from "./units";
import { t } from "./words";

type Keys<T> = { [K in keyof Profile]: Profile[K] extends T ? K : never }[keyof Profile];
type NumberName = Keys<number>;
type LengthName = "height_cm" | "thigh_length_cm";
type FlagName = Keys<boolean>;
type ListName = Keys<string[]>;
type WordName = Exclude<Keys<string>, ListName>;

export type Field =
  | { kind: "number"; name: NumberName; unit: string; min: number; max: number }
  | { kind: "length"; name: LengthName; min: Centimetres; max: Centimetres; example: Centimetres }
  | { kind: "flag"; name: FlagName }
  | { kind: "one"; name: WordName; options: string[]; terms: string }
  | { kind: "many"; name: ListName; options: string[]; terms: string }
  | { kind: "country"; name: "country" };

export interface Topic {
  id: string;
  fields: Field[];
}

export const TOPICS: Topic[] = [
  {
    id: "body",
    fields: [
      { kind: "number", name: "age_years", unit: "years", min: 1, max: 120 },
      { kind: "one", name: "sex", options: ["female", "male", "unsaid"], terms: "sex" },
      { kind: "flag", name: "inches" },
      { kind: "length", name: "height_cm", min: 120, max: 230, example: 172 },
      { kind: "length", name: "thigh_length_cm", min: 25, max: 60, example: 41 },
    ],
  },
  {
    id: "moving",
    fields: [
      { kind: "flag", name: "floor" },
      { kind: "flag", name: "kneel" },
      { kind: "flag", name: "lie_flat" },
    ],
  },
  {
    id: "day",
    fields: [
      { kind: "number", name: "sitting_hours", unit: "hours", min: 0, max: 20 },
      { kind: "many", name: "habits", options: ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11"], terms: "habit" },
    ],
  },
  {
    id: "posture",
    fields: [
      {
        kind: "many",
        name: "long_weak_signs",
        options: ["pelvis_forward", "upper_back_round", "weak_knee_lift", "no_front_pull"],
        terms: "long_weak_sign",
      },
    ],
  },
  {
    id: "sport",
    fields: [
      {
        kind: "many",
        name: "sports",
        options: ["running", "cycling", "dance", "field", "gym", "walking"],
        terms: "sport",
      },
    ],
  },
  {
    id: "aims",
    fields: [
      {
        kind: "many",
        name: "aims",
        options: ["ease_pain", "move_better", "before_sleep", "before_run", "before_walk", "desk_break", "calm"],
        terms: "aim",
      },
      { kind: "number", name: "minutes", unit: "minutes", min: 5, max: 45 },
      { kind: "number", name: "days_per_week", unit: "days", min: 1, max: 7 },
    ],
  },
  {
    id: "kit",
    fields: [
      {
        kind: "many",
        name: "equipment",
        options: ["mat", "cushion", "chair", "wall", "bed", "bolster", "block", "table", "blanket", "ball"],
        terms: "equipment",
      },
    ],
  },
  {
    id: "help",
    fields: [
      { kind: "flag", name: "helper" },
      { kind: "flag", name: "talk_in_rests" },
      { kind: "country", name: "country" },
    ],
  },
];

export const NEW_PROFILE: Profile = {
  age_years: 0,
  sex: "unsaid",
  height_cm: null,
  thigh_length_cm: null,
  floor: true,
  kneel: true,
  lie_flat: true,
  helper: false,
  sitting_hours: 6,
  sports: [],
  habits: [],
  minutes: 15,
  days_per_week: 5,
  equipment: ["mat", "chair", "cushion", "wall", "bed"],
  aims: [],
  talk_in_rests: false,
  inches: false,
  long_weak_signs: [],
  country: "",
};

/** The field as it is shown in its input. */
export function shown(field: Field, profile: Profile): string {
  if (field.kind === "number") return profile[field.name] ? String(profile[field.name]) : "";
  if (field.kind === "length") return shownLength(profile[field.name], profile.inches);
  return "";
}

/** What to do about a field that can't be used, in the person's own unit. */
export function mend(field: Field, { inches }: Profile): string {
  if (field.kind !== "length") return t(`you.field.${field.name}.error`);
  const example = Math.round(inches ? toInches(field.example) : field.example);
  return t(`you.field.${field.name}.error`, { unit: t(inches ? "unit.in" : "unit.cm"), example });
}

/** Reads what was typed into the profile. Lengths may stay empty. Returns false when it can't be used. */
export function readInto(field: Field, typed: string, profile: Profile): boolean {
  if (field.kind === "number") {
    const value = readNumber(typed);
    if (value === null || value < field.min || value > field.max) return false;
    profile[field.name] = field.name === "sitting_hours" ? value : Math.round(value);
    return true;
  }
  if (field.kind === "length") {
    if (typed.trim() === "") {
      profile[field.name] = null;
      return true;
    }
    const cm = readLength(typed, profile.inches);
    if (cm === null || cm < field.min || cm > field.max) return false;
    profile[field.name] = cm;
  }
  return true;
}
