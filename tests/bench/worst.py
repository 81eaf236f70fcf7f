#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The shapes of trees that cost most, and what each command takes for them.

	worst.py make SHAPE BYTES FILE
	worst.py run SECONDS COMMAND...    prints CPU seconds and KiB at most
	worst.py list
"""
import os
import resource
import struct
import sys


GIC = 0x7ffffff0


class Tree:
    """A flattened tree, written from front to back."""

    def __init__(self):
        self.body, self.names, self.where = bytearray(), bytearray(), {}
        self.open("")
        self.put("#address-cells", 2)
        self.put("#size-cells", 2)
        self.put("compatible", "bench,worst")
        self.put("interrupt-parent", GIC)
        self.node("interrupt-controller@1", compatible="arm,gic-v3", phandle=GIC,
                  __interrupt_cells=3, interrupt_controller=[],
                  reg=(0, 1, 0, 1))

    def pad(self):
        self.body += bytes(-len(self.body) % 4)

    def open(self, name):
        self.body += struct.pack(">I", 1) + name.encode() + b"\0"
        self.pad()

    def close(self):
        self.body += struct.pack(">I", 2)

    def put(self, name, *value):
        if value and isinstance(value[0], str):
            data = b"".join(s.encode() + b"\0" for s in value)
        else:
            data = struct.pack(">%dI" % len(value), *value)
        if name not in self.where:
            self.where[name] = len(self.names)
            self.names += name.encode() + b"\0"
        self.body += struct.pack(">3I", 3, len(data), self.where[name]) + data
        self.pad()

    def node(self, name, **props):
        self.open(name)
        for key, value in props.items():
            value = value if isinstance(value, (list, tuple)) else [value]
            name = key.replace("__", "#")
            self.put(name if name == "device_type" else name.replace("_", "-"), *value)
        self.close()

    def blob(self):
        body = bytes(self.body) + struct.pack(">2I", 2, 9)
        at = 56 + len(body)
        size = at + len(self.names)
        head = struct.pack(">10I", 0xd00dfeed, size, 56, at, 40, 17, 16, 0,
                           len(self.names), len(body))
        return head + bytes(16) + body + bytes(self.names)


def smmu(tree, handle=1, cells=1, name="iommu@1000", **more):
    tree.node(name, compatible="arm,mmu-500", __iommu_cells=cells, phandle=handle,
              reg=(0, 0x1000, 0, 0x1000), __global_interrupts=1,
              interrupts=(0, 1, 4) * 9, **more)


def masters(tree, count, **more):
    for n in range(count):
        tree.node("m@%x" % n, compatible="a", iommus=(1, n & 0x7fff), **more)


def bus_rows(tree, count, prop):
    smmu(tree)
    tree.open("bus")
    tree.put("compatible", "simple-bus")
    tree.put("#address-cells", 2)
    tree.put("#size-cells", 2)
    if prop != "ranges":
        tree.put("ranges")
    tree.put(prop, *[c for n in range(count)
                     for c in (0, n << 12, 0, n << 12, 0, 0x1000)])
    for n in range(count):
        tree.node("m@%x" % n, compatible="a", iommus=(1, n & 0x7fff),
                  reg=(0, n << 12, 0, 16))
    tree.close()


def distinct(tree, count):
    smmu(tree)
    masters(tree, count)


def one_stream(tree, count):
    smmu(tree)
    for n in range(count):
        tree.node("m@%x" % n, compatible="a", iommus=(1, 5))


def dma_ranges(tree, count):
    bus_rows(tree, count, "dma-ranges")


def ranges(tree, count):
    bus_rows(tree, count, "ranges")


def long_list(tree, count):
    smmu(tree)
    tree.node("m", compatible="a",
              iommus=[c for n in range(count) for c in (1, n & 0x7fff)])


def named_by_smmu(tree, count):
    tree.node("iommu", compatible="arm,smmu-v1", phandle=1, reg=(0, 0, 0, 0x1000),
              __global_interrupts=1, interrupts=(0, 1, 4, 0, 2, 4),
              mmu_masters=[c for n in range(count) for c in (n + 9, n & 0x7fff)])
    for n in range(count):
        tree.node("m@%x" % n, compatible="a", __stream_id_cells=1, phandle=n + 9)


def one_region(tree, count):
    smmu(tree)
    for n in range(count):
        tree.node("m@%x" % n, compatible="a", iommus=(1, n & 0x7fff),
                  phandle=n + 9, memory_region=2)
    tree.open("reserved-memory")
    tree.put("ranges")
    tree.node("r", phandle=2, iommu_addresses=[
        c for n in range(count) for c in (n + 9, 0, n << 12, 0, 0x1000)])
    tree.close()


def many_iommus(tree, count):
    for n in range(count):
        smmu(tree, n + 1, 1, "iommu@%x" % n)
        tree.node("m@%x" % n, compatible="a", iommus=(n + 1, 1))


def pci_map(tree, count):
    tree.node("iommu", compatible="arm,smmu-v3", __iommu_cells=1, phandle=1,
              reg=(0, 0, 0, 0x1000))
    tree.node("pcie@0", device_type="pci", compatible="pci-host-ecam-generic",
              reg=(0, 0, 0, 0x1000), iommu_map=[
                  c for n in range(count)
                  for c in (n & 0xffff, 1, n * 13 & 0xffff, 0x10000 - (n & 0xfff))])


def host_table(tree, count):
    """What a host's driver writes into a table, and Linux maps alike."""
    tree.node("iommu", compatible="arm,smmu-v3", __iommu_cells=1, phandle=1,
              reg=(0, 0, 0, 0x1000))
    tree.node("pcie@0", device_type="pci", compatible="qcom,pcie-sm8550",
              reg=(0, 0, 0, 0x1000), iommu_map=[
                  c for n in range(count) for c in (n & 0xffff, 1, n * 7 & 0xffff, 1)])


def deep(tree, count):
    smmu(tree)
    for n in range(60):
        tree.open("n%d" % n)
        tree.put("compatible", "simple-bus")
        tree.put("ranges")
    masters(tree, count)
    for n in range(60):
        tree.close()


def compatibles(tree, count):
    smmu(tree)
    tree.node("m", compatible=["x,c%d" % n for n in range(count)], iommus=(1, 1))


def masks(tree, count):
    smmu(tree, cells=2)
    for n in range(count):
        tree.node("m@%x" % n, compatible="a",
                  iommus=(1, n & 0x7fff, n * 7 & 0x7fff))


def cross(tree, count):
    """Each IOMMU has many masters, and each master two IOMMUs."""
    several = int(count ** 0.5) * 2
    for n in range(several):
        smmu(tree, n + 1, 1, "iommu@%x" % n)
    for n in range(count):
        tree.node("m@%x" % n, compatible="a", iommus=(
            1 + n % several, n & 0x7fff, 1 + n * 7 % several, n * 3 & 0x7fff))


def copies(tree, count):
    smmu(tree)
    tree.node("m", compatible="a",
              iommus=[c for n in range(count) for c in (1, n % 7 * 0x4000)])


def map_singles(tree, count, length=1):
    smmu(tree)
    tree.node("pcie@0", device_type="pci", compatible="pci-host-ecam-generic",
              reg=(0, 0, 0, 0x1000), iommu_map=[
                  c for n in range(count) for c in (n & 0xffff, 1, n * 13, length)] +
              [0, 1, 0, 1])


def map_empty(tree, count):
    map_singles(tree, count, 0)


def bootargs(tree, count):
    smmu(tree)
    tree.node("chosen", bootargs=" ".join(
        "iommu.passthrough=%d arm-smmu.x%d=1" % (n & 1, n) for n in range(count)))


def long_names(tree, count):
    smmu(tree)
    for n in range(20):
        tree.open("x" * count)
        tree.put("compatible", "simple-bus")
        tree.put("ranges")
    masters(tree, 20)
    for n in range(20):
        tree.close()


def crowd(tree, count, what):
    """Much in front of what every master asks its IOMMU and its bus for."""
    tree.open("bus")
    for n in range(count):
        what(tree, n)
    tree.put("compatible", *["x,c%d" % n for n in range(count)], "simple-bus")
    tree.put("ranges")
    tree.open("iommu")
    for n in range(count):
        what(tree, n)
    tree.put("compatible", *["x,c%d" % n for n in range(count)], "arm,mmu-500")
    for name, value in (("#iommu-cells", 1), ("phandle", 1), ("#global-interrupts", 1)):
        tree.put(name, value)
    tree.put("reg", 0, 0x1000, 0, 0x1000)
    tree.put("interrupts", *(0, 1, 4) * 9)
    tree.close()
    masters(tree, count)
    tree.close()


def crowded(tree, count):
    crowd(tree, count, lambda tree, n: tree.put("p%d" % (n % 40), n))


def stopped(tree, count):
    def stop(tree, n):
        tree.body += struct.pack(">4I", 4, 4, 4, 4)

    crowd(tree, count, stop)


def interconnects(tree, count):
    """DMA goes from node to node, through all of them."""
    smmu(tree)
    for n in range(count):
        tree.open("m@%x" % n)
        tree.put("compatible", "a")
        tree.put("phandle", n + 9)
        tree.put("#interconnect-cells", 0)
        tree.put("iommus", 1, n & 0x7fff)
        tree.put("interconnects", n + 10)
        tree.put("interconnect-names", "dma-mem")
        tree.put("dma-ranges")
        tree.close()


def one_each(tree, count):
    """As many groups as masters: what is written has a node for each."""
    for n in range(count):
        tree.node("i@%x" % n, compatible="rockchip,iommu", __iommu_cells=0, phandle=n + 9,
                  reg=(0, n, 0, 1), interrupts=(0, 1, 4), clocks=1)
        tree.node("m@%x" % n, compatible="a", iommus=n + 9)


def smmu_each(tree, count):
    """Two masters each behind an SMMU of their own: sharing is asked of each."""
    for n in range(count):
        smmu(tree, n + 9, 1, "i@%x" % n)
        tree.node("m@%x" % n, compatible="a", iommus=(n + 9, 1))
        tree.node("n@%x" % n, compatible="a", iommus=(n + 9, 2))


def two_sizes(tree, count):
    """Too many groups for the banks, and the large ones in front."""
    smmu(tree)
    for n in range(count):
        for m in range(2):
            tree.node("m@%x" % (2 * n + m), compatible="a", iommus=(1, n & 0x3fff))
    for n in range(count):
        tree.node("n@%x" % n, compatible="a", iommus=(1, 0x4000 | n & 0x3fff))


def short_of_banks(tree, count):
    """Many SMMUs, each with a master too many."""
    for n in range(count):
        smmu(tree, n + 9, 1, "i@%x" % n)
        for m in range(9):
            tree.node("m@%x" % (9 * n + m), compatible="a", iommus=(n + 9, m))


def nested(tree, count):
    """Masters below many buses, each of which translates by a list of its own."""
    smmu(tree)
    for n in range(60):
        tree.open("n%d" % n)
        tree.put("compatible", "simple-bus")
        tree.put("#address-cells", 1)
        tree.put("#size-cells", 1)
        for prop in ("ranges", "dma-ranges"):
            tree.put(prop, *[c for n in range(41)
                             for c in (1 << 30 | n << 24, n << 24, 16)] + [0, 0, 1 << 30])
    masters(tree, count, reg=(0x100000, 16))
    for n in range(60):
        tree.close()


def host_maps(tree, count):
    """Many hosts, each with entries for the same IDs."""
    tree.node("iommu", compatible="arm,smmu-v3", __iommu_cells=1, phandle=1,
              reg=(0, 0, 0, 0x1000))
    for n in range(count // 40):
        tree.node("pcie@%x" % n, device_type="pci", compatible="pci-host-ecam-generic",
                  reg=(0, n << 12, 0, 0x1000), iommu_map=[
                      c for n in range(63)
                      for c in (n * 257, 1, n * 13, 0x100 + 512 * (63 - n))])


def aliases(tree, count, parent="aliases"):
    """Paths of masters that stand beside each other, each by a name."""
    tree.open(parent)
    for n in range(count):
        tree.put("a%x" % n, "/m@%x" % n)
    tree.close()
    smmu(tree)
    masters(tree, count)


def symbols(tree, count):
    aliases(tree, count, "__symbols__")


SHAPES = {f.__name__.replace("_", "-"): f for f in (
    distinct, one_stream, dma_ranges, ranges, long_list, named_by_smmu, one_region,
    many_iommus, pci_map, host_table, deep, compatibles, masks,
    cross, copies, map_singles, map_empty, bootargs, long_names,
    crowded, stopped, interconnects, one_each, smmu_each,
    two_sizes, short_of_banks, nested, host_maps, aliases, symbols)}


def make(shape, size):
    """About @size bytes: the cost of one more is told by two small ones."""
    if shape == "empty":
        return Tree().blob()
    sizes = []
    for count in (200, 400):
        tree = Tree()
        SHAPES[shape](tree, count)
        sizes.append(len(tree.blob()))
    tree = Tree()
    SHAPES[shape](tree, max(2, 200 + (size - sizes[0]) * 200 // (sizes[1] - sizes[0])))
    return tree.blob()


def run(seconds, command):
    pid = os.fork()
    if not pid:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        null = os.open(os.devnull, os.O_RDWR)
        for fd in range(3):
            os.dup2(null, fd)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    print("%.3f %d %d" % (usage.ru_utime + usage.ru_stime, usage.ru_maxrss,
                          os.WTERMSIG(status) if os.WIFSIGNALED(status) else
                          os.WEXITSTATUS(status) in (2, 4)))


if __name__ == "__main__":
    if sys.argv[1] == "list":
        print(*SHAPES)
    elif sys.argv[1] == "make":
        with open(sys.argv[4], "wb") as out:
            out.write(make(sys.argv[2], int(sys.argv[3])))
    else:
        run(int(sys.argv[2]), sys.argv[3:])
