import type { Component } from "svelte";

import Check from "../screens/check/Check.svelte";
import Emergency from "../screens/check/Emergency.svelte";
import Worse from "../screens/check/Worse.svelte";
import Consent from "../screens/Consent.svelte";
import NotFound from "../screens/NotFound.svelte";
import Pain from "../screens/Pain.svelte";
import Welcome from "../screens/Welcome.svelte";

import { TOPICS } from "./topics";

// A screen takes the parts of its address as `params`, or nothing.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Screen = Component<any>;

export interface Route {
  path: string;
  /** The screens of the first visit and those that can't wait come with the app; the others when they are opened. */
  load: () => Promise<{ default: Screen }>;
  /** Without the navigation around it. */
  bare?: boolean;
  /** One task from beginning to end: on a small screen the navigation steps back. */
  task?: boolean;
}

const here = (screen: Screen) => () => Promise.resolve({ default: screen });

export const routes: Route[] = [
  { path: "/welcome", load: here(Welcome), bare: true },
  { path: "/welcome/agree", load: here(Consent), bare: true },
  { path: "/today", load: () => import("../screens/Today.svelte") },
  { path: "/check/:kind(full|short|new)", load: here(Check), task: true },
  { path: "/check/:kind(full|short|new)/:question", load: here(Check), task: true },
  { path: "/emergency", load: here(Emergency), bare: true },
  { path: "/worse", load: here(Worse), task: true },
  { path: "/measure", load: () => import("../screens/measure/Measures.svelte") },
  { path: "/measure/:slug", load: () => import("../screens/measure/MeasurePage.svelte"), task: true },
  { path: "/measure/:slug/:side(left|right|both)", load: () => import("../screens/measure/MeasurePage.svelte"), task: true },
  { path: "/progress", load: () => import("../screens/progress/Progress.svelte") },
  { path: "/you", load: () => import("../screens/you/You.svelte") },
  { path: "/you/start", load: () => import("../screens/you/Start.svelte"), task: true },
  { path: `/you/:topic(${TOPICS.map((topic) => topic.id).join("|")})`, load: () => import("../screens/you/TopicPage.svelte"), task: true },
  { path: "/data", load: () => import("../screens/data/Data.svelte") },
  { path: "/data/erase", load: () => import("../screens/data/Erase.svelte"), task: true },
  { path: "/letter", load: () => import("../screens/Letter.svelte"), task: true },
  { path: "/cleared", load: () => import("../screens/Cleared.svelte"), task: true },
  { path: "/pain", load: here(Pain), task: true },
  { path: "/library", load: () => import("../screens/library/Library.svelte") },
  { path: "/library/:slug", load: () => import("../screens/library/Exercise.svelte") },
  { path: "/programmes", load: () => import("../screens/library/Programmes.svelte") },
  { path: "/programmes/:slug", load: () => import("../screens/library/Programme.svelte") },
  { path: "/ball", load: () => import("../screens/library/Ball.svelte") },
  { path: "/learn", load: () => import("../screens/learn/Learn.svelte") },
  { path: "/learn/claims", load: () => import("../screens/learn/Claims.svelte") },
  { path: "/learn/sources", load: () => import("../screens/learn/Sources.svelte") },
  { path: "/explore", load: () => import("../screens/explore/Explore.svelte") },
  { path: "/learn/:slug", load: () => import("../screens/learn/Lesson.svelte") },
  { path: "/session", load: () => import("../screens/Session.svelte"), bare: true },
];

/** What stands at every other address. */
export const nowhere: Route = { path: "", load: here(NotFound) };

if (import.meta.env.DEV) {
  routes.push({ path: "/dev/components", load: () => import("../screens/dev/Components.svelte") });
}
