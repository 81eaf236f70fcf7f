#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Default domains under boot arguments, held against the plan.

    defaults.py [-k RELEASE]... [-j N] [-q] [--only NAME]... [--tool FILE]

Each of TABLE is booted on TREES: a driver that flushes lazily and one that
never does, and SMMUv3. The arguments stand in the tree, where the plan reads
them as the kernel does. What the kernel was configured with is judged by
booting kernels that differ in it: 7.3-small-arm64-lazy, -passthrough.
Status 77: no kernel to be had.
"""
import argparse
import collections
import concurrent.futures
import os
import sys

import boards
import cases
import fdt
import guest
import machine
import releases

TREES = ("smmuv2-and-rockchip", "smmuv3-plain")
# Some twice, some as people write them, some that no kernel takes.
TABLE = {
    "none": "",
    "passthrough": "iommu.passthrough=1",
    "no-passthrough": "iommu.passthrough=0",
    "lazy": "iommu.strict=0",
    "strict": "iommu.strict=1",
    "passthrough-lazy": "iommu.strict=0 iommu.passthrough=1",
    "translate-lazy": "iommu.passthrough=0 iommu.strict=0",
    "last-wins": "iommu.passthrough=1 iommu.strict=0 iommu.passthrough=0 "
                 "iommu.strict=1",
    "letters": "iommu.passthrough=y iommu.strict=off",
    "long-letters": "iommu.passthrough=true iommu.strict=false",
    "enable": "iommu.passthrough=enable iommu.strict=disable",
    "nonsense": "iommu.passthrough=2 iommu.strict=-1",
    "bare": "iommu.passthrough iommu.strict=",
    "other-spelling": "iommu.pass-through=1 iommu.Strict=0",
    "quoted": 'iommu.strict="0" "iommu.passthrough=1"',
    "behind-dashes": "iommu.strict=0 -- iommu.passthrough=1",
    "bypass-off": "arm-smmu.disable_bypass=0 arm-smmu-v3.disable_bypass=0",
    "bypass-on": "arm-smmu.disable_bypass=1 arm_smmu_v3.disable_bypass=1",
    "bypass-and-lazy": "arm-smmu.disable_bypass=n iommu.strict=0",
}


def tree(case, words):
    root = cases.tree(case)
    if words:
        root.child("chosen", create=True).set_strings("bootargs", words)
    return fdt.flatten(root)


def judged(job, tool):
    release, case, name = job
    return boards.judged((name, tree(case, TABLE[name])), release, tool)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("--only", action="append", choices=sorted(TABLE))
    parser.add_argument("--tool", default=cases.TOOL)
    return parser.parse_args()


def main():
    args = arguments()
    status, totals, jobs = 0, collections.Counter(), []
    for release in args.kernel or releases.wanted():
        lacking = guest.missing(release) or machine.missing(
            guest.arch(release))
        if lacking:
            print("SKIP: kernel %s: no %s" % (release, lacking))
            status = 77
            continue
        jobs += [(release, case, name) for name in args.only or TABLE
                 for case in TREES]
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        lines = pool.map(lambda job: judged(job, args.tool), jobs)
        for (release, case, name), (word, text) in zip(jobs, lines):
            totals[word] += 1
            if word != "agree":
                status = 1
            if word != "agree" or not args.quiet:
                print("%-6s %-20s %-16s %s: %s" % (
                    release, case, name, word, text), flush=True)
    print("defaults:", ", ".join("%d %s" % (n, w) for w, n in
                                 sorted(totals.items())) or "none")
    return status


if __name__ == "__main__":
    sys.exit(main())
