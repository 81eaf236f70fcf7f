# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""IOMMUs of one vendor each, whose drivers want more than registers.

Each function gets the node, the tree's root, the fakes' space and the
topology.Facts noted before anything was rewritten.
"""
import machine
from fake import give_interrupts

RESET, SYSCON = "harness-reset", "harness-syscon"
# A secure context is set up by firmware, and this machine has none; which
# stream goes where is the same.
PLAIN = {"qcom,msm-iommu-v1-sec": "qcom,msm-iommu-v1-ns",
         "qcom,msm-iommu-v2-sec": "qcom,msm-iommu-v2-ns"}


def _clocks(node, root, *names):
    node.set_cells("clocks", *[machine.clock(root)] * len(names))
    node.set_strings("clock-names", *names)


def _helper(root, space, name, handle, compatible):
    """A device of a few registers that an IOMMU refers to; its phandle."""
    node = root.child(name, create=True)
    if "reg" not in node.props:
        node.set_strings("compatible", compatible)
        node.set_cells("reg", 0, space.take(0x1000), 0, 0x1000)
        node.set_cells("phandle", machine.PHANDLES - handle)
    return node, machine.PHANDLES - handle


def _reset(node, root, space):
    controller, handle = _helper(root, space, RESET, 1, "snps,dw-low-reset")
    controller.set_cells("#reset-cells", 1)
    node.set_cells("resets", handle, 0)


def sun50i(node, root, space, _):
    """It waits for a flush to be over that RAM would remember for ever."""
    node.set_cells("reg", 0, space.slot(), 0, machine.SLOT_SIZE)
    give_interrupts(node, root, 1)
    _clocks(node, root, "iommu")
    _reset(node, root, space)


def tegra(node, root, space, _):
    """Part of the memory controller, which has a clock and an interrupt."""
    node.set_cells("reg", 0, space.take(0x1000), 0, 0x1000)
    give_interrupts(node, root, 1)
    _clocks(node, root, "mc")


def qcom(node, root, space, _):
    """The contexts are child nodes; their place tells their number."""
    base = space.take(0x100000)
    node.set_cells("#address-cells", 1)
    node.set_cells("#size-cells", 1)
    node.set_cells("ranges", 0, 0, base, 0x100000)
    _clocks(node, root, "iface", "bus")
    for child in node.children:
        at = child.cell("reg", 0)
        child.keep_props(("compatible", "qcom,ctx-asid", "status"))
        child.set_strings("compatible", *[PLAIN.get(c, c) for c in
                                          child.strings("compatible")])
        child.set_cells("reg", at, 0x1000)
        give_interrupts(child, root, 1)


def omap(node, root, space, _):
    """Of a DSP's two, omap_iommu_can_register() tells the one that has a sysfs device by
    its address; here both have one, or iommu_device_link() would find none."""
    node.set_strings("compatible", *[name.replace("-dsp-", "-")
                                     for name in node.strings("compatible")])
    if "ti,syscon-mmuconfig" in node.props:
        _, handle = _helper(root, space, SYSCON, 2, "syscon")
        node.set_cells("ti,syscon-mmuconfig", handle,
                       *node.cells("ti,syscon-mmuconfig")[1:])
    node.set_cells("reg", 0, space.take(0x1000), 0, 0x100)
    give_interrupts(node, root, 1)


def mediatek(node, root, space, _):
    """Up to five banks; which SoC it is decides what else is looked up."""
    node.set_cells("reg", 0, space.take(0x8000), 0, 0x8000)
    space.own_interrupts(node, root, 5)
    _clocks(node, root, "bclk")
    _, handle = _helper(root, space, SYSCON, 2, "syscon")
    node.set_cells("mediatek,infracfg", handle)
    for name in node.strings("compatible"):
        if name.endswith("-iommu-infra"):
            _helper(root, space, "harness-pericfg", 3, "syscon")
            root.child("harness-pericfg").set_strings(
                "compatible", name[:-len("-iommu-infra")] + "-pericfg_ao",
                "syscon")


def larb(node, root, space, _):
    node.set_cells("reg", 0, space.take(0x1000), 0, 0x1000)
    _clocks(node, root, "apb", "smi", "async", "gals", "gals0", "gals1")
