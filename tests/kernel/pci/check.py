#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Holds "plan --pci" against kernels booted on machines with PCI buses.

    check.py [-k RELEASE]... [-q] [-j N] [--tool FILE] [--dump RELEASE]
             [--random N] [NAME...]

--dump: configuration space as another kernel shows it, which left ACS alone.
A NAME is a bus of buses.py and a map of maps.py, "switch/v2-by-bus", a seed,
"17", of both, or a machine of machines.py; without any, those and every bus
with V3, V2 and two others that take turns. Boots are kept in the cache.
Status 77: there is nothing to boot with.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import buses
import capture
import fdt
import guest
import kept
import machine
import machines
import maps
import releases
import tree
from judge import foretold

STEADY = "6.1"      # tells what is on a bus on which another kernel falls over
TOOL = os.path.join(capture.HERE, "..", "..", "..", "build", "iommuplan")

def _exact(series, config):
    """The release a configuration is of: a series is its newest one else."""
    with open(config, encoding="utf-8") as file:
        found = re.search(r"^# Linux/\S+ ([0-9.]+)", file.read(), re.M)
    return found[1] if found and found[1].startswith(series + ".") else series


def ask(tool, release, blob, *extra):
    config, version = guest.cached("config", release), guest.version(release)
    if os.path.exists(config):
        extra += ("--kernel-config", config)
        version = _exact(version, config)
    done = subprocess.run([tool, "plan", "-f", "json", "-k", version, *extra,
                           blob], stdout=subprocess.PIPE, check=True,
                          timeout=60)
    return json.loads(done.stdout)


def predicted(plan):
    """{RID: (type, frozenset of RIDs) or None}, and each one's confidence."""
    outcome, sure, groups = {}, {}, {}
    for device in plan["devices"]:
        if device["bus"] == "pci" and device["rid"] is not None:
            groups.setdefault(device["group"], set()).add(
                int(device["rid"], 16))
            sure[int(device["rid"], 16)] = device["confidence"]
    for group in plan["groups"]:
        members = frozenset(groups.get(group["key"], ()))
        for rid in members:
            outcome[rid] = (group["domain"], members)
    for device in plan["unprotected"]:
        if device["bus"] == "pci" and device["rid"] is not None:
            outcome[int(device["rid"], 16)] = None
    return outcome, sure


def rid(name):
    _, bus, rest = name.split(":")
    device, function = rest.split(".")
    return int(bus, 16) << 8 | int(device, 16) << 3 | int(function)


def observed(answer):
    members = {}
    for name, (group, _) in answer["functions"].items():
        members.setdefault(group, set()).add(rid(name))
    return {rid(name): None if group is None else
            (answer["types"][group], frozenset(members[group]))
            for name, (group, _) in answer["functions"].items()}


def as_sysfs(answer, work):
    for name, (_, data) in answer["functions"].items():
        os.makedirs(os.path.join(work, "devices", name))
        with open(os.path.join(work, "devices", name, "config"), "wb") as file:
            file.write(data)
    return work


def as_text(answer, path):
    """The same as lspci -D -xxxx prints it."""
    with open(path, "w", encoding="ascii") as file:
        for name, (_, data) in answer["functions"].items():
            file.write("%s Class: a device\n" % name)
            for at in range(0, len(data), 16):
                file.write("%02x: %s\n" % (at, data[at:at + 16].hex(" ")))
            file.write("\n")
    return path


def _show(group):
    return "no group" if group is None else "%s {%s}" % (
        group[0], " ".join("%02x:%02x.%x" % (r >> 8, r >> 3 & 31, r & 7)
                           for r in sorted(group[1])))


# What a kernel that groups at binding may leave to the order of binding; so may
# any where the IOMMU is a device that a driver has to bind.
RIGHT = "%04x: right, but only %s"
UNREAD = "the source of this version is not known"
SURE = {"driver-bind": ("certain", "if-driver-binds"),
        "device-add": ("certain",)}


def compare(real, plan, sure, enough):
    for one in sorted(set(real) | set(plan)):
        if one not in plan:
            yield "%04x is not mentioned" % one
        elif one not in real or real[one] != plan[one]:
            yield "%04x: predicted %s, is %s" % (
                one, _show(plan[one]), _show(real.get(one)))
        elif plan[one] and sure[one] not in enough:
            yield RIGHT % (one, sure[one])


def beyond_bounds(plan, real):
    """Functions in a group that the tree alone sends to no IOMMU."""
    rows = [row for device in plan["devices"] if device["bus"] == "pci"
            for row in device["requesters"] if row["reason"] is None]
    for one in sorted(rid for rid, group in real.items() if group):
        if not any(int(row["first"], 16) <= seen <= int(row["last"], 16)
                   for row in rows
                   for seen in (one, one & int(row["rid_mask"], 16))):
            yield "%04x: has a group that no row allows" % one


def plans(tool, release, root, answer):
    """What the tool makes of the dump as text, as sysfs, and without it."""
    with tempfile.TemporaryDirectory() as work:
        blob = os.path.join(work, "tree.dtb")
        with open(blob, "wb") as file:
            file.write(fdt.flatten(root))
        return (ask(tool, release, blob, "--pci",
                    as_text(answer, os.path.join(work, "lspci"))),
                ask(tool, release, blob, "--pci", as_sysfs(answer, work)),
                ask(tool, release, blob))


def fallen(tool, release, root, devices, start):
    """A kernel that crashes has to be foretold; it then agrees with nothing."""
    answer = kept.boot(root, devices, STEADY, start=start)
    if isinstance(answer, str):
        return "FAILED: " + answer
    plan, _, _ = plans(tool, release, root, answer)
    if foretold(plan):
        return "crashed"
    return "FAILED: crashed, which is not foretold"


def unread(plan):
    """The functions whose groups depend on a version that nobody has read."""
    return {int(device["rid"], 16) for device in plan["devices"]
            if device["bus"] == "pci" and device["rid"] is not None and
            any(UNREAD in text for text in device["because"])}


def unloadable(root, release):
    """Does it need a module, of a kernel of which there is none?"""
    chosen = root.child("chosen")
    words = " ".join(chosen.strings("bootargs")) if chosen else ""
    return "load=" in words and "small" not in release and not guest.modules(release)


def verdict(found, plan):
    """What to say of the differences; nothing is unsure but where the plan is."""
    if not found:
        return "agree"
    if set(found) <= {RIGHT % (one, "unknown") for one in unread(plan)}:
        return "unsure: of %d functions" % len(found)
    return "DIFFER: " + "; ".join(found)


def judge(tool, release, devices, root, start, dump=None):
    """"agree", "crashed", or what differs."""
    if start is None:
        return "SKIP: no newer QEMU (tests/fetch/qemu.sh)"
    if unloadable(root, release):
        return "not-judged: the archive has no modules of this kernel any more"
    answer = kept.boot(root, devices, release, start=start)
    if answer == capture.CRASHED:
        return fallen(tool, release, root, devices, start)
    if isinstance(answer, str):
        return "FAILED: " + answer
    shown = kept.boot(root, devices, dump, start=start) if dump else answer
    if isinstance(shown, str):
        return "FAILED: %s: %s" % (dump, shown)
    text, sysfs, tree_only = plans(tool, release, root, shown)
    if predicted(text) != predicted(sysfs):
        return "DIFFER: lspci's text and sysfs give different plans"
    real = observed(answer)
    enough = SURE["driver-bind" if tree.driven(root) else text["grouping"]]
    found = list(compare(real, *predicted(text), enough))
    found += beyond_bounds(tree_only, real)
    return verdict(found, text)


def turns():
    """Names: each bus with the two plain maps and two of the others."""
    others = [m for m in maps.MAPS if m not in ("v3", "v2")]
    for n, bus in enumerate(buses.BUSES):
        for which in ("v3", "v2", others[2 * n % len(others)],
                      others[(2 * n + 1) % len(others)]):
            yield "%s/%s" % (bus, which)


def cases(names, count):
    """(name, devices, tree, what QEMU is started with)"""
    drawn = ["%d" % seed for seed in range(1, count + 1)]
    for name in (names or list(turns()) + list(machines.MACHINES)) + drawn:
        if name in machines.MACHINES:
            start = machines.start(name)
            yield (name, machines.MACHINES[name][1],
                   start and machines.make(name), start)
            continue
        bus, _, which = name.partition("/")
        devices = buses.drawn(int(bus)) if bus.isdigit() else buses.BUSES[bus]
        yield name, devices, tree.make(**(
            maps.MAPS[which] if which else
            maps.drawn(int(bus)) if bus.isdigit() else maps.MAPS["v3"])
        ), capture.START


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-q", "--quiet", action="store_true",
                        help="only what does not agree, and the totals")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--tool", default=TOOL)
    parser.add_argument("--dump", metavar="RELEASE")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


def main():
    args = arguments()
    status, totals = 0, {}
    pool = concurrent.futures.ThreadPoolExecutor(args.jobs)
    for release in args.kernel or releases.wanted():
        lacking = guest.missing(release) or (
            None if shutil.which(machine.QEMU) else machine.QEMU)
        if lacking:
            print("SKIP: kernel %s: no %s" % (release, lacking))
            status = status or 77
            continue
        drawn = list(cases(args.names, args.random))
        for (name, *_), word in zip(drawn, pool.map(
                lambda c, r=release: judge(args.tool, r, *c[1:], args.dump),
                drawn)):
            if word != "agree" or not args.quiet:
                print("%-6s %-26s %s" % (release, name, word), flush=True)
            kind = word.split(":")[0]
            totals[kind] = totals.get(kind, 0) + 1
            if kind == "SKIP":
                status = status or 77
            elif kind not in ("agree", "crashed", "unsure", "not-judged"):
                status = 1
    print("pci: %s" % (", ".join(
        "%d %s" % (n, w) for w, n in sorted(totals.items())) or "none"))
    return status


if __name__ == "__main__":
    sys.exit(main())
