//! OpenSim files (.osim, .mot, .sto) to and from body::Model.
