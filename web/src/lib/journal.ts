/**
 * What the person says and does, on its way to the server. An entry is written down here first and stays until the
 * server has it; its id is made here, so that sending it twice is the same as sending it once.
 */
import { ApiError, BRIEF, isDemo, Offline, postJson } from "./api/client";
import type { Entry, Event } from "./api/types";
import * as clock from "./clock";
import * as db from "./db";

const DEVICE = "supple.device";
const SEQ = "supple.seq";

export interface Sent {
  accepted: string[];
  duplicates: string[];
}

function book(): string {
  return isDemo() ? "demo" : "own";
}

function device(): string {
  const known = localStorage.getItem(DEVICE);
  if (known) return known;
  const made = `web-${crypto.randomUUID().slice(0, 8)}`;
  localStorage.setItem(DEVICE, made);
  return made;
}

function nextSeq(): number {
  const seq = Number(localStorage.getItem(SEQ) ?? "0") + 1;
  localStorage.setItem(SEQ, String(seq));
  return seq;
}

/** Puts the frame of an entry around an event. */
export function frame(event: Event, at: number = clock.now(), id: string = crypto.randomUUID()): Entry {
  return { ...event, id, at: clock.stamp(at), device: device(), seq: nextSeq() };
}

/** Two tabs may draw one number; the id keeps their entries apart. */
const order = (entry: Entry) => `${book()}/${String(entry.seq).padStart(12, "0")}/${entry.id}`;

/** Writes entries down; they are sent with the next `flush`. */
export async function write(...entries: Entry[]): Promise<void> {
  for (const entry of entries) await db.put("outbox", order(entry), entry);
}

export function waiting(): Promise<Entry[]> {
  return db.all<Entry>("outbox", `${book()}/`);
}

export function refused(): Promise<{ entry: Entry; why: string }[]> {
  return db.all("refused", `${book()}/`);
}

let flushing: Promise<number> | null = null;

/** Sends what waits. Returns how many entries are still waiting: 0, unless the network is lost. */
export function flush(): Promise<number> {
  flushing ??= flushNow().finally(() => (flushing = null));
  return flushing;
}

async function flushNow(): Promise<number> {
  const entries = await waiting();
  if (entries.length === 0) return 0;
  try {
    await settle(entries);
  } catch (problem) {
    if (!(problem instanceof Offline)) throw problem;
  }
  return (await waiting()).length;
}

/** Only these say that an entry itself is at fault. Everything else may pass: another program on the port, a refused visitor. */
const FINAL = [409, 422];

async function settle(entries: Entry[]): Promise<void> {
  try {
    const { accepted, duplicates } = await postJson<Sent>("entries", entries, BRIEF);
    const known = new Set([...accepted, ...duplicates]);
    for (const entry of entries) if (known.has(entry.id)) await db.remove("outbox", order(entry));
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    if (!problem.code || !FINAL.includes(problem.status)) throw new Offline();
    if (entries.length > 1) for (const entry of entries) await settle([entry]);
    else await putAside(entries[0]!, problem);
  }
}

/** An entry that the server can't read is kept for the person to see, and doesn't hold up the others. */
async function putAside(entry: Entry, problem: ApiError): Promise<void> {
  await db.put("refused", order(entry), { entry, why: problem.message });
  await db.remove("outbox", order(entry));
}

/** Writes one event down and tries to send it at once. */
export async function record(...events: Event[]): Promise<Entry[]> {
  const entries = events.map((event) => frame(event));
  await write(...entries);
  await flush();
  return entries;
}
