# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""One board of a kernel: its topology, and how much of it can be judged."""
import os
import re

import canonical
import drivers
import fdt
import guest
import tally
import topology
import transplant


def built(release):
    """Tells whether a kernel was built with an option."""
    with open(guest.cached("config", release), encoding="utf-8") as file:
        options = set(re.findall(r"^(CONFIG_\w+)=[ym]$", file.read(), re.M))
    return lambda option: option in options


def lacking(release):
    """The first thing the cache lacks of a kernel's boards."""
    for part in ("config", "dtbs"):
        if not os.path.exists(guest.cached(part, release)):
            return guest.cached(part, release)
    return None


class Board:
    """unjudged: why it is not, or None. weight: the word an agreement earns."""
    def __init__(self, name, root, moved, known):
        self.name, self.vendor = name, os.path.dirname(name) or "-"
        # Apple names its whole family last.
        self.soc = ([k for k in known if not k.endswith("-platform")] or
                    ["?"])[-1]
        self.notes = ["left out: %s (%s)" % pair for pair in moved.left]
        self._weigh(root, moved)
        root.props.pop("model", None)
        self.judged = self.unjudged is None
        self.blob = fdt.flatten(root)
        self.key = self.blob
        if canonical.renumber(root):
            self.key = fdt.flatten(root)

    def _weigh(self, root, moved):
        nodes = list(root.walk())
        iommus = [n for n in nodes if topology.is_iommu(n)]
        up = [n for n in iommus if n.available]
        live = [n for n in moved.moved if moved.built(_driver(n).kconfig)]
        left = {path for path, _ in moved.left}
        masters = [n for n in nodes if moved.is_master(n) and n.available]
        self.masters = [n for n in masters
                        if not left & self._paths(n, iommus)]
        self.notes.insert(0, "%d IOMMUs driven, %d not, %d off" % (
            len(live), len(up) - len(live),
            len(iommus) - len(up) - len(left & {n.path for n in iommus})))
        self.weight = (tally.AGREE if live else
                       tally.BARE if up else tally.OFF)
        # Without a master only a driver that talks can be judged.
        told = bool(live) and not masters and len(live) == len(up) and all(
            _driver(n).kconfig.startswith("CONFIG_ARM_SMMU") for n in live)
        self.unjudged = None if self.masters or told else "; ".join(
            ["no master to judge by"] + self.notes)

    @staticmethod
    def _paths(master, iommus):
        cells = set(master.cells("iommus"))
        return {n.path for n in iommus if topology.phandle(n) in cells}


def _driver(node):
    return drivers.of(node.strings("compatible"))[0]


def read(path, name, arch, has):
    """The board of a file; None if it has nothing to do with IOMMUs."""
    root = fdt.load(path)
    if not any(topology.is_iommu(n) for n in root.walk()):
        return None
    known = root.strings("compatible")
    moved = transplant.Transplant(root, arch, has)
    moved.run()
    return Board(name, root, moved, known)
