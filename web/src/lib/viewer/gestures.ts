/** Fingers, mouse and keys on the picture, as changes of the view. */
import { pan, turn, zoom, type Orbit } from "./orbit";

export interface Handlers {
  change: (how: (orbit: Orbit) => Orbit) => void;
  /** A tap that moved nothing, in points from the left and the top of the picture. */
  tap: (x: number, y: number) => void;
  /** Back to the first view. */
  reset: () => void;
}

/** Turn of a whole picture's width. */
const TURN = Math.PI * 1.4;
const KEY_TURN = Math.PI / 24;
const KEY_ZOOM = 1.12;
/** A finger that moved less was a tap. */
const STILL = 6;

const KEYS: Record<string, (orbit: Orbit) => Orbit> = {
  ArrowLeft: (o) => turn(o, -KEY_TURN, 0),
  ArrowRight: (o) => turn(o, KEY_TURN, 0),
  ArrowUp: (o) => turn(o, 0, KEY_TURN),
  ArrowDown: (o) => turn(o, 0, -KEY_TURN),
  "+": (o) => zoom(o, 1 / KEY_ZOOM),
  "=": (o) => zoom(o, 1 / KEY_ZOOM),
  "-": (o) => zoom(o, KEY_ZOOM),
};

interface Finger {
  x: number;
  y: number;
  way: number;
}

export function follow(surface: HTMLElement, { change, tap, reset }: Handlers): () => void {
  const fingers = new Map<number, Finger>();
  const gone = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, run: (event: HTMLElementEventMap[K]) => void) =>
    surface.addEventListener(type, run, { signal: gone.signal, passive: false });

  /** Middle of all fingers and how far they are apart. */
  function spread(): { x: number; y: number; apart: number } {
    const all = [...fingers.values()];
    const x = all.reduce((sum, f) => sum + f.x, 0) / all.length;
    const y = all.reduce((sum, f) => sum + f.y, 0) / all.length;
    return { x, y, apart: all.reduce((sum, f) => sum + Math.hypot(f.x - x, f.y - y), 0) };
  }

  function moved(event: PointerEvent, finger: Finger): void {
    const before = spread();
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    Object.assign(finger, { x: event.clientX, y: event.clientY, way: finger.way + Math.hypot(dx, dy) });
    const height = surface.clientHeight || 1;
    if (fingers.size > 1) {
      const after = spread();
      const factor = after.apart > 0 && before.apart > 0 ? before.apart / after.apart : 1;
      change((o) => pan(zoom(o, factor), (before.x - after.x) / height, (after.y - before.y) / height));
    } else if (event.shiftKey || event.buttons === 2) {
      change((o) => pan(o, -dx / height, dy / height));
    } else {
      change((o) => turn(o, (-dx / (surface.clientWidth || 1)) * TURN, (dy / height) * TURN * 0.6));
    }
  }

  on("pointerdown", (event) => {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, way: 0 });
    surface.setPointerCapture(event.pointerId);
  });
  on("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (finger) moved(event, finger);
  });
  on("pointerup", (event) => {
    const finger = fingers.get(event.pointerId);
    const box = surface.getBoundingClientRect();
    if (finger && finger.way < STILL && fingers.size === 1) tap(event.clientX - box.left, event.clientY - box.top);
    fingers.delete(event.pointerId);
  });
  on("pointercancel", (event) => void fingers.delete(event.pointerId));
  on("contextmenu", (event) => event.preventDefault());
  // Only what a trackpad sends for two fingers: a plain wheel goes on scrolling the page.
  on("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    change((o) => zoom(o, Math.exp(event.deltaY * 0.01)));
  });
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const how = KEYS[event.key];
    if (!how && event.key !== "0") return;
    event.preventDefault();
    event.stopPropagation();
    if (how) change(how);
    else reset();
  });
  return () => gone.abort();
}
