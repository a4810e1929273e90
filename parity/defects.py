"""Where OpenSim 4.6 contradicts itself, by name: what is left out because of it, and small models that show it.

D1  With two or more wraps on a path, straight pieces are measured to where the wrap points were in the
    first iteration, arcs where they are in the last.
D2  The arc of a long wrap is R (2 pi + theta) instead of R (2 pi - theta) for one sense of rotation.
D3  Paths with several wraps are iterated until their length changes by less than 0.5 mm.
D4  Side, length and inside tests switch abruptly: the length jumps from one pose to the next.
D5  A moment arm about an angle of a ball or free joint is about an axis of the joint's parent frame; it is
    not minus the derivative of the length by that angle.
D6  A moment arm about one of several coordinates that a coupler follows moves the others too.
D7  A moment arm in a custom joint with an axis that has a constant other than zero and no coordinate leaves the
    constant out of account.
D8  A path around an ellipsoid has no length (nan) in some poses.
D9  The moment arm of a moving point leaves out the piece to a neighbour on the same body.
D10 A path end exactly in the middle of a cylinder's length (z = 0) keeps the other end's tangent point from
    being moved along the axis.
D11 The fiber of a De Groote-Fregly muscle with a rigid tendon gets longer again the further the muscle-tendon is
    below tendon slack length, and pulls the other way.
D12 Where a path leaves a cylinder is found with the plane through its two ends and a point of the surface next to the
    straight line between them; where that line meets the surface just there, the three points are in line, and which
    plane it is depends on the last digits.
"""

from pathlib import Path

import numpy as np

import elements
import supple_side
from opensim_side import Reference, osim, poses

ROOT = Path(__file__).resolve().parent.parent
STEP = 1e-7
# How near the surface has to be for D12 [m].
THIN = 1e-8
# Elements whose moment arms are compared with the derivative of OpenSim's own lengths, and the defect's name.
OWN_DERIVATIVE = {"CoordinateCouplerConstraint of two coordinates": "D6", "Constant": "D7"}
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


def explain(reference, muscle, switches, i, k):
    """The name of the defect that spoils this muscle-pose, when there is one; `reference` is in that pose."""
    if any(abs(gap) < THIN for gap in apex_gaps(reference, muscle)):
        return "D12"
    return "D4" if switches.at(i, k) else None


def apex_gaps(reference, muscle):
    """For each cylinder on the path how far the straight line is from the surface where the plane's third point is [m]."""
    state, points = reference.state, reference.paths[muscle].getCurrentPath(reference.state)
    for i in range(2, points.getSize() - 1):
        leave = osim.PathWrapPoint.safeDownCast(points.get(i))
        if leave is None or not leave.getWrapLength(state):
            continue
        cylinder = osim.WrapCylinder.safeDownCast(leave.getWrapObject())
        if cylinder is not None:
            before, after = (seen_from(cylinder, points.get(k), state) for k in (i - 2, i + 1))
            near, far = np.hypot(*before[:2]), np.hypot(*after[:2])
            yield np.hypot(*(before + near / (near + far) * (after - before))[:2]) - cylinder.get_radius()


def seen_from(surface, point, state):
    """A path point in the frame of a wrap object."""
    place = point.getParentFrame().findStationLocationInAnotherFrame(state, point.getLocation(state), surface.getFrame())
    (sx, cx), (sy, cy), (sz, cz) = [(np.sin(a), np.cos(a)) for a in (surface.get_xyz_body_rotation().get(k) for k in range(3))]
    turned = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]]) @ np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    turned = turned @ np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return turned.T @ np.array([place.get(k) - surface.get_translation().get(k) for k in range(3)])


def about_axis(arms, angles, which):
    """OpenSim's moment arm about the axis `which` of a ball joint, from those about its three angles (D5)."""
    (sx, cx), (sy, cy) = [(np.sin(a), np.cos(a)) for a in angles[:2]]
    # Columns: the axes that the angles turn about, in the parent frame (body-fixed x, y, z).
    axes = np.array([[1, 0, sy], [0, cx, -sx * cy], [0, sx, cx * cy]])
    return np.linalg.solve(axes.T, arms)[which]


def lengthens_when_slack(muscle, length):
    """Whether the fiber of this muscle is one of those (D11)."""
    return muscle.getConcreteClassName() == "DeGrooteFregly2016Muscle" and length < muscle.getTendonSlackLength()


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


def show(folder):
    """One line for each defect, with the figure that shows it: the same poses in every run, for some defects are rare."""
    rng = np.random.default_rng(1)
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
    add("D12", "one cylinder, straight line meets it below the plane's point, largest difference of length [m]", thin_plane(rng, folder), 1e-13)
    show_arms(rng, folder, add)
    add("D8", "ellipsoid, poses of 5,000 without a length", without_length(rng, folder), 0)
    add("D10", "end in the middle of a cylinder, largest difference of length [m]", in_the_middle(folder), 1e-6)
    add("D11", "slack rigid tendon, how much longer the fiber is 3 cm below slack than at it [optimal lengths]", slack_growth(folder), 1e-3)
    return shown


def thin_plane(rng, folder):
    """Halves sweeps until the line between the ends meets the surface just below the plane's third point."""
    reference, path = reference_of(elements.wrapped("show", [elements.shape("WrapCylinder")]), folder / "show_thin.osim")
    name, (low, high) = next(iter(reference.free().items()))
    given = []
    for base in poses(reference, 60, rng):

        def gap(q):
            reference.set_pose(reference.complete({**base, name: q}))
            return next(apex_gaps(reference, "m"), np.nan)

        grid = np.linspace(low, high, 60)
        gaps = [gap(q) for q in grid]
        for k in np.flatnonzero(np.diff(np.sign(gaps))):
            ends = grid[k], grid[k + 1]
            if np.isnan(gaps[k] * gaps[k + 1]):
                continue
            for _ in range(45):
                middle = 0.5 * sum(ends)
                ends = (middle, ends[1]) if gap(middle) * gap(ends[0]) > 0 else (ends[0], middle)
            given += [reference.complete({**base, name: ends[0] + step}) for step in (0.0, 1e-11, 1e-10, 1e-9)]
    answers = supple_side.evaluate(path, given, "defects") if given else None
    gaps = [0.0]
    for i, pose in enumerate(given):
        reference.set_pose(pose)
        gaps.append(abs(reference.lengths()["m"] - answers.lengths[i, 0]))
    return max(gaps)


def slack_growth(folder):
    """Of a De Groote-Fregly muscle, between the shortest muscle-tendon of 0.18 m or so and tendon slack length."""
    made = elements.muscle("DeGrooteFregly2016Muscle", (0, 0.02, 0), (0.14, 0.1, 0))
    reference, _ = reference_of(made, folder / "show_slack.osim")
    found = []
    for q in np.linspace(0.0, 1.5, 301):
        reference.set_pose({"q0": float(q)})
        found.append((reference.lengths()["m"], reference.muscle_state("m")[0]))
    slack = reference.muscles["m"].getTendonSlackLength()
    at = min(found, key=lambda f: abs(f[0] - slack))
    below = min(found, key=lambda f: abs(f[0] - (slack - 0.03)))
    return below[1] - at[1]


def show_arms(rng, folder, add):
    """Moment arms that are not minus the derivative of OpenSim's own length."""
    ball = next(made for name, made in elements.joints() if name == "BallJoint")
    several = next(made for name, made in elements.couplers() if "two coordinates" in name)
    constant = next(made for name, made in elements.function_models() if name == "Constant")
    third = folder / "show_third.osim"
    third.write_text(elements.third_generation(ROOT))
    for name, what, made in (("D5", "ball joint", ball), ("D6", "coupler of two coordinates", several), ("D7", "constant axis", constant)):
        reference, _ = reference_of(made, folder / f"show_{name}.osim")
        add(name, f"{what}, moment arm against the length's own derivative [m]", worst_arm(reference, rng), 1e-4)
    reference = Reference(third)
    KEPT.append(reference)
    add("D9", "moving point, moment arm against the length's own derivative [m]", worst_arm(reference, rng), 1e-4)


def worst_arm(reference, rng):
    most = 0.0
    for pose in poses(reference, 20, rng):
        for coordinate in reference.free():
            slopes = reference.slopes(pose, coordinate)
            reference.set_pose(pose)
            gaps = [abs(reference.moment_arm(path, coordinate) + slopes[path]) for path in reference.paths]
            # A jump within the step (D4) makes a slope of metres; it is not what is looked for.
            most = max([most] + [gap for gap in gaps if gap < 1.0])
    return most


def without_length(rng, folder):
    surface = elements.shape("WrapEllipsoid")
    surface.set_quadrant("-x")
    surface.set_translation(elements.V(0.01, -0.005, 0.01))
    surface.set_xyz_body_rotation(elements.V(0.2, -0.3, 0.4))
    reference, _ = reference_of(elements.wrapped("show", [surface]), folder / "show_nan.osim")
    count = 0
    for pose in poses(reference, 5000, rng):
        reference.set_pose(pose)
        count += not np.isfinite(reference.lengths()["m"])
    return count


def in_the_middle(folder):
    path = folder / "show_middle.osim"
    path.write_text(elements.slanted(elements.third_generation(ROOT)))
    reference = Reference(path)
    KEPT.append(reference)
    given = [reference.complete({"qa": q}) for q in np.linspace(-0.3, 0.3, 13)]
    answers = supple_side.evaluate(path, given, "opensim")
    gaps = []
    for i, pose in enumerate(given):
        reference.set_pose(pose)
        gaps.append(abs(reference.lengths()["m"] - answers.lengths[i, 0]))
    return max(gaps)


def reference_of(made, path):
    made.finalizeConnections()
    made.printToXML(str(path))
    reference = Reference(path)
    KEPT.append(reference)
    return reference, path


def constrained(folder, name):
    surface = elements.shape("WrapCylinder")
    surface.set_quadrant("-x")
    surface.set_translation(elements.V(0.01, -0.005, 0.01))
    return reference_of(elements.wrapped(name, [surface]), folder / f"{name}.osim")[0]


def longest_turn(rng, folder):
    reference, most = constrained(folder, "show_turn"), 0.0
    for pose in poses(reference, 5000, rng):
        reference.set_pose(pose)
        for radius, arc in cylinder_arcs(reference, "m"):
            most = max(most, arc / (2 * np.pi * radius))
    return most


def largest_jump(rng, folder):
    """Halves the largest step of a coarse sweep until it is over less than 1e-5 rad."""
    reference, most = constrained(folder, "show_jump"), 0.0
    name = next(iter(reference.free()))
    for base in poses(reference, 60, rng):
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
