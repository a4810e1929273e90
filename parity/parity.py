"""OpenSim and Supple on the same models and poses: a table, target/parity.json, and an exit code.

Exits with 1 when a target is missed, when fewer than three models ran, or when more than 1 % of the
muscle-poses were left out.
"""

import json
import os
import platform
import re
import sys
import tempfile
from pathlib import Path

import numpy as np

import defects
import elements
import supple_side
from opensim_side import Reference, osim, poses

ROOT = Path(__file__).resolve().parent.parent
OUT = Path(os.environ.get("PARITY_OUT", ROOT / "target"))
SEED = int(os.environ.get("PARITY_SEED", np.random.SeedSequence().entropy % 2**32))
MODEL_POSES, MODEL_SWEEP = int(os.environ.get("PARITY_POSES", 2000)), 21
ELEMENT_POSES, ELEMENT_SWEEP = 300, 41
ARMS_PER_POSE = 20
# Largest difference that is no difference: lengths [m], moment arms [m] (or per unit of the coordinate).
TARGETS = {
    "exact": (1e-12, 1e-9),
    "one cylinder": (1e-12, 1e-9),
    # OpenSim's moment arms of such paths have directions of the first iteration (D1): they are shown, not judged.
    "several wraps": (1e-9, None),
    "sphere or ellipsoid": (1e-6, None),
    # Normalized forces; OpenSim solves the corners of Bezier curves to about 1e-12.
    "muscle curves": (1e-9, None),
}
# Geodesic mode against OpenSim, 99th percentile: lengths and moment arms [m].
GEODESIC = {"one cylinder": (0.5e-3, 1.5e-3)}
KEPT = []


def kind_of(muscle):
    """Which target a path falls under."""
    shapes = muscle["wraps"]
    if not shapes:
        return "exact"
    if any(s != "cylinder" for s in shapes):
        return "sphere or ellipsoid"
    return "one cylinder" if len(shapes) == 1 else "several wraps"


class Row:
    """Differences of one kind of path in one model or element."""

    def __init__(self, name, group, kind):
        self.name, self.group, self.kind = name, group, kind
        self.lengths, self.arms, self.geodesic, self.geodesic_arms = [], [], [], []
        self.excluded = {}
        self.problems = []

    def judge(self):
        length, arm = TARGETS[self.kind]
        checks = [(self.lengths, length, "length", 100), (self.arms, arm, "moment arm", 100)]
        if self.kind in GEODESIC and self.group == "model":
            length, arm = GEODESIC[self.kind]
            checks += [(self.geodesic, length, "geodesic length", 99), (self.geodesic_arms, arm, "geodesic moment arm", 99)]
        for values, target, what, percentile in checks:
            if target is not None and len(values) and not np.percentile(values, percentile) <= target:
                self.problems.append(f"{what}: {np.percentile(values, percentile):.3g} m, target {target:g} m")

    def record(self):
        figures = {}
        for key, values in vars(self).items():
            if key in ("lengths", "arms", "geodesic", "geodesic_arms") and len(values):
                figures[key] = {
                    "count": len(values),
                    "max": float(np.max(values)),
                    "p99_9": float(np.percentile(values, 99.9)),
                    "p99": float(np.percentile(values, 99)),
                }
        head = {"name": self.name, "group": self.group, "kind": self.kind}
        return {**head, **figures, "excluded": self.excluded, "problems": self.problems}

    def line(self):
        cell = lambda v, f: f"{f(v):9.2e}" if len(v) else "        -"
        top, most = np.max, lambda v: np.percentile(v, 99.9)
        cells = [cell(self.lengths, top), cell(self.lengths, most), cell(self.arms, top), cell(self.arms, most)]
        cells += [cell(self.geodesic, lambda v: np.percentile(v, 99)), cell(self.geodesic_arms, lambda v: np.percentile(v, 99))]
        verdict = "ok" if not self.problems else "MISSED " + "; ".join(self.problems)
        out = sum(self.excluded.values())
        return f"{self.name[:44]:44} {self.kind[:19]:19} {len(self.lengths):7} {out:5} {' '.join(cells)}  {verdict}"


HEAD = f"{'model or element':44} {'paths':19} {'compared':>7} {'out':>5} {'dL max':>9} {'dL 99.9%':>9} {'dr max':>9} {'dr 99.9%':>9} {'geo dL99':>9} {'geo dr99':>9}"


def compare(path, name, group, count, sweep, rng):
    """One model in all its poses; a row for each kind of path."""
    reference = Reference(path)
    KEPT.append(reference)
    given = poses(reference, count, rng, sweep)
    exact = supple_side.evaluate(path, given, "defects")
    geodesic = supple_side.evaluate(path, given, "geodesic")
    lost = set(reference.paths) - set(exact.muscles)
    kinds = {m["name"]: kind_of(m) for m in exact.described["muscles"]}
    rows = {kind: Row(name, group, kind) for kind in sorted(set(kinds.values()), key=list(TARGETS).index)}
    if lost:
        next(iter(rows.values())).problems.append(f"paths that Supple left out: {', '.join(sorted(lost))}")
    wrong = reference.motion_types() ^ {(c["name"], c["motion"]) for c in exact.described["coordinates"]}
    if wrong:
        next(iter(rows.values())).problems.append(f"coordinates of another motion type: {sorted(wrong)}")
    coordinates = list(reference.free())
    switches = defects.Switches(path, given)
    for i, pose in enumerate(given):
        reference.set_pose(pose)
        lengths = reference.lengths()
        out = set()
        for k, muscle in enumerate(exact.muscles):
            row = rows[kinds[muscle]]
            difference = abs(exact.lengths[i, k] - lengths[muscle])
            if not np.isfinite(lengths[muscle]):
                row.excluded["D8"] = row.excluded.get("D8", 0) + 1
                out.add(muscle)
                continue
            if not difference <= TARGETS[row.kind][0]:
                defect = defects.explain(reference, muscle, switches, i, k)
                if defect:
                    row.excluded[defect] = row.excluded.get(defect, 0) + 1
                    out.add(muscle)
                    continue
            row.lengths.append(difference)
            row.geodesic.append(abs(geodesic.lengths[i, k] - lengths[muscle]))
        compare_arms(reference, (exact, geodesic), rows, kinds, coordinates, i, pose, out, rng)
    if name in defects.OWN_DERIVATIVE:
        rows["exact"].arms = own_derivatives(reference, exact, given)
    for row in rows.values():
        row.judge()
    return list(rows.values())


def compare_arms(reference, answers, rows, kinds, coordinates, i, pose, out, rng):
    """Moment arms of a random choice of paths and coordinates: OpenSim is too slow for all of them."""
    exact, geodesic = answers
    pairs = [(m, c) for m in exact.muscles if m not in out for c in coordinates]
    chosen = rng.choice(len(pairs), size=min(ARMS_PER_POSE, len(pairs)), replace=False) if pairs else []
    # Most pairs are zero by the model's structure; every second one is taken from those that aren't.
    live = [p for p in pairs if p in exact.entry]
    for n, index in enumerate(chosen):
        muscle, coordinate = live[index % len(live)] if live and n % 2 else pairs[index]
        arm = reference.moment_arm(muscle, coordinate)
        row = rows[kinds[muscle]]
        row.arms.append(abs(comparable(reference, exact, i, pose, muscle, coordinate) - arm))
        row.geodesic_arms.append(abs(comparable(reference, geodesic, i, pose, muscle, coordinate) - arm))


def own_derivatives(reference, answers, given):
    """Supple's moment arms against the derivative of OpenSim's own lengths, where its moment arms are defective."""
    found = []
    for i, pose in list(enumerate(given))[:50]:
        for coordinate in reference.free():
            slopes = reference.slopes(pose, coordinate)
            found += [abs(answers.arm(i, muscle, coordinate) + slopes[muscle]) for muscle in answers.muscles]
    return found


def comparable(reference, answers, i, pose, muscle, coordinate):
    """Supple's moment arm in OpenSim's terms."""
    angles = reference.turns.get(coordinate)
    if angles is None:
        return answers.arm(i, muscle, coordinate)
    arms = [answers.arm(i, muscle, angle) for angle in angles]
    return defects.about_axis(arms, [pose[angle] for angle in angles], angles.index(coordinate))


def models():
    """Supple's own body, published models beside the repository and from PyPI, and those in SUPPLE_MODELS."""
    folders = [ROOT / "models", ROOT.parent / "shared" / "models", Path(os.environ.get("PARITY_MODELS", "/nowhere")) / "Pose2Sim" / "OpenSim_Setup"]
    folders += [Path(f) for f in os.environ.get("SUPPLE_MODELS", "").split(os.pathsep) if f]
    seen = set()
    for path in [p for folder in folders if folder.is_dir() for p in sorted(folder.glob("*.osim"))]:
        content = path.read_bytes()
        if content not in seen and b"<GeometryPath" in content:
            seen.add(content)
            yield path


def run_models(rng, folder):
    for path in models():
        print(f"... {path.name}", file=sys.stderr, flush=True)
        yield path.stem, compare(path, path.stem, "model", MODEL_POSES, MODEL_SWEEP, rng)
        yield path.stem, [compare_written(path, folder, rng), *compare_curves(path, f"{path.stem}: curves", "models")]


def run_elements(rng, folder):
    for name, group, made in elements.all_elements():
        path = folder / (re.sub(r"\W+", "_", name) + ".osim")
        made.finalizeConnections()
        made.printToXML(str(path))
        yield name, compare(path, name, group, ELEMENT_POSES, ELEMENT_SWEEP, rng)
        if group == "muscles":
            yield name, [compare_muscle(path, name, rng)]
    for name, made in elements.curves():
        path = folder / (re.sub(r"\W+", "_", name) + ".osim")
        made.finalizeConnections()
        made.printToXML(str(path))
        yield name, compare_curves(path, name)
    for name, text in elements.documents(ROOT):
        path = folder / (re.sub(r"\W+", "_", name) + ".osim")
        path.write_text(text)
        yield name, compare(path, name, "documents", ELEMENT_POSES, ELEMENT_SWEEP, rng)


def compare_written(path, folder, rng):
    """The model as Supple writes it anew, opened by OpenSim beside the original: the same lengths."""
    written = folder / ("written_" + path.name)
    supple_side.rewrite(path, written)
    before, after = Reference(path), Reference(written)
    KEPT.extend((before, after))
    row = Row(f"{path.stem} written anew", "written", "exact")
    for pose in poses(before, 50, rng):
        before.set_pose(pose)
        after.set_pose(pose)
        lengths, again = before.lengths(), after.lengths()
        row.lengths += [abs(again.get(name, np.nan) - length) for name, length in lengths.items()]
    row.judge()
    return row


def compare_muscle(path, name, rng):
    """Normalized fiber length and passive force (in units of the maximum) with a rigid tendon."""
    reference = Reference(path)
    KEPT.append(reference)
    given = poses(reference, ELEMENT_POSES, rng, ELEMENT_SWEEP)
    answers = supple_side.evaluate(path, given, "opensim")
    row = Row(name + ": fiber and passive force", "muscles", "exact")
    for i, pose in enumerate(given):
        reference.set_pose(pose)
        for k, muscle in enumerate(answers.muscles):
            if defects.lengthens_when_slack(reference.muscles[muscle], answers.lengths[i, k]):
                row.excluded["D11"] = row.excluded.get("D11", 0) + 1
                continue
            fiber, force = reference.muscle_state(muscle)
            most = reference.muscles[muscle].getMaxIsometricForce()
            row.lengths.append(abs(answers.fibers[i, k] - fiber))
            row.arms.append(abs(answers.forces[i, k] - force) / most)
    row.judge()
    return row


def compare_curves(path, name, group="muscles"):
    """Active, passive and tendon curves over normalized lengths, of every muscle."""
    reference = Reference(path)
    KEPT.append(reference)
    answers = supple_side.curves(path)
    row = Row(name, group, "muscle curves")
    for muscle in answers["muscles"]:
        theirs = reference.curves(muscle["name"], answers["fibers"], answers["tendons"])
        if theirs is not None:
            gaps = np.abs(np.concatenate(theirs) - np.concatenate([muscle[law] for law in ("active", "passive", "tendon")]))
            row.lengths += [float(gap) for gap in gaps if np.isfinite(gap)]
    row.judge()
    return [row] if row.lengths else []


def main():
    rng = np.random.default_rng(SEED)
    print(f"OpenSim {osim.GetVersion()}, Python {platform.python_version()}, seed {SEED}")
    print(HEAD)
    rows, count, failed = [], 0, []
    with tempfile.TemporaryDirectory() as folder:
        for source in (run_elements(rng, Path(folder)), run_models(rng, Path(folder))):
            for name, found in source:
                count += found[0].group == "model"
                rows += found
                for row in found:
                    print(row.line(), flush=True)
        shown = defects.show(Path(folder))
    for line in shown:
        print(line["text"])
    compared = sum(len(r.lengths) for r in rows)
    excluded = sum(sum(r.excluded.values()) for r in rows)
    failed += [f"{r.name} ({r.kind}): {p}" for r in rows for p in r.problems]
    if count < 3:
        failed.append(f"{count} models ran; at least 3 are needed (put .osim files into SUPPLE_MODELS)")
    if excluded > 0.01 * (compared + excluded):
        failed.append(f"{excluded} of {compared + excluded} muscle-poses were left out, more than 1 %")
    failed += [line["text"] for line in shown if not line["shown"]]
    report = {
        "opensim": osim.GetVersion(),
        "seed": SEED,
        "models": count,
        "muscle_poses": compared,
        "excluded": excluded,
        "rows": [r.record() for r in rows],
        "defects": shown,
        "missed": failed,
    }
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "parity.json").write_text(json.dumps(report, indent=1) + "\n")
    print(f"\n{count} models, {compared} muscle-poses compared, {excluded} left out; {OUT / 'parity.json'}")
    for problem in failed:
        print(f"MISSED  {problem}")
    # OpenSim's objects may not be taken apart in Python's order of ending.
    sys.stdout.flush()
    os._exit(1 if failed else 0)


if __name__ == "__main__":
    main()
