/** What is the same for everybody; without the network, what came at the last visit has to do. */
import { BRIEF, getJson, unreachable } from "./api/client";
import * as db from "./db";

export async function remembered<T>(key: string, path: string): Promise<T> {
  try {
    const fresh = await getJson<T>(path, {}, BRIEF);
    void db.put("kept", key, fresh);
    return fresh;
  } catch (problem) {
    const kept = unreachable(problem) ? await db.get<T>("kept", key) : undefined;
    if (kept === undefined) throw problem;
    return kept;
  }
}
