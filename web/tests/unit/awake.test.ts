import { afterEach, expect, test, vi } from "vitest";

import { keepAwake, letSleep } from "../../src/lib/player/awake";

/** A device that counts the locks it has given and not got back. */
function device() {
  const locks: { released: boolean; release(): Promise<void> }[] = [];
  const request = async () => {
    const lock = { released: false, release: async () => void (lock.released = true) };
    locks.push(lock);
    return lock;
  };
  vi.stubGlobal("navigator", { wakeLock: { request } });
  return { locks, held: () => locks.filter((lock) => !lock.released).length };
}

afterEach(async () => {
  await letSleep();
  vi.unstubAllGlobals();
});

test("pausing and going on asks for one lock, and the end gives it back", async () => {
  const { locks, held } = device();
  for (let i = 0; i < 5; i++) expect(await keepAwake()).toBe("lock");
  await Promise.all([keepAwake(), keepAwake()]);
  expect([locks.length, held()]).toEqual([1, 1]);
  await letSleep();
  expect(held()).toBe(0);
});

test("a lock that is still being asked for at the end is given back too", async () => {
  const { held } = device();
  const asked = keepAwake();
  await letSleep();
  await asked;
  expect(held()).toBe(0);
});

test("a lock that the system took away is asked for again", async () => {
  const { locks, held } = device();
  await keepAwake();
  await locks[0]!.release();
  expect(await keepAwake()).toBe("lock");
  expect([locks.length, held()]).toEqual([2, 1]);
});
