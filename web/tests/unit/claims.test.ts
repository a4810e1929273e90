import { expect, test } from "vitest";

import type { Claim } from "$lib/api/types";

import { groups, untestable, verdictCount } from "../../src/screens/learn/claims";

const claim = (id: string, verdict: Claim["model"]["verdict"]) => ({ id, model: { verdict } }) as Claim;
const all = [
  claim("T1", "holds_in_part"),
  claim("T3", "holds"),
  claim("A1", "not_mechanical"),
  claim("A5", "holds"),
  claim("X2", "not_mechanical"),
];

test("claims stand by the letter of their ids, what can't be tested apart", () => {
  const ids = groups(all).map(([letter, own]) => [letter, own.map((one) => one.id)]);
  expect(ids).toEqual([
    ["T", ["T1", "T3"]],
    ["A", ["A5"]],
  ]);
  expect(untestable(all).map((one) => one.id)).toEqual(["A1", "X2"]);
});

test("verdicts are counted", () => {
  expect(verdictCount(all, "holds")).toBe(2);
  expect(verdictCount(all, "does_not_hold")).toBe(0);
});
