/** Names of the exercises by slug, fetched once. */
import { getJson } from "./api/client";
import type { Exercise } from "./api/types";

const table = $state<Record<string, string>>({});
let asked = false;

export const names = {
  of(slug: string): string {
    if (!asked) {
      asked = true;
      void getJson<Exercise[]>("exercises").then((all) => all.forEach((e) => (table[e.slug] = e.name)));
    }
    return table[slug] ?? "";
  },
};
