/** The server's drawings of the poses, made safe to put into the page. */
import { getJson, getText, locale } from "./api/client";
import type { Movement, Side } from "./api/types";

const known = new Map<string, Promise<string>>();

/** One drawing: `at` 0 is the start of the movement, 1 its end. */
export function picture(slug: string, at: number, side: Side | null = null): Promise<string> {
  const key = `${slug}/${at}/${side ?? ""}/${locale()}`;
  let drawing = known.get(key);
  if (!drawing) {
    drawing = getText(`figures/${slug}.svg`, { at, side: side ?? undefined });
    drawing.catch(() => known.delete(key));
    known.set(key, drawing);
  }
  return drawing;
}

/** An exercise or a measure as a movement of the person's own body. */
export function movement(slug: string, side: Side | null): Promise<Movement> {
  return getJson<Movement>(`figures/${slug}/movement`, { side: side ?? undefined });
}

const ready = new WeakMap<Movement, Map<number, string>>();

/** A movement's drawing, ready for the page; each is made ready once, when it is first shown. */
export function prepared(movement: Movement, drawing: number): string {
  let known = ready.get(movement);
  if (!known) ready.set(movement, (known = new Map()));
  let svg = known.get(drawing);
  if (svg === undefined) known.set(drawing, (svg = prepare(movement.drawings[drawing]!)));
  return svg;
}

const ALLOWED = new Set(
  "svg g path circle ellipse rect line polyline polygon title desc defs linearGradient radialGradient stop clipPath use mask text tspan".split(" "),
);

const adopted = new Set<string>();

/** The drawings bring one style sheet; the page takes it over once. An inline one would be refused. */
function adopt(text: string): void {
  if (adopted.has(text)) return;
  adopted.add(text);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Makes a drawing safe to put into the page, and its colours known there. */
export function prepare(text: string): string {
  const bare = text.replace(/<style[^>]*>([^<]*)<\/style>/g, (_, sheet: string) => {
    adopt(sheet);
    return "";
  });
  const svg = new DOMParser().parseFromString(bare, "image/svg+xml").documentElement;
  if (svg.nodeName !== "svg") throw new Error("not a drawing");
  clean(svg);
  return new XMLSerializer().serializeToString(svg);
}

/** Keeps shapes only: nothing that runs, loads or links elsewhere. */
function clean(svg: Element): void {
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    if (!ALLOWED.has(element.localName)) element.remove();
    for (const { name, value } of [...element.attributes]) {
      const elsewhere = /href$/.test(name) && !value.startsWith("#");
      if (name.startsWith("on") || elsewhere) element.removeAttribute(name);
    }
  }
}
