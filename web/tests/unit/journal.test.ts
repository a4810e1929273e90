import "fake-indexeddb/auto";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Entry } from "../../src/lib/api/types";
import * as db from "../../src/lib/db";
import * as journal from "../../src/lib/journal";

class Shelf {
  private readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

/** A server that keeps what it is sent, unless told otherwise. */
const server = { kept: [] as Entry[], down: false, refuses: "", turnsAway: 0, calls: 0 };

function answer(body: string): Response {
  const entries = JSON.parse(body) as Entry[];
  if (entries.some((e) => e.type === server.refuses)) {
    return Response.json({ error: { code: "entry", message: "not readable", where: "[0]", hint: "" } }, { status: 422 });
  }
  const known = new Set(server.kept.map((e) => e.id));
  const fresh = entries.filter((e) => !known.has(e.id));
  server.kept.push(...fresh);
  return Response.json({ accepted: fresh.map((e) => e.id), duplicates: entries.filter((e) => known.has(e.id)).map((e) => e.id) });
}

beforeEach(async () => {
  Object.assign(server, { kept: [], down: false, refuses: "", turnsAway: 0, calls: 0 });
  vi.stubGlobal("localStorage", new Shelf());
  vi.stubGlobal("sessionStorage", new Shelf());
  vi.stubGlobal("location", { origin: "http://localhost", search: "", hostname: "localhost" });
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    server.calls += 1;
    if (server.down) throw new TypeError("no network");
    if (server.turnsAway) return Response.json({ error: { code: "foreign_host", message: "no", where: null, hint: null } }, { status: server.turnsAway });
    return answer(String(init.body));
  });
  await db.clear();
});
afterEach(() => vi.unstubAllGlobals());

const consent = { type: "consent_given", version: 1 } as const;

describe("the outbox", () => {
  it("sends an entry once and lets it go", async () => {
    await journal.record(consent);
    expect(server.kept).toHaveLength(1);
    expect(await journal.waiting()).toEqual([]);
    await journal.flush();
    expect(server.calls).toBe(1);
  });

  it("keeps entries in order while the network is lost, and sends them when it is back", async () => {
    server.down = true;
    await journal.record(consent);
    await journal.record({ type: "bolster_chosen", height_cm: 15 });
    expect((await journal.waiting()).map((e) => e.type)).toEqual(["consent_given", "bolster_chosen"]);
    server.down = false;
    expect(await journal.flush()).toBe(0);
    expect(server.kept.map((e) => e.seq)).toEqual([1, 2]);
  });

  it("sending twice leaves one entry", async () => {
    const [entry] = await journal.record(consent);
    await journal.write(entry!);
    await journal.flush();
    expect(server.kept).toHaveLength(1);
    expect(await journal.waiting()).toEqual([]);
  });

  it("an entry that the server can't read is put aside and holds up no other", async () => {
    server.down = true;
    await journal.record({ type: "bolster_chosen", height_cm: -1 });
    await journal.record(consent);
    Object.assign(server, { down: false, refuses: "bolster_chosen" });
    expect(await journal.flush()).toBe(0);
    expect(server.kept.map((e) => e.type)).toEqual(["consent_given"]);
    expect((await journal.refused()).map((r) => r.why)).toEqual(["not readable"]);
  });

  it.each([400, 403, 404, 413])("keeps what was turned away with %i, and sends it when the way is free again", async (status) => {
    server.turnsAway = status;
    await journal.record(consent);
    expect(await journal.refused()).toEqual([]);
    expect(await journal.waiting()).toHaveLength(1);
    server.turnsAway = 0;
    expect(await journal.flush()).toBe(0);
    expect(server.kept).toHaveLength(1);
  });

  it("keeps both entries when two tabs draw the same number", async () => {
    server.down = true;
    const one = journal.frame(consent);
    const other = { ...journal.frame({ type: "bolster_chosen", height_cm: 15 }), seq: one.seq };
    await journal.write(one, other);
    expect((await journal.waiting()).map((e) => e.id).sort()).toEqual([one.id, other.id].sort());
  });

  it("two flushes at once send once", async () => {
    server.down = true;
    await journal.record(consent);
    Object.assign(server, { down: false, calls: 0 });
    await Promise.all([journal.flush(), journal.flush()]);
    expect(server.calls).toBe(1);
  });

  it("entries carry the person's own time and a count of the device", () => {
    const entry = journal.frame(consent, Date.UTC(2026, 2, 1, 12));
    expect(Date.parse(entry.at)).toBe(Date.UTC(2026, 2, 1, 12));
    expect(entry.at).toMatch(/[+-]\d\d:\d\d$/);
    expect(entry).toMatchObject({ seq: 1, device: expect.stringMatching(/^web-/) as string });
  });
});
