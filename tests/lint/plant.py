#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Plants mistakes into sound boards and counts which lint names.

plant.py [--seed N] [--each N] [--kind NAME]... TOOL DIRECTORY

A mistake counts as named when lint has a warning or an error, which the
untouched board does not give, at the planted node or above it. Beside it: for
how many of them dtc says anything new about that node. Prints a table and
ends with 1 where less than 98 % are named.
"""
import argparse
import importlib
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from board import Board  # noqa: E402
from kinds import KINDS  # noqa: E402

for family in ("specifiers", "providers", "streams", "maps", "reserved", "bootargs"):
    importlib.import_module("kinds." + family)

TRIES = 400


def findings(tool, path, options):
    """(node, property, rule, message) of each warning and error, at each of the
    nodes it names: masters of one stream are one finding."""
    run = subprocess.run([tool, "lint", "-q", "-f", "json", "-k", "7.2", *options, str(path)],
                         capture_output=True, text=True, timeout=60)
    if run.returncode > 1:
        raise SystemExit(f"{path}: status {run.returncode}: {run.stderr}")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return {(node, f["property"], f["rule"], f["message"])
            for f in found if f["severity"] != "note"
            for node in [f["node"]] + (f["others"] if f["rule"].startswith("stream-") else [])}


def complaints(path):
    """(node, line) of each thing dtc says."""
    run = subprocess.run(["dtc", "-I", "dtb", "-O", "dtb", "-o", "/dev/null", str(path)],
                         capture_output=True, text=True, timeout=60)
    found = re.findall(r"((?:Warning|ERROR) \([a-z_]+\): (/[^: ]*).*)", run.stderr)
    return {(node, text) for text, node in found}


def at_or_above(node, planted):
    return (planted + "/").startswith(node.rstrip("/") + "/")


def named(found, planted):
    return any(at_or_above(f[0], planted) for f in found)


class Planter:
    def __init__(self, tool, directory, seed):
        self.tool, self.rng = tool, random.Random(seed)
        self.boards = sorted(pathlib.Path(directory).rglob("*.dtb"))
        self.tmp = tempfile.TemporaryDirectory()

    def plant(self, kind):
        """(board, planted node, options, tree) on a random board that has a
        place for it, or None."""
        for path in self.rng.sample(self.boards, min(TRIES, len(self.boards))):
            board = Board(path)
            result = KINDS[kind](board, self.rng)
            if result:
                node, options = result if isinstance(result, tuple) else (result, [])
                tree = pathlib.Path(self.tmp.name) / "planted.dtb"
                tree.write_bytes(board.blob())
                return path, node.path, options, tree
        return None

    def judge(self, kind):
        """(lint names it, dtc names it, where), or None without a board."""
        planted = self.plant(kind)
        if not planted:
            return None
        path, node, options, tree = planted
        new = findings(self.tool, tree, options) - findings(self.tool, path, options)
        said = complaints(tree) - complaints(path)
        return named(new, node), named(said, node), f"{path.name} {node}"


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--each", type=int, default=1)
    args.add_argument("--kind", action="append")
    args.add_argument("tool")
    args.add_argument("directory")
    o = args.parse_args()
    planter = Planter(o.tool, o.directory, o.seed)
    total = lint = dtc = 0
    for kind in o.kind or KINDS:
        seen = [planter.judge(kind) for _ in range(o.each)]
        seen = [s for s in seen if s]
        total, lint = total + len(seen), lint + sum(s[0] for s in seen)
        dtc += sum(s[1] for s in seen)
        print(f"{kind:34} planted {len(seen):3}  lint {sum(s[0] for s in seen):3}"
              f"  dtc {sum(s[1] for s in seen):3}" + ("" if seen else "  (no board has a place)"))
        for missed in [s[2] for s in seen if not s[0]]:
            print(f"    missed: {missed}")
    print(f"{total} planted, {len(o.kind or KINDS)} kinds, seed {o.seed}: "
          f"lint {100 * lint / max(total, 1):.1f} %, dtc {100 * dtc / max(total, 1):.1f} %")
    return 0 if total and lint >= 0.98 * total else 1


if __name__ == "__main__":
    sys.exit(main())
