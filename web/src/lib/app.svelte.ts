/** What the whole app knows about the person: the server's summary of the record, and the state of the network. */
import { BRIEF, getJson, unreachable } from "./api/client";
import type { State } from "./api/types";
import * as clock from "./clock";
import * as journal from "./journal";

interface App {
  state: State | null;
  offline: boolean;
  /** Entries that the server doesn't have yet. */
  waiting: number;
  /** Why the record can't be shown; the own data can still be had. */
  fault: string | null;
}

export const app = $state<App>({ state: null, offline: false, waiting: 0, fault: null });

/** Sends what waits and asks the server again. */
export async function refresh(): Promise<void> {
  app.waiting = await journal.flush();
  try {
    app.state = await getJson<State>("state", { date: clock.today() }, BRIEF);
    Object.assign(app, { offline: false, fault: null });
  } catch (problem) {
    if (unreachable(problem)) app.offline = true;
    else app.fault ??= problem instanceof Error ? problem.message : "";
  }
}

/** Tries again when the network is back, and every half minute while entries wait or a new day has come. */
export function keepSending(): () => void {
  const retry = () => void refresh();
  const stop = clock.every(30_000, () => {
    const newDay = app.state !== null && app.state.date !== clock.today();
    if (app.offline || app.waiting > 0 || newDay) retry();
  });
  window.addEventListener("online", retry);
  return () => {
    stop();
    window.removeEventListener("online", retry);
  };
}

const CHECKED = "supple.checked";

interface Checked {
  date: string;
  pain: number | null;
}

/** Notes that today's short check is done, with the pain that was told in it. */
export function noteChecked(pain: number | null): void {
  sessionStorage.setItem(CHECKED, JSON.stringify({ date: clock.today(), pain } satisfies Checked));
}

/** A session has begun with it: the next one has a short check of its own. */
export function spendCheck(): void {
  sessionStorage.removeItem(CHECKED);
}

/** Today's short check, if it has been done: no session begins without it. */
export function checkedToday(): Checked | null {
  const kept = JSON.parse(sessionStorage.getItem(CHECKED) ?? "null") as Checked | null;
  return kept?.date === clock.today() ? kept : null;
}
