"""OpenSim's answers: lengths, moment arms, fiber lengths and passive forces of a model at given poses."""

import numpy as np
import opensim as osim

# No file of messages wherever this happens to run.
osim.Logger.removeFileSink()
osim.Logger.setLevelString("Error")


class Reference:
    """A model as OpenSim sees it, with its free coordinates and the law of the others."""

    def __init__(self, path):
        self.model = osim.Model(str(path))
        self.state = self.model.initSystem()
        coordinates = self.model.getCoordinateSet()
        self.coordinates = {}
        for i in range(coordinates.getSize()):
            coordinate = coordinates.get(i)
            coordinate.setLocked(self.state, False)
            self.coordinates[coordinate.getName()] = coordinate
        self.couplers = list(self._couplers())
        self.dependent = {dependent for _, dependent, _, _ in self.couplers}
        self.paths = dict(self._paths())
        self.turns = self._turns()
        self.muscles = {}
        muscles = self.model.getMuscles()
        for i in range(muscles.getSize()):
            self.muscles[muscles.get(i).getName()] = muscles.get(i)

    def _couplers(self):
        constraints = self.model.getConstraintSet()
        for i in range(constraints.getSize()):
            coupler = osim.CoordinateCouplerConstraint.safeDownCast(constraints.get(i))
            if coupler is None or not coupler.isEnforced(self.state):
                continue
            names = coupler.getIndependentCoordinateNames()
            independent = [names.get(k) for k in range(names.getSize())]
            scale = osim.PropertyHelper.getValueDouble(coupler.getPropertyByName("scale_factor"))
            yield independent, coupler.getDependentCoordinateName(), coupler.getFunction(), scale

    def _paths(self):
        forces = self.model.getForceSet()
        for i in range(forces.getSize()):
            force = forces.get(i)
            where = force.getAbsolutePathString() + "/path"
            try:
                path = osim.GeometryPath.safeDownCast(self.model.getComponent(where))
            except RuntimeError:
                continue
            if path is not None:
                yield force.getName(), path

    def _turns(self):
        """For each ball and free joint its three angles, which OpenSim's moment arms don't belong to (D5)."""
        groups = {}
        for name, coordinate in self.coordinates.items():
            joint = coordinate.getJoint()
            if joint.getConcreteClassName() in ("BallJoint", "FreeJoint"):
                groups.setdefault(joint.getName(), []).append(name)
        return {name: angles[:3] for angles in groups.values() for name in angles[:3]}

    def free(self):
        """Names of the coordinates that no coupler drives, with the range poses are drawn from."""
        ranges = {}
        for name, coordinate in self.coordinates.items():
            if name in self.dependent:
                continue
            rotational = coordinate.getMotionType() == 1
            bound = np.pi if rotational else 1.0
            low, high = max(coordinate.getRangeMin(), -bound), min(coordinate.getRangeMax(), bound)
            if low > high:
                low, high = coordinate.getRangeMin(), coordinate.getRangeMax()
            ranges[name] = (low, high)
        return ranges

    def complete(self, pose):
        """Adds the driven coordinates to a pose, by their laws."""
        pose = dict(pose)
        for _ in range(len(self.couplers) + 1):
            for independent, dependent, function, scale in self.couplers:
                if all(name in pose for name in independent):
                    argument = osim.Vector(len(independent), 0.0)
                    for k, name in enumerate(independent):
                        argument[k] = pose[name]
                    pose[dependent] = scale * function.calcValue(argument)
        return pose

    def set_pose(self, pose):
        """Puts the state into a complete pose as it is; nothing is assembled."""
        for name, value in pose.items():
            coordinate = self.coordinates[name]
            coordinate.setValue(self.state, float(value), False)
        self.model.realizePosition(self.state)

    def lengths(self):
        return {name: path.getLength(self.state) for name, path in self.paths.items()}

    def moment_arm(self, path, coordinate):
        return self.paths[path].computeMomentArm(self.state, self.coordinates[coordinate])

    def fresh_length(self, name):
        """A path's length from its points as they are now, without positions kept from earlier iterations (D1)."""
        points = self.paths[name].getCurrentPath(self.state)
        total, before, was_wrap = 0.0, None, False
        for i in range(points.getSize()):
            point = points.get(i)
            frame = point.getParentFrame()
            place = frame.findStationLocationInGround(self.state, point.getLocation(self.state))
            here = np.array([place.get(k) for k in range(3)])
            wrap = osim.PathWrapPoint.safeDownCast(point)
            arc = wrap.getWrapLength(self.state) if wrap else 0.0
            if wrap and was_wrap and arc > 0.0:
                total += arc
            elif before is not None:
                total += np.linalg.norm(here - before)
            before, was_wrap = here, wrap is not None and not (wrap and arc > 0.0)
        return total

    def slopes(self, pose, coordinate, step=1e-3):
        """Derivative of every length by a free coordinate, with those that follow it; five-point differences."""
        free = {name: value for name, value in pose.items() if name not in self.dependent}

        def lengths(offset):
            self.set_pose(self.complete({**free, coordinate: pose[coordinate] + offset}))
            return self.lengths()

        far, near, after, beyond = lengths(-2 * step), lengths(-step), lengths(step), lengths(2 * step)
        return {m: (far[m] - 8 * near[m] + 8 * after[m] - beyond[m]) / (12 * step) for m in far}

    def motion_types(self):
        """Whether each coordinate is an angle, a distance or something else."""
        kinds = {1: "rotational", 2: "translational", 3: "coupled"}
        return {(name, kinds[c.getMotionType()]) for name, c in self.coordinates.items()}

    def muscle_state(self, name):
        """Normalized fiber length and passive force along the tendon with a rigid tendon [-, N]."""
        muscle = self.muscles[name]
        self.model.realizeDynamics(self.state)
        return muscle.getNormalizedFiberLength(self.state), muscle.getPassiveFiberForceAlongTendon(self.state)


    def curves(self, name, fibers, tendons):
        """Active, passive and tendon curve of a muscle over normalized lengths; None for classes without such."""
        muscle = self.muscles[name]
        millard = osim.Millard2012EquilibriumMuscle.safeDownCast(muscle)
        if millard is not None:
            laws = (millard.getActiveForceLengthCurve(), millard.getFiberForceLengthCurve(), millard.getTendonForceLengthCurve())
            return [[law.calcValue(x) for x in grid] for law, grid in zip(laws, (fibers, fibers, tendons))]
        groote = osim.DeGrooteFregly2016Muscle.safeDownCast(muscle)
        if groote is not None:
            laws = (groote.calcActiveForceLengthMultiplier, groote.calcPassiveForceMultiplier, groote.calcTendonForceMultiplier)
            return [[law(x) for x in grid] for law, grid in zip(laws, (fibers, fibers, tendons))]
        thelen = osim.Thelen2003Muscle.safeDownCast(muscle)
        return self._thelen(thelen, fibers, tendons) if thelen is not None else None

    def _thelen(self, muscle, fibers, tendons):
        """Thelen's curves have no functions of their own: they are read off a muscle whose fiber has been given a length."""
        optimal, slack = muscle.getOptimalFiberLength(), muscle.getTendonSlackLength()
        active, passive, tendon = [], [], []
        for fiber in fibers:
            muscle.setFiberLength(self.state, fiber * optimal)
            self.model.realizeDynamics(self.state)
            # A fiber below its least length is taken for that; such points say nothing about the curve.
            there = abs(muscle.getNormalizedFiberLength(self.state) - fiber) < 1e-9
            active.append(muscle.getActiveForceLengthMultiplier(self.state) if there else np.nan)
            passive.append(muscle.getPassiveForceMultiplier(self.state) if there else np.nan)
        thickness = optimal * np.sin(muscle.getPennationAngleAtOptimalFiberLength())
        for length in tendons:
            along = muscle.getLength(self.state) - length * slack
            muscle.setFiberLength(self.state, float(np.hypot(along, thickness)))
            self.model.realizeDynamics(self.state)
            there = along > 0 and abs(muscle.getTendonLength(self.state) / slack - length) < 1e-9
            tendon.append(muscle.getTendonForce(self.state) / muscle.getMaxIsometricForce() if there else np.nan)
        return [active, passive, tendon]


def poses(reference, count, rng, sweep=0):
    """Random poses in the coordinates' ranges, then `sweep` poses along each coordinate from a random one."""
    ranges = reference.free()
    names = list(ranges)
    draw = lambda: {name: rng.uniform(*ranges[name]) for name in names}
    result = [draw() for _ in range(count)]
    for name in names if sweep else []:
        base = draw()
        for value in np.linspace(*ranges[name], sweep):
            result.append({**base, name: float(value)})
    return [reference.complete(pose) for pose in result]
