/** One window at a time plays a session: two would write everything down twice. */
import { isDemo } from "../api/client";

let release: (() => void) | null = null;

/**
 * Takes the session for this window; false when another one has it. `steal` takes it from that one, whose `onlost` is then
 * called. A browser that knows no locks gives it to every window.
 */
export function take(onlost: () => void, steal = false): Promise<boolean> {
  if (!navigator.locks || (release && !steal)) return Promise.resolve(true);
  return new Promise((told) => {
    const hold = (lock: Lock | null) => {
      told(lock !== null);
      return lock ? new Promise<void>((done) => (release = done)) : undefined;
    };
    const name = `supple/session/${isDemo() ? "demo" : "own"}`;
    navigator.locks.request(name, steal ? { steal } : { ifAvailable: true }, hold).catch(() => {
      release = null;
      onlost();
    });
  });
}

/** Gives it back. */
export function give(): void {
  release?.();
  release = null;
}
