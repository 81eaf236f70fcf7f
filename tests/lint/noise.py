#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""noise.py TOOL CACHE: lints every board of the cache for the kernel it came
with, and prints which rule fires on how many of them, as a Markdown table."""
import collections
import json
import pathlib
import subprocess
import sys

RELEASES = ("5.10", "6.1", "6.12", "7.2")
ARCHES = ("arm64", "armhf")
SEVERITIES = ("error", "warning", "note")


def lint(tool, release, boards):
    """rule and severity: boards it fires on."""
    run = subprocess.run([tool, "lint", "-q", "-f", "json", "-k", release, str(boards)],
                         capture_output=True, text=True, timeout=600)
    if run.returncode > 1:
        raise SystemExit(f"{boards}: status {run.returncode}: {run.stderr[:300]}")
    fired = collections.defaultdict(set)
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        fired[finding["severity"], finding["rule"]].add(finding["file"])
    return fired


def main():
    tool, cache = sys.argv[1], pathlib.Path(sys.argv[2])
    columns, totals = collections.defaultdict(dict), []
    for release in RELEASES:
        total = 0
        for arch in ARCHES:
            boards = cache / "dtbs" / f"{release}-{arch}"
            if not boards.is_dir():
                raise SystemExit(f"{boards}: not in the cache")
            total += sum(1 for _ in boards.rglob("*.dtb"))
            for key, files in lint(tool, release, boards).items():
                row = columns[key]
                row[release] = row.get(release, 0) + len(files)
        totals.append(total)
    print("| severity | rule |", " | ".join(RELEASES), "|")
    print("|---|---|" + "---:|" * len(RELEASES))
    print("| | boards in total |", " | ".join(map(str, totals)), "|")
    for severity, rule in sorted(columns, key=lambda k: (SEVERITIES.index(k[0]), k[1])):
        row = columns[severity, rule]
        print(f"| {severity} | {rule} |", " | ".join(str(row.get(r, "")) for r in RELEASES), "|")


main()
