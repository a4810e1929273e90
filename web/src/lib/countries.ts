/** The countries by their names in the language of the page; the browser knows them. */
import { locale } from "./api/client";

export interface Country {
  code: string;
  name: string;
}

let list: Country[] | null = null;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Codes that name no single country. */
const GROUPS = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);

export function countries(): Country[] {
  list ??= named(locale() === "pseudo" ? "en" : locale());
  return list;
}

export function named(language = "en"): Country[] {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const codes = [...LETTERS].flatMap((a) => [...LETTERS].map((b) => a + b));
  return codes
    .filter((code) => !GROUPS.has(code) && new Intl.Locale(`und-${code}`).region === code) // not one that is gone
    .flatMap((code) => {
      const name = names.of(code);
      return name ? [{ code, name }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

export function countryName(code: string): string {
  return countries().find((country) => country.code === code)?.name ?? "";
}
