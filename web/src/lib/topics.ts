/** What "about you" asks, topic by topic. Its words are under `you.topic.<id>` and `you.field.<name>`. */
import type { Profile } from "./api/types";
import limits from "./limits.json";
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

/** A field with the limits that every door of the record has; `limits.json` is written by a test of the rules of care. */
function number(name: NumberName & keyof typeof limits, unit: string): Field {
  const [min, max] = limits[name] as [number, number];
  return { kind: "number", name, unit, min, max };
}

function length(name: LengthName, example: number): Field {
  const [min, max] = limits[name] as [Centimetres, Centimetres];
  return { kind: "length", name, min, max, example: example as Centimetres };
}

function many(name: ListName & keyof typeof limits, terms: string): Field {
  return { kind: "many", name, options: limits[name], terms };
}

export interface Topic {
  id: string;
  fields: Field[];
}

export const TOPICS: Topic[] = [
  {
    id: "body",
    fields: [
      number("age_years", "years"),
      { kind: "one", name: "sex", options: ["female", "male", "unsaid"], terms: "sex" },
      { kind: "flag", name: "inches" },
      length("height_cm", 172),
      length("thigh_length_cm", 41),
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
  { id: "day", fields: [number("sitting_hours", "hours"), many("habits", "habit")] },
  { id: "posture", fields: [many("long_weak_signs", "long_weak_sign")] },
  { id: "sport", fields: [many("sports", "sport")] },
  { id: "aims", fields: [many("aims", "aim"), number("minutes", "minutes"), number("days_per_week", "days")] },
  { id: "kit", fields: [many("equipment", "equipment")] },
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
    if (value === null || !fits(value, field)) return false;
    profile[field.name] = field.name === "sitting_hours" ? value : Math.round(value);
    return true;
  }
  if (field.kind === "length") {
    if (typed.trim() === "") {
      profile[field.name] = null;
      return true;
    }
    const cm = readLength(typed, profile.inches);
    if (cm === null || !fits(cm, field)) return false;
    profile[field.name] = cm;
  }
  return true;
}

/** A profile without what an older version took and this one doesn't, so that it can be saved again. */
export function cleared(profile: Profile): Profile {
  const clear = { ...profile };
  for (const field of TOPICS.flatMap((topic) => topic.fields)) {
    if (field.kind === "many") clear[field.name] = clear[field.name].filter((value) => field.options.includes(value));
    if (field.kind === "number" && !fits(clear[field.name], field)) clear[field.name] = NEW_PROFILE[field.name];
    if (field.kind === "length" && !fits(clear[field.name] ?? field.min, field)) clear[field.name] = null;
  }
  return clear;
}

function fits(value: number, { min, max }: { min: number; max: number }): boolean {
  return value >= min && value <= max;
}
