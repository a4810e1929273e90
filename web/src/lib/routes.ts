import type { Component } from "svelte";

import Check from "../screens/check/Check.svelte";
import Emergency from "../screens/check/Emergency.svelte";
import Today from "../screens/Today.svelte";
import Welcome from "../screens/Welcome.svelte";

// A screen takes the parts of its address as `params`, or nothing.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Screen = Component<any>;

export interface Route {
  path: string;
  /** The screens of the first visit come with the app; the others when they are opened. */
  load: () => Promise<{ default: Screen }>;
  /** Without the navigation around it. */
  bare?: boolean;
  /** One task from beginning to end: on a small screen the navigation steps back. */
  task?: boolean;
}

const here = (screen: Screen) => () => Promise.resolve({ default: screen });

export const routes: Route[] = [
  { path: "/welcome", load: here(Welcome), bare: true },
  { path: "/today", load: here(Today) },
  { path: "/check/:kind", load: here(Check), task: true },
  { path: "/check/:kind/:question", load: here(Check), task: true },
  { path: "/emergency", load: here(Emergency), bare: true },
  { path: "/worse", load: () => import("../screens/check/Worse.svelte") },
  { path: "/session", load: () => import("../screens/Session.svelte"), bare: true },
];
