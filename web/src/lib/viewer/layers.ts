/** What of the body is shown. Pure. */

export interface Layers {
  /** See through the skin. */
  through: boolean;
  bones: boolean;
  /** The muscles that bend the hip. */
  flexors: boolean;
  /** All others. */
  others: boolean;
  /** What the muscles are called. */
  names: boolean;
}

export const LAYERS: Layers = { through: true, bones: true, flexors: true, others: false, names: false };

/** Groups of the model's muscles that bend the hip. */
export const FLEXORS = new Set(["psoas", "iliacus", "rectus_femoris", "sartorius", "tensor_fasciae_latae"]);
