/** Skin and clothes that can be seen through: clear in the middle, denser towards the edge, as glass is. */
import { Color, FrontSide, MeshLambertMaterial, type Material, type Mesh, type MeshStandardMaterial } from "three";

/** How dense the middle is, before a light and a dark page. */
const MIDDLE = { light: 0.3, dark: 0.46 };

const RIM = /* glsl */ `
  float edge = 1.0 - abs(dot(normalize(vViewPosition), normal));
  diffuseColor.a *= mix(middle, 0.92, edge * edge);
  #include <opaque_fragment>`;

/** One look of the body, shared by all its parts of a colour. */
function glass(colour: Color, middle: { value: number }): MeshLambertMaterial {
  const material = new MeshLambertMaterial({ color: colour, transparent: true, side: FrontSide });
  material.onBeforeCompile = (shader) => {
    shader.uniforms["middle"] = middle;
    shader.fragmentShader = `uniform float middle;\n${shader.fragmentShader.replace("#include <opaque_fragment>", RIM)}`;
  };
  material.customProgramCacheKey = () => "glass";
  return material;
}

/** Draws nothing but depth, so that of all layers of skin only the nearest is seen. */
function depth(): MeshLambertMaterial {
  return new MeshLambertMaterial({ colorWrite: false, transparent: true });
}

export class Skin {
  private readonly solid: Material[];
  private readonly clear: Material[];
  private readonly veils: Mesh[];
  private readonly middle = { value: MIDDLE.light };

  constructor(readonly parts: Mesh[]) {
    this.solid = parts.map((part) => part.material as Material);
    this.clear = parts.map((part) => glass((part.material as MeshStandardMaterial).color, this.middle));
    // The depth comes first, then the colour.
    this.veils = parts.map((part) => {
      const veil = part.clone();
      veil.name = "";
      veil.material = depth();
      veil.renderOrder = 1;
      if (part.morphTargetInfluences) veil.morphTargetInfluences = part.morphTargetInfluences;
      part.parent?.add(veil);
      part.renderOrder = 2;
      return veil;
    });
    this.see(true);
  }

  /** Lets the eye through, or doesn't. */
  see(through: boolean): void {
    this.parts.forEach((part, i) => (part.material = (through ? this.clear : this.solid)[i]!));
    this.veils.forEach((veil) => (veil.visible = through));
  }

  light(dark: boolean): void {
    this.middle.value = dark ? MIDDLE.dark : MIDDLE.light;
  }

  dispose(): void {
    [...this.clear, ...this.veils.map((veil) => veil.material as Material)].forEach((material) => material.dispose());
  }
}
