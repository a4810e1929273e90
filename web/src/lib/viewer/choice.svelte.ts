/** Drawing or three dimensions: a choice of the person on this device, for each place of its own. */
type Place = "player" | "explorer";
const key = (place: Place) => `supple.3d.${place}`;
const kept = (place: Place) => localStorage.getItem(key(place)) === "yes";

export const deep = $state<Record<Place, boolean>>({ player: kept("player"), explorer: kept("explorer") });

export function choose(place: Place, to: boolean): void {
  deep[place] = to;
  localStorage.setItem(key(place), to ? "yes" : "no");
}
