"""Where OpenSim 4.6 contradicts itself, by name: what is left out because of it, and small models that show it.

D1  With two or more wraps on a path, straight pieces are measured to where the wrap points were in the
    first iteration, arcs where they are in the last.
D2  The arc of a long wrap is R (2 pi + theta) instead of R (2 pi - theta) for one sense of rotation.
D3  Paths with several wraps are iterated until their length changes by less than 0.5 mm.
D5  A moment arm about an angle of a ball or free joint is about an axis of the joint's parent frame; it is
    not minus the derivative of the length by that angle.
D4  Side, length and inside tests switch abruptly: the length jumps from one pose to the next.
"""

import numpy as np

import elements
import supple_side
from opensim_side import Reference, osim, poses

STEP = 1e-7
KEPT = []


class Switches:
    """Whether a pose lies on a switch: the length jumps when the pose is changed by next to nothing."""

    def __init__(self, path, given):
        self.path, self.given, self.known = path, given, {}

    def at(self, i, k):
        if i not in self.known:
            pose, near = self.given[i], []
            for name in pose:
                near += [{**pose, name: pose[name] + STEP}, {**pose, name: pose[name] - STEP}]
            self.known[i] = np.ptp(supple_side.evaluate(self.path, near, "defects").lengths, axis=0)
        return self.known[i][k] > 100 * STEP


def explain(reference, switches, i, k, muscle, length, difference, target):
    """The difference without OpenSim's defect, or the name of the defect that spoils this muscle-pose."""
    turn = long_turn(reference, muscle)
    if turn is not None:
        corrected = abs(difference_without(reference, muscle, length, turn))
        if corrected <= target * 10:
            return corrected, None
    if switches.at(i, k):
        return difference, "D4"
    return difference, None


def about_axis(arms, angles, which):
    """OpenSim's moment arm about the axis `which` of a ball joint, from those about its three angles (D5)."""
    (sx, cx), (sy, cy) = [(np.sin(a), np.cos(a)) for a in angles[:2]]
    # Columns: the axes that the angles turn about, in the parent frame (body-fixed x, y, z).
    axes = np.array([[1, 0, sy], [0, cx, -sx * cy], [0, sx, cx * cy]])
    return np.linalg.solve(axes.T, arms)[which]


def cylinder_arcs(reference, muscle):
    """Radius, length of arc and its ends in the cylinder's frame, for each cylinder that the path goes around."""
    points = reference.paths[muscle].getCurrentPath(reference.state)
    for i in range(1, points.getSize()):
        leave = osim.PathWrapPoint.safeDownCast(points.get(i))
        arc = leave.getWrapLength(reference.state) if leave else 0.0
        if not arc:
            continue
        surface = leave.getWrapObject()
        cylinder = osim.WrapCylinder.safeDownCast(surface) if surface else None
        if cylinder is not None:
            yield cylinder.get_radius(), arc


def long_turn(reference, muscle):
    """(radius, arc) of an arc that is longer than its cylinder's circumference, which only D2 makes."""
    for radius, arc in cylinder_arcs(reference, muscle):
        if arc > 2 * np.pi * radius * (1 + 1e-9):
            return radius, arc
    return None


def difference_without(reference, muscle, length, turn):
    """Supple's length minus OpenSim's with the long arc put right (exact for an arc without axial travel)."""
    radius, arc = turn
    wrong = reference.paths[muscle].getLength(reference.state)
    theta = arc / radius - 2 * np.pi
    return length - (wrong - 2 * radius * theta)


def show(rng, folder):
    """One line for each defect, with the figure that shows it."""
    shown = []
    add = lambda name, text, value, least: shown.append(
        {"name": name, "value": value, "shown": bool(value > least), "text": f"{name}  {text}: {value:.3g}"}
    )
    two = {name: reference_of(made, folder / f"show_{k}.osim") for k, (name, made) in enumerate(elements.two_wraps())}
    stale, shortfall = 0.0, 0.0
    for reference, path in two.values():
        given = poses(reference, 200, rng)
        exact = supple_side.evaluate(path, given, "geodesic")
        for i, pose in enumerate(given):
            reference.set_pose(pose)
            fresh = reference.fresh_length("m")
            stale = max(stale, abs(reference.lengths()["m"] - fresh))
            shortfall = max(shortfall, fresh - exact.lengths[i, 0])
    add("D1", "two cylinders, length against the same points measured anew, largest difference [m]", stale, 1e-6)
    add("D3", "two cylinders, OpenSim's own points against the shortest path, largest excess [m]", shortfall, 1e-9)
    add("D2", "one cylinder, longest arc over circumference", longest_turn(rng, folder), 1.0)
    add("D4", "one cylinder, largest jump of length over 1e-5 rad [m]", largest_jump(rng, folder), 1e-4)
    return shown


def reference_of(made, path):
    made.finalizeConnections()
    made.printToXML(str(path))
    reference = Reference(path)
    KEPT.append(reference)
    return reference, path


def constrained(folder, name):
    surface = elements.shape("WrapCylinder")
    surface.set_quadrant("x")
    return reference_of(elements.wrapped(name, [surface]), folder / f"{name}.osim")[0]


def longest_turn(rng, folder):
    reference, most = constrained(folder, "show_turn"), 0.0
    for pose in poses(reference, 500, rng):
        reference.set_pose(pose)
        for radius, arc in cylinder_arcs(reference, "m"):
            most = max(most, arc / (2 * np.pi * radius))
    return most


def largest_jump(rng, folder):
    """Halves the largest step of a coarse sweep until it is over less than 1e-5 rad."""
    reference, most = constrained(folder, "show_jump"), 0.0
    name = next(iter(reference.free()))
    for base in poses(reference, 20, rng):
        length = lambda q: reference.set_pose({**base, name: q}) or reference.lengths()["m"]
        grid = np.linspace(-1.5, 1.5, 60)
        values = [length(q) for q in grid]
        k = int(np.argmax(np.abs(np.diff(values))))
        low, high = grid[k], grid[k + 1]
        while high - low > 1e-5:
            middle = 0.5 * (low + high)
            left = abs(length(middle) - length(low)) > abs(length(high) - length(middle))
            low, high = (low, middle) if left else (middle, high)
        most = max(most, abs(length(high) - length(low)))
    return most
