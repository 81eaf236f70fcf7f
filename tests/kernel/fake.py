# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""IOMMUs whose registers are plain RAM.

A driver that finds plausible ID registers is content: its writes stick, and
the status bits it waits for read as zero. Which words RAM must hold at the
start is noted in the tree itself, as pairs in "harness,registers".
"""
import machine

NOTE = "harness,registers"

SMMU_V2 = ("arm,smmu-v2", "arm,mmu-500", "cavium,smmu-v2", "qcom,smmu-v2")
SMMU_V1 = ("arm,smmu-v1", "arm,mmu-400", "arm,mmu-401")
SMMU_V3 = ("arm,smmu-v3",)
ROCKCHIP = ("rockchip,iommu", "rockchip,rk3568-iommu")
# Same programming model, but the driver's own variant wants more of the SoC.
STAND_IN = {"nvidia,smmu-500": "arm,mmu-500"}
EMULATED = SMMU_V1 + SMMU_V2 + SMMU_V3 + ROCKCHIP

# Any interrupt will do, none is ever raised; handlers may share one.
INTERRUPT = (0, 200, 4)
FIRST_LINE = 120
MOST_BANKS = 128


class Space:
    """Hands out the reserved RAM in aligned pieces, and the empty slots."""
    def __init__(self):
        self.next = machine.FAKE_BASE
        self.slots, self.lines = 0, FIRST_LINE

    def take(self, size):
        base = (self.next + size - 1) & -size
        self.next = base + size
        if self.next > machine.FAKE_BASE + machine.FAKE_SIZE:
            raise ValueError("no room for another IOMMU")
        return base

    def slot(self):
        """Registers that read as zero, whatever is written to them."""
        if self.slots == machine.SLOTS:
            raise ValueError("no empty slot for another IOMMU")
        self.slots += 1
        return machine.SLOT_BASE + (self.slots - 1) * machine.SLOT_SIZE

    def own_interrupts(self, node, root, count):
        """Where a driver would not share its lines."""
        lines = range(self.lines, self.lines + count)
        self.lines += count
        node.props["interrupt-parent"] = root.props["interrupt-parent"]
        node.set_cells("interrupts", *[c for n in lines for c in (0, n, 4)])


def give_interrupts(node, root, count):
    node.props["interrupt-parent"] = root.props["interrupt-parent"]
    node.set_cells("interrupts", *(INTERRUPT * count))


def _note(node, base, words):
    pairs = [v for offset, value in words for v in (base + offset, value)]
    node.set_cells(NOTE, *(node.cells(NOTE) + pairs))


def smmu(node, root, space, interrupts):
    """An SMMUv1 or v2 with 4 KiB pages and as much of all as is allowed."""
    second = any(c in SMMU_V2 for c in node.strings("compatible"))
    shared = node.cell("#global-interrupts", 0)
    banks = node.cell("harness,banks", MOST_BANKS)
    if second and "harness,banks" not in node.props:
        banks = max(0, min(banks, interrupts - shared))
    entries = node.cell("harness,stream-matches", 128)
    base = space.take(0x100000)
    node.set_cells("reg", 0, base, 0, 0x100000)
    give_interrupts(node, root, interrupts)
    id0 = 1 << 30 | 1 << 29 | 1 << 14 | 15 << 9     # stages, coherent, 15 bits
    if entries:
        id0 |= 1 << 27 | entries
    else:
        id0 |= 128
    id1 = 6 << 28 | banks                           # 128 pages of banks
    id2 = 7 << 12 | 5 << 8 | 5 << 4 | 5                 # every granule, 48 bits
    _note(node, base, [(0x20, id0), (0x24, id1), (0x28, id2)])


def smmu_v3(node, own):
    """The one QEMU has; its registers are real."""
    for name in ("reg", "interrupts", "interrupt-names"):
        node.props[name] = own.props[name]
    node.props["dma-coherent"] = b""


def rockchip(node, root, space, banks):
    regs = []
    for _ in range(banks):
        base = space.take(0x1000)
        regs += [0, base, 0, 0x100]
        # Paging enabled, idle: what the driver polls for, always true.
        _note(node, base, [(0x04, 1 | 1 << 3)])
    node.set_cells("reg", *regs)
    give_interrupts(node, root, banks)
    node.props["rockchip,disable-mmu-reset"] = b""


def registers(root):
    """Every (address, value) the machine must hold before the kernel runs."""
    for node in root.walk():
        cells = node.cells(NOTE)
        yield from zip(cells[::2], cells[1::2])
