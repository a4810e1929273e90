/** Keeps the screen on while a session runs. */

export type Awake = "lock" | "video" | "none";

interface Sentinel {
  release(): Promise<void>;
}

let sentinel: Sentinel | null = null;
let video: HTMLVideoElement | null = null;

/** Tells how the screen is kept on; `none` means that the person has to set the device so. */
export async function keepAwake(): Promise<Awake> {
  if (await lock()) return "lock";
  return (await playNothing()) ? "video" : "none";
}

async function lock(): Promise<boolean> {
  try {
    sentinel = (await navigator.wakeLock?.request("screen")) ?? null;
    return sentinel !== null;
  } catch {
    return false;
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
  const held = sentinel;
  sentinel = null;
  await held?.release().catch(() => undefined);
}
