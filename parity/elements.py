"""Minimal models, one for each element of the format, built through OpenSim's own API."""

import opensim as osim

V = osim.Vec3
JOINTS = {
    "PinJoint": 1,
    "SliderJoint": 1,
    "UniversalJoint": 2,
    "BallJoint": 3,
    "FreeJoint": 6,
    "PlanarJoint": 3,
    "GimbalJoint": 3,
    "WeldJoint": 0,
}
# Models own what is put into them; Python must not take them away before the program ends.
KEPT = []
QUADRANTS = ["all", "x", "-x", "y", "-y", "z", "-z"]


def body(name="a"):
    return osim.Body(name, 1.0, V(0), osim.Inertia(1, 1, 1))


def model(name):
    made = osim.Model()
    made.setName(name.replace(" ", "_"))
    KEPT.append(made)
    return made


def actuator(made, name, points):
    """A path through (frame, location) points; returns its GeometryPath."""
    path_actuator = osim.PathActuator()
    path_actuator.setName(name)
    made.addForce(path_actuator)
    path = path_actuator.updGeometryPath()
    for k, (frame, location) in enumerate(points):
        path.appendNewPathPoint(f"{name}-P{k + 1}", frame, V(*location))
    return path


def probes(made, child):
    """Three paths from the ground to different points of a body: together they fix where it is."""
    ground = made.getGround()
    corners = [((0.3, 1.1, -0.2), (0.1, 0, 0)), ((-0.7, 0.4, 0.5), (0, 0.2, 0.05)), ((0.2, -0.6, 0.9), (-0.1, 0.05, 0.3))]
    for k, (near, far) in enumerate(corners):
        actuator(made, f"probe{k}", [(ground, near), (child, far)])


def frames(kind, parent, child):
    """Arguments of a joint between two frames that are off their bodies."""
    return (
        kind.lower(),
        parent,
        V(0.05, -0.1, 0.2),
        V(0.3, -0.2, 0.1),
        child,
        V(-0.02, 0.15, 0.03),
        V(-0.1, 0.25, 0.4),
    )


def set_range(joint, low=-1.5, high=1.5):
    for k in range(joint.numCoordinates()):
        coordinate = joint.upd_coordinates(k)
        coordinate.setRangeMin(low)
        coordinate.setRangeMax(high)


def joints():
    for kind in JOINTS:
        for reversed_too in (False, True):
            made = model(kind)
            a = body()
            made.addBody(a)
            ends = (a, made.getGround()) if reversed_too else (made.getGround(), a)
            joint = getattr(osim, kind)(*frames(kind, *ends))
            set_range(joint)
            made.addJoint(joint)
            probes(made, a)
            yield ("reversed " if reversed_too else "") + kind, made


def custom(name, axes, coordinates=("q",), reverse=False):
    """A custom joint; `axes` maps the number of an axis to (direction or None, coordinates, function)."""
    made = model(name)
    a = body()
    made.addBody(a)
    transform = osim.SpatialTransform()
    for k in range(6):
        axis = transform.updTransformAxis(k)
        direction, arguments, function = axes.get(k, (None, (), osim.Constant(0.0)))
        if direction is not None:
            axis.setAxis(V(*direction))
        if arguments:
            axis.setCoordinateNames(strings(arguments))
        axis.set_function(function)
    ends = (a, made.getGround()) if reverse else (made.getGround(), a)
    joint = osim.CustomJoint(*frames("custom", *ends), transform)
    set_range(joint)
    made.addJoint(joint)
    probes(made, a)
    return made


def strings(values):
    array = osim.ArrayStr()
    for value in values:
        array.append(value)
    return array


def spline(kind, x, y):
    made = kind()
    for a, b in zip(x, y):
        made.addPoint(a, b)
    return made


def linear(*coefficients):
    vector = osim.ArrayDouble()
    for c in coefficients:
        vector.append(c)
    made = osim.LinearFunction()
    made.setCoefficients(vector)
    return made


def times(function, scale):
    """A MultiplierFunction, which takes over the function that it multiplies."""
    function._markAdopted()
    return osim.MultiplierFunction(function, scale)


def functions():
    x7, y7 = [-1.2, -0.7, -0.1, 0.2, 0.6, 0.9, 1.3], [0.1, -0.2, 0.3, 0.25, -0.1, 0.05, 0.4]
    yield "Constant", osim.Constant(0.3)
    yield "LinearFunction", linear(-0.7, 0.2)
    for n in (2, 3, 4, 7):
        yield f"SimmSpline with {n} knots", spline(osim.SimmSpline, x7[:n], y7[:n])
    yield "PiecewiseLinearFunction", spline(osim.PiecewiseLinearFunction, x7, y7)
    yield "PolynomialFunction", osim.PolynomialFunction(osim.Vector(4, 0.3))
    yield "MultiplierFunction", times(spline(osim.SimmSpline, x7, y7), -1.7)


def function_models():
    for name, function in functions():
        argument = () if name == "Constant" else ("q",)
        axes = {2: (None, ("q",), linear(1, 0)), 0: (None, argument, function.clone()), 4: (None, argument, function)}
        yield name, custom(name, axes)
    two = ("q", "r")
    axes = {0: ((1, 2, 0), ("q",), linear(1, 0)), 1: ((0, 1, 1), ("r",), linear(1, 0)), 5: (None, two, linear(0.4, -0.3, 0.1))}
    yield "LinearFunction of two coordinates", custom("two", axes, two)
    axes = {
        0: ((1, 2, 0), ("q",), linear(1, 0)),
        1: ((0, 1, -3), ("r",), linear(1, 0)),
        2: ((0.3, 0, 1), ("q",), linear(0.5, 0.1)),
        3: ((2, 1, 0), ("q",), spline(osim.SimmSpline, [-1, 0, 1, 2], [0, 0.1, 0.05, 0])),
        4: ((0, 0.5, 0.5), ("r",), linear(0.2, 0)),
        5: ((0, 0, -3), (), osim.Constant(0.1)),
    }
    yield "CustomJoint with axes of any length and angle", custom("any", axes, two)
    yield "reversed CustomJoint", custom("any", axes, two, reverse=True)


def nested():
    made = model("nested")
    a = body()
    made.addBody(a)
    outer = osim.PhysicalOffsetFrame("outer", a, osim.Transform(osim.Rotation(0.3, osim.CoordinateAxis(0)), V(0.1, 0, 0)))
    a.addComponent(outer)
    inner = osim.PhysicalOffsetFrame("inner", outer, osim.Transform(osim.Rotation(-0.5, osim.CoordinateAxis(1)), V(0, 0.2, 0)))
    outer.addComponent(inner)
    fixed = osim.PhysicalOffsetFrame("fixed", made.getGround(), osim.Transform(osim.Rotation(0.7, osim.CoordinateAxis(2)), V(0, 0, 0.3)))
    made.updGround().addComponent(fixed)
    joint = osim.PinJoint("pin", fixed, V(0.1, 0, 0), V(0), inner, V(0, 0.1, 0), V(0.2, 0, 0))
    set_range(joint)
    made.addJoint(joint)
    probes(made, a)
    probes_on = [(fixed, (0.1, 0.2, 0.3)), (inner, (0, 0.1, 0))]
    actuator(made, "on_frames", probes_on)
    return made


def chain(name, links=2):
    """Pins one after the other, crossed by one path each and one over all."""
    made = model(name)
    parent, bodies = made.getGround(), []
    for k in range(links):
        child = body(f"b{k}")
        made.addBody(child)
        joint = osim.PinJoint(f"j{k}", parent, V(0, -0.3, 0), V(0.1 * k, 0.2, 0), child, V(0, 0.1, 0), V(0))
        joint.updCoordinate().setName(f"q{k}")
        set_range(joint)
        made.addJoint(joint)
        bodies.append(child)
        parent = child
    return made, bodies


def couplers():
    laws = {
        "linear": linear(0.5, 0.1),
        "spline": spline(osim.SimmSpline, [-1.5, -0.5, 0.4, 1.5], [0.3, -0.4, 0.5, 0.1]),
        "piecewise": spline(osim.PiecewiseLinearFunction, [-1.5, 0.1, 1.5], [0.3, -0.4, 0.5]),
    }
    for name, law in laws.items():
        for enforced in (True, False) if name == "linear" else (True,):
            made, bodies = chain("coupled", 2)
            couple(made, "c", ["q0"], "q1", law.clone(), 0.8, enforced)
            across(made, bodies)
            yield f"CoordinateCouplerConstraint {name}" + ("" if enforced else " not enforced"), made
    made, bodies = chain("coupled", 3)
    couple(made, "c1", ["q0"], "q1", linear(0.5, 0.1), 1.0, True)
    couple(made, "c2", ["q1"], "q2", spline(osim.SimmSpline, [-1, 0, 0.5, 1], [0.3, 0, -0.2, 0.1]), 1.0, True)
    across(made, bodies)
    yield "CoordinateCouplerConstraint chain", made
    made, bodies = chain("coupled", 3)
    couple(made, "c1", ["q0", "q1"], "q2", linear(0.5, -0.3, 0.1), 1.0, True)
    across(made, bodies)
    yield "CoordinateCouplerConstraint of two coordinates", made


def couple(made, name, independent, dependent, law, scale, enforced):
    coupler = osim.CoordinateCouplerConstraint()
    coupler.setName(name)
    coupler.setIndependentCoordinateNames(strings(independent))
    coupler.setDependentCoordinateName(dependent)
    law._markAdopted()
    coupler.setFunction(law)
    osim.PropertyHelper.setValueDouble(scale, coupler.updPropertyByName("scale_factor"))
    coupler.set_isEnforced(enforced)
    made.addConstraint(coupler)


def across(made, bodies):
    ground = made.getGround()
    for k, b in enumerate(bodies):
        actuator(made, f"to{k}", [(ground, (0.1, 0.05, 0.2)), (b, (0.05, -0.1, 0.1))])
    actuator(made, "over", [(ground, (-0.1, 0.05, 0))] + [(b, (-0.08, -0.05, 0.02 * k)) for k, b in enumerate(bodies)])


def points():
    made, bodies = chain("conditional", 2)
    for k, (low, high) in enumerate([(-0.5, 0.7), (0.2, 9), (-9, -0.2)]):
        path = actuator(made, f"c{k}", [(made.getGround(), (0.1, 0, 0)), (bodies[1], (0.1, -0.1, 0))])
        point = osim.ConditionalPathPoint()
        point.setName(f"c{k}-via")
        point.setParentFrame(bodies[0])
        point.setLocation(V(0.12, -0.1, 0.03))
        point.setCoordinate(made.getJointSet().get("j0").getCoordinate())
        point.setRangeMin(low)
        point.setRangeMax(high)
        point._markAdopted()
        path.updPathPointSet().insert(1, point)
    yield "ConditionalPathPoint", made
    kinds = {
        "SimmSpline": spline(osim.SimmSpline, [-1, 0, 0.6, 1], [0.02, 0.05, 0.04, 0.01]),
        "PiecewiseLinearFunction": spline(osim.PiecewiseLinearFunction, [-1, 0, 0.6, 1], [0.02, 0.05, 0.04, 0.01]),
    }
    for name, function in kinds.items():
        made, bodies = chain("moving", 2)
        path = actuator(made, "m", [(made.getGround(), (0.1, 0, 0)), (bodies[1], (0.1, -0.1, 0))])
        point = osim.MovingPathPoint()
        point.setName("m-via")
        point.setParentFrame(bodies[0])
        coordinate = made.getJointSet().get("j1").getCoordinate()
        point.setXCoordinate(coordinate)
        point.setYCoordinate(coordinate)
        point.setZCoordinate(coordinate)
        point.set_x_location(function.clone())
        point.set_y_location(times(function.clone(), -2.0))
        point.set_z_location(osim.Constant(0.03))
        point._markAdopted()
        path.updPathPointSet().insert(1, point)
        yield f"MovingPathPoint {name}", made


def floating(name):
    """A body that can be anywhere, so that random poses put a path anywhere around a surface on the ground."""
    made = model(name)
    a = body()
    made.addBody(a)
    joint = osim.FreeJoint("free", made.getGround(), V(0), V(0), a, V(0), V(0))
    made.addJoint(joint)
    for k in range(6):
        coordinate = joint.upd_coordinates(k)
        reach = 1.5 if k < 3 else 0.12
        coordinate.setRangeMin(-reach)
        coordinate.setRangeMax(reach)
    return made, a


def shape(kind, name="w", scale=1.0):
    if kind == "WrapCylinder":
        made = osim.WrapCylinder()
        made.set_radius(0.03 * scale)
        made.set_length(0.3)
    elif kind == "WrapSphere":
        made = osim.WrapSphere()
        made.set_radius(0.04 * scale)
    else:
        made = osim.WrapEllipsoid()
        made.set_dimensions(V(0.025 * scale, 0.04 * scale, 0.055 * scale))
    made.setName(name)
    return made


def wrapped(name, surfaces, spans=None, method=None):
    """One path from a floating body past surfaces on the ground."""
    made, a = floating(name)
    ground = made.updGround()
    ends = [(ground, (0.09, 0.05, -0.04)), (a, (-0.06, 0.02, 0.03))]
    if spans:
        ends.insert(1, (ground, (0.08, -0.06, 0.02)))
    path = actuator(made, "m", ends)
    for k, surface in enumerate(surfaces):
        ground.addWrapObject(surface)
        path.addPathWrap(surface)
        wrap = path.updWrapSet().get(k)
        if method:
            wrap.setMethod(getattr(osim.PathWrap, method))
        if spans:
            for i in (0, 1):
                wrap.set_range(i, spans[k][i])
    return made


def wraps():
    for kind in ("WrapCylinder", "WrapSphere", "WrapEllipsoid"):
        for quadrant in QUADRANTS:
            surface = shape(kind)
            surface.set_quadrant(quadrant)
            surface.set_translation(V(0.01, -0.005, 0.01))
            surface.set_xyz_body_rotation(V(0.2, -0.3, 0.4))
            yield f"{kind} {quadrant}", wrapped(kind, [surface])
    for method in ("midpoint", "axial"):
        yield f"WrapEllipsoid all {method}", wrapped("method", [shape("WrapEllipsoid")], method=method)
    for span in ((1, 2), (2, 3), (-1, 2), (2, -1)):
        yield f"PathWrap range {span[0]} {span[1]}", wrapped("range", [shape("WrapCylinder")], spans=[span])
    yield "wrap object and points on offset frames", on_frames()
    inactive = shape("WrapCylinder")
    inactive.set_active(False)
    yield "WrapCylinder not active", wrapped("inactive", [inactive])


def on_frames():
    """A path between offset frames around a cylinder that sits on an offset frame of the moving body."""
    made, a = floating("on_frames")
    turned = lambda angle, axis, place: osim.Transform(osim.Rotation(angle, osim.CoordinateAxis(axis)), V(*place))
    near = osim.PhysicalOffsetFrame("near", made.getGround(), turned(0.4, 1, (0.02, 0, 0.01)))
    made.updGround().addComponent(near)
    far = osim.PhysicalOffsetFrame("far", a, turned(-0.6, 2, (0, 0.01, 0)))
    a.addComponent(far)
    surface = shape("WrapCylinder")
    far.addWrapObject(surface)
    path = actuator(made, "m", [(near, (0.09, 0.05, -0.04)), (far, (-0.06, 0.02, 0.03)), (near, (-0.05, -0.08, 0.02))])
    path.addPathWrap(surface)
    return made


def two_wraps():
    """As at the knee: two nearly parallel cylinders, the path past one or both of them."""
    for quadrants in (("x", "-y"), ("all", "all")):
        a, b = shape("WrapCylinder", "w1", 0.8), shape("WrapCylinder", "w2", 0.6)
        a.set_quadrant(quadrants[0])
        b.set_quadrant(quadrants[1])
        b.set_translation(V(-0.02, 0.06, 0))
        b.set_xyz_body_rotation(V(0.1, 0.05, 0))
        yield f"two cylinders {quadrants[0]} {quadrants[1]}", wrapped("two", [a, b])


def muscle(kind, near, far, rigid=True):
    """A muscle from the ground to a body on a pin, with its tendon's slack length at 0.22 m."""
    made, bodies = chain("muscle", 1)
    muscle = getattr(osim, kind)()
    muscle.setName("m")
    # OpenSim's Thelen muscle has no rigid tendon.
    muscle.set_ignore_tendon_compliance(rigid)
    muscle.setOptimalFiberLength(0.12)
    muscle.setTendonSlackLength(0.22)
    muscle.setPennationAngleAtOptimalFiberLength(0.3)
    muscle.setMaxIsometricForce(900)
    made.addForce(muscle)
    muscle.addNewPathPoint("m-P1", made.getGround(), V(*near))
    muscle.addNewPathPoint("m-P2", bodies[0], V(*far))
    return made


MUSCLES = ("Millard2012EquilibriumMuscle", "DeGrooteFregly2016Muscle")


def muscles():
    for kind in MUSCLES:
        # From 0.32 to 0.40 m, then from 0.18 m, where the tendon is slack, to 0.46 m.
        yield f"{kind} with a rigid tendon", muscle(kind, (0, 0.06, 0), (0.04, 0.1, 0))
        yield f"{kind}, rigid tendon also slack", muscle(kind, (0, 0.02, 0), (0.14, 0.1, 0))


def curves():
    for kind in (*MUSCLES, "Thelen2003Muscle"):
        yield f"{kind}: curves", muscle(kind, (0, 0.06, 0), (0.04, 0.1, 0), rigid=False)


def all_elements():
    """(name, group, model) of each element."""
    for name, made in joints():
        yield name, "joints", made
    for name, made in function_models():
        yield name, "functions", made
    yield "PhysicalOffsetFrame inside another", "frames", nested()
    for name, made in couplers():
        yield name, "couplers", made
    for name, made in points():
        yield name, "points", made
    for name, made in wraps():
        yield name, name.split()[0], made
    for name, made in two_wraps():
        yield name, "two wraps", made
    for name, made in muscles():
        yield name, "muscles", made


def third_generation(root):
    """A small document of OpenSim 3, as text."""
    return (root / "crates/osim/tests/fixtures/third_generation.osim").read_text()


def slanted(text):
    """The same with an axis that a LinearFunction without coordinate holds at 0.3 rad."""
    still = "<coordinates></coordinates><axis>0 1 0</axis><function>"
    constant = still + "<Constant><value>0</value></Constant>"
    line = still + "<LinearFunction><coefficients>0.3 0.1</coefficients></LinearFunction>"
    return text.replace(constant, line, 1)


def documents(root):
    """Documents of older versions, and oddities that OpenSim's API doesn't write, as text."""
    text = third_generation(root)
    # The neighbours of the moving point go to the ground and the wrap to the piece before them: on its own body they
    # would show D9; no end may come to the middle of the cylinder, where it would show D10.
    text = text.replace("<range>1 3</range>", "<range>1 2</range>")
    for before, after in (("0.1 -0.1 0", "0.1 0.7 0.01"), ("0.05 0.1 0", "0.12 0.9 0.02")):
        text = text.replace(f"<location>{before}</location><body>a</body>", f"<location>{after}</location><body>ground</body>", 1)
    for version in (10902, 20302, 30000):
        yield f"document version {version}", text.replace('Version="20302"', f'Version="{version}"')
    yield "reversed joint of a 3.x document", text.replace("<reverse>false", "<reverse>true")
    yield "LinearFunction with a coefficient too many", text.replace("<coefficients> 1 0<", "<coefficients> 1 0.2 5<")
    yield "LinearFunction without coordinate", slanted(text)
