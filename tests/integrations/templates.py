"""Called by templates.sh with the folder of the project and one to work in; `mo-lint` is on the path."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

root, work = Path(sys.argv[1]), Path(sys.argv[2])
TWICE = "The swelling in the thigh is warm, red and painful for the first two weeks or longer."


def load(name):
    return yaml.safe_load((root / name).read_text(encoding="utf-8"))


def bash(script, folder, **variables):
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )


def articles(name):
    folder = work / name
    folder.mkdir()
    (folder / "faulty.md").write_text(f"{TWICE} Rest helps.\n\n{TWICE}\n")
    (folder / "clean.md").write_text("Rest helps.\n")
    return folder


help_text = subprocess.run(["mo-lint", "--help"], capture_output=True, text=True, check=True).stdout
known = set(re.findall(r"^\s+(?:-\w, )?(--[a-z-]+)", help_text, re.M))
assert {"--format", "--output-file", "--quiet"} <= known, known


def hold_options(where, text):
    """Every option in the calls of mo-lint, and every format, is one that the program has."""
    options = set(re.findall(r"(?<!\S)[(\"]*(--[a-z][a-z-]*)", text))
    assert options, f"{where}: no option was found"
    assert options <= known, f"{where}: mo-lint has no {sorted(options - known)}"
    for name in re.findall(r"--format ([a-z]+)", text):
        assert re.search(rf"^\s+- {name}:|[ \[]{name}[,\]]", help_text, re.M), f"{where}: no format {name}"


# The hooks of pre-commit; pre-commit.sh runs them.
hooks = load(".pre-commit-hooks.yaml")
assert [hook["language"] for hook in hooks] == ["rust", "system"]
for hook in hooks:
    assert hook["types_or"] == ["markdown", "html", "plain-text"]
    hold_options(".pre-commit-hooks.yaml", hook["entry"])

# The action for GitHub.
action = load("action.yml")
assert action["runs"]["using"] == "composite"
text = (root / "action.yml").read_text(encoding="utf-8")
for name in re.findall(r"inputs\.([a-z-]+)", text):
    assert name in action["inputs"], f"action.yml: no input {name}"
install, run = action["runs"]["steps"]
for step in (install, run):
    assert step["shell"] == "bash"
    assert "${{" not in step["run"], "an input is a variable of a step, never part of its script"
    checked = bash(f"set -n\n{step['run']}", work)
    assert checked.returncode == 0, checked.stderr
hold_options("action.yml", run["run"])

folder = articles("github")
inputs = {"MO_LINT_PATHS": ".", "MO_LINT_ARGS": "--select duplicate-sentence", "MO_LINT_SARIF": "found.sarif"}
assert set(run["env"]) == set(inputs)
found = bash(run["run"], folder, **inputs)
assert found.returncode == 1, found
assert found.stdout.startswith("::warning "), found.stdout
assert "file=faulty.md,line=3" in found.stdout, found.stdout
results = json.loads((folder / "found.sarif").read_text())["runs"][0]["results"]
assert [result["ruleId"] for result in results] == ["duplicate-sentence"]
clean = bash(run["run"], folder, **{**inputs, "MO_LINT_PATHS": "clean.md", "MO_LINT_ARGS": "", "MO_LINT_SARIF": ""})
assert (clean.returncode, clean.stdout) == (0, ""), clean
hostile = bash(run["run"], folder, **{**inputs, "MO_LINT_PATHS": "$(touch${IFS}x);touch y", "MO_LINT_ARGS": ""})
assert hostile.returncode == 2 and not (folder / "x").exists() and not (folder / "y").exists(), hostile

# Installing: a release is fetched, and where there is none the sources are built; curl and cargo are stand-ins.
stand_ins = work / "stand-ins"
stand_ins.mkdir()
(stand_ins / "cargo").write_text('#!/bin/sh\necho "cargo $*" >>"$LOG"\n')
(stand_ins / "curl").write_text(
    '#!/bin/sh\nfor url; do :; done\necho "curl $url" >>"$LOG"\n[ -z "$NO_RELEASE" ] || exit 22\n'
    'printf "#!/bin/sh\\n" >mo-lint && chmod +x mo-lint && tar -czf "${url##*/}" mo-lint\n'
)
(stand_ins / "uname").write_text('#!/bin/sh\necho "Linux x86_64"\n')
for program in stand_ins.iterdir():
    program.chmod(0o755)
for version, missing, called in (("0.1.0", "", "curl"), ("0.1.0", "1", "curl cargo"), ("source", "", "cargo")):
    log, path = work / "log", work / "github-path"
    log.write_text("")
    path.write_text("")
    variables = {
        "MO_LINT_VERSION": version,
        "MO_LINT_REPOSITORY": "https://example.org/mo-lint",
        "MO_LINT_SOURCES": str(root),
        "MO_LINT_BIN": str(work / "runner" / version / missing / "bin"),
    }
    assert set(install["env"]) == set(variables)
    elsewhere = {"PATH": f"{stand_ins}:{os.environ['PATH']}", "LOG": str(log), "NO_RELEASE": missing}
    done = bash(install["run"], work, **variables, **elsewhere, GITHUB_PATH=str(path))
    lines = log.read_text().splitlines()
    assert done.returncode == 0, done
    assert " ".join(line.split()[0] for line in lines) == called, lines
    assert path.read_text() == variables["MO_LINT_BIN"] + "\n"
    assert (Path(variables["MO_LINT_BIN"]) / "mo-lint").exists() == (called == "curl")
    if version == "0.1.0":
        url = "https://example.org/mo-lint/releases/download/v0.1.0/mo-lint-x86_64-unknown-linux-gnu.tgz"
        assert lines[0] == f"curl {url}", lines

# The template for GitLab.
job = load("templates/gitlab-ci.yml")["mo-lint"]
(command,) = job["script"]
hold_options("templates/gitlab-ci.yml", command)
report = job["artifacts"]["reports"]["codequality"]
assert job["artifacts"]["when"] == "always" and report in command
folder = articles("gitlab")
found = bash(command, folder, **{**job["variables"], "MO_LINT_ARGS": "--select duplicate-sentence"})
assert found.returncode == 1, found
issues = json.loads((folder / report).read_text())
assert [(issue["location"]["path"], issue["check_name"]) for issue in issues] == [("faulty.md", "duplicate-sentence")]
before = bash("\n".join(job["before_script"]), folder, PATH=f"{os.environ['PATH']}:{stand_ins}", LOG=str(work / "log"))
assert before.returncode == 0, before

# The issue form asks for what a false alarm needs.
form = load(".github/ISSUE_TEMPLATE/false-alarm.yml")
required = [part["id"] for part in form["body"] if part.get("validations", {}).get("required")]
assert required == ["rule", "sentence", "reason"], required
assert all({"type", "id", "attributes"} <= set(part) for part in form["body"])

# Packages: cargo-binstall asks for the archives that the action fetches, and the wheel carries the program.
try:
    import tomllib
except ImportError:
    print("note: this Python has no tomllib; Cargo.toml and pyproject.toml were not read")
else:
    cargo = tomllib.loads((root / "Cargo.toml").read_text())["package"]
    binstall = cargo["metadata"]["binstall"]
    assert binstall["pkg-fmt"] == "tgz"
    assert "releases/download/v{ version }/mo-lint-{ target }" in binstall["pkg-url"]
    wheel = tomllib.loads((root / "pyproject.toml").read_text())
    assert wheel["tool"]["maturin"]["bindings"] == "bin" and wheel["project"]["dynamic"] == ["version"]
    assert wheel["project"]["name"] == cargo["name"]
    assert all((root / name).is_file() for name in wheel["project"]["license-files"])

print("the GitHub action and the GitLab template find what they should, with options that the program has")
