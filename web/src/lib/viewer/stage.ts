/**
 * The picture in three dimensions. It draws only when something has changed, and not at all while nobody sees it. This
 * file and what it brings are loaded when the first picture is asked for.
 */
import { DirectionalLight, HemisphereLight, PerspectiveCamera, Raycaster, Scene, Vector2, Vector3, WebGLRenderer } from "three";

import { Floor } from "./floor";
import { FLEXORS, LAYERS, type Layers } from "./layers";
import { load, type Body, type Live, type Mark, type Strand } from "./model";
import { between, eye, FIELD, look, type Orbit, type View } from "./orbit";
import { Pace } from "./quality";
import type { Strain } from "./strain";

export interface Told {
  /** The moment has changed [s]. */
  moment: (t: number) => void;
  strains: (strains: Map<string, Strain>) => void;
  /** The picture has been drawn: labels may follow. */
  drawn: () => void;
  lost: () => void;
}

/** Where a label is, in points from the left and the top; `null` behind the eye. */
export type Spot = [number, number] | null;

const GLIDE_MS = 450;
/** Flesh around a joint [m]. */
const ROOM = 0.16;
/** The same when only the hips are looked at [m]. */
const NEAR = 0.06;
const FINGER = [[0, 0], [7, 0], [-7, 0], [0, 7], [0, -7], [12, 0], [-12, 0], [0, 12], [0, -12]] as const;

export class Stage {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera((FIELD * 180) / Math.PI, 1, 0.05, 30);
  private readonly sky = new HemisphereLight(0xffffff, 0x8d8478);
  private readonly floor = new Floor();
  private readonly pace = new Pace();
  private readonly gone = new AbortController();
  private body: Body | null = null;
  private detail: "full" | "low" | null = null;
  private orbit: Orbit | null = null;
  private glide: { from: Orbit; to: Orbit; since: number } | null = null;
  private layers: Layers = LAYERS;
  private strains = new Map<string, Strain>();
  private posed: Live | null = null;
  private t = 0;
  private playing = false;
  private clock: (() => number | null) | null = null;
  private seen = true;
  private frame = 0;
  private last = 0;
  private view: View = "side";
  /** How many pictures were drawn, and how long the last ones took [ms]. */
  readonly figures = { frames: 0, triangles: 0, ms: [] as number[] };

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly address: (detail: "full" | "low") => string,
    private readonly told: Told,
    private readonly still: boolean,
    private dark: boolean,
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: "low-power" });
    const sun = new DirectionalLight(0xffffff, 1.9);
    sun.position.set(1.5, 3, 2.5);
    this.scene.add(this.sky, sun, this.floor.mesh);
    const signal = this.gone.signal;
    canvas.addEventListener("webglcontextlost", (event) => (event.preventDefault(), told.lost()), { signal });
    document.addEventListener("visibilitychange", () => this.draw(), { signal });
    const size = new ResizeObserver(() => this.resize());
    const sight = new IntersectionObserver(([entry]) => {
      this.seen = entry?.isIntersecting ?? true;
      this.draw();
    });
    size.observe(canvas);
    sight.observe(canvas);
    signal.addEventListener("abort", () => (size.disconnect(), sight.disconnect()));
  }

  get duration(): number {
    return this.body?.duration ?? 0;
  }
  get marks(): Mark[] {
    return this.body?.marks ?? [];
  }
  /** Are there muscles to be shown? */
  get muscled(): boolean {
    return this.strands.length > 0;
  }
  private get strands(): Strand[] {
    return this.body?.strands ?? [];
  }

  /** Fetches the body, or another one in its place. */
  async open(): Promise<void> {
    const { detail } = this.pace.quality;
    const body = await load(this.address(detail), this.gone.signal);
    if (this.gone.signal.aborted) return body.dispose();
    if (this.body) {
      this.scene.remove(this.body.scene);
      this.body.dispose();
    }
    this.body = body;
    this.detail = detail;
    this.scene.add(body.scene);
    this.resize();
    this.show(this.layers);
    this.light(this.dark);
    if (this.posed) this.pose(this.posed);
    else this.seek(this.t);
    if (!this.orbit) this.home(this.view, false);
  }

  show(layers: Layers): void {
    this.layers = layers;
    this.body?.skin.see(layers.through);
    this.body?.bones.forEach((bone) => (bone.visible = layers.bones && layers.through));
    const felt = this.body?.felt ?? new Set();
    this.body?.strands.forEach(({ mesh, group }) => {
      mesh.visible = layers.through && (felt.has(group) || (FLEXORS.has(group) ? layers.flexors : layers.others));
    });
    this.tell();
    this.draw();
  }

  /** The eye goes to a view that shows the whole body. */
  home(view: View = this.view, gently = !this.still): void {
    this.view = view;
    if (!this.body) return;
    const around = this.body.around();
    this.floor.under(around);
    const to = view === "hip" ? look(view, this.body.hips(), NEAR, this.camera.aspect) : look(view, around, ROOM, this.camera.aspect);
    if (gently && this.orbit) this.glide = { from: this.orbit, to, since: performance.now() };
    else this.orbit = to;
    this.draw();
  }

  turn(how: (orbit: Orbit) => Orbit): void {
    if (!this.orbit) return;
    this.glide = null;
    this.orbit = how(this.orbit);
    this.draw();
  }

  /** Takes its moments from elsewhere while it plays. */
  follow(now: () => number | null): void {
    this.clock = now;
    const t = now();
    if (t !== null) this.seek(t);
  }

  play(on: boolean): void {
    this.playing = on && this.duration > 0;
    this.last = 0;
    this.pace.rest();
    this.draw();
  }

  seek(t: number): void {
    this.t = this.duration > 0 ? ((t % this.duration) + this.duration) % this.duration : 0;
    if (this.body) this.paint(this.body.seek(this.t));
    this.told.moment(this.t);
    this.draw();
  }

  /** The posture that a slider asks for. */
  pose(live: Live): void {
    this.posed = live;
    if (this.body) this.paint(this.body.pose(live));
    this.draw();
  }

  /** Before a light page or a dark one. */
  light(dark: boolean): void {
    this.dark = dark;
    this.sky.intensity = dark ? 3 : 2.1;
    this.body?.skin.light(dark);
    this.paint(this.strains);
    this.draw();
  }

  private paint(strains: Map<string, Strain>): void {
    this.strains = strains;
    this.body?.paint(strains, this.dark);
    this.tell();
  }

  /** Only what can be seen is told. */
  private tell(): void {
    const shown = this.strands.filter(({ mesh }) => mesh.visible).map(({ name }) => name);
    this.told.strains(new Map(shown.flatMap((name) => (this.strains.has(name) ? [[name, this.strains.get(name)!]] : []))));
  }

  /** The muscle under a finger. */
  pick(x: number, y: number): string | null {
    const ray = new Raycaster();
    const shown = this.body?.strands.filter(({ mesh }) => mesh.visible).map(({ mesh }) => mesh) ?? [];
    for (const [dx, dy] of FINGER) {
      const at = new Vector2(((x + dx) / this.canvas.clientWidth) * 2 - 1, 1 - ((y + dy) / this.canvas.clientHeight) * 2);
      ray.setFromCamera(at, this.camera);
      const [hit] = ray.intersectObjects(shown, false);
      if (hit) return hit.object.name;
    }
    return null;
  }

  /** One strand of every muscle that is shown, on the side that is nearer to the eye. */
  groups(): { group: string; spot: [number, number] }[] {
    const half = (this.orbit ? Math.cos(this.orbit.yaw) : 1) >= 0 ? "_r" : "_l";
    const own = this.body?.strands.filter(({ name, mesh }) => mesh.visible && name.endsWith(half)) ?? [];
    return [...new Set(own.map(({ group }) => group))].flatMap((group) => {
      const all = own.filter((strand) => strand.group === group);
      const spot = this.spot(all[Math.floor(all.length / 2)]!.name);
      const inside = spot && spot[0] > 0 && spot[1] > 0 && spot[0] < this.canvas.clientWidth && spot[1] < this.canvas.clientHeight;
      return inside ? [{ group, spot }] : [];
    });
  }

  /** Where the middle of a strand is in the picture. */
  spot(name: string): Spot {
    const mesh = this.body?.strands.find((strand) => strand.name === name)?.mesh;
    if (!mesh?.visible) return null;
    const middle = Math.floor(mesh.geometry.getAttribute("position").count / 2);
    const at = mesh.localToWorld(mesh.getVertexPosition(middle, new Vector3())).project(this.camera);
    if (at.z > 1) return null;
    return [((at.x + 1) / 2) * this.canvas.clientWidth, ((1 - at.y) / 2) * this.canvas.clientHeight];
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || !height) return;
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, this.pace.quality.ratio));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  /** Asks for a picture, once for however many changes. */
  private draw(): void {
    if (this.frame || !this.seen || document.hidden || this.gone.signal.aborted) return;
    this.frame = requestAnimationFrame((now) => this.render(now));
  }

  private render(now: number): void {
    this.frame = 0;
    if (!this.seen || document.hidden || !this.orbit) {
      this.last = 0;
      return;
    }
    this.advance(now);
    const orbit = this.orbit;
    this.camera.position.set(...eye(orbit));
    this.camera.lookAt(...orbit.target);
    const before = performance.now();
    this.renderer.render(this.scene, this.camera);
    this.count(performance.now() - before);
    this.told.drawn();
    if (this.playing || this.glide) this.draw();
  }

  private advance(now: number): void {
    if (this.glide) {
      const part = Math.min(1, Math.max(0, (now - this.glide.since) / GLIDE_MS));
      this.orbit = between(this.glide.from, this.glide.to, part * part * (3 - 2 * part));
      if (part === 1) this.glide = null;
    }
    if (!this.playing) return;
    const passed = this.last ? now - this.last : 0;
    this.last = now;
    // A page that was away doesn't jump.
    const next = this.clock ? this.clock() : this.t + Math.min(passed, 100) / 1000;
    if (passed > 0 && next !== null) this.seek(next);
    if (passed > 0 && this.pace.frame(passed)) void this.coarser();
  }

  /** Fewer points, and a coarser mesh where the level asks for one. What can't be fetched stays as it is. */
  private async coarser(): Promise<void> {
    this.resize();
    if (this.pace.quality.detail !== this.detail) await this.open().catch(() => undefined);
  }

  private count(ms: number): void {
    this.figures.frames += 1;
    this.figures.triangles = this.renderer.info.render.triangles;
    this.figures.ms = [...this.figures.ms.slice(-59), ms];
  }

  close(): void {
    this.gone.abort();
    cancelAnimationFrame(this.frame);
    this.body?.dispose();
    this.floor.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
