"""Supple's answers, through the `evaluate` example of the `osim` crate."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np

EVALUATE = Path(os.environ["SUPPLE_EXAMPLES"]) / "evaluate"


class Answers:
    """What Supple says about a model at some poses."""

    def __init__(self, described, lengths, arms, fibers):
        self.described = described
        self.muscles = [m["name"] for m in described["muscles"]]
        self.lengths, self.arms = lengths, arms
        self.fibers, self.forces = fibers[:, 0::2], fibers[:, 1::2]
        coordinates = [c["name"] for c in described["coordinates"]]
        self.entry = {}
        for k, (muscle, coordinate) in enumerate(described["entries"]):
            self.entry[self.muscles[muscle], coordinates[coordinate]] = k

    def arm(self, pose, muscle, coordinate):
        k = self.entry.get((muscle, coordinate))
        return 0.0 if k is None else self.arms[pose, k]


def describe(model):
    done = subprocess.run([EVALUATE, model, "describe"], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return json.loads(done.stdout)


def curves(model):
    """Active, passive and tendon curves of every muscle, on a grid of normalized lengths."""
    done = subprocess.run([EVALUATE, model, "curves"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def rewrite(model, written):
    """Writes a model anew, from nothing but what Supple knows of it."""
    subprocess.run([EVALUATE.with_name("inspect"), model, written], check=True, capture_output=True)


def evaluate(model, poses, mode):
    """Answers at `poses` (dictionaries of coordinate values) in a wrap mode (`geodesic`, `opensim`, `defects`)."""
    described = describe(model)
    names = [c["name"] for c in described["coordinates"]]
    table = np.array([[pose[name] for name in names] for pose in poses], dtype="<f8")
    muscles, entries = len(described["muscles"]), len(described["entries"])
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "poses.bin", Path(folder) / "answers.bin"
        table.tofile(given)
        subprocess.run([EVALUATE, model, mode, given, answer], check=True)
        rows = np.fromfile(answer, dtype="<f8").reshape(-1, 3 * muscles + entries)
    if not names:
        rows = np.repeat(rows, len(poses), axis=0)
    return Answers(described, *np.split(rows, [muscles, muscles + entries], axis=1))
