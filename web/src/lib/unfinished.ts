/** A session that was begun and isn't over yet. It goes on only while what was asked before it still holds. */
import type { Disposition } from "./api/types";
import { app } from "./app.svelte";
import * as clock from "./clock";
import * as journal from "./journal";
import { forget, load, type KeptSession } from "./player/kept";

/** The session to go on with; one that doesn't hold any more is ended. */
export async function unfinished(): Promise<KeptSession | null> {
  const kept = await load();
  if (!kept || holds(kept, app.state?.disposition ?? null)) return kept;
  await endUnfinished();
  return null;
}

/** Only today, and only with a result of the safety check that allows it or that it began with. */
function holds({ script, disposition }: KeptSession, now: Disposition | null): boolean {
  return script.date === clock.today() && (!now || now.startsWith("proceed") || now === disposition);
}

/** Ends it where it stands: a newer safety check takes the place of the one that it began with. */
export async function endUnfinished(): Promise<void> {
  const kept = await load();
  if (!kept) return;
  const completed = kept.state.ended === "completed";
  await journal.write(journal.frame({ type: "session_ended", session: kept.id, completed, pain: null }));
  await forget();
  void journal.flush();
}
