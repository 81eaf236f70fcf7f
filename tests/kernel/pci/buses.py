# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""PCI buses as lists of QEMU devices: drawn by hand, and by a seed."""
import random


def endpoint(bus, addr="", more=""):
    return "virtio-rng-pci,bus=%s%s%s" % (bus, addr and ",addr=" + addr, more)


MULTI = ",multifunction=on"


def port(name, number, more="", addr=""):
    return "pcie-root-port,id=%s,chassis=%d,bus=pcie.0%s%s" % (
        name, number, addr and ",addr=" + addr, more)


def switch(below, name, numbers):
    yield "x3130-upstream,id=%s,bus=%s" % (name, below)
    for n in numbers:
        yield "xio3130-downstream,id=%s%d,bus=%s,chassis=%d" % (
            name, n, name, n)


NO_ACS = ",disable-acs=on"

BUSES = {
    "port": [port("a", 1), endpoint("a")],
    "port-no-acs": [port("a", 1, NO_ACS), endpoint("a")],
    "two-ports": [port("a", 1), port("b", 2, NO_ACS), endpoint("a"),
                  endpoint("b")],
    "ports-of-one-device": [
        port("a", 1, MULTI, "2.0"), port("b", 2, MULTI + NO_ACS, "2.1"),
        port("c", 3, MULTI + NO_ACS, "2.2"), port("d", 4, MULTI, "2.3"),
        endpoint("a"), endpoint("b"), endpoint("c"), endpoint("d")],
    "functions": [port("a", 1), endpoint("a", "0.0", MULTI),
                  endpoint("a", "0.1", MULTI), endpoint("a", "0.2", MULTI)],
    "functions-no-acs": [port("a", 1, NO_ACS), endpoint("a", "0.0", MULTI),
                         endpoint("a", "0.3", MULTI)],
    "integrated": [endpoint("pcie.0", "4.0"),
                   endpoint("pcie.0", "5.0", MULTI),
                   endpoint("pcie.0", "5.1", MULTI),
                   "edu,bus=pcie.0,addr=6.0"],
    "switch": [port("a", 1), *switch("a", "s", (11, 12)),
               endpoint("s11"), endpoint("s12")],
    "switch-no-acs": [port("a", 1, NO_ACS), *switch("a", "s", (11, 12)),
                      endpoint("s11"), endpoint("s12")],
    "bridge": [port("a", 1), "pcie-pci-bridge,id=p,bus=a",
               "edu,bus=p,addr=1.0", "edu,bus=p,addr=2.0"],
    "bridge-one": [port("a", 1), "pcie-pci-bridge,id=p,bus=a",
                   "edu,bus=p,addr=1.0"],
    "bridge-at-root": ["pcie-pci-bridge,id=p,bus=pcie.0,addr=3.0",
                       "edu,bus=p,addr=1.0"],
    "bridge-empty": [port("a", 1), "pcie-pci-bridge,id=p,bus=a", port("b", 2),
                     endpoint("b")],
    "bridge-nested": [port("a", 1), "pcie-pci-bridge,id=p,bus=a",
                      "pci-bridge,id=q,bus=p,addr=1.0,chassis_nr=7",
                      "edu,bus=q,addr=3.0"],
    "conventional": ["i82801b11-bridge,id=d,bus=pcie.0,addr=8.0",
                     "edu,bus=d,addr=1.0", "edu,bus=d,addr=2.0"],
    "everything": [
        port("a", 1, MULTI, "2.0"), port("b", 2, MULTI + NO_ACS, "2.1"),
        port("c", 3), *switch("b", "s", (11, 12)), endpoint("a"),
        endpoint("s11", "0.0", MULTI), endpoint("s11", "0.1", MULTI),
        endpoint("s12"), "pcie-pci-bridge,id=p,bus=c", "edu,bus=p,addr=1.0",
        endpoint("pcie.0", "9.0", MULTI), endpoint("pcie.0", "9.2", MULTI)],
}


class _Drawing:
    """A random bus; what hangs on what is decided on the way down."""
    def __init__(self, seed):
        self.dice, self.devices = random.Random(seed), []
        self.count, self.chassis = 0, 0

    def name(self):
        self.count += 1
        return "x%d" % self.count

    def numbered(self):
        self.chassis += 1
        return self.chassis

    def endpoints(self, bus, addr="0"):
        functions = self.dice.choice((1, 1, 1, 2, 3))
        for n in range(functions):
            self.devices.append(endpoint(
                bus, "%s.%x" % (addr, n),
                MULTI if functions > 1 or self.dice.random() < .2 else ""))

    def conventional(self, bus, depth):
        for slot in range(1, self.dice.choice((2, 2, 3))):
            if depth and self.dice.random() < .3:
                name = self.name()
                self.devices.append(
                    "pci-bridge,id=%s,bus=%s,addr=%x.0,chassis_nr=%d"
                    % (name, bus, slot, self.numbered()))
                self.conventional(name, depth - 1)
            else:
                self.devices.append("edu,bus=%s,addr=%x.0" % (bus, slot))

    def below(self, bus, depth):
        """What hangs on a port."""
        kind = self.dice.choice(("end", "end", "switch", "bridge", "none"))
        if kind == "switch" and depth:
            top = self.name()
            self.devices.append("x3130-upstream,id=%s,bus=%s" % (top, bus))
            for _ in range(self.dice.choice((1, 2, 3))):
                name = self.name()
                self.devices.append(
                    "xio3130-downstream,id=%s,bus=%s,chassis=%d"
                    % (name, top, self.numbered()))
                self.below(name, depth - 1)
        elif kind == "bridge":
            name = self.name()
            self.devices.append("pcie-pci-bridge,id=%s,bus=%s" % (name, bus))
            self.conventional(name, 1)
        elif kind != "none":
            self.endpoints(bus)

    def root(self):
        for slot in range(2, self.dice.choice((4, 5, 6))):
            if self.dice.random() < .2:
                self.endpoints("pcie.0", "%x" % slot)
                continue
            functions = self.dice.choice((1, 1, 2, 3))
            for n in range(functions):
                name = self.name()
                self.devices.append(port(
                    name, self.numbered(),
                    (MULTI if functions > 1 else "") +
                    self.dice.choice(("", "", NO_ACS)),
                    "%x.%x" % (slot, n)))
                self.below(name, 2)
        return self.devices


def drawn(seed):
    return _Drawing(seed).root()
