"""Speed of Supple beside MuJoCo and OpenSim, alternating in one run; entries of target/bench.json.

Microseconds per pose for all lengths and all moment arms, kinematics included, one thread unless said.
Supple and OpenSim compute the Rajagopal model (80 muscles) or, where that isn't there, Pose2Sim's; MuJoCo computes
MyoLeg (80 tendons). Ratios are per tendon.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import mujoco
import numpy as np

from opensim_side import Reference, poses

ROOT = Path(__file__).resolve().parent.parent
OUT = Path(os.environ.get("PARITY_OUT", ROOT / "target"))
EXAMPLES = Path(os.environ["SUPPLE_EXAMPLES"])
ROUNDS, POSES, FRAMES = 9, 4096, 10_000


def model_file():
    """The Rajagopal model where it is, else the one from PyPI."""
    folders = [Path(f) for f in os.environ.get("SUPPLE_MODELS", "").split(os.pathsep) if f]
    folders += [ROOT.parent / "shared" / "models", Path(os.environ.get("PARITY_MODELS", "/nowhere")) / "Pose2Sim" / "OpenSim_Setup"]
    found = [p for folder in folders if folder.is_dir() for p in sorted(folder.glob("*.osim"))]
    named = [p for p in found if "rajagopal" in p.name.lower()] + [p for p in found if "muscles" in p.name.lower()]
    if not named:
        sys.exit("no model to measure: put the Rajagopal model's .osim into SUPPLE_MODELS")
    return named[0]


class MuJoCo:
    """MyoLeg: kinematics, centres of mass and tendons, which are lengths and moment arms.

    `whole` is what its package loads under that name, legs and a torso that doesn't move; else the legs alone.
    """

    def __init__(self, whole):
        sys.path.insert(0, os.environ["PARITY_MODELS"])
        import myo_sim

        self.model = myo_sim.load_model("myolegs") if whole else myo_sim.FRAGMENT_SPEC_BUILDERS["myolegs"]().compile()
        self.data = mujoco.MjData(self.model)
        self.tendons = self.model.ntendon

    def micros(self, rng):
        """Per pose, with the cost of calling from Python taken off; and a checksum."""
        model, data = self.model, self.data
        low, high = model.jnt_range[:, 0], model.jnt_range[:, 1]
        address, hinge = model.jnt_qposadr, model.jnt_type >= 2
        taken, checksum = [], 0.0
        for _ in range(POSES):
            mujoco.mj_resetData(model, data)
            data.qpos[address[hinge]] = rng.uniform(low[hinge], high[hinge])
            start = time.perf_counter_ns()
            mujoco.mj_kinematics(model, data)
            mujoco.mj_comPos(model, data)
            mujoco.mj_tendon(model, data)
            taken.append(time.perf_counter_ns() - start)
            checksum += float(data.ten_length.sum())
        empty = []
        for _ in range(POSES):
            start = time.perf_counter_ns()
            mujoco.mj_isPyramidal(model)
            mujoco.mj_isPyramidal(model)
            mujoco.mj_isPyramidal(model)
            empty.append(time.perf_counter_ns() - start)
        # Medians, because something else may run in between; Supple's pieces are taken the same way.
        return (statistics.median(taken) - statistics.median(empty)) / 1000, checksum


def supple(model, seed):
    done = subprocess.run([EXAMPLES / "speed", model, str(POSES), str(seed)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def opensim(model, rng):
    """Microseconds per pose: kinematics with all lengths; and all moment arms that aren't zero by structure."""
    reference = Reference(model)
    names = list(reference.paths)
    given = poses(reference, 60, rng)
    start = time.perf_counter()
    for pose in given:
        reference.set_pose(pose)
        for name in names:
            reference.paths[name].getLength(reference.state)
    lengths = (time.perf_counter() - start) / len(given) * 1e6
    described = json.loads(subprocess.run([EXAMPLES / "evaluate", model, "describe"], capture_output=True, text=True, check=True).stdout)
    coordinates = [c["name"] for c in described["coordinates"]]
    muscles = [m["name"] for m in described["muscles"]]
    pairs = [(muscles[m], coordinates[c]) for m, c in described["entries"]]
    start = time.perf_counter()
    for pose in given[:3]:
        reference.set_pose(pose)
        for muscle, coordinate in pairs:
            reference.moment_arm(muscle, coordinate)
    return reference, lengths, (time.perf_counter() - start) / 3 * 1e6


def trial(model):
    """Seconds from start to files written of `supple muscles` on a long trial."""
    reference_names = [c["name"] for c in json.loads(subprocess.run([EXAMPLES / "evaluate", model, "describe"], capture_output=True, text=True, check=True).stdout)["coordinates"]]
    binary = EXAMPLES.parent / "supple"
    times = []
    with tempfile.TemporaryDirectory() as folder:
        motion = Path(folder) / "trial.sto"
        t = np.arange(FRAMES) / 100
        columns = [0.4 * np.sin(t * (1 + 0.1 * k) + k) for k in range(len(reference_names))]
        head = f"trial\nversion=1\nnRows={FRAMES}\nnColumns={len(columns) + 1}\ninDegrees=no\nendheader\n"
        rows = np.column_stack([t, *columns])
        with motion.open("w") as file:
            file.write(head + "\t".join(["time", *reference_names]) + "\n")
            np.savetxt(file, rows, fmt="%.8f", delimiter="\t")
        for _ in range(5):
            start, used = time.perf_counter(), processor()
            subprocess.run([binary, "muscles", "--model", model, "--motion", motion, "--out", folder, "--force"], check=True, capture_output=True)
            times.append((time.perf_counter() - start, processor() - used))
    return [min(column) for column in zip(*times)]


def processor():
    """Seconds of processor time that finished children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    model, rng = model_file(), np.random.default_rng()
    other, legs, own, peer, bare = MuJoCo(True), MuJoCo(False), [], [], []
    for _ in range(ROUNDS):
        peer.append(other.micros(rng))
        bare.append(legs.micros(rng)[0])
        own.append(supple(model, int(rng.integers(1 << 40))))
    muscles = own[0]["muscles"]
    print(f"{model.name}: {muscles} muscles, {own[0]['entries']} moment arms; MyoLeg: {other.tendons} tendons; {ROUNDS} rounds of {POSES} poses")
    mine = {way: [run["ways"][way][0] for run in own] for way in own[0]["ways"]}
    theirs = [micros for micros, _ in peer]
    print(f"checksums: Supple {own[-1]['ways']}, MuJoCo {peer[-1][1]:.6f}")
    entries = [
        {"name": "mujoco.myoleg", "value": min(theirs), "unit": "us/pose", "versus": None, "ratio": None},
        {"name": "mujoco.myoleg.legs_only", "value": min(bare), "unit": "us/pose", "versus": None, "ratio": None},
    ]
    for way, times in mine.items():
        # Best against best and median against median; the smaller ratio counts.
        ratio = min(f(theirs) / other.tendons / (f(times) / muscles) for f in (min, statistics.median))
        name = {"single": "body.single"}.get(way, f"body.{way}")
        entries.append({"name": name, "value": min(times), "unit": "us/pose", "versus": "MuJoCo 4.0 on MyoLeg, per tendon", "ratio": ratio})
    best = max((e for e in entries if e["name"].startswith("body.batch.") and "threads" not in e["name"]), key=lambda e: e["ratio"])
    entries.append({**best, "name": "body.batch"})
    for name, way in (("body.single.legs_only", "single"), ("body.batch.legs_only", best["name"].removeprefix("body."))):
        ratio = min(f(bare) / legs.tendons / (f(mine[way]) / muscles) for f in (min, statistics.median))
        versus = "MuJoCo 4.0 on MyoLeg without its torso, per tendon"
        entries.append({"name": name, "value": min(mine[way]), "unit": "us/pose", "versus": versus, "ratio": ratio})
    threads = next(e for e in entries if e["name"] == "body.batch.threads")
    entries.append({"name": "body.threads", "value": os.cpu_count(), "unit": "threads", "versus": "one thread", "ratio": best["value"] / threads["value"]})
    kept, lengths, arms = opensim(model, rng)
    for name, value in (("opensim.lengths", lengths), ("opensim.moment_arms", arms)):
        entries.append({"name": name, "value": value, "unit": "us/pose", "versus": "Supple batch, lengths and moment arms", "ratio": value / best["value"]})
    seconds, used = trial(model)
    for name, value in (("muscles.trial", seconds), ("muscles.trial.processor", used)):
        entries.append({"name": name, "value": value, "unit": f"s for {FRAMES} frames", "versus": None, "ratio": None})
    for e in entries:
        ratio = "" if e["ratio"] is None else f"{e['ratio']:10.2f} x {e['versus']}"
        print(f"{e['name']:24} {e['value']:12.3f} {e['unit']:20} {ratio}")
    merge(entries)
    sys.stdout.flush()
    # OpenSim's objects may not be taken apart in Python's order of ending.
    os._exit(0 if kept else 1)


def merge(entries):
    """Puts the entries into bench.json beside what other benchmarks left there."""
    path = OUT / "bench.json"
    before = json.loads(path.read_text()) if path.exists() else []
    names = {e["name"] for e in entries}
    path.write_text(json.dumps([e for e in before if e["name"] not in names] + entries, indent=1) + "\n")


if __name__ == "__main__":
    main()
