import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // A page is made anew for every address (`{#key}` in App.svelte), so what it is given never changes under it.
    warningFilter: (warning) => warning.code !== "state_referenced_locally",
  },
};
