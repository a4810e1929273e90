/** Centimetres inside, the person's own unit at the edge. */
export type Centimetres = number & { readonly unit?: "cm" };
export type Inches = number & { readonly unit?: "in" };
export type Degrees = number & { readonly unit?: "deg" };

const PER_INCH = 2.54;

export function toInches(cm: Centimetres): Inches {
  return cm / PER_INCH;
}

export function toCentimetres(inches: Inches): Centimetres {
  return inches * PER_INCH;
}

/** A length in the person's unit, rounded to a tenth, without the unit. */
export function shownLength(cm: Centimetres | null | undefined, inches: boolean): string {
  if (cm === null || cm === undefined) return "";
  const value = inches ? toInches(cm) : cm;
  return String(Math.round(value * 10) / 10);
}

/** What a person typed as a number: "12,5" and "12.5" are the same; `null` when it isn't a number. */
export function readNumber(typed: string): number | null {
  const text = typed.trim().replace(",", ".").replace("−", "-");
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  return Number(text);
}

/** What a person typed as a length in their unit, in centimetres. */
export function readLength(typed: string, inches: boolean): Centimetres | null {
  const value = readNumber(typed);
  if (value === null) return null;
  return inches ? Math.round(toCentimetres(value) * 100) / 100 : value;
}

/** Minutes and seconds as on a kitchen clock: 1:05. */
export function mmss(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
