#!/usr/bin/env bash
# Builds the wheel with maturin, installs it with pip into a fresh environment, and runs the program from there. The
# build is not optimized. Skips, and says so, where maturin cannot be installed.
set -euo pipefail
root=$(realpath "$(dirname "$0")/../..")

skip() { printf 'skipped: the wheel was not built: %s\n' "$1"; exit 0; }
fail() { printf 'failed: %s\n' "$1" >&2; cat "$work/log" >&2; exit 1; }

command -v python3 >/dev/null || skip "python3 is not installed"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{ python3 -m venv "$work/build" && "$work/build/bin/pip" install --quiet "maturin>=1.9,<2"; } >"$work/log" 2>&1 \
  || skip "pip could not install maturin"
(cd "$root" && "$work/build/bin/maturin" build --locked --profile dev --out "$work/wheel") >"$work/log" 2>&1 \
  || fail "maturin could not build it"
{ python3 -m venv "$work/fresh" && "$work/fresh/bin/pip" install --quiet --no-index "$work"/wheel/*.whl; } \
  >"$work/log" 2>&1 || fail "pip could not install it"

cd "$work"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -1)
"$work/fresh/bin/pip" show --files mo-lint >"$work/log" 2>/dev/null
grep -qx "Version: $version" "$work/log" || fail "the wheel is not of version $version"
grep -q "NOTICE$" "$work/log" || fail "the wheel lacks the NOTICE of the knowledge"
"$work/fresh/bin/mo-lint" --version >"$work/log" && grep -q "^mo-lint $version " "$work/log" || fail "no program"
printf '# Gout\n\nTake .5 mg of colchicine.\n' >gout.md
status=0
"$work/fresh/bin/mo-lint" --format short gout.md >"$work/log" 2>&1 || status=$?
[ "$status" = 1 ] && grep -q 'gout.md:3:6: .*\[naked-decimal\]' "$work/log" || fail "the installed program finds nothing"
echo "the wheel installs into a fresh environment and finds what it should"
