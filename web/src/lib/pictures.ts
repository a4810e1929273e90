/** The server's drawings of the poses, made safe to put into the page. */
import { getText, locale } from "./api/client";
import type { Side } from "./api/types";

const known = new Map<string, Promise<string>>();

/** One drawing: `at` 0 is the start of the movement, 1 its end. */
export function picture(slug: string, at: number, side: Side | null = null): Promise<string> {
  const key = `${slug}/${at}/${side ?? ""}/${locale()}`;
  let drawing = known.get(key);
  if (!drawing) {
    drawing = getText(`figures/${slug}.svg`, { at, side: side ?? undefined }).then(clean);
    drawing.catch(() => known.delete(key));
    known.set(key, drawing);
  }
  return drawing;
}

/** How many drawings make up one movement in the player. */
export const FRAMES = 9;

export function movement(slug: string, side: Side | null): Promise<string[]> {
  return Promise.all(Array.from({ length: FRAMES }, (_, i) => picture(slug, Math.round((i / (FRAMES - 1)) * 1000) / 1000, side)));
}

const ALLOWED = new Set(
  "svg g path circle ellipse rect line polyline polygon title desc defs linearGradient radialGradient stop clipPath use style mask text tspan".split(" "),
);

/** Keeps shapes only: nothing that runs, loads or links elsewhere. */
export function clean(text: string): string {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (svg.nodeName !== "svg") throw new Error("not a drawing");
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    if (!ALLOWED.has(element.localName)) element.remove();
    for (const { name, value } of [...element.attributes]) {
      const elsewhere = /href$/.test(name) && !value.startsWith("#");
      if (name.startsWith("on") || elsewhere) element.removeAttribute(name);
    }
  }
  return new XMLSerializer().serializeToString(svg);
}
