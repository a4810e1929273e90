import "./styles/tokens.css";
import "./styles/base.css";

import { mount } from "svelte";

import { address, ApiError, forgetLocale, locale } from "$lib/api/client";
import { setUpClock } from "$lib/clock";
import { loadNumbers } from "$lib/country.svelte";
import { loadWords } from "$lib/words";

import App from "./App.svelte";

setUpClock();

const load = () => Promise.all([loadWords(), loadNumbers()]);
const app = document.getElementById("app")!;

async function start(): Promise<void> {
  await load().catch((problem: unknown) => {
    if (locale() === "en" || !(problem instanceof ApiError)) throw problem;
    forgetLocale();
    return load();
  });
  document.documentElement.lang = locale() === "pseudo" ? "en" : locale();
  mount(App, { target: app });
  if (import.meta.env.PROD && "serviceWorker" in navigator) await navigator.serviceWorker.register("/sw.js");
}

/** Without any words there is only what the server said, and the way to one's own record. */
function failed(problem: unknown): void {
  const said = Object.assign(document.createElement("p"), { textContent: problem instanceof Error ? problem.message : "" });
  const copy = address("export");
  app.replaceChildren(said, Object.assign(document.createElement("a"), { href: copy, textContent: copy }));
}

start().catch(failed);
