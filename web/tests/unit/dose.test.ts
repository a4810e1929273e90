import { expect, it } from "vitest";

import { amount } from "../../src/lib/dose";
import { setWords } from "../../src/lib/words";

it("says how much in the unit that people count in", () => {
  setWords({
    "dose.range": "{from} to {to}",
    "dose.each_side": "{dose} each",
    "dose.seconds.other": "{n} seconds",
    "dose.minutes.one": "{n} minute",
    "dose.minutes.other": "{n} minutes",
    "dose.times.other": "{n} times",
  });
  const of = (seconds: number[], repetitions: number[] | null = null) => amount({ seconds, repetitions, sides: "both" });
  expect(of([20, 60])).toBe("20 to 60 seconds");
  expect(of([30, 30])).toBe("30 seconds");
  expect(of([120, 600])).toBe("2 to 10 minutes");
  expect(of([60])).toBe("1 minute");
  expect(of([20, 40], [6, 12])).toBe("6 to 12 times");
  expect(amount({ seconds: [30, 60], repetitions: null, sides: "each" })).toBe("30 to 60 seconds each");
});
