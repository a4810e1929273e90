/** How much of an exercise, in words. */
import { count, t } from "./words";

export interface Dose {
  /** Shortest and longest time of one hold or bout. */
  seconds: number[];
  /** Fewest and most repetitions, where those count and not the time. */
  repetitions: number[] | null;
  sides: "both" | "each";
}

/** "30 to 60 seconds on each side", "6 to 12 times". */
export function amount({ seconds, repetitions, sides }: Dose): string {
  const minutes = seconds.every((s) => s >= 60 && s % 60 === 0);
  const much = repetitions
    ? between("dose.times", repetitions)
    : minutes
      ? between("dose.minutes", seconds.map((s) => s / 60))
      : between("dose.seconds", seconds);
  return sides === "each" ? t("dose.each_side", { dose: much }) : much;
}

/** "3", "1 to 3". */
export function range([from = 0, to = from]: number[]): string {
  return from === to ? String(to) : t("dose.range", { from, to });
}

function between(key: string, numbers: number[]): string {
  return count(key, numbers.at(-1)!, { n: range(numbers) });
}
