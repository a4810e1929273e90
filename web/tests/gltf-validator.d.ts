/** What the tests use of the Khronos validator, which brings no types. */
declare module "gltf-validator" {
  export interface Issues {
    numErrors: number;
    numWarnings: number;
    messages: { code: string; message: string; severity: number; pointer?: string }[];
  }
  export function validateBytes(bytes: Uint8Array): Promise<{ issues: Issues }>;
}
