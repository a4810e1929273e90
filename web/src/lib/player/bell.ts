/** A soft bell, made here: two tones that fade. */

let context: AudioContext | null = null;

const TONES = [
  { hz: 528, loud: 0.24, fade: 2.4 },
  { hz: 1320, loud: 0.07, fade: 1.3 },
];

/** Has to be called from a tap or a key once, or browsers keep the sound off. */
export function wakeBell(): void {
  try {
    context ??= new AudioContext();
    void context.resume();
  } catch {
    context = null; // a device without sound: the screen says it all
  }
}

export function ring(): void {
  if (!context) return;
  const start = context.currentTime;
  for (const tone of TONES) {
    const source = context.createOscillator();
    const volume = context.createGain();
    source.frequency.value = tone.hz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(tone.loud, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + tone.fade);
    source.connect(volume).connect(context.destination);
    source.start(start);
    source.stop(start + tone.fade);
  }
}
