"""Turns target/parity.json into a page: `python3 parity/report.py target/parity.json > docs/parity.md`."""

import json
import sys
from pathlib import Path

HEAD = """# Beside OpenSim, model by model and element by element

Made by `parity/report.py` from what `make parity` left; OpenSim {opensim}, seed {seed}. {muscle_poses} muscle-poses were compared,
{excluded} left out by name (`parity/defects.py`); {models} models.

Largest differences and 99.9th percentiles: lengths [m] and moment arms [m, or m per unit of the coordinate] in the mode that follows OpenSim's
procedure with its known defects; the default, exact mode differs by what OpenSim's heuristics leave, shown as a 99th percentile.
For `muscle curves` and for fibers the figures are normalized fiber lengths and forces.
"""
COLUMNS = ["", "paths", "compared", "left out", "length max", "99.9 %", "moment arm max", "99.9 %", "exact mode, length 99 %", "moment arm 99 %"]


def figure(row, key, which):
    values = row.get(key)
    return f"{values[which]:.1e}" if values else "-"


def cells(row):
    left = " ".join(f"{count} {name}" for name, count in sorted(row["excluded"].items())) or "0"
    yield from (row["name"], row["kind"], str(row.get("lengths", {}).get("count", 0)), left)
    for key in ("lengths", "arms"):
        yield from (figure(row, key, "max"), figure(row, key, "p99_9"))
    for key in ("geodesic", "geodesic_arms"):
        yield figure(row, key, "p99")


def table(rows):
    yield "| " + " | ".join(COLUMNS) + " |"
    yield "|" + "---|" * len(COLUMNS)
    for row in rows:
        yield "| " + " | ".join(cells(row)) + " |"


def main():
    report = json.loads(Path(sys.argv[1]).read_text())
    models = [r for r in report["rows"] if r["group"] in ("model", "written") or r["name"].endswith(": curves") and r["group"] == "models"]
    elements = [r for r in report["rows"] if r not in models]
    print(HEAD.format(**report))
    for title, rows in (("Models", models), ("Elements", elements)):
        print(f"## {title}\n")
        print("\n".join(table(rows)) + "\n")
    print("## OpenSim's defects, each with what shows it\n")
    for shown in report["defects"]:
        print(f"- {shown['text']}")
    print("\n## Targets missed\n")
    print("\n".join(f"- {line}" for line in report["missed"]) or "None.")


if __name__ == "__main__":
    main()
