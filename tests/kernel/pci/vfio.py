#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Holds what the plan says a virtual machine could be given against VFIO.

    vfio.py [-q] [-k RELEASE]... [--tool FILE] [CASE...]

Boots QEMU's machine, binds vfio-pci to its functions and has VFIO attach each
group to a container. Status 77: no kernel, its vfio modules, or no compiler.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

import buses
import capture
import check
import fdt
import guest
import machine
import tree

COMPILER = os.environ.get("CROSS_CC", "aarch64-linux-gnu-gcc")
DEVICES = (buses.port("a", 1, addr="2.0"), buses.endpoint("a"),
           buses.endpoint("pcie.0", "4.0"),
           buses.endpoint("pcie.0", "5.0", buses.MULTI),
           buses.endpoint("pcie.0", "5.1"), "edu,bus=pcie.0,addr=6.0")
ALL = ((0, tree.V3, 0, 0x10000),)


def _incoherent(root):
    root.child("smmuv3@9050000").props.pop("dma-coherent", None)


# What each tries: QEMU's GIC, a map, boot arguments, an edit of the tree.
CASES = {
    "its": (3, ALL, None, None),
    "gicv2m": (2, ALL, None, None),
    "unsafe": (2, ALL, "vfio_iommu_type1.allow_unsafe_interrupts=1", None),
    "incoherent": (3, ALL, None, _incoherent),
}


def start(gic):
    return (*machine.COMMAND, "-M", "virt,gic-version=%d,iommu=smmuv3" % gic)


def make(name):
    """QEMU's own tree, whose host names its SMMUv3, with a map of ours."""
    gic, rows, words, edit = CASES[name]
    root = fdt.parse(tree.blob(start(gic)))
    host = next(n for n in root.children if n.name.startswith("pcie@"))
    phandle = root.child("smmuv3@9050000").cell("phandle")
    host.set_cells("iommu-map", *(cell for base, _, out, count in rows
                                  for cell in (base, phandle, out, count)))
    for seed in ("kaslr-seed", "rng-seed"):
        root.child("chosen", create=True).props.pop(seed, None)
    if words:
        root.child("chosen").set_strings("bootargs", words)
    if edit:
        edit(root)
    return root


def modules(release):
    top = guest.cached("vfio", release)
    return [os.path.join(top, name) for name in sorted(os.listdir(top))]


def _initrd(release, program):
    out = guest.initramfs(release)
    out += b"\0" * (-len(out) % 512)
    files = [("vfio-init", os.path.join(capture.HERE, "init-vfio")),
             ("vfio-try", program)]
    files += [("vfio/" + os.path.basename(path), path) for path in modules(release)]
    out += capture.entry("vfio", 0o40755, b"")
    for name, path in files:
        with open(path, "rb") as file:
            out += capture.entry(name, 0o100755, file.read())
    return out + capture.entry("TRAILER!!!", 0, b"")


def boot(name, root, release, work):
    """As capture.boot(), with "vfio": {group: (viable, outcome)}; or a text."""
    for part, data in (("tree", fdt.flatten(root)),
                       ("initrd", _initrd(release, os.path.join(work, "try")))):
        with open(os.path.join(work, part), "wb") as file:
            file.write(data)
    command = [*start(CASES[name][0]), "-append", " ".join(
        (root.child("chosen").strings("bootargs") or []) + [capture.WORDS + "vfio-init"]),
        "-kernel", os.path.join(guest.kernel(release), "vmlinuz"),
        "-initrd", os.path.join(work, "initrd"), "-dtb", os.path.join(work, "tree")]
    for device in DEVICES:
        command += ["-device", device]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False, timeout=400)
    except subprocess.TimeoutExpired as error:
        return "time limit: " + (error.stdout or b"").decode("latin-1")[-600:]
    return _read(done.stdout.decode("latin-1"))


def _read(console):
    answer = capture.read_console(console)
    if not answer:
        return "guest stopped early: " + console[-600:]
    answer["vfio"] = {
        line.split(" ")[1]: tuple(line.split(" ")[2:])
        for line in console.replace("\r", "").split("\n") if line.startswith("@vfio ")}
    return answer


def expected(plan, rid):
    """What VFIO should answer for the group of a function."""
    for device in plan["devices"]:
        if device["rid"] is not None and int(device["rid"], 16) == rid:
            vfio = next(g["vfio"] for g in plan["groups"] if g["key"] == device["group"])
            break
    else:
        return "no group"
    # vfio_group_find_or_alloc() refuses to bind; the rest is refused at attaching.
    if vfio["coherent"] is False:
        return "no group"
    if vfio["direct"]:
        return "EINVAL"
    if None in (vfio["coherent"], vfio["msi_isolated"]):
        return "unknown"
    allowed = any(h["option"] == "vfio_iommu_type1.allow_unsafe_interrupts" and
                  h["value"] == "on" for h in plan["hardening"])
    return "attached" if vfio["msi_isolated"] or allowed else "EPERM"


def judge(tool, name, release, program):
    """Yields (function, verdict, text)."""
    root = make(name)
    with tempfile.TemporaryDirectory() as work:
        shutil.copy(program, os.path.join(work, "try"))
        answer = boot(name, root, release, work)
        if isinstance(answer, str):
            yield "", "FAILED", answer
            return
        plan = check.ask(tool, release, os.path.join(work, "tree"), "--pci",
                         check.as_text(answer, os.path.join(work, "lspci")))
    for function, (group, data) in sorted(answer["functions"].items()):
        if data[11] == 6:
            continue
        said = expected(plan, check.rid(function))
        viable, outcome = answer["vfio"].get(group, ("viable", "no group"))
        found = outcome if viable == "viable" else viable
        yield function, ("unsure" if said == "unknown" else "agree" if said == found
                         else "DIFFER"), "%s, VFIO: %s" % (said, found)


def missing(release):
    if not os.path.isdir(guest.cached("vfio", release)):
        return "vfio modules (tests/fetch/debian.sh vfio)"
    return guest.missing(release) or next(
        (name for name in (machine.QEMU, COMPILER) if not shutil.which(name)), None)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-q", "--quiet", action="store_true", help="only what disagrees")
    parser.add_argument("--tool", default=check.TOOL)
    parser.add_argument("cases", nargs="*", choices=[[], *CASES])
    return parser.parse_args()


def main():
    args = arguments()
    status, totals = 0, {}
    with tempfile.TemporaryDirectory() as work:
        program = os.path.join(work, "try")
        for release in args.kernel or ["6.12"]:
            lacking = missing(release)
            if lacking:
                print("SKIP: kernel %s: no %s" % (release, lacking))
                status = status or 77
                continue
            subprocess.run([COMPILER, "-static", "-O1", "-D_GNU_SOURCE", "-o", program,
                            os.path.join(capture.HERE, "vfio_try.c")], check=True)
            for name in args.cases or CASES:
                for function, kind, text in judge(args.tool, name, release, program):
                    if kind != "agree" or not args.quiet:
                        print("%-6s %-12s %-14s %s: %s" % (
                            release, name, function, kind, text), flush=True)
                    totals[kind] = totals.get(kind, 0) + 1
                    if kind in ("DIFFER", "FAILED"):
                        status = 1
    print("vfio: %s" % (", ".join(
        "%d %s" % (n, w) for w, n in sorted(totals.items())) or "none"))
    return status


if __name__ == "__main__":
    sys.exit(main())
