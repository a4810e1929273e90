/** What was written into the boxes of a measure, as readings. */
import type { Reading } from "./api/types";
import { readLength, readNumber } from "./units";

export type By = "height" | "angle";

/** Only boxes that hold a number count; the server says what is wrong with a number. */
export function read(typed: string[], knee: string, by: By, inches: boolean): Reading[] {
  const knee_angle_deg = readNumber(knee);
  return typed.flatMap((text): Reading[] => {
    const value = by === "angle" ? readNumber(text) : readLength(text, inches);
    if (value === null) return [];
    const reading: Reading = by === "angle" ? { thigh_angle_deg: value } : { height_cm: value };
    return [knee_angle_deg === null ? reading : { ...reading, knee_angle_deg }];
  });
}
