/** A body as the server sends it, taken apart into what the picture treats differently. */
import {
  AnimationMixer,
  BufferAttribute,
  Mesh,
  MeshLambertMaterial,
  Vector3,
  type AnimationClip,
  type Group,
  type MeshStandardMaterial,
} from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

import type { Vector } from "./orbit";
import { Skin } from "./skin";
import { at, colour, type Strain } from "./strain";

export interface Strand {
  name: string;
  group: string;
  mesh: Mesh;
  /** Over the moments of the clip, or one that stays [percent]. */
  strains: Strain[];
}

/** When in the clip a step of the exercise is done [s]. */
export interface Mark {
  /** Number of the step, from 0. */
  step: number;
  /** From. */
  t: number;
  to: number;
}

export interface Live {
  nodes: Record<string, number[]>;
  /** Strain in percent; points and directions as `f32` in base64. */
  strands: { name: string; strain: number; positions: string; normals: string }[];
}

/** From the joint that carries the head to its top, less the room around every joint [m]. */
const CROWN = 0.14;

/** From where to where the psoas runs: nodes, and how far above each [m]. */
const HIPS: [string, number][] = [["lumbar1", 0.04], ["pelvis", 0], ["femur_r", -0.1], ["femur_l", -0.1]];

/** What is drawn as muscle, whose colour says how far it is stretched. */
const MUSCLES = new Set(["psoas", "muscle"]);

export class Body {
  readonly scene: Group;
  readonly skin: Skin;
  readonly bones: Mesh[] = [];
  readonly strands: Strand[] = [];
  readonly clip: AnimationClip | null;
  readonly marks: Mark[];
  /** Groups of muscles that should be felt where it isn't the front of the hip. */
  readonly felt: Set<string>;
  private readonly mixer: AnimationMixer | null;
  private wide: Vector[] | null = null;
  private readonly times: ArrayLike<number>;

  constructor(gltf: { scene: Group; animations: AnimationClip[] }) {
    this.scene = gltf.scene;
    const skin: Mesh[] = [];
    this.scene.traverse((one) => {
      if (!(one instanceof Mesh)) return;
      const material = (one.material as MeshStandardMaterial).name;
      if (MUSCLES.has(material)) this.strands.push(strand(one));
      else if ("isSkinnedMesh" in one) skin.push(one);
      else if (material === "bone") this.bones.push(one);
    });
    // What is bent by its skeleton has no box of its own.
    skin.forEach((part) => (part.frustumCulled = false));
    this.skin = new Skin(skin);
    this.clip = gltf.animations[0] ?? null;
    this.times = this.clip?.tracks[0]?.times ?? [0];
    const told = extras(this.scene, this.clip);
    this.marks = [...(told.marks ?? [])].sort((a, b) => a.t - b.t);
    this.felt = new Set(told.felt);
    this.mixer = this.clip ? new AnimationMixer(this.scene) : null;
    if (this.clip) this.mixer!.clipAction(this.clip).play();
  }

  get duration(): number {
    return this.clip?.duration ?? 0;
  }

  /** Moves to a moment [s]; gives the strain of each strand. */
  seek(t: number): Map<string, Strain> {
    this.mixer?.setTime(Math.min(t, this.duration - 1e-4));
    return new Map(this.strands.map((strand) => [strand.name, at(this.times, strand.strains, t)]));
  }

  /** The posture of an answer, for a body without a clip. */
  pose(live: Live): Map<string, Strain> {
    for (const [name, [x, y, z, ...turn]] of Object.entries(live.nodes)) {
      const node = this.scene.getObjectByName(name);
      if (!node) continue;
      node.position.set(x!, y!, z!);
      node.quaternion.fromArray(turn);
    }
    const strains = new Map<string, Strain>();
    const known = new Map(this.strands.map((strand) => [strand.name, strand]));
    for (const { name, strain, positions, normals } of live.strands) {
      const strand = known.get(name);
      if (!strand) continue;
      shape(strand.mesh, "position", positions);
      shape(strand.mesh, "normal", normals);
      strains.set(name, strain);
    }
    return strains;
  }

  paint(strains: Map<string, Strain>, dark: boolean): void {
    for (const { name, mesh } of this.strands) {
      const [r, g, b] = colour(strains.get(name) ?? 0, dark);
      (mesh.material as MeshLambertMaterial).color.setRGB(r / 255, g / 255, b / 255, "srgb");
    }
  }

  /** Places of the joints, wherever the clip takes them; without a clip, in the posture of now [m]. */
  around(): Vector[] {
    if (!this.clip) return this.joints();
    if (!this.wide) {
      const now = this.mixer?.time ?? 0;
      this.wide = [0, 0.25, 0.5, 0.75].flatMap((part) => {
        this.mixer?.setTime(part * this.duration);
        return this.joints();
      });
      this.mixer?.setTime(now);
    }
    return this.wide;
  }

  /** Places between the low back and the upper thighs, as they are now [m]. */
  hips(): Vector[] {
    const point = new Vector3();
    this.scene.updateMatrixWorld(true);
    return HIPS.flatMap(([name, up]) => {
      const node = this.scene.getObjectByName(name);
      return node ? [node.localToWorld(point.set(0, up, 0)).toArray()] : [];
    });
  }

  private joints(): Vector[] {
    const places: Vector[] = [];
    const point = new Vector3();
    this.scene.updateMatrixWorld(true);
    this.scene.traverse((node) => void ("isBone" in node && places.push(node.getWorldPosition(point).toArray())));
    const head = this.scene.getObjectByName("head");
    if (head) places.push(head.localToWorld(point.set(0, CROWN, 0)).toArray());
    return places;
  }

  dispose(): void {
    this.skin.dispose();
    this.scene.traverse((one) => {
      if (!(one instanceof Mesh)) return;
      one.geometry.dispose();
      for (const material of [one.material].flat()) material.dispose();
    });
  }
}

function strand(mesh: Mesh): Strand {
  const extras = mesh.userData as { group?: string; strain?: number | number[] };
  mesh.material = new MeshLambertMaterial({ color: 0x999999 });
  mesh.frustumCulled = false;
  return { name: mesh.name, group: extras.group ?? "", mesh, strains: [extras.strain ?? []].flat() };
}

function extras(scene: Group, clip: AnimationClip | null): { marks?: Mark[]; felt?: string[] } {
  return { ...scene.userData, ...clip?.userData };
}

function shape(mesh: Mesh, name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const values = new Float32Array(bytes.buffer);
  const kept = mesh.geometry.getAttribute(name);
  if (kept instanceof BufferAttribute && kept.array instanceof Float32Array && kept.array.length === values.length) {
    kept.array.set(values);
    kept.needsUpdate = true;
  } else {
    mesh.geometry.setAttribute(name, new BufferAttribute(values, 3));
  }
}

export async function load(url: string, signal: AbortSignal): Promise<Body> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const gltf = await new GLTFLoader().parseAsync(await answer.arrayBuffer(), "");
  return new Body(gltf);
}
