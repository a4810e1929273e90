/** How the page of claims is put in order. */
import type { Claim } from "$lib/api/types";

type Verdict = Claim["model"]["verdict"];

/** How many claims have a verdict. */
export const verdictCount = (all: Claim[], verdict: Verdict): number =>
  all.filter((claim) => claim.model.verdict === verdict).length;

/** What a model of lengths and forces can't test. */
export const untestable = (all: Claim[]): Claim[] => all.filter((claim) => claim.model.verdict === "not_mechanical");

/** What it can, by the letter of the id, in the order given. */
export function groups(all: Claim[]): [string, Claim[]][] {
  const tested = all.filter((claim) => claim.model.verdict !== "not_mechanical");
  const letters = [...new Set(tested.map((claim) => claim.id.charAt(0)))];
  return letters.map((letter) => [letter, tested.filter((claim) => claim.id.startsWith(letter))]);
}
