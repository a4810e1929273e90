/** Matches a path with a pattern such as `/library/:slug`, or `/check/:kind(full|short)` where only these are there. */
export type Params = Record<string, string>;

export function match(pattern: string, path: string): Params | null {
  const want = pattern.split("/").filter(Boolean);
  const have = path.split("/").filter(Boolean);
  if (want.length !== have.length) return null;
  const params: Params = {};
  for (const [i, part] of want.entries()) {
    const [, name, only] = /^:(\w+)(?:\((.+)\))?$/.exec(part) ?? [];
    const value = decoded(have[i]!);
    if (value === null || (name ? only && !only.split("|").includes(value) : part !== value)) return null;
    if (name) params[name] = value;
  }
  return params;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
