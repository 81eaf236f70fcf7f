#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Runs "iommuplan verify" inside booted systems.

    verify.py --static FILE [-k RELEASE]... [-j N] [-q] [--boards LIST] [CASE...]

FILE is the program for arm64, linked statically (make verify-static). On a
sound system nothing may differ, nor from what it records; where a case spoils
the system, exactly that is to be found, with its cause. A CASE that ends in
.dtb is a board below the cache's dtbs/, transplanted; LIST has one on each line,
as boards.list. Status 77: no kernel.
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
import cases
import fdt
import guest
import releases
import spoilt as spoiling
import transplant

CASES = sorted(name[:-4] for name in os.listdir(os.path.join(guest.HERE, "cases"))
               if name.endswith(".dts"))


SPOILT = spoiling.SPOILT


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
    wrong = [line for line in found["said"].get("check", []) if line.startswith("not ok")]
    if len(wrong) != scripted:
        yield "check: %s" % wrong
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


def tree(name):
    """What is booted; None: nothing of a board can be moved."""
    if not name.endswith(".dtb"):
        return cases.tree(name)
    root = fdt.load(os.path.join(guest.cache(), "dtbs", name))
    return root if transplant.transplant(root) else None


def judged(name, release, program, tool):
    spoilt = SPOILT.get(name)
    if spoilt and spoilt.releases and guest.version(release) not in spoilt.releases:
        return "left out: not to be had there"
    root, built = spoiling.trees(spoilt) if spoilt else (tree(name), None)
    if root is None:
        return "left out: no master that can be moved"
    if answers.unloadable(root, release):
        return "left out: " + answers.unloadable(root, release)
    if any(word in node.props for node in root.walk() for word in cases.BEYOND):
        return "left out: hardware that no tree tells of"
    files = [("iommuplan", program), *_config(release, spoilt.config if spoilt else "")]
    words = ["rdinit=/init-verify", *(spoilt.words if spoilt else ())]
    blob = fdt.flatten(root)
    own = root.child("chosen").strings("bootargs") if root.child("chosen") else []
    files.append(("check.sh", script(blob, release, own + words[1:], tool)))
    if spoilt:
        files += spoiling.files(spoilt, built, release, tool)
    found = answers.boot(blob, release, words, files,
                         spoilt.devices[1] if spoilt and spoilt.devices else ())
    if found.get("failed") and found["failed"] != answer.EMPTY:
        return "left out: %s" % found["failed"]
    expect = spoilt.expect if spoilt else frozenset()
    # Up to 6.14 a master that waits has no driver: no group is missed.
    if releases.order(release)[0] < [6, 15]:
        expect = frozenset(one for one in expect if one[0] != "group")
    # The script was made for the kernel as it is, whatever verify is told of it.
    scripted = 0 if spoilt and spoilt.config else sum(kind != "iommu" for kind, _, _ in expect)
    differs = list(complaints(found, expect, spoilt.against if spoilt else frozenset(), scripted))
    return "DIFFER: " + "; ".join(differs) if differs else "agree: %d tests" % sum(
        line.startswith(("ok", "not ok")) for line in found["said"].get("ktap", []))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--static", required=True)
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("--boards")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    return parser.parse_args()


def asked_for(args):
    names = list(args.cases)
    if args.boards:
        with open(args.boards, encoding="utf-8") as file:
            words = [line.strip().lstrip("!") for line in file]
        names += [word for word in words if word.endswith(".dtb") and "armhf" not in word]
    return names or sorted(SPOILT) + CASES


def main():
    args = arguments()
    with open(args.static, "rb") as file:
        program = file.read()
    status, totals, jobs = 0, collections.Counter(), []
    for release in args.kernel or releases.wanted():
        if guest.missing(release):
            print("SKIP: kernel %s: no %s" % (release, guest.missing(release)))
            status = 77
            continue
        jobs += [(name, release) for name in asked_for(args)]
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        lines = pool.map(lambda job: judged(*job, program, args.tool), jobs)
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
