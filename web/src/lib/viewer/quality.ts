/** How finely to draw, from how long frames take. Pure. */

export interface Quality {
  /** Points of the picture per point of the page, at most. */
  ratio: number;
  /** The finer or the coarser mesh. */
  detail: "full" | "low";
}

/** From the finest to the coarsest. */
export const LEVELS: Quality[] = [
  { ratio: 2, detail: "full" },
  { ratio: 1.25, detail: "full" },
  { ratio: 1, detail: "low" },
  { ratio: 0.6, detail: "low" },
];

/** Frames that are looked at together. */
const SAMPLE = 12;
/** 30 frames a second, with something to spare. */
const SLOW_MS = 36;

/** Counts frames of a movement; a step down when most of them were slow. It never goes back up, so that nothing flickers. */
export class Pace {
  level = 0;
  private slow = 0;
  private seen = 0;

  get quality(): Quality {
    return LEVELS[this.level]!;
  }

  /** `true` when the quality has changed. */
  frame(ms: number): boolean {
    this.seen += 1;
    if (ms > SLOW_MS) this.slow += 1;
    if (this.seen < SAMPLE) return false;
    const lower = this.slow > SAMPLE / 2 && this.level < LEVELS.length - 1;
    this.seen = 0;
    this.slow = 0;
    if (lower) this.level += 1;
    return lower;
  }

  /** After a rest, the first frame says nothing. */
  rest(): void {
    this.seen = 0;
    this.slow = 0;
  }
}
