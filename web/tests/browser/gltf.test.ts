/** Every 3D file that the program makes, before the Khronos validator. */
import { gzipSync } from "node:zlib";

import { validateBytes } from "gltf-validator";
import { afterAll, beforeAll, expect, it } from "vitest";

import { Supple } from "./server";

let supple: Supple;

beforeAll(async () => {
  supple = await Supple.start();
});
afterAll(() => supple.end());

async function file(name: string): Promise<Uint8Array> {
  const answer = await fetch(`${supple.url}/api/v1/figures/${name}`);
  expect(answer.headers.get("content-type")).toBe("model/gltf-binary");
  return new Uint8Array(await answer.arrayBuffer());
}

async function check(name: string): Promise<Uint8Array> {
  const bytes = await file(name);
  const { issues } = await validateBytes(bytes);
  const { numErrors, numWarnings, messages } = issues;
  expect({ name, numErrors, numWarnings, messages }).toEqual({ name, numErrors: 0, numWarnings: 0, messages: [] });
  return bytes;
}

it("the standing body is valid glTF in both levels of detail", async () => {
  const full = await check("body.glb");
  const low = await check("body.glb?detail=low");
  expect(low.length).toBeLessThan(full.length);
});

it("every exercise and measure is valid glTF, and small enough for a phone", async () => {
  const exercises = await supple.get<{ slug: string }[]>("exercises");
  const measures = ["thomas-floor", "thomas-table", "sit-to-lie"];
  const slugs = [...exercises.map((exercise) => exercise.slug), ...measures];
  expect(slugs.length).toBeGreaterThan(30);
  for (const slug of slugs) {
    const bytes = await check(`${slug}.glb`);
    expect(bytes.length, slug).toBeLessThan(900_000);
    expect(gzipSync(bytes).length, slug).toBeLessThan(400_000);
  }
});

it("the left side is a file of its own", async () => {
  const right = await check("low-lunge.glb?side=right");
  const left = await check("low-lunge.glb?side=left");
  expect(Buffer.from(left).equals(Buffer.from(right))).toBe(false);
});
