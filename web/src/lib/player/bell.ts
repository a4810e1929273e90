/** Soft bells, made here: strokes that fade. Each says something else to someone whose eyes are closed. */

import type { Tone } from "../api/types";

/** A stroke: pitch [Hz], when it comes and how long it takes to fade [s], how loud [0 to 1]. */
interface Stroke {
  hz: number;
  at: number;
  fade: number;
  loud: number;
}

const stroke = (hz: number, at = 0): Stroke[] => [
  { hz, at, fade: 2.4, loud: 0.24 },
  { hz: hz * 2.5, at, fade: 1.3, loud: 0.07 },
];

/** One stroke begins; falling ends; rising changes sides. */
const TONES: Record<Tone, Stroke[]> = {
  start: stroke(528),
  end: [...stroke(528), ...stroke(396, 0.45)],
  switch: [...stroke(396), ...stroke(528, 0.3), ...stroke(704, 0.6)],
  finish: [...stroke(528), ...stroke(396, 0.7), ...stroke(297, 1.4)],
  tick: [{ hz: 880, at: 0, fade: 0.18, loud: 0.1 }],
};

let context: AudioContext | null = null;

/** Has to be called from a tap or a key once, or browsers keep the sound off. */
export function wakeBell(): void {
  try {
    context ??= new AudioContext();
    void context.resume();
  } catch {
    context = null; // a device without sound: the screen says it all
  }
}

export function ring(tone: Tone): void {
  if (!context) return;
  for (const { hz, at, fade, loud } of TONES[tone]) {
    const start = context.currentTime + at;
    const source = context.createOscillator();
    const volume = context.createGain();
    source.frequency.value = hz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(loud, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + fade);
    source.connect(volume).connect(context.destination);
    source.start(start);
    source.stop(start + fade);
  }
}
