/** Puts labels one below the other beside the picture, each as near to its spot as the others let it. Pure. */
export interface Placed {
  text: string;
  /** What it points at. */
  spot: [number, number];
  /** Middle of the label, from the top. */
  y: number;
}

export function place(spots: { text: string; spot: [number, number] }[], height: number, gap: number): Placed[] {
  const placed = [...spots].sort((a, b) => a.spot[1] - b.spot[1]).map((one) => ({ ...one, y: one.spot[1] }));
  const first = gap / 2;
  placed.forEach((one, i) => (one.y = Math.max(one.y, i === 0 ? first : placed[i - 1]!.y + gap)));
  const last = height - gap / 2;
  placed.reduceRight((below, one) => (one.y = Math.min(one.y, below - gap)), last + gap);
  return placed;
}
