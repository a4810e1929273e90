/** The country that the person is in, as said or else as guessed, and its emergency number. */
import { app } from "./app.svelte";
import { countries } from "./countries";
import { guessCountry } from "./guess";
import { remembered } from "./remembered";
import { t } from "./words";

const CHOSEN = "supple.country";
let chosen = $state(localStorage.getItem(CHOSEN));
let numbers: Record<string, string> = {};
let guess: string | null = null;

/** Without them, the number that works on mobile phones in many countries has to do. */
export async function loadNumbers(): Promise<void> {
  numbers = await remembered<typeof numbers>("emergency-numbers", "emergency-numbers").catch(() => ({}));
}

/** Two letters; empty where nothing is known. */
export function country(): string {
  guess ??= guessCountry(countries().map(({ code }) => code));
  return app.state?.profile?.country || (chosen ?? guess);
}

/** Has nobody said where the person is? */
export function isGuess(): boolean {
  return !app.state?.profile?.country && chosen === null;
}

/** Notes where the person is, for as long as the profile doesn't say it. */
export function choose(code: string): void {
  chosen = code;
  localStorage.setItem(CHOSEN, code);
}

export function emergencyNumber(): string {
  return numbers[country()] ?? t("emergency.fallback_number");
}
