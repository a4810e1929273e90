import { defineConfig } from "vitest/config";

/** The browser tests drive the real program: build it (`cargo build`) and the app (`npm run build`) first. */
export default defineConfig({
  test: {
    include: ["tests/browser/**/*.test.ts"],
    environment: "node",
    testTimeout: 240_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
