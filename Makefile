# `make run` starts Supple; `make test` checks all of it. Both do their own set-up.
.PHONY: run build test test-rust test-web lint bench parity figures audit clean
.DEFAULT_GOAL := run

WEB := web/dist/index.html
STAMP := web/node_modules/.installed

run: build
	./target/release/supple serve $(ARGS)

build: $(WEB)
	@scripts/need rust cc
	cargo build --release --locked -p supple

$(STAMP): web/package.json web/package-lock.json
	@scripts/need node
	cd web && npm ci --no-audit --no-fund
	@touch $@

$(WEB): $(STAMP) $(shell find web/src web/public web/index.html web/*.config.* -type f 2>/dev/null)
	cd web && npm run build

# Everything, browser tests included.
test: lint test-rust test-web

lint: $(WEB)
	@scripts/need rustfmt clippy cc
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cd web && npm run check

test-rust: $(WEB)
	cargo test --workspace --locked

# The program is built as for the Rust tests, so that nothing is compiled twice.
test-web: $(WEB)
	@scripts/need chromium
	cargo test --workspace --locked --no-run --quiet
	cd web && npm test
	cd web && SUPPLE_BIN=$(CURDIR)/target/debug/supple npm run test:browser

# Figures beside a peer in the same run; left in target/bench.json.
bench: build
	scripts/bench

# Supple beside OpenSim and MuJoCo (installs both into a virtual environment).
parity:
	parity/run.sh

# Sheets of every exercise's pictures in target/figures, and those that the docs show.
figures:
	cargo run --locked -p figure --example contact_sheet -- target/figures
	cp target/figures/sheet-?.svg docs/figures/
	cp target/figures/half-kneeling-tuck-hold.svg docs/figures/half-kneeling-tuck.svg

clean:
	cargo clean
	rm -rf web/dist web/node_modules

# Licences, bans and sources of the dependencies (needs cargo-deny), and the pure crates on wasm32 where the target is installed.
audit:
	cargo deny check bans licenses sources
	@if rustup target list --installed | grep -q wasm32-unknown-unknown; then \
		cargo check --target wasm32-unknown-unknown -p care -p body -p figure -p mechanics; \
	else echo "wasm32 target not installed: skipped"; fi
