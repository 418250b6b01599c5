#!/usr/bin/env bash
# Runs the hooks of .pre-commit-hooks.yaml through pre-commit itself, at a commit of a scratch repository: one with a
# finding is refused, the mended one is made. Skips, and says so, where pre-commit cannot be installed.
# The program to test is the first argument.
set -euo pipefail
root=$(realpath "$(dirname "$0")/../..")
program=$(realpath "${1:-$root/target/debug/mo-lint}")

skip() { printf 'skipped: the hooks were not run through pre-commit: %s\n' "$1"; exit 0; }
fail() { printf 'failed: %s\n' "$1" >&2; [ ! -f "$work/log" ] || cat "$work/log" >&2; exit 1; }

command -v git >/dev/null || skip "git is not installed"
command -v python3 >/dev/null || skip "python3 is not installed"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{ python3 -m venv "$work/python" && "$work/python/bin/pip" install --quiet "pre-commit>=4,<5"; } >"$work/log" 2>&1 \
  || skip "pip could not install it"

# No setting of the person or of a hook that runs this reaches the scratch repositories.
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null PRE_COMMIT_HOME=$work/cache
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org
mkdir "$work/bin" && ln -s "$program" "$work/bin/mo-lint"
export PATH=$work/bin:$work/python/bin:$PATH

git init --quiet "$work/hooks"
cp "$root/.pre-commit-hooks.yaml" "$work/hooks/"
git -C "$work/hooks" add . && git -C "$work/hooks" commit --quiet --message hooks
pre-commit validate-manifest "$root/.pre-commit-hooks.yaml" >"$work/log" 2>&1 || fail "pre-commit refuses the hooks"

git init --quiet "$work/articles" && cd "$work/articles"
cat >.pre-commit-config.yaml <<CONFIG
repos:
  - repo: $work/hooks
    rev: $(git -C "$work/hooks" rev-parse HEAD)
    hooks:
      - id: mo-lint-system
        args: [--select, duplicate-sentence]
CONFIG
pre-commit install >"$work/log" 2>&1 || fail "pre-commit could not be installed into a repository"

twice='The swelling in the thigh is warm, red and painful for the first two weeks or longer.'
faulty() { printf '%s Rest helps.\n\n%s\n' "$twice" "$twice"; }
faulty >'a b.md' && faulty >c.html && faulty >d.txt
mkdir drafts && faulty >drafts/e.md && echo 'exclude = ["drafts/"]' >mo-lint.toml
faulty >not-an-article.py && faulty >requirements-dev.txt && faulty >LICENSE && faulty >not-staged.md
git add .pre-commit-config.yaml mo-lint.toml drafts 'a b.md' c.html d.txt not-an-article.py requirements-dev.txt LICENSE
if git commit --quiet --message faulty >"$work/log" 2>&1; then fail "a commit with findings was made"; fi
for name in 'a b.md:3:1' c.html: d.txt:3:1; do
  grep -qF "$name" "$work/log" || fail "no finding at $name"
done
[ "$(grep -c 'warning\[duplicate-sentence\]' "$work/log")" = 3 ] || fail "not the three findings that are staged"

for name in 'a b.md' c.html d.txt; do printf '%s Rest helps.\n' "$twice" >"$name"; done
git add 'a b.md' c.html d.txt
git commit --quiet --message mended >"$work/log" 2>&1 || fail "the mended commit was refused"
grep -q 'mo-lint.*Passed' "$work/log" || fail "the hook did not run"
echo "pre-commit refuses a commit with findings and lets the mended one pass"
