# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Systems that are not what was planned or built, and what verify has to find.

What is built is the case's tree; what boots is that tree after "edit", as a
boot script or firmware would leave it, or the same tree on other hardware.
"""
import collections
import os
import subprocess
import sys
import tempfile

import cases
import fake
import fdt
import guest
import releases

sys.path.append(os.path.join(guest.HERE, "pci"))
import check as pci      # noqa: E402
import buses             # noqa: E402
import kept              # noqa: E402
import tree as pci_tree  # noqa: E402

# expect: (kind, cause, device or IOMMU) on the system alone; against: besides
# those, with --against what was built; plan: built is a plan, not a tree.
Spoilt = collections.namedtuple(
    "Spoilt", "tree edit shell words config devices expect against plan modules releases",
    defaults=(None, "", (), "", (), frozenset(), frozenset(), False, True, None))
SMMU, MASTERS = "/iommu@10000000", ("/master-a", "/master-b", "/master-c")
HOST, PORTS = "/pcie@10000000", buses.BUSES["two-ports"]


def node(root, path):
    return next(n for n in root.walk() if n.path == path)


def edited(*paths, kind="tree", cause="tree-edited"):
    return frozenset((kind, cause, path) for path in paths)


def _stream(root):
    master = node(root, "/master-b")
    master.set_cells("iommus", master.cells("iommus")[0], 0x21)


def _disable(root):
    node(root, SMMU).set_strings("status", "disabled")


def _add(root):
    more = root.child("master-d", create=True)
    more.set_strings("compatible", "virtio,mmio")
    more.set_cells("iommus", node(root, "/master-a").cells("iommus")[0], 0x40)


def _region(root):
    region = node(root, "/reserved-memory/region@50000000")
    region.set_cells("iommu-addresses", *region.cells("iommu-addresses")[:4], 0x80000)


def _no_stages(root):
    """Hardware that translates nothing, which no tree tells: the probe fails."""
    iommu = node(root, SMMU)
    cells = iommu.cells(fake.NOTE)
    cells[1] &= ~(7 << 28)
    iommu.set_cells(fake.NOTE, *cells)


def _exynos(root):
    iommu = node(root, "/iommu@30000000")
    iommu.set_strings("compatible", "samsung,exynos-sysmmu")
    iommu.set_cells("reg", 0, 0x30000000, 0, 0x1000)


SPOILT = {
    "type-written": Spoilt(
        "smmuv2-plain", shell="for d in /sys/bus/platform/devices/*master-a; do\n"
        "echo identity >$d/iommu_group/type; done\n",
        expect=edited("/master-a", kind="domain", cause="type-written"),
        releases=releases.NEWER),
    "bootargs": Spoilt(
        "smmuv2-plain", words=("iommu.passthrough=1",), plan=True,
        against=edited(*MASTERS, cause="bootargs")),
    "stream-changed": Spoilt("smmuv2-plain", _stream, against=edited("/master-b")),
    "iommu-disabled": Spoilt("smmuv2-plain", _disable, against=edited(SMMU, *MASTERS)),
    "master-removed": Spoilt("smmuv2-plain", lambda root: root.drop("master-c"),
                             against=edited("/master-c")),
    "master-added": Spoilt("smmuv2-plain", _add, against=edited("/master-d")),
    # No kernel before 6.3 reads iommu-addresses.
    "region-changed": Spoilt("resv-smmuv2", _region, against=edited("/master-a"),
                             releases=releases.NEWER),
    "probe-failed": Spoilt(
        "smmuv2-plain", _no_stages,
        expect=edited(SMMU, kind="iommu", cause="iommu-probe-failed") |
        edited(*MASTERS, kind="group", cause="iommu-probe-failed")),
    "driver-absent": Spoilt(
        "no-driver", _exynos, config="CONFIG_EXYNOS_IOMMU=y\n",
        expect=edited("/iommu@30000000", kind="iommu", cause="driver-absent") |
        edited("/master-a", kind="group", cause="driver-absent")),
    "module-missing": Spoilt(
        "mtk-regions", modules=False,
        expect=edited("/iommu", kind="iommu", cause="module-not-loaded"),
        releases=releases.NEWER),
    "pci-moved": Spoilt(
        None, devices=(PORTS, PORTS[:2] + [buses.endpoint("pcie.0", "5.0")] + PORTS[3:]),
        against=edited(HOST + " function 01:00.0", HOST + " function 00:05.0",
                       cause="pci-topology")),
    "pci-removed": Spoilt(
        None, devices=(PORTS, PORTS),
        shell="echo 1 >/sys/bus/pci/devices/0000:02:00.0/remove\n",
        against=edited(HOST + " function 02:00.0", cause="pci-topology")),
}


def trees(spoilt):
    """The tree that boots, and the one that was built."""
    if spoilt.devices:
        root = pci_tree.make(((0, pci_tree.V3, 0, 0x10000),))
        return root, root
    root, built = cases.tree(spoilt.tree), cases.tree(spoilt.tree)
    if spoilt.edit:
        spoilt.edit(root)
    return root, built


def files(spoilt, built, release, tool):
    """What a guest finds of it: /spoil, /nomodule, and what was built."""
    if spoilt.shell:
        yield "spoil", spoilt.shell.encode()
    if not spoilt.modules:
        yield "nomodule", b""
    if spoilt.against:
        yield "built", (_plan(spoilt, built, release, tool)
                        if spoilt.plan or spoilt.devices else fdt.flatten(built))


def _plan(spoilt, built, release, tool):
    """The plan of what was built, as build writes it."""
    extra = cases.config(release)
    with tempfile.TemporaryDirectory() as work:
        if spoilt.devices:
            answer = kept.boot(built, list(spoilt.devices[0]), release)
            if not isinstance(answer, dict):
                raise ValueError(answer)
            extra += ["--pci", pci.as_text(answer, os.path.join(work, "lspci"))]
        path = os.path.join(work, "board.dtb")
        with open(path, "wb") as file:
            file.write(fdt.flatten(built))
        return subprocess.run([tool, "plan", "-q", "-f", "json", "-k", guest.version(release),
                               *extra, path], stdout=subprocess.PIPE, check=True).stdout
