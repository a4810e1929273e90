/** Keeps the screen on while a session runs. */

export type Awake = "lock" | "video" | "none";

interface Lock {
  released: boolean;
  release(): Promise<void>;
}

/** What was asked for last: one lock is held at a time, and a new one only once the system has taken it away. */
let lock: Promise<Lock | null> = Promise.resolve(null);
let video: HTMLVideoElement | null = null;

/** Tells how the screen is kept on; `none` means that the person has to set the device so. */
export async function keepAwake(): Promise<Awake> {
  lock = lock.then((held) => (held && !held.released ? held : ask()));
  if (await lock) return "lock";
  return (await playNothing()) ? "video" : "none";
}

async function ask(): Promise<Lock | null> {
  try {
    return (await navigator.wakeLock?.request("screen")) ?? null;
  } catch {
    return null;
  }
}

/** Browsers without a wake lock keep the screen on while a video plays, even one that shows nothing. */
async function playNothing(): Promise<boolean> {
  try {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2;
    canvas.getContext("2d")?.fillRect(0, 0, 2, 2);
    video ??= Object.assign(document.createElement("video"), { muted: true, loop: true, playsInline: true });
    video.srcObject = canvas.captureStream(1);
    await video.play();
    return true;
  } catch {
    return false;
  }
}

export async function letSleep(): Promise<void> {
  video?.pause();
  video = null;
  const held = lock;
  lock = Promise.resolve(null);
  await (await held)?.release().catch(() => undefined);
}
