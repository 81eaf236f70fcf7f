#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The hand-written cases: what each kernel did with them, on record.

    cases.py boot [-k RELEASE]... [--record] [CASE...]
    cases.py plan [-k RELEASE]... [--tool FILE] [CASE...]

"boot" holds real kernels against the record beside each case, "plan" the
tool; neither needs the other. Status 77: no kernel to be had.
"""
import argparse
import concurrent.futures
import os
import subprocess
import sys
import tempfile

import answer
import answers
import fdt
import guest
import judge
import record
import regions
import releases
import topology
import transplant

HERE = os.path.dirname(os.path.abspath(__file__))
TOOL = os.path.join(HERE, "..", "..", "build", "iommuplan")
RELEASES = releases.wanted()
# What the tree does not tell no tool can predict.
BEYOND = ("harness,banks", "harness,stream-matches")
# Releases in which a case makes a driver break its own lists: on record as a
# warning, but nothing a prediction could or should follow.
FAULT = "harness,kernel-bug"


def tree(name, arch="arm64"):
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "case.dtb")
        subprocess.run(["dtc", "-q", "-O", "dtb", "-o", path,
                        record.source(name)], check=True)
        root = fdt.load(path)
    transplant.Transplant(root, arch).run()
    return root


def booted(name, release, keep):
    """Holds one boot against the record; the verdict's word."""
    root = tree(name)
    if answers.unloadable(root, release):
        return "not booted: " + answers.unloadable(root, release)
    found = answers.boot(fdt.flatten(root), release, answers.words(root))
    if found.get("failed", answer.CRASHED) != answer.CRASHED:
        return "FAILED: %s" % found["failed"]
    now = judge.lines(judge.from_boot(found))
    if now != [judge.CRASH]:
        now += regions.lines(regions.from_boot(found))
    known = record.load(name)
    if keep:
        known[release] = now
        record.store(name, known)
        return "recorded: " + "; ".join(now)
    # A flavour does what its series does: no case depends on the page size.
    old = known.get(release, known.get(guest.version(release)))
    if old is None:
        return "FAILED: nothing on record, kernel says " + "; ".join(now)
    if old != now:
        return "FAILED: kernel says " + "; ".join(now)
    return "agree" if now != [judge.CRASH] else "crashes, as on record"


def driverless(root):
    """Masters no kernel binds, or that only a driver would create; and those
    of an IOMMU that only a driver would create."""
    def unknown(node):
        return node is not None and (topology.is_named(node) or
                                     unknown(node.parent))
    absent = {topology.phandle(n) for n in root.walk()
              if topology.is_iommu(n) and unknown(n.parent)}
    return frozenset(n.path for n in root.walk() if "iommus" in n.props and (
        unknown(n) or absent & set(n.cells("iommus"))))


def config(release):
    """The tool's option for the kernel's configuration, if it is here."""
    path = guest.cached("config", release)
    return ["--kernel-config", path] if os.path.exists(path) else []


def planned(name, release, tool):
    root = tree(name)
    if any(word in node.props for node in root.walk() for word in BEYOND):
        return "not told by the tree"
    if any(release in node.strings(FAULT) for node in root.walk()):
        return "not judged: the kernel breaks its own lists"
    known = record.load(name)[release]
    real = judge.from_lines(known)
    if real is None:
        return "not judged: the kernel crashes"
    with tempfile.NamedTemporaryFile(suffix=".dtb") as file:
        file.write(fdt.flatten(root))
        file.flush()
        plan = judge.plan(tool, release, file.name, config(release))
    word, found = judge.verdict(real, plan, driverless(root))
    found = [(path, text) for path, _, text in found]
    if word == "agree":
        found = list(regions.differences(
            regions.from_lines(known),
            regions.unusual(regions.from_plan(plan))))
        word = "DIFFER" if found else word
    return "; ".join([word] + ["%s: %s" % pair for pair in found])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("boot", "plan"))
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-q", "--quiet", action="store_true",
                        help="only what does not agree, and the totals")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--tool", default=TOOL)
    parser.add_argument("cases", nargs="*")
    return parser.parse_intermixed_args()


def judged(args, name, release):
    if args.what == "boot":
        return booted(name, release, args.record)
    return planned(name, release, args.tool)


def main():
    args = arguments()
    names = args.cases or sorted(f[:-4] for f in os.listdir(
        os.path.join(HERE, "cases")) if f.endswith(".dts"))
    status, totals = 0, {}
    pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count())
    for release in args.kernel or (releases.SERIES if args.what == "plan"
                                   else RELEASES):
        if args.what == "boot" and guest.missing(release):
            print("SKIP: kernel %s: no %s" % (release,
                                              guest.missing(release)))
            status = status or 77
            continue
        here = [n for n in names if args.what == "boot" or
                release in record.load(n)]
        for name, word in zip(here, pool.map(
                lambda n, r=release: judged(args, n, r), here)):
            if word != "agree" or not args.quiet:
                print("%-6s %-26s %s" % (release, name, word), flush=True)
            kind = word.split(":")[0].split(";")[0]
            totals[kind] = totals.get(kind, 0) + 1
            if word.startswith(("FAILED", "DIFFER")):
                status = 1
    print("cases, %s: %s" % (args.what, ", ".join(
        "%d %s" % (n, w) for w, n in sorted(totals.items())) or "none"))
    return status


if __name__ == "__main__":
    sys.exit(main())
