/** Without a voice, what is heard with closed eyes. */
import { expect, it } from "vitest";

import type { Script } from "../../src/lib/api/types";
import { launch, newPage, open } from "./browser";
import { onboard, playToTheEnd, startSession } from "./person";
import { Supple } from "./server";

const NOW = "2026-03-02T07:00:00Z";

/** Strokes and the lowest of them [Hz]. */
const NAMES: Record<string, string> = { "2/528": "start", "4/396": "end", "6/396": "switch", "6/297": "finish", "1/880": "tick" };

it("start, end, change of side and ticks can be told apart, and never fall together", async () => {
  const [supple, browser] = [await Supple.start(NOW), await launch()];
  try {
    await onboard(supple, NOW);
    const page = await newPage(browser);
    await page.addInitScript(() => {
      const strokes: [number, number][] = [];
      const ignore = () => undefined;
      const gain = { setValueAtTime: ignore, linearRampToValueAtTime: ignore, exponentialRampToValueAtTime: ignore };
      const node = { connect: (to: unknown) => to };
      class Silent {
        currentTime = 0;
        destination = node;
        resume = async () => undefined;
        createGain = () => ({ ...node, gain });
        createOscillator = () => {
          const frequency = { value: 0 };
          return { ...node, frequency, start: () => strokes.push([window.__clock!.now(), frequency.value]), stop: ignore };
        };
      }
      Object.assign(window, { strokes, AudioContext: Silent });
    });
    await open(page, supple.url, NOW, "/today");
    await startSession(page);
    const script = await supple.get<Script>("script?date=2026-03-02");
    await playToTheEnd(page);
    const strokes = await page.evaluate(() => (window as unknown as { strokes: [number, number][] }).strokes);
    const heard = new Map<number, number[]>();
    for (const [at, hz] of strokes) heard.set(at, [...(heard.get(at) ?? []), hz]);
    const tones = [...heard.values()].map((all) => NAMES[`${all.length}/${Math.min(...all)}`] ?? all.join(" "));

    const expected = new Map<number, string>();
    for (const step of script.steps) for (const { at_s, tone } of step.cues) if (tone) expected.set(step.start_s + at_s, tone);
    expect(tones).toEqual([...expected.values()]);
    expect(new Set(tones)).toEqual(new Set(["start", "end", "switch", "finish", "tick"]));
  } finally {
    await browser.close();
    await supple.end();
  }
});
