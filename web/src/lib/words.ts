/** All words that the app says. They come from the server, so that a translation is one folder there. */
import { locale } from "./api/client";
import { remembered } from "./remembered";

export type Args = Record<string, string | number>;

let table: Record<string, string> = {};

export async function loadWords(): Promise<void> {
  table = await remembered(`words/${locale()}`, "words");
}

/** For tests and the components page. */
export function setWords(words: Record<string, string>): void {
  table = words;
}

/** The text behind `key`, its `{places}` filled. */
export function t(key: string, args: Args = {}): string {
  const text = table[key];
  if (text === undefined) return `[${key}]`;
  return Object.entries(args).reduce((said, [name, value]) => said.replaceAll(`{${name}}`, String(value)), text);
}

/** A text that counts: `key.one` for one, `key.other` for everything else. */
export function count(key: string, n: number, args: Args = {}): string {
  return t(`${key}.${n === 1 ? "one" : "other"}`, { n, ...args });
}

export function has(key: string): boolean {
  return key in table;
}

/** The items of a list: `key.0`, `key.1` and so on. */
export function list(key: string, args: Args = {}): string[] {
  const items: string[] = [];
  while (has(`${key}.${items.length}`)) items.push(t(`${key}.${items.length}`, args));
  return items;
}
