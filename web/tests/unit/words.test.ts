import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const LOCALE = join(ROOT, "../content/locales/en");

/** The keys of a locale file. Only the forms that these files use: tables, texts, and lists with a text a line. */
function keys(file: string, prefix = ""): Set<string> {
  const found = new Set<string>();
  let table = prefix;
  for (const line of readFileSync(join(LOCALE, file), "utf8").split("\n")) {
    const head = /^\[([\w.]+)\]$/.exec(line);
    const pair = /^(\w+) = /.exec(line);
    if (head) table = prefix ? `${prefix}.${head[1]}` : head[1]!;
    else if (pair) found.add(table ? `${table}.${pair[1]}` : pair[1]!);
  }
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.includes("dev/"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

const text = sources(join(ROOT, "src")).join("\n");
const web = new Set([...keys("web.toml"), ...readdirSync(join(LOCALE, "web")).flatMap((file) => [...keys(`web/${file}`, file.replace(".toml", ""))])]);
const known = new Set([...web, ...keys("terms.toml", "terms")]);

/** Every literal that looks like a key, with `${...}` standing for anything. */
const named = [...text.matchAll(/["'`]([a-z]\w*(?:\.(?:\w|\$\{[^}]*\})+)+)["'`]/g)].map((m) => m[1]!);
const pattern = (key: string) => new RegExp(`^${key.split(/\$\{[^}]*\}/).map((s) => s.replaceAll(".", "\\.")).join("[\\w.]+")}(\\.one|\\.other)?$`);

describe("the words of the app", () => {
  it("every key that the app asks for with t, count or list is there", () => {
    const asked = [...text.matchAll(/\b(?:t|count|list)\(\s*["'`]([^"'`]+)["'`]/g)].map((m) => m[1]!).filter((key) => !key.startsWith("$"));
    expect(asked.length).toBeGreaterThan(150);
    const missing = asked.filter((key) => ![...known].some((k) => pattern(key).test(k)));
    expect(missing).toEqual([]);
  });

  it("no word is left that nothing asks for", () => {
    const patterns = named.map(pattern);
    const families = [...text.matchAll(/`(you\.(?:field|topic)\.\$\{[^}]*\}(?:\.\w+)?)`/g)].map((m) => pattern(m[1]!));
    const answers = [/^you\.field\.\w+\.(label|hint|error|yes|no|none)$/, /^answer\./];
    const unused = [...web].filter((key) => ![...patterns, ...families, ...answers].some((p) => p.test(key)));
    expect(unused).toEqual([]);
  });

  it("no sentence stands in a component", () => {
    const markup = sources(join(ROOT, "src")).map((s) => s.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|\{[^{}]*\}/g, ""));
    const loose = markup.filter((s) => s.includes("</")).flatMap((s) => [...s.matchAll(/>\s*([A-Za-z][^<>{}=]{3,})</g)].map((m) => m[1]!.trim()));
    expect(loose.filter((s) => s !== "Supple")).toEqual([]);
  });
});
