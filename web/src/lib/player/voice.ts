/** Speaks with a voice of this device only; where there is none, the bell has to do. */

export function localVoice(language: string): SpeechSynthesisVoice | null {
  if (!("speechSynthesis" in window)) return null;
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService);
  const fits = (voice: SpeechSynthesisVoice) => voice.lang.toLowerCase().startsWith(language);
  return voices.find((voice) => fits(voice) && voice.default) ?? voices.find(fits) ?? null;
}

/** Calls `ready` when the device has told which voices it has; some tell only later. */
export function whenVoices(ready: () => void): () => void {
  if (!("speechSynthesis" in window)) return () => undefined;
  speechSynthesis.addEventListener("voiceschanged", ready);
  return () => speechSynthesis.removeEventListener("voiceschanged", ready);
}

export function say(text: string, voice: SpeechSynthesisVoice): void {
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = 0.92;
  speechSynthesis.speak(said);
}

export function hush(): void {
  if ("speechSynthesis" in window) speechSynthesis.cancel();
}
