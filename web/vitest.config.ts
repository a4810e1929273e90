import { resolve } from "node:path";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const here = import.meta.dirname;

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { $lib: resolve(here, "src/lib"), $ui: resolve(here, "src/ui") } },
  test: { include: ["tests/unit/**/*.test.ts"], environment: "node" },
});
