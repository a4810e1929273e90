import "./styles/tokens.css";
import "./styles/base.css";

import { mount } from "svelte";

import { locale } from "$lib/api/client";
import { setUpClock } from "$lib/clock";
import { loadNumbers } from "$lib/country.svelte";
import { loadWords } from "$lib/words";

import App from "./App.svelte";

setUpClock();
document.documentElement.lang = locale() === "pseudo" ? "en" : locale();

async function start(): Promise<void> {
  await Promise.all([loadWords(), loadNumbers()]);
  mount(App, { target: document.getElementById("app")! });
  if (import.meta.env.PROD && "serviceWorker" in navigator) await navigator.serviceWorker.register("/sw.js");
}

void start();
