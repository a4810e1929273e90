import { createHash } from "node:crypto";

/** Names the shell that the service worker keeps: other files, or other content in those without a hash in their name, are another shell. */
export function versionOf(files: string[], contents: (string | Uint8Array)[]): string {
  const hash = createHash("sha256").update(files.join("\n"));
  for (const content of contents) hash.update("\0").update(content);
  return hash.digest("hex").slice(0, 12);
}
