# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""IOMMUs that no kernel of Debian's drives, but ours of small/ do.

As in fake_soc.py: what each driver reads at probe stands in RAM.
"""
import machine
from fake import _note, give_interrupts
from fake_soc import _clocks

IPMMU = tuple("renesas," + name for name in (
    "ipmmu-vmsa", "ipmmu-r8a774a1", "ipmmu-r8a774b1", "ipmmu-r8a774c0",
    "ipmmu-r8a774e1", "ipmmu-r8a7795", "ipmmu-r8a7796", "ipmmu-r8a77961",
    "ipmmu-r8a77965", "ipmmu-r8a77970", "ipmmu-r8a77980", "ipmmu-r8a77990",
    "ipmmu-r8a77995", "ipmmu-r8a779a0", "rcar-gen4-ipmmu-vmsa"))
DART = ("apple,t8103-dart", "apple,t8103-usb4-dart", "apple,t8110-dart",
        "apple,t6000-dart")

# What Renesas' product register says of each SoC, by which drivers ask for it.
RENESAS = {
    "renesas,r8a774a1": 0x52, "renesas,r8a774b1": 0x55,
    "renesas,r8a774c0": 0x57, "renesas,r8a774e1": 0x4f,
    "renesas,r8a7795": 0x4f, "renesas,r8a7796": 0x52,
    "renesas,r8a77961": 0x52, "renesas,r8a77965": 0x55,
    "renesas,r8a77970": 0x54, "renesas,r8a77980": 0x56,
    "renesas,r8a77990": 0x57, "renesas,r8a77995": 0x58,
    "renesas,r8a779a0": 0x59, "renesas,r8a779f0": 0x5a,
    "renesas,r8a779g0": 0x5c, "renesas,r8a779h0": 0x5d,
    "renesas,r8a779m1": 0x4f, "renesas,r8a779m3": 0x52,
    "renesas,r8a779m5": 0x55, "renesas,r8a7742": 0x45,
    "renesas,r8a7743": 0x47, "renesas,r8a7744": 0x4b,
    "renesas,r8a7745": 0x4c, "renesas,r8a77470": 0x53,
    "renesas,r8a7790": 0x45, "renesas,r8a7791": 0x47,
    "renesas,r8a7792": 0x4a, "renesas,r8a7793": 0x4b,
    "renesas,r8a7794": 0x4c,
}
STEPPING_3 = 0x20


def product(root, space, known):
    """The register that tells which SoC this is; None if it is another's."""
    number = next((RENESAS[name] for name in known if name in RENESAS), None)
    if number is not None:
        node = root.child("harness-product", create=True)
        base = space.take(0x1000)
        node.set_strings("compatible", "renesas,prr")
        node.set_cells("reg", 0, base, 0, 4)
        _note(node, base, [(0, number << 8 | STEPPING_3)])
    return number


def ipmmu(node, root, space, _):
    """Contexts lie far behind the first registers on the fourth generation."""
    node.set_cells("reg", 0, space.take(0x40000), 0, 0x40000)
    space.own_interrupts(node, root, 1)


def exynos(node, root, space, _):
    """Version 5, and blocked at once whenever the driver asks for it."""
    base = space.take(0x1000)
    node.set_cells("reg", 0, base, 0, 0x1000)
    space.own_interrupts(node, root, 1)
    _clocks(node, root, "sysmmu")
    _note(node, base, [(0x34, 5 << 28), (0x08, 1)])


def dart(node, root, space, _):
    """Pages of 16 KiB, as all of them have, and able to let DMA pass."""
    base = space.take(0x4000)
    node.set_cells("reg", 0, base, 0, 0x4000)
    give_interrupts(node, root, 1)
    # The last two are only looked at on T8110: 36 bits of PA and VA, 256 SIDs
    _note(node, base, [(0x00, 14 << 24), (0x04, 1)] + (
        [(0x08, 36 << 24 | 36 << 16), (0x0c, 256)]
        if "apple,t8110-dart" in node.strings("compatible") else []))


def plain(node, root, space, _):
    """Drivers that only write."""
    node.set_cells("reg", 0, space.take(0x1000), 0, 0x1000)
    give_interrupts(node, root, 1)


def mediatek_v1(node, root, space, _):
    plain(node, root, space, _)
    _clocks(node, root, "bclk")


# On R-Car and RZ/G the driver goes by device names, which are made of
# addresses: all that is above this is RAM here, and the kernel kept out of it.
WINDOW = 0xe0000000
WINDOW_NODE = "harness-window@e0000000"


def window(root):
    """Reserves the addresses at which a master keeps its registers."""
    node = root.child("reserved-memory").child(WINDOW_NODE, create=True)
    node.set_cells("reg", 0, WINDOW, 0, 0x100000000 - WINDOW)
    node.props["no-map"] = b""


def windowed(root):
    area = root.child("reserved-memory")
    return area is not None and area.child(WINDOW_NODE) is not None
