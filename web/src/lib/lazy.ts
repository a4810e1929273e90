/** Screens that are fetched when they are opened. */
import type { Route, Screen } from "./routes";

const RELOADED = "supple.reloaded";

/**
 * The screen of a route; `null` when it can't be had. Its file is gone when a newer version of the app is there: loading the
 * page once more brings that one.
 */
export async function screenOf(route: Route, address: string): Promise<Screen | null> {
  try {
    const { default: screen } = await route.load();
    sessionStorage.removeItem(RELOADED);
    return screen;
  } catch {
    if (sessionStorage.getItem(RELOADED) === address) return null;
    sessionStorage.setItem(RELOADED, address);
    location.reload();
    return new Promise(() => undefined);
  }
}
