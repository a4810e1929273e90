/** A session that was begun and isn't over yet. It goes on only while what was asked before it still holds. */
import type { Disposition } from "./api/types";
import { app } from "./app.svelte";
import * as clock from "./clock";
import * as journal from "./journal";
import { forget, load, type KeptSession } from "./player/kept";
import { handle } from "./player/machine";

/** The session to go on with; one that doesn't hold any more is ended. */
export async function unfinished(): Promise<KeptSession | null> {
  const kept = await load();
  if (!kept || holds(kept, app.state?.disposition ?? null)) return kept;
  await endUnfinished();
  return null;
}

/**
 * Only today, and only with a result of the safety check that allows it or that it began with. Questions and advice that
 * are still open are always come back to; quiet rest is what is left while waiting for a professional.
 */
function holds({ script, state, disposition }: KeptSession, now: Disposition | null): boolean {
  if (script.date !== clock.today()) return false;
  if (!now || now.startsWith("proceed") || now === disposition) return true;
  return state.phase === "asking" || state.judged !== null || (now === "see_professional_first" && state.quiet);
}

/** Ends it where it stands: a newer safety check takes the place of the one that it began with. */
export async function endUnfinished(): Promise<void> {
  const kept = await load();
  if (!kept) return;
  const at = clock.now();
  const [closing, told] = handle(kept.script, kept.state, { type: "quit", at });
  const [, ended] = handle(kept.script, closing, { type: "pain_after", pain: null, at });
  await journal.write(...[...told, ...ended].flatMap((e) => (e.type === "write" ? [journal.frame(e.event, at)] : [])));
  await forget();
  void journal.flush();
}
