#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Runs "iommuplan verify" inside booted systems.

    verify.py --static FILE [-k RELEASE]... [-j N] [-q] [--boards LIST] [--list LIST]
              [--dash DIRECTORY] [CASE...]

FILE is the program, linked statically (make verify-static) for what is booted. On a
sound system nothing may differ, nor from what it records; where a case spoils
the system, exactly that is to be found, with its cause. A CASE that ends in
.dtb is a board below the cache's dtbs/, transplanted; LIST has one on each line,
as boards.list, and its groups are held against the plan too. --list: a RELEASE and
a CASE on each line, as drawn.py prints them. --dash: where dash, libc.so.6 and ld.so
of arm64 are, with which the guest runs the check script a second time. Status 77: no
kernel.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

import answer
import answers
import board
import boards
import cases
import fdt
import guest
import releases
import spoilt as spoiling
import transplant

CASES = sorted(name[:-4] for name in os.listdir(os.path.join(guest.HERE, "cases"))
               if name.endswith(".dts"))


SPOILT = spoiling.SPOILT
# Debian's is linked dynamically: it comes with its loader.
DASH = ("dash", "libc.so.6", "ld.so")


def _config(release, more):
    path = os.path.join(guest.cache(), "config", "-".join(releases.split(release)))
    for name in (path, os.path.join(path, "config")):
        if os.path.isfile(name):
            with open(name, "rb") as file:
                return [("config", file.read() + more.encode())]
    return []


def differences(found, name):
    """What verify said differs; an error is a difference of its own."""
    lines = found["said"].get(name, [])
    out = set()
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            return {("error", line, "")}
        out.add((entry["kind"], entry["cause"], entry["device"] or entry["iommu"]))
    return out


def complaints(found, expect, against, scripted):
    """scripted: how many tests of the script have to fail."""
    for name in ("system", "capture") + (("against",) if against else ()):
        if name == "against":
            expect = expect | against
        now = differences(found, name)
        if now != expect:
            yield "%s: %s, not %s" % (name, sorted(now, key=str), sorted(expect, key=str))
        if found["status"].get(name) != (1 if expect else 0):
            yield "%s: status %s" % (name, found["status"].get(name))
    for shell in ("check", "dash"):
        wrong = [line for line in found["said"].get(shell, []) if line.startswith("not ok")]
        if len(wrong) != (scripted if shell in found["status"] else 0):
            yield "%s: %s" % (shell, wrong)
    if found["said"].get("dash", []) != (found["said"].get("check", [])
                                         if "dash" in found["status"] else []):
        yield "dash: %s" % found["said"]["dash"]
    for line in found["said"].get("record", []):
        yield "record: " + line


def script(blob, release, words, tool):
    """What build writes to check that tree with."""
    with tempfile.TemporaryDirectory() as work:
        tree = os.path.join(work, "board.dtb")
        with open(tree, "wb") as file:
            file.write(blob)
        subprocess.run([tool, "build", "-q", "-k", guest.version(release), *cases.config(release),
                        "--bootargs", " ".join(words), "--only", "check", "-o", work, tree],
                       check=True)
        with open(os.path.join(work, "board.check.sh"), "rb") as file:
            return file.read()


def tree(name, release):
    """What is booted; None: nothing of a board can be moved."""
    if not name.endswith(".dtb"):
        return cases.tree(name, guest.arch(release))
    root = fdt.load(os.path.join(guest.cache(), "dtbs", name))
    moved = transplant.Transplant(root, guest.arch(release), board.built(release))
    return root if moved.run() else None


def grouped(found, blob, release, tool):
    """What of the groups of a board is not as planned."""
    word, differs = boards.compared(found, boards.predicted(blob, release, tool))
    return ["groups: %s: %s" % pair for pair in differs] if word == "DIFFER" else []


def fallen(found, blob, release, tool, board):
    """No answer; of a board, a crash has to be foretold."""
    if board and found["failed"] == answer.CRASHED and not boards.excused(
            found, boards.predicted(blob, release, tool)):
        return "DIFFER: crashed, which is not foretold"
    return "left out: %s" % found["failed"]


def judged(name, release, programs, tool):
    spoilt = SPOILT.get(name)
    if spoilt and spoilt.releases and guest.version(release) not in spoilt.releases:
        return "left out: not to be had there"
    root, built = spoiling.trees(spoilt) if spoilt else (tree(name, release), None)
    if root is None:
        return "left out: no master that can be moved"
    if answers.unloadable(root, release):
        return "left out: " + answers.unloadable(root, release)
    if any(word in node.props for node in root.walk() for word in cases.BEYOND):
        return "left out: hardware that no tree tells of"
    files = [*programs, *_config(release, spoilt.config if spoilt else "")]
    words = ["rdinit=/init-verify", *(spoilt.words if spoilt else ())]
    if answers.words(root):
        # On a busy machine modules come later than masters would wait.
        words.append("deferred_probe_timeout=60")
    blob = fdt.flatten(root)
    own = root.child("chosen").strings("bootargs") if root.child("chosen") else []
    files.append(("check.sh", script(blob, release, own + words[1:], tool)))
    if spoilt:
        files += spoiling.files(spoilt, built, release, tool)
    found = answers.boot(blob, release, words, files,
                         spoilt.devices[1] if spoilt and spoilt.devices else ())
    if found.get("failed") and found["failed"] != answer.EMPTY:
        return fallen(found, blob, release, tool, name.endswith(".dtb"))
    expect = spoilt.expect if spoilt else frozenset()
    # Up to 6.14 a master that waits has no driver: no group is missed.
    if releases.order(release)[0] < [6, 15]:
        expect = frozenset(one for one in expect if one[0] != "group")
    # The script was made for the kernel as it is, whatever verify is told of it.
    scripted = 0 if spoilt and spoilt.config else sum(kind != "iommu" for kind, _, _ in expect)
    differs = list(complaints(found, expect, spoilt.against if spoilt else frozenset(), scripted))
    if name.endswith(".dtb"):
        differs += grouped(found, blob, release, tool)
    return "DIFFER: " + "; ".join(differs) if differs else "agree: %d tests, %d groups%s" % (
        sum(line.startswith(("ok", "not ok")) for line in found["said"].get("ktap", [])),
        len(found["groups"]), ", dash" if "dash" in found["status"] else "")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--static", required=True)
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("--boards")
    parser.add_argument("--list")
    parser.add_argument("--dash")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    return parser.parse_args()


def asked_for(args):
    names = list(args.cases)
    if args.boards:
        with open(args.boards, encoding="utf-8") as file:
            words = [line.strip().lstrip("!") for line in file]
        names += [word for word in words if word.endswith(".dtb") and "armhf" not in word]
    return names or sorted(SPOILT) + CASES


def programs(args):
    """(name, content) of what the guest runs."""
    paths = [("iommuplan", args.static)]
    if args.dash:
        paths += [(name, os.path.join(args.dash, name)) for name in DASH]
    for name, path in paths:
        with open(path, "rb") as file:
            yield name, file.read()


def wanted(args):
    """(release, cases) of each kernel."""
    if not args.list:
        return [(release, asked_for(args)) for release in args.kernel or releases.wanted()]
    listed = collections.OrderedDict()
    with open(args.list, encoding="utf-8") as file:
        for words in map(str.split, file):
            if words and words[0] != "#" and words[0] in (args.kernel or words):
                listed.setdefault(words[0], []).append(words[1])
    return listed.items()


def main():
    args = arguments()
    files = list(programs(args))
    status, totals, jobs = 0, collections.Counter(), []
    for release, names in wanted(args):
        if guest.missing(release):
            print("SKIP: kernel %s: no %s" % (release, guest.missing(release)))
            status = 77
            continue
        jobs += [(name, release) for name in names]
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        lines = pool.map(lambda job: judged(*job, files, args.tool), jobs)
        for (name, release), text in zip(jobs, lines):
            word = text.split(":")[0]
            totals[word] += 1
            if word == "DIFFER":
                status = 1
            if word == "DIFFER" or not args.quiet:
                print("%-6s %-26s %s" % (release, name, text), flush=True)
    print("verify:", ", ".join("%d %s" % (n, w) for w, n in
                               sorted(totals.items())) or "none")
    return status


if __name__ == "__main__":
    sys.exit(main())
