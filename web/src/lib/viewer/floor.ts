/** A soft shadow on the floor, so that the body stands somewhere. */
import { BufferAttribute, CircleGeometry, Mesh, MeshBasicMaterial } from "three";

import type { Vector } from "./orbit";

const CORNERS = 40;
const DARKNESS = 0.26;

export class Floor {
  readonly mesh: Mesh<CircleGeometry, MeshBasicMaterial>;

  constructor() {
    const disc = new CircleGeometry(1, CORNERS);
    // The first point is the middle; the shadow fades towards all others.
    const colours = Float32Array.from({ length: (CORNERS + 2) * 4 }, (_, i) => (i === 3 ? DARKNESS : 0));
    disc.setAttribute("color", new BufferAttribute(colours, 4));
    this.mesh = new Mesh(disc, new MeshBasicMaterial({ vertexColors: true, transparent: true, depthWrite: false }));
    this.mesh.rotation.x = -Math.PI / 2;
    this.mesh.position.y = 0.001;
    this.mesh.renderOrder = -1;
  }

  /** Lies below all of these places [m]. */
  under(places: Vector[]): void {
    const ends = (i: number) => [Math.min(...places.map((p) => p[i]!)), Math.max(...places.map((p) => p[i]!))] as const;
    const [[west, east], [north, south]] = [ends(0), ends(2)];
    this.mesh.position.set((west + east) / 2, this.mesh.position.y, (north + south) / 2);
    this.mesh.scale.set((east - west) / 2 + 0.3, (south - north) / 2 + 0.3, 1);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
