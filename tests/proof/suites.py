#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Which suite of the unit tests runs which line of lib/.

    suites.py UNIT SUITES.inc OUTPUT.json

UNIT is built with coverage by clang. A mutant in a line is seen by no suite but
these; a line that none runs needs a test.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import coverage

PROFDATA = os.environ.get("LLVM_PROFDATA", "llvm-profdata-19")
COV = os.environ.get("LLVM_COV", "llvm-cov-19")


def names(path):
    """The suites: their files' names."""
    with open(path, encoding="utf-8") as file:
        found = re.findall(r"\((\w+)\)", file.read())
    for suite in found:
        with open("tests/unit/%s.c" % suite, encoding="utf-8") as file:
            if 'suite_create("%s")' % suite not in file.read():
                sys.exit("tests/unit/%s.c: its suite has another name, by "
                         "which it would not be run" % suite)
    return found


def lines(export):
    """{file: [lines that ran]} of an export in lcov's format."""
    found, file = {}, None
    for line in export.splitlines():
        if line.startswith("SF:"):
            file = coverage.place(line[3:])
        elif line.startswith("DA:") and file.startswith("lib/"):
            number, count = line[3:].split(",")[:2]
            if int(count):
                found.setdefault(file, []).append(int(number))
    return found


def ran(unit, suite):
    with tempfile.TemporaryDirectory() as work:
        raw, data = (os.path.join(work, n) for n in ("x.profraw", "x.profdata"))
        subprocess.run([unit], check=False, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=900,
                       env={**os.environ, "CK_RUN_SUITE": suite,
                            "CK_FORK": "no", "LLVM_PROFILE_FILE": raw})
        subprocess.run([PROFDATA, "merge", "-sparse", "-o", data, raw],
                       check=True)
        return lines(subprocess.run(
            [COV, "export", "-format=lcov", "-instr-profile", data, unit],
            check=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL).stdout.decode())


def main():
    unit, suites, output = sys.argv[1:]
    found = {}
    for suite in names(suites):
        found[suite] = ran(unit, suite)
        print("  %-20s %d lines" % (suite, sum(map(len, found[suite].values()))),
              flush=True)
    with open(output + ".tmp", "w", encoding="utf-8") as file:
        json.dump(found, file)
    os.rename(output + ".tmp", output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
