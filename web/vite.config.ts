import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

import { versionOf } from "./precache";

const here = import.meta.dirname;

/** The picture in three dimensions is large and needs the server anyway: it is fetched by those who open it. */
const LATER = /^assets\/stage-/;

/**
 * Writes `sw.js`: the service worker with the list of this build's own files put in, so that the shell and the player
 * are there without a network.
 */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    generateBundle: {
      order: "post", // after files have been put together or left out
      handler(_, bundle) {
        const built = Object.keys(bundle).filter((name) => name !== "index.html" && !name.endsWith(".map") && !LATER.test(name));
        const files = ["/", ...built.map((name) => `/${name}`), "/manifest.webmanifest", "/icon.svg"];
        const page = bundle["index.html"];
        if (page?.type !== "asset") throw new Error("the build has no index.html");
        const worker = readFileSync(resolve(here, "src/sw.js"), "utf8");
        const open = ["manifest.webmanifest", "icon.svg"].map((name) => readFileSync(resolve(here, "public", name)));
        const version = versionOf(files, [page.source, worker, ...open]);
        const source = worker
          .replace("__FILES__", JSON.stringify(files))
          .replace("__VERSION__", JSON.stringify(version));
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

/** Pictures and fonts are compressed as they are. */
const TEXT = /\.(css|html|js|svg|webmanifest)$/;

/** Puts a `.br` and a `.gz` beside every text, so that the server has nothing left to compress. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    closeBundle() {
      const dist = resolve(here, "dist");
      for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => TEXT.test(name))) {
        const file = join(dist, name);
        const content = readFileSync(file);
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), serviceWorker(), compressed()],
  resolve: { alias: { $lib: resolve(here, "src/lib"), $ui: resolve(here, "src/ui") } },
  build: {
    // What every page needs comes in one file, also where single pages share parts of it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "app", test: /src\/main\.ts$/ }] } } },
    cssCodeSplit: false, target: "es2022", cssTarget: ["chrome123", "safari17.5", "firefox120"], modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": process.env["SUPPLE_URL"] ?? "http://127.0.0.1:8765" } },
});
