/**
 * The only source of time of the app. A browser test can take it over: opened once with `?clock=test` on a loopback
 * address, the page's time stands still until `window.__clock` moves it. Every timer of the app then runs in its
 * order, so that a session is played through, only sooner.
 */

type Timer = { at: number; every: number | null; run: () => void };

export interface TestClock {
  now(): number;
  /** Lets `ms` pass, running each timer at its own time. */
  advance(ms: number): Promise<void>;
  /** Moves the time without running what would have happened in between. */
  jump(ms: number): void;
}

declare global {
  interface Window {
    __clock?: TestClock;
  }
}

const FLAG = "supple.clock";
const NOW = "supple.clock.now";
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

let test: { now: number; timers: Set<Timer> } | null = null;

/** Milliseconds since 1970. */
export function now(): number {
  return test ? test.now : Date.now();
}

/** Runs `run` every `ms`; the returned function ends it. */
export function every(ms: number, run: () => void): () => void {
  if (!test) {
    const id = setInterval(run, ms);
    return () => clearInterval(id);
  }
  return addTimer({ at: test.now + ms, every: ms, run });
}

/** Runs `run` once after `ms`; the returned function prevents it. */
export function after(ms: number, run: () => void): () => void {
  if (!test) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  }
  return addTimer({ at: test.now + ms, every: null, run });
}

function addTimer(timer: Timer): () => void {
  const timers = test!.timers;
  timers.add(timer);
  return () => timers.delete(timer);
}

/** Takes the time over when the page was opened for a test. Called once, before anything else. */
export function setUpClock(): void {
  if (!LOOPBACK.includes(location.hostname)) return;
  const query = new URLSearchParams(location.search);
  if (query.get("clock") === "test") sessionStorage.setItem(FLAG, "test");
  if (sessionStorage.getItem(FLAG) !== "test") return;
  const kept = Number(sessionStorage.getItem(NOW));
  const asked = Date.parse(query.get("now") ?? "");
  test = { now: Number.isFinite(asked) ? asked : kept || Date.now(), timers: new Set() };
  keep();
  window.__clock = { now, advance, jump };
}

function keep(): void {
  sessionStorage.setItem(NOW, String(test!.now));
}

function jump(ms: number): void {
  test!.now += ms;
  keep();
}

async function advance(ms: number): Promise<void> {
  const end = test!.now + ms;
  for (let next = due(end); next; next = due(end)) {
    test!.now = Math.max(test!.now, next.at);
    if (next.every === null) test!.timers.delete(next);
    else next.at += next.every;
    next.run();
    await settle();
  }
  test!.now = end;
  keep();
}

function due(end: number): Timer | null {
  let first: Timer | null = null;
  for (const timer of test!.timers) if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
  return first;
}

/** Lets the page react (promises, rendering) before the next timer runs. */
function settle(): Promise<void> {
  return new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      done();
    };
    channel.port2.postMessage(null);
  });
}

/** The person's calendar day, `YYYY-MM-DD`. */
export function today(at: number = now()): string {
  return stamp(at).slice(0, 10);
}

/** A moment with the person's own offset, as the journal wants it. */
export function stamp(at: number = now()): string {
  const date = new Date(at);
  const offset = -date.getTimezoneOffset();
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 23);
  const two = (n: number) => String(Math.trunc(Math.abs(n))).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
