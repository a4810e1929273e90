/** The numbers of a pose as a table for other programs. */
import type { Explored, ExploredSide } from "../api/types";
import type { Coordinates } from "./pose";

const HEAD = "kind,side,name,angle_deg,length_mm,change_mm,fiber_percent,strain_percent,tier";
const number = (value: number) => String(Math.round(value * 1000) / 1000);

/** One line for every joint angle, for every fascicle, and for the mean of each side. */
export function csv(coordinates: Coordinates, explored: Explored): string {
  const angles = Object.entries(coordinates).map(([name, value]) => ["angle", "", name, number(value), "", "", "", "", ""]);
  const side = (name: string, it: ExploredSide) => [
    ["mean", name, "psoas", "", number(it.length_mm), number(it.change_mm), "", number(it.strain_percent), it.tier],
    ...it.fascicles.map((f) => ["fascicle", name, f.name, "", number(f.length_mm), number(f.change_mm), number(f.fiber_percent), number(f.strain_percent), f.tier]),
  ];
  const rows = [...angles, ...side("right", explored.right), ...side("left", explored.left)];
  return `${[HEAD, ...rows.map((row) => row.join(","))].join("\r\n")}\r\n`;
}
