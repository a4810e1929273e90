/**
 * The session that is on, as it is kept in the browser: it survives a reload and needs no network. What doesn't change
 * and where it stands are kept apart, because the second is written every second.
 */
import { isDemo } from "../api/client";
import type { Disposition, Movement, Script } from "../api/types";
import * as db from "../db";
import { standing, type PlayerState } from "./machine";

export interface KeptSession {
  script: Script;
  state: PlayerState;
  /** Emergency number of the person's country. */
  emergency: string;
  /** What the safety check came to when it began. */
  disposition: Disposition | null;
  /** Movements by `slug/side`, each with its drawings. */
  movements: Record<string, Movement>;
}

const key = (part: "session" | "position") => `${isDemo() ? "demo" : "own"}/${part}`;

/** An unfinished session, standing where it was last seen. */
export async function load(): Promise<KeptSession | null> {
  const session = await db.get<KeptSession>("kept", key("session"));
  const state = await db.get<PlayerState>("kept", key("position"));
  return session && state?.phase ? { ...session, state } : null;
}

export async function keep(session: KeptSession, at: number): Promise<void> {
  await keepPosition(session.state, at);
  await db.put("kept", key("session"), JSON.parse(JSON.stringify(session)));
}

export async function keepPosition(state: PlayerState, at: number): Promise<void> {
  await db.put("kept", key("position"), JSON.parse(JSON.stringify(standing(state, at))));
}

export async function forget(): Promise<void> {
  await db.remove("kept", key("session"));
  await db.remove("kept", key("position"));
}
