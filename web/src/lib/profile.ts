/** Who the person is, as last said. */
import { Offline } from "./api/client";
import type { Profile } from "./api/types";
import { app } from "./app.svelte";
import * as journal from "./journal";
import { cleared, NEW_PROFILE } from "./topics";

/** What is still on its way to the server counts before what the server knows. Fails where neither is known. */
export async function latestProfile(): Promise<Profile> {
  const queued = (await journal.waiting()).flatMap((entry) => (entry.type === "profile_set" ? [entry.profile as Profile] : []));
  const told = queued.at(-1) ?? app.state?.profile;
  if (!told && !app.state) throw new Offline();
  return cleared({ ...NEW_PROFILE, ...told });
}

/** Writes it down; pages see it at once, whether the server can be reached or not. */
export async function saveProfile(profile: Profile): Promise<void> {
  if (app.state) app.state.profile = profile;
  await journal.record({ type: "profile_set", profile });
}
