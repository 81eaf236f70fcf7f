# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""PCI quirks: drivers/pci/quirks.c against the tables pci-*."""
import re

PATH = "drivers/pci/quirks.c"
ANY = 0xffffffff
ENTRY = re.compile(r"\{\s*(\w+)\s*,\s*(\w+)\s*,\s*(\w+)\s*\}")
FIXUP = re.compile(r"DECLARE_PCI_FIXUP_(?:EARLY|HEADER|FINAL)\(\s*(\w+)\s*,\s*(\w+)\s*,\s*(\w+)")
CLASS = re.compile(r"DECLARE_PCI_FIXUP_CLASS_\w+\(\s*(\w+)\s*,\s*(\w+)\s*,[^;]*?(quirk_\w+)")
SWITCHTEC = re.compile(r"^\s*SWITCHTEC(_PCI100X)?(?:_PCI1XXX)?_QUIRK\((0x[0-9a-fA-F]+)\)", re.M)


def identifiers(source):
    found = {"PCI_ANY_ID": ANY}
    for path in ("include/linux/pci_ids.h", PATH):
        for name, value in re.findall(r"^#define\s+(PCI_\w+)\s+(0x[0-9a-fA-F]+|\d+)",
                                      source.text(path), re.M):
            found[name] = int(value, 0)
    return found


def in_source(source):
    """{(function, vendor, device)} of all quirks that matter here."""
    names, body = identifiers(source), source.text(PATH)
    found = set()

    def add(vendor, device, function):
        numbers = []
        for word in (vendor, device):
            numbers.append(names[word] if word in names else
                           int(word, 0) if word[0].isdigit() else None)
        if None not in numbers:
            found.add((function, numbers[0] & 0xffff, numbers[1]))
    table = source.definition("pci_dev_acs_enabled", [PATH]) or ""
    for vendor, device, function in ENTRY.findall(table):
        add(vendor, device, function)
    for pattern in (FIXUP, CLASS):
        for vendor, device, function in pattern.findall(body):
            add(vendor, device, function)
    for other, device in SWITCHTEC.findall(body):
        add("0x1055" if int(device, 0) < 0x2000 else "0x11f8", device,
            "quirk_switchtec_ntb_dma_alias")
    return found


def devices(row):
    """The (vendor, first, last) triples a row is about."""
    n = [int(x) for x in row.value.split()]
    if row.group == "pci-dma-alias-hidden":
        return [(n[0], device, device) for device in n[2:]]
    return [(n[0], n[1], n[2])]


def covers(row, vendor, device):
    return any(v == vendor and (first <= device <= last or
                                device == ANY)
               for v, first, last in devices(row))


def check(source, rows, out):
    rows = [r for r in rows if r.section == "tables" and r.group.startswith("pci-")]
    found = in_source(source)
    functions = {r.origin for r in rows}
    for function, vendor, device in sorted(found):
        if function not in functions:
            continue
        held = [r.at(source.version) for r in rows
                if r.origin == function and covers(r, vendor, device)]
        if not held or set(held) == {False}:
            out.add(source, "quirk", "%04x:%04x is in the source, not in the tables" % (
                vendor, device & 0xffff), function)
    for row in rows:
        same = [f for f in found if f[0] == row.origin]
        if row.at(source.version) is not True or not same:
            if row.at(source.version) and row.origin not in source.words():
                out.add(source, "quirk", "%s is gone" % row.origin, str(row))
            continue
        for vendor, first, last in devices(row):
            for device in {first, last} if (first, last) != (0, 0xffff) else {ANY}:
                if (row.origin, vendor, device) not in found and \
                        (row.origin, vendor, ANY) not in found:
                    out.add(source, "quirk", "%04x:%04x is in the tables, not in the source" % (
                        vendor, device & 0xffff), row.origin)
