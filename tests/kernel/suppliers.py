#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What an IOMMU waits for, against boots: built in, a module, and absent.

    suppliers.py [-k RELEASE]... [--tool FILE] [--tree FILE.dtb]

One board has an IOMMU for each way to wait: clocks, power domains, resets and
assigned clocks of drivers that Debian's kernels have built in, as a module,
or not at all; of a node that is disabled or becomes no device; and of one
that waits itself. It is booted with the module loaded at once, with it never
loaded, and with it loaded after deferred_probe_timeout; the states of the
plan, its groups and what was bound are compared. Status 77: no kernel.
"""
import argparse
import collections
import os
import subprocess
import sys
import tempfile

import answers
import cases
import fake
import fdt
import guest
import judge
import releases
import transplant

# What builds the driver of "module": the one of the kernels here that is a
# module in all of them and needs no other.
MODULE, OF = "gpucc-sdm845", "qcom,sdm845-gpucc"
TIMEOUT = 10
# What registers hold at the start: a power domain that is on.
ON = {"builtin": [(0x6b004, 1 << 31), (0x6b008, 1 << 16)],
      "module": [(0x106c, 1 << 31), (0x1540, 1 << 31), (0x100c, 1 << 31)]}

# compatible, size of its registers, what it waits for, disabled. Clocks have one
# name in the whole system: no two drivers that come up may share any.
CELLS = ("clock", "power-domain", "reset")
Supplier = collections.namedtuple("Supplier", "name size waits off",
                                  defaults=("", False))
SUPPLIERS = {
    "builtin": Supplier("qcom,gcc-sdm845", 0x1f0000),
    "module": Supplier(OF, 0x9000),
    "noclock": Supplier("adi,axi-clkgen-2.00.a", 0x1000),
    "nodomain": Supplier("brcm,bcm6318-power-controller", 0x1000),
    "off": Supplier("qcom,gcc-msm8916", 0x80000, off=True),
    "linked": Supplier("brcm,brcm2711-dvp", 0x1000, "clocks = <&module 1>;"),
    "powered": Supplier("allwinner,sun8i-h3-r-ccu", 0x1000, "power-domains = <&module 0>;"),
    "dark": Supplier("qcom,gcc-msm8916", 0x80000, "power-domains = <&nodomain 0>;"),
    "ccu": Supplier("allwinner,sun50i-h6-ccu", 0x1000),
}
# Which of their clocks and domains IOMMUs name.
CLOCK = {"builtin": 64, "off": 129, "linked": 0, "powered": 3, "dark": 129,
         "nowhere": 129, "module": 1, "noclock": 0, "ccu": 51}
DOMAIN = {"builtin": 0, "off": 1, "nowhere": 1, "module": 0, "nodomain": 0}
SMMU = ("compatible = \"arm,mmu-500\"; #iommu-cells = <1>; #global-interrupts = <1>;"
        "interrupts = <0 1 4>, <0 2 4>, <0 3 4>;")
ROCKCHIP = 'compatible = "rockchip,rk3568-iommu"; #iommu-cells = <0>;'
SUN50I = 'compatible = "allwinner,sun50i-h6-iommu"; #iommu-cells = <1>;'


def clocks(*labels):
    return "clocks = %s;" % ", ".join("<&%s %d>" % (l, CLOCK[l]) for l in labels)


def domain(label):
    return "power-domains = <&%s %d>;" % (label, DOMAIN[label])


def iommus():
    """name, properties of each IOMMU."""
    for label in ("builtin", "module", "noclock", "off", "linked", "powered",
                  "dark", "nowhere"):
        yield "smmu-clock-" + label, SMMU + clocks("builtin", label)
        yield "rockchip-clock-" + label, (
            ROCKCHIP + clocks(label, "builtin") + 'clock-names = "aclk", "iface";')
    for label in ("builtin", "module", "nodomain", "off", "nowhere"):
        yield "smmu-domain-" + label, SMMU + domain(label)
        yield "rockchip-domain-" + label, ROCKCHIP + domain(label)
    for label in ("builtin", "module", "noclock", "off"):
        yield "smmu-assigned-" + label, SMMU + (
            "assigned-clocks = <&builtin 64>; assigned-clock-parents = <&%s %d>;"
            % (label, CLOCK[label]))
    yield "sun50i-builtin", SUN50I + clocks("ccu") + "resets = <&ccu 15>;"
    yield "sun50i-module", SUN50I + clocks("module") + "resets = <&ccu 15>;"
    yield "sun50i-reset-off", SUN50I + clocks("ccu") + "resets = <&off 15>;"


def source():
    """The board, before it is given registers."""
    out = ['/dts-v1/; / { compatible = "linux,dummy-virt";',
           "#address-cells = <2>; #size-cells = <2>;"]

    def supplier(label, one):
        cells = "".join("#%s-cells = <%d>; " % (kind, 0 if label == "noclock" else 1)
                        for kind in CELLS)
        out.append('%s: %s { compatible = "%s"; harness,supplier; %s%s%s };' % (
            label, label, one.name, cells, one.waits,
            'status = "disabled";' if one.off else ""))
    for label, one in SUPPLIERS.items():
        supplier(label, one)
    # No bus: nothing makes a device of what is below.
    out.append("holder { harness,supplier;")
    supplier("nowhere", Supplier("qcom,gcc-msm8916", 0))
    out.append("};")
    for name, text in iommus():
        label = name.replace("-", "_")
        out.append("%s: iommu-%s { harness,suppliers; %s };" % (label, name, text))
        out.append('master-%s { compatible = "virtio,mmio"; iommus = <&%s%s>; };' % (
            name, label, "" if ROCKCHIP in text else " 1"))
    return "\n".join(out + ["};"]).replace("<&noclock 0>", "<&noclock>")


def board():
    """The tree with registers, which are RAM."""
    done = subprocess.run(["dtc", "-q", "-O", "dtb"], input=source().encode(),
                          stdout=subprocess.PIPE, check=True)
    root = fdt.parse(done.stdout)
    own = {node.name: {k: v for k, v in node.props.items() if k in transplant.SUPPLIES}
           for node in root.children}
    move = transplant.Transplant(root)
    move.run()
    for label, one in SUPPLIERS.items():
        base = move.space.take(one.size)
        node = root.child(label)
        node.set_cells("reg", 0, base, 0, one.size)
        words = ON.get(label, [])
        node.set_cells(fake.NOTE, *[v for offset, value in words
                                    for v in (base + offset, value)])
    for node in root.children:
        if node.name.startswith("iommu-sun50i"):
            node.props.update(own[node.name])
            node.props.pop("clock-names", None)
            move.space.own_interrupts(node, root, 1)
    return root


def modules(release):
    """The suppliers' module, for the initramfs."""
    path = os.path.join(guest.kernel(release), "modules", MODULE + ".ko")
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return (("supplier-%s.ko" % MODULE, file.read()),)


def boot(blob, release, load, files):
    words = ("rdinit=/init-suppliers", "deferred_probe_timeout=%d" % TIMEOUT,
             "suppliers.timeout=%d" % TIMEOUT, "suppliers.load=" + load)
    return answers.boot(blob, release, words, files)


def image(work, has):
    """/lib/modules as the tool reads it, with or without the module."""
    with open(os.path.join(work, "modules.alias"), "w", encoding="ascii") as file:
        file.write("# aliases\n")
        if has:
            file.write("alias of:N*T*C%s %s\n" % (OF, MODULE.replace("-", "_")))
    with open(os.path.join(work, "modules.dep"), "w", encoding="ascii") as file:
        if has:
            file.write("kernel/drivers/clk/qcom/%s.ko:\n" % MODULE)
    return work


def predicted(blob, release, tool, has):
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "board.dtb")
        with open(path, "wb") as file:
            file.write(blob)
        return judge.plan(tool, release, path, cases.config(release) +
                          ["--modules", image(work, has)])


# What the plan says of a supplier's driver, and whether it may be bound then.
BOUND = {"ready": True, "module": True, "disabled": False, "not-built": False,
         "absent": False}


def supplier_faults(plan, notes):
    told = {s["path"]: s["state"] for i in plan["iommus"] for s in i["suppliers"]
            if s["path"] in notes or s["state"] in ("absent", "disabled")}
    for path, state in sorted(told.items()):
        if state != "unknown" and BOUND[state] != (notes.get(path) == "bound"):
            yield "%s is %s, predicted %s" % (path, notes.get(path, "no device"), state)


def iommu_faults(plan, notes):
    for one in plan["iommus"]:
        found = notes.get(one["path"], "no device")
        if one["confidence"] != "unknown" and (one["state"] == "active") != (found == "bound"):
            yield "%s is %s, predicted %s" % (one["path"], found, one["state"])
        if one["state"] == "fails-to-probe" and found == "deferred":
            yield "%s is still deferred, predicted %s" % (one["path"], one["state"])


def compared(blob, release, load, tool, found):
    """A verdict's word, and what differs."""
    if "failed" in found:
        return "FAILED", [found["failed"]] + found["log"][-3:]
    plan = predicted(blob, release, tool, load == "early")
    word, faults = judge.verdict(judge.from_boot(found), plan)
    faults = ["%s: %s" % (path, text) for path, _, text in faults]
    faults += supplier_faults(plan, found["notes"])
    faults += iommu_faults(plan, found["notes"])
    return "DIFFER" if faults else word, faults


def grouped(found):
    return {path for group in found["groups"] for path in group["devices"]}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--tree", help="write the board's tree and end")
    return parser.parse_args()


def late(found, never):
    """Of a module that comes late: nobody loses a group by it, and a power domain
    is not waited for again. Who waits for a clock has one where no driver is bound."""
    if "failed" in found:
        return "FAILED", [found["failed"]]
    more, fewer = grouped(found) - grouped(never), grouped(never) - grouped(found)
    faults = sorted(fewer) + sorted(path for path in more if "-domain-" in path)
    return "DIFFER" if faults else "agree", faults


def one(blob, release, tool):
    """Prints what was found on a kernel; false if it is not as planned."""
    files = modules(release)
    found = {load: boot(blob, release, load, files) for load in ("early", "never", "late")}
    verdicts = {load: compared(blob, release, load, tool, found[load])
                for load in ("early", "never")}
    verdicts["late"] = late(found["late"], found["never"])
    for load, (word, faults) in verdicts.items():
        print("%-6s %-6s %s: %d IOMMUs%s" % (
            release, load, word, len(list(iommus())),
            "".join("; " + fault for fault in faults)), flush=True)
    return all(word in ("agree", "unsure") for word, _ in verdicts.values())


def main():
    args, status = arguments(), 0
    blob = fdt.flatten(board())
    if args.tree:
        with open(args.tree, "wb") as file:
            file.write(blob)
        return 0
    for release in args.kernel or [r for r in cases.RELEASES
                                   if releases.order(r) > releases.order("6.0")]:
        lacking = guest.missing(release) or modules(release) is None and (
            "%s, a module: tests/fetch/debian.sh kernels" % MODULE)
        if lacking:
            print("SKIP: kernel %s: no %s" % (release, lacking))
            status = status or 77
        elif not one(blob, release, args.tool):
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
