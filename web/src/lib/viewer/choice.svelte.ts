/** Drawing or three dimensions: a choice of the person on this device. */
const KEY = "supple.3d";

export const choice = $state({ deep: localStorage.getItem(KEY) === "yes" });

export function choose(deep: boolean): void {
  choice.deep = deep;
  localStorage.setItem(KEY, deep ? "yes" : "no");
}
