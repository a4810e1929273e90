/** Where a device seems to be. */

/** Languages of these countries are set on devices everywhere: believed only in their time zones. */
const AMERICAN = ["US", "CA", "MX", "BR"];

/** The time zones of a country, in browsers that know them. */
function zones(country: string): string[] {
  const place = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[]; timeZones?: string[] };
  return place.getTimeZones?.() ?? place.timeZones ?? [];
}

/** The country of the time zone; where several share it, or the browser can't tell, the language helps. Empty when unsure. */
export function guessCountry(
  countries: string[],
  zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone,
  languages: readonly string[] = navigator.languages,
): string {
  const spoken = languages.map((language) => new Intl.Locale(language).region ?? "");
  const here = countries.filter((country) => zones(country).includes(zone));
  if (here.length) return spoken.find((region) => here.includes(region)) ?? here[0]!;
  return spoken.find((region) => AMERICAN.includes(region) && zone.startsWith("America/")) ?? "";
}
