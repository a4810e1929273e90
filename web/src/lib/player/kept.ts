/** The session that is on, as it is kept in the browser: it survives a reload and needs no network. */
import { isDemo } from "../api/client";
import type { Script } from "../api/types";
import * as db from "../db";
import type { PlayerState } from "./machine";

export interface KeptSession {
  /** Id of its `session_started` entry. */
  id: string;
  script: Script;
  state: PlayerState;
  /** Emergency number of the person's country. */
  emergency: string;
  /** Pictures by `slug/side`: one drawing per stage of the movement. */
  pictures: Record<string, string[]>;
}

const key = () => `${isDemo() ? "demo" : "own"}/session`;

export function load(): Promise<KeptSession | undefined> {
  return db.get<KeptSession>("kept", key());
}

export async function keep(session: KeptSession): Promise<void> {
  await db.put("kept", key(), JSON.parse(JSON.stringify(session)));
}

export async function forget(): Promise<void> {
  await db.remove("kept", key());
}
