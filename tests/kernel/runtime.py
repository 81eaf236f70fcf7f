#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Runs the script that sets group types inside booted systems.

    runtime.py [-k RELEASE]... [-q] [--tool FILE] [CASE...]

Each case is a tree, what the script is to set, and what is to come of it on
which kernels: before the masters' driver is there, and again when it has
seen them. Where it succeeds the second run has nothing to do; where it
fails it says so, names the device, and the types are what they were. The
script is what "iommuplan build" writes for a policy; where no policy would
get one it is put together here, from the same pieces.
Status 77: no kernel to be had.
"""
import argparse
import collections
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

import answers
import cases
import fdt
import guest
import releases

SCRIPT = os.path.join(guest.HERE, "..", "..", "tool", "artefacts",
                      "runtime", "runtime.sh")
LATE = "runtime=late"		# only once a driver holds /master-a

# early, late: None where the script succeeds, "" where it is not run, else what
# it says. made: the kernel it is built for, None for the one that is booted;
# "" for a script that is put together.
Case = collections.namedtuple(
    "Case", "tree wants releases early late types made words",
    defaults=(None, ()))
DOMAINS = {"identity": "identity", "DMA": "strict", "DMA-FQ": "lazy"}
ALL, WRITABLE, NEWER = releases.SERIES, releases.WRITABLE, releases.NEWER
# Groups are made when devices are added, not when a driver is bound.
ADDED = releases.SERIES[3:]
NO_GROUP = "/master-a: has no IOMMU group"
OLD = "/master-a: this kernel cannot change a group's type"

CASES = {
    "own": Case("smmuv2-plain",
                [("identity", "/master-a"), ("DMA-FQ", "/master-b")],
                WRITABLE, None, None, "identity DMA-FQ DMA"),
    "too-old": Case("smmuv2-plain", [("identity", "/master-a")], ("5.10",),
                    NO_GROUP, OLD, "DMA DMA DMA", "6.1"),
    "smmuv3": Case("smmuv3-plain", [("identity", "/master-a")], WRITABLE,
                   None, None, "identity DMA DMA"),
    "shared": Case("smmuv2-match-mask", [("identity", "/master-" + m)
                                         for m in "abc"],
                   NEWER, None, None, "identity identity identity"),
    "shared-6.1": Case("smmuv2-match-mask", [("identity", "/master-" + m)
                                             for m in "abc"], ("6.1",),
                       "/master-a: the kernel refuses identity",
                       "/master-a: the kernel refuses identity",
                       "DMA DMA DMA", "6.12"),
    "half": Case("smmuv2-match-mask", [("identity", "/master-" + m)
                                       for m in "ab"], ADDED,
                 "/master-a: shares its group with .*master-c",
                 "/master-a: shares its group with .*master-c",
                 "DMA DMA DMA", ""),
    # There a master joins when it is bound: seen by the second run.
    "half-6.12": Case("smmuv2-match-mask", [("identity", "/master-" + m)
                                            for m in "ab"], ("6.12",), None,
                      "/master-a: shares its group with .*master-c",
                      "identity identity identity", ""),
    "absent": Case("smmuv2-plain",
                   [("identity", "/master-a"), ("identity", "/master-z")],
                   ALL, "/master-z: there is no such device",
                   "/master-z: there is no such device", "DMA DMA DMA", ""),
    "bound": Case("smmuv2-plain", [("identity", "/master-a")], WRITABLE, "",
                  "/master-a: is to get identity instead of DMA, "
                  "but .*master-a is bound to simple-pm-bus", "DMA DMA DMA",
                  None, (LATE,)),
    "lazy-later": Case("smmuv2-plain", [("DMA-FQ", "/master-a")], WRITABLE,
                       "", None, "DMA-FQ DMA DMA", None, (LATE,)),
}


def policy(wants):
    lines = ["version: 1", "default: kernel", "allow: [runtime]", "devices:"]
    for kind, path in wants:
        lines += ['  - match: {path: "%s"}' % path,
                  "    domain: " + DOMAINS[kind]]
    return "\n".join(lines) + "\n"


def built(blob, wants, release, tool):
    """What the tool writes for a policy that wants this."""
    with tempfile.TemporaryDirectory() as work:
        tree = os.path.join(work, "board.dtb")
        with open(tree, "wb") as file:
            file.write(blob)
        with open(os.path.join(work, "policy.yaml"), "w") as file:
            file.write(policy(wants))
        done = subprocess.run(
            [tool, "build", "-q", "-k", guest.version(release),
             *cases.config(release), "-p", file.name, "--only", "runtime", "-o", work, tree],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise ValueError(done.stdout.decode("latin-1"))
        with open(os.path.join(work, "board.runtime.sh"), "rb") as file:
            return file.read()


def composed(wants):
    """The same for what no policy would get."""
    with open(SCRIPT, encoding="utf-8") as file:
        body = file.read()
    levers = "".join("\twant '%s' '%s'\n" % want for want in wants)
    return (body + "levers()\n{\n" + levers + "}\nfor pass in find check set; "
            "do levers; [ $failed = 0 ] || exit 1; done\n").encode()


def run_differs(found, when, wanted):
    """What a run did that it was not to do."""
    said = found["said"].get(when, [])
    status = found["status"].get(when)
    if wanted == "":
        wanted, good = None, None
    else:
        good = 1 if wanted else 0
    if status != good:
        yield "%s: status %s, not %s: %s" % (when, status, good, said)
    if wanted and not any(re.search("^iommuplan: " + wanted, line)
                          for line in said):
        yield "%s: nobody said '%s' but %s" % (when, wanted, said)


def complaints(case, found):
    yield from run_differs(found, "early", case.early)
    yield from run_differs(found, "late", case.late)
    if case.early is None and case.late is None and found["said"].get("late"):
        yield "late: it had something to do: %s" % found["said"]["late"]
    types = {device: group["type"] for group in found["groups"]
             for device in group["devices"]}
    now = " ".join(types.get("/master-" + m, "-") for m in "abc")
    if now != case.types:
        yield "types are %s, not %s" % (now, case.types)


def judged(name, release, tool):
    case = CASES[name]
    blob = fdt.flatten(cases.tree(case.tree))
    try:
        script = composed(case.wants) if case.made == "" else built(
            blob, case.wants, case.made or release, tool)
    except (ValueError, OSError) as error:
        return "FAILED: %s" % error
    found = answers.boot(blob, release, ["rdinit=/init-runtime", *case.words],
                         [("runtime.sh", script)])
    if "failed" in found:
        return "FAILED: %s: %s" % (found["failed"], found["log"][-1:])
    differs = list(complaints(case, found))
    return "DIFFER: " + "; ".join(differs) if differs else \
        "agree: " + case.types


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    args = parser.parse_args()
    args.cases = args.cases or sorted(CASES)
    return args


def main():
    args = arguments()
    status, totals, jobs = 0, collections.Counter(), []
    for release in args.kernel or releases.wanted():
        if guest.missing(release):
            print("SKIP: kernel %s: no %s" % (release, guest.missing(release)))
            status = 77
            continue
        jobs += [(name, release) for name in args.cases
                 if guest.version(release) in CASES[name].releases]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        lines = pool.map(lambda job: judged(*job, args.tool), jobs)
        for (name, release), text in zip(jobs, lines):
            word = text.split(":")[0]
            totals[word] += 1
            if word != "agree":
                status = 1
            if word != "agree" or not args.quiet:
                print("%-6s %-12s %s" % (release, name, text), flush=True)
    print("runtime:", ", ".join("%d %s" % (n, w) for w, n in
                                sorted(totals.items())) or "none")
    return status


if __name__ == "__main__":
    sys.exit(main())
