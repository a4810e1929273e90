#!/bin/sh
# Runs OpenSim and Supple side by side on the same models and poses.
# Leaves target/parity.json; exits non-zero when a target is missed. `run.sh bench` measures speed instead.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
venv="$target/parity-venv"
stamp="$venv/.installed-$(cksum parity/requirements.txt | cut -d' ' -f1)"
if [ ! -e "$stamp" ]; then
    echo "Setting up Python packages in $venv (once) ..."
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r parity/requirements.txt
    # Only their model files are needed, none of what they depend on.
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --target "$venv/models" pose2sim==0.10.49 myo-sim==0.2.3
    touch "$stamp"
fi
cargo build --quiet --release -p osim --examples
export SUPPLE_EXAMPLES="$target/release/examples" PARITY_MODELS="$venv/models" PARITY_OUT="$target"
mode=${1:-parity}
if [ $# -gt 0 ]; then shift; fi
case "$mode" in
    parity) exec "$venv/bin/python" parity/parity.py "$@" ;;
    bench) cargo build --quiet --release -p supple; exec "$venv/bin/python" -W ignore parity/bench.py "$@" ;;
    *) echo "usage: parity/run.sh [parity|bench]" >&2; exit 2 ;;
esac
