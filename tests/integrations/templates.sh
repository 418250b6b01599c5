#!/usr/bin/env bash
# Reads action.yml, templates/gitlab-ci.yml, the issue form and the package settings as what reads them does, holds
# their options against the program's help, and runs their commands. Skips, and says so, where PyYAML cannot be had.
# The program to test is the first argument.
set -euo pipefail
root=$(realpath "$(dirname "$0")/../..")
program=$(realpath "${1:-$root/target/debug/mo-lint}")

skip() { printf 'skipped: the templates for CI were not tried: %s\n' "$1"; exit 0; }

command -v python3 >/dev/null || skip "python3 is not installed"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=python3
if ! python3 -c 'import yaml' 2>/dev/null; then
  { python3 -m venv "$work/python" && "$work/python/bin/pip" install --quiet pyyaml; } >/dev/null 2>&1 \
    || skip "pip could not install PyYAML"
  python=$work/python/bin/python
fi
mkdir "$work/bin" && ln -s "$program" "$work/bin/mo-lint"
PATH=$work/bin:$PATH "$python" "$root/tests/integrations/templates.py" "$root" "$work"
