#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots what "iommuplan build -p" writes, and holds the kernel to the plan.

    policies.py [-k RELEASE]... [-q] [--tool FILE] [POLICY...]

A policy is tried on a hand-written case. Where it is to be met, the edited
tree is booted with the command line that belongs to it and, where there are
run-time levers, the script; the groups and their types have to be those of
the plan, and those that stand here. Where it cannot be met the tool has to
say so. Status 77: no kernel to be had.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

import answers
import cases
import fdt
import guest
import judge
import releases

ALL, WRITABLE, NEWER = releases.SERIES, releases.WRITABLE, releases.NEWER
HEAD = "version: 1\nallow: [cmdline, runtime, tree]\n"

# groups: what has to come of it, members of a group joined, with its type;
# met: the releases on which it can be met.
Policy = collections.namedtuple("Policy", "tree text groups met")
SMMU = '  - match: {compatible: "arm,mmu-500"}\n'


# Three masters, two banks.
TIGHT = "share-two-banks"


def device(master, *says):
    return "  - match: {path: /master-%s}\n" % master + \
        "".join("    %s\n" % line for line in says)


POLICIES = {
    "strict": Policy("smmuv2-plain", "default: strict\n",
                     "a DMA, b DMA, c DMA", ALL),
    "lazy": Policy("smmuv2-plain", "default: lazy\n",
                   "a DMA-FQ, b DMA-FQ, c DMA-FQ", ALL),
    "identity": Policy("smmuv2-plain", "default: identity\n",
                       "a identity, b identity, c identity", ALL),
    "per-group": Policy("smmuv2-plain", "default: strict\niommus:\n" + SMMU +
                        "    strategy: per-group\n    reserve-contexts: 5\n"
                        "devices:\n" + device("*", "require: [isolated]"),
                        "a DMA, b DMA, c DMA", ALL),
    "shared": Policy("smmuv2-plain", "default: strict\niommus:\n" + SMMU +
                     "    strategy: shared\n", "abc DMA", ALL),
    "shared-lazy": Policy("smmuv2-plain", "default: lazy\niommus:\n" + SMMU +
                          "    strategy: shared\n", "abc DMA-FQ", ALL),
    "shared-two": Policy("smmuv2-plain", "default: strict\niommus:\n" + SMMU +
                         "    strategy: shared\n    share: [{path: /master-a},"
                         " {path: /master-c}]\n", "ac DMA, b DMA", ALL),
    "identity-iommu": Policy("smmuv2-and-rockchip", "default: strict\n"
                             "iommus:\n  - match: {compatible: \"arm,*\"}\n"
                             "    strategy: identity\n", None,
                             ("6.1",) + NEWER),
    "off": Policy("smmuv2-plain", "iommus:\n" + SMMU + "    strategy: off\n",
                  "", ALL),
    "mixed": Policy("smmuv2-plain", "default: strict\ndevices:\n" +
                    device("a", "domain: identity") +
                    device("b", "domain: lazy"),
                    "a identity, b DMA-FQ, c DMA", WRITABLE),
    "mixed-v3": Policy("smmuv3-plain", "default: strict\ndevices:\n" +
                       device("c", "domain: identity"),
                       "a DMA, b DMA, c identity", WRITABLE),
    "mixed-rockchip": Policy("rockchip-two", "default: strict\ndevices:\n" +
                             device("a", "domain: identity"),
                             "a identity, bc DMA", NEWER),
    "mixed-shared": Policy("smmuv2-plain", "default: strict\niommus:\n" +
                           SMMU + "    strategy: shared\n"
                           "    share: [{path: /master-a}, {path: /master-b}]\n"
                           "devices:\n" + device("c", "domain: identity"),
                           "ab DMA, c identity", WRITABLE),
    "shared-identity": Policy("smmuv2-plain", "default: strict\niommus:\n" +
                              SMMU + "    strategy: shared\n    share: "
                              "[{path: /master-a}, {path: /master-b}]\n"
                              "devices:\n" + device("a", "domain: identity") +
                              device("b", "domain: identity"),
                              "ab identity, c DMA", WRITABLE),
    # No room, unless one shares or passes through.
    "over": Policy(TIGHT, "default: strict\n", None, ()),
    "over-identity": Policy(TIGHT, "default: strict\ndevices:\n" +
                            device("b", "domain: identity"),
                            "a DMA, b identity, c DMA", WRITABLE),
    "over-shared": Policy(TIGHT, "default: strict\niommus:\n" +
                          SMMU + "    strategy: shared\n    share: "
                          "[{path: /master-b}, {path: /master-c}]\n",
                          "a DMA, bc DMA", ALL),
    "over-reserve": Policy(TIGHT, "default: strict\niommus:\n" +
                           SMMU + "    strategy: shared\n"
                           "    reserve-contexts: 1\n", "abc DMA", ALL),
}


def source(name):
    """The case's tree; that of TIGHT has nobody share yet."""
    root = cases.tree(name)
    if name == TIGHT:
        del root.child("iommu@10000000").props["stream-match-mask"]
    return fdt.flatten(root)


class Built:
    """What the tool writes, or that it refuses."""
    def __init__(self, policy, release, tool):
        blob = source(policy.tree)
        with tempfile.TemporaryDirectory() as work:
            tree = os.path.join(work, "board.dtb")
            with open(tree, "wb") as file:
                file.write(blob)
            with open(os.path.join(work, "policy.yaml"), "w") as file:
                file.write(HEAD + policy.text)
            done = subprocess.run(
                [tool, "build", "-q", "-k", guest.version(release),
                 *cases.config(release), "-p", file.name, "-o", work, tree],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            self.status, self.said = done.returncode, done.stdout.decode("latin-1")
            if self.status:
                return
            self.tree, cmdline, plan = (
                self._read(os.path.join(work, name)) for name in (
                    "board.iommu.dtb", "board.cmdline", "board.plan.json"))
            self.cmdline = cmdline.decode().strip()
            self.plan = json.loads(plan)
            script = os.path.join(work, "board.runtime.sh")
            self.script = self._read(script) if os.path.exists(script) else None

    @staticmethod
    def _read(path):
        with open(path, "rb") as file:
            return file.read()

    def boot(self, release):
        if not self.script:
            return answers.boot(self.tree, release,
                                ["rdinit=/init-artefact", self.cmdline])
        return answers.boot(self.tree, release,
                            ["rdinit=/init-runtime", self.cmdline],
                            [("runtime.sh", self.script)])


def shown(real):
    """Groups as they are written above."""
    return ", ".join(sorted(
        "".join(sorted(d[-1] for d in g["devices"])) + " " + g["type"]
        for g in real["groups"]))


def wanted(policy, release):
    """5.10 has lazy groups, but not their name."""
    text = policy.groups
    return text.replace("DMA-FQ", "DMA") if release == "5.10" else text


def complaints(policy, built, real, release):
    if built.script and real["status"].get("early") != 0:
        yield "the script: %s" % real["said"].get("early")
    _, found = judge.verdict(judge.from_boot(real), built.plan)
    yield from ("%s: %s" % (path, text) for path, _, text in found)
    if policy.groups is not None and shown(real) != wanted(policy, release):
        yield "groups are '%s', not '%s'" % (shown(real), wanted(policy, release))


def judged(name, release, tool):
    """One line about one policy and kernel."""
    policy = POLICIES[name]
    built = Built(policy, release, tool)
    if guest.version(release) not in policy.met:
        return "agree: refused" if built.status == 1 else \
            "DIFFER: status %d where it cannot be met" % built.status
    if built.status:
        return "DIFFER: refused: " + built.said
    real = built.boot(release)
    if "failed" in real:
        return "FAILED: %s: %s" % (real["failed"], real["log"][-1:])
    differs = list(complaints(policy, built, real, release))
    return "DIFFER: " + "; ".join(differs) if differs else \
        "agree: %s%s" % (shown(real) or "no groups",
                         "; script" if built.script else "")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("policies", nargs="*", metavar="POLICY")
    args = parser.parse_args()
    args.policies = args.policies or sorted(POLICIES)
    return args


def main():
    args = arguments()
    status, totals, jobs = 0, collections.Counter(), []
    for release in args.kernel or releases.wanted():
        if guest.missing(release):
            print("SKIP: kernel %s: no %s" % (release, guest.missing(release)))
            status = 77
            continue
        jobs += [(name, release) for name in args.policies]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        lines = pool.map(lambda job: judged(*job, args.tool), jobs)
        for (name, release), text in zip(jobs, lines):
            word = text.split(":")[0]
            totals[word] += 1
            if word != "agree":
                status = 1
            if word != "agree" or not args.quiet:
                print("%-6s %-16s %s" % (release, name, text), flush=True)
    print("policies:", ", ".join("%d %s" % (n, w) for w, n in
                                 sorted(totals.items())) or "none")
    return status


if __name__ == "__main__":
    sys.exit(main())
