/** Dates as people say them, in the language of the page. */
import { t } from "./words";

const KEYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function at(date: string): Date {
  return new Date(`${date.slice(0, 10)}T12:00:00Z`);
}

export function dayName(date: string): string {
  return t(`terms.day_short.${KEYS[at(date).getUTCDay()]}`);
}

export function dayNumber(date: string): number {
  return at(date).getUTCDate();
}

/** "Friday 20 November". */
export function longDate(date: string): string {
  const day = at(date);
  return t("date.long", {
    day: t(`terms.day.${KEYS[day.getUTCDay()]}`),
    n: day.getUTCDate(),
    month: t(`date.month.${day.getUTCMonth() + 1}`),
  });
}

/** "20 November". */
export function shortDate(date: string): string {
  const day = at(date);
  return t("date.short", { n: day.getUTCDate(), month: t(`date.month.${day.getUTCMonth() + 1}`) });
}

/** "20 November 2026". */
export function fullDate(date: string): string {
  return t("date.full", { date: shortDate(date), year: at(date).getUTCFullYear() });
}

/** The day `days` after `date`. */
export function plusDays(date: string, days: number): string {
  return new Date(at(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
