#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Reads plans, one JSON object a line, and checks what the format promises:
every key is there with its type, words are of their vocabulary, hexadecimal
values are strings, references lead somewhere, every device is in one place.

contract.py < PLANS; exits 1 after naming each broken promise."""
import json
import re
import sys

HEX = re.compile(r"0x(0|[1-9a-f][0-9a-f]*)$")
KEY = re.compile(r"g[0-9a-f]{12}$")
STATES = {"active", "disabled", "no-driver", "fails-to-probe"}
DOMAINS = {"DMA", "DMA-FQ", "identity", "blocked", "unknown"}
SURE = {"certain", "if-acs", "if-driver-binds", "if-bootloader", "unknown"}
EFFECTS = {"translated", "identity", "blocked", "foreign", "open", "firmware",
           "unknown"}
UNCLAIMED = {None, "blocked", "open", "firmware", "unknown"}
PLAN = {"schema": str, "file": str, "model": (str, type(None)),
        "compatible": list, "kernel": str, "iommus": list, "groups": list,
        "devices": list, "unprotected": list, "neighbours": list, "cmdline": str}
IOMMU = {"path": str, "compatible": list, "driver": (str, type(None)),
         "name": (str, type(None)), "unclaimed": (str, type(None)),
         "state": str, "contexts": dict, "groups": list, "because": list}
GROUP = {"key": str, "iommus": list, "devices": list, "domain": str,
         "confidence": str, "because": list}
DEVICE = {"path": str, "name": (str, type(None)),
          "effect": (str, type(None)), "effect_because": list,
          "streams": list, "dma": dict, "because": list}


class Plan:
    def __init__(self, plan):
        self.plan = plan
        self.wrong = []

    def expect(self, good, *what):
        if not good:
            self.wrong.append(" ".join(str(w) for w in what))

    def keys(self, thing, shape, name):
        for key, kind in shape.items():
            self.expect(key in thing and isinstance(thing[key], kind),
                        name, "lacks", key, "or it has another type")

    def iommu(self, i):
        self.keys(i, IOMMU, i["path"])
        self.expect(i["state"] in STATES, i["path"], i["state"])
        self.expect(i["state"] == "active" or i["because"],
                    i["path"], "does not say why it is", i["state"])
        self.expect(i["unclaimed"] in UNCLAIMED and
                    (i["state"] == "active" or i["unclaimed"] is None),
                    i["path"], "unclaimed", i["unclaimed"])
        have = i["contexts"]["have"]
        self.expect((have is None) == (i["contexts"]["from"] == "unknown"),
                    i["path"], "contexts from", i["contexts"]["from"])
        self.expect(isinstance(i["contexts"]["need"], int), i["path"], "need")

    def group(self, g, iommus):
        self.keys(g, GROUP, g["key"])
        self.expect(KEY.match(g["key"]), "key", g["key"])
        self.expect(g["domain"] in DOMAINS, g["key"], g["domain"])
        self.expect(g["confidence"] in SURE, g["key"], g["confidence"])
        self.expect(g["devices"] and g["because"], g["key"], "is empty")
        for path in g["iommus"]:
            self.expect(path in iommus and
                        g["key"] in iommus[path]["groups"],
                        g["key"], "is not listed by", path)

    def device(self, d, iommus):
        self.keys(d, DEVICE, d["path"])
        for s in d["streams"]:
            self.expect(s["iommu"] in iommus, d["path"], "has a lost stream")
            self.expect(HEX.match(s["id"]) and HEX.match(s["mask"]),
                        d["path"], "stream", s)
        master = "group" in d or d["master"]
        self.expect(d["effect"] in EFFECTS if master else d["effect"] is None,
                    d["path"], "effect", d["effect"])
        self.expect(bool(d["effect_because"]) == (d["effect"] is not None),
                    d["path"], "does not say why its DMA ends as it does")
        size = d["dma"]["size"]
        self.expect(size is None or HEX.match(size), d["path"], "dma", size)

    def check(self):
        p = self.plan
        self.keys(p, PLAN, "the plan")
        self.expect(p["schema"] == "iommuplan-plan/1", p["schema"])
        iommus = {i["path"]: i for i in p["iommus"]}
        groups = {g["key"]: g for g in p["groups"]}
        self.expect(len(groups) == len(p["groups"]), "a key occurs twice")
        for i in p["iommus"]:
            self.iommu(i)
            self.expect(set(i["groups"]) <= set(groups), i["path"], "groups")
        for g in p["groups"]:
            self.group(g, iommus)
        for d in p["devices"]:
            self.device(d, iommus)
            self.expect(d["group"] in groups and
                        d["path"] in groups[d["group"]]["devices"],
                        d["path"], "is not in its group")
        for d in p["unprotected"]:
            self.device(d, iommus)
            self.expect(d["reason"] != "none" and d["because"],
                        d["path"], "is unprotected for no reason")
        for n in p["neighbours"]:
            self.expect(iommus[n["iommu"]]["unclaimed"] is not None,
                        n["path"], "is no neighbour of", n["iommu"])
            self.expect(n["effect"] in EFFECTS and n["known_by"] in ("soc", "kind"),
                        n["path"], "neighbour", n)
        self.expect(len(p["devices"]) ==
                    sum(len(g["devices"]) for g in p["groups"]),
                    "devices and groups differ")
        return self.wrong


def main():
    seen = bad = 0
    for line in sys.stdin:
        plan = json.loads(line)
        seen += 1
        wrong = Plan(plan).check()
        for w in wrong:
            print("FAIL", plan["file"] + ":", plan["kernel"] + ":", w)
        bad += bool(wrong)
    print(f"{seen} plans, {bad} of them wrong")
    sys.exit(bad > 0 or seen == 0)


if __name__ == "__main__":
    main()
