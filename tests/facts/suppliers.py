#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Makes schemas/suppliers.yaml from sources of the kernel.

    tests/fetch/debian.sh supplier-sources 5.10 6.1 6.12 7.3
    tests/facts/suppliers.py [--check] SOURCE... > schemas/suppliers.yaml

A row for each compatible that a driver of clocks, power domains, resets,
interconnects, interrupts and the like matches, with the Kconfig symbol that
builds the driver, and the sources it was seen in. Makefiles tell the symbol of
a file, #ifdef that of a row within. With --check, schemas/suppliers.yaml is
compared with these sources instead; status 1 where they differ.
"""
import argparse
import difflib
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

DIRECTORIES = (
    "arch/arm", "drivers/base", "drivers/bus", "drivers/clk", "drivers/clocksource",
    "drivers/firmware", "drivers/interconnect", "drivers/irqchip", "drivers/mailbox",
    "drivers/memory", "drivers/mfd", "drivers/pmdomain", "drivers/power/reset", "drivers/phy",
    "drivers/reset", "drivers/rpmsg", "drivers/soc",
)
# Of these no driver speaks, or any.
VAGUE = {"syscon", "simple-mfd", "simple-bus", "simple-pm-bus", "fixed-clock"}

# Conditions within a file that choose no driver.
PLAIN = re.compile(r"CONFIG_(OF|PM|PM_\w+|ACPI|ARM|ARM64|64BIT|SMP|DEBUG_FS|COMMON_CLK|MODULES|"
                   r"LOCKDEP|HOTPLUG_CPU|REGULATOR|PROC_FS|SYSFS|\w+_MODULE)$")
# What "config ARM64" selects: no configuration is without, whatever it lists.
SELECTED = {"CONFIG_ARM_GIC", "CONFIG_ARM_GIC_V3", "CONFIG_ARM_GIC_V3_ITS", "CONFIG_ARM_GIC_V2M",
            "CONFIG_COMMON_CLK", "CONFIG_OF", "CONFIG_ARM_ARCH_TIMER", "CONFIG_IRQ_DOMAIN"}
# numbers of a row: taken by init code, before there are devices; named in modules.alias.
EARLY_ROW, ALIAS_ROW = 1, 2

# Nodes below a GIC, which its init code looks for by these tables.
OF_INIT_CODE = {"irq-gic-v3-its.c", "irq-gic-v2m.c"}

COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)
MATCH = re.compile(r'\.compatible\s*=\s*"([^"]+)"')
# RENESAS-like macros that make rows: IRQCHIP_MATCH("x", f)
MACRO = re.compile(r'\b(?:IRQCHIP_MATCH|MTK_\w*MATCH)\(\s*"([^"]+)"')
EARLY = re.compile(r'\b(?:IRQCHIP|CLK_OF|TIMER_OF|OF)_DECLARE(?:_DRIVER)?\(\s*\w+\s*,\s*"([^"]+)"')
CONDITION = re.compile(r'^\s*#\s*(ifdef|ifndef|if|else|elif|endif)\b(.*)$')


class Makefile:
    """Which symbol builds the objects of a directory."""

    def __init__(self, path):
        self.symbols = {}       # object or directory -> set of symbols, "" always
        self.parts = {}         # part -> [(whole, symbol)]
        self.lists = {}         # variable -> names
        try:
            text = open(path, encoding="utf-8", errors="replace").read()
        except OSError:
            return
        text = re.sub(r'\\\n', ' ', text)
        guard = []
        for line in text.split("\n"):
            line = line.split("#")[0].strip()
            m = re.match(r'ifeq\s*\(\$\((CONFIG_\w+)\),\s*y\)|ifdef\s+(CONFIG_\w+)', line)
            if line.startswith(("ifeq", "ifneq", "ifdef", "ifndef")):
                guard.append((m.group(1) or m.group(2)) if m else "")
                continue
            if line.startswith("endif") and guard:
                guard.pop()
                continue
            self.assign(line, next((g for g in reversed(guard) if g), ""))

    def assign(self, line, guard):
        plain = re.match(r'([\w-]+)\s*[:+]?=\s*(.*)$', line)
        if plain and not re.search(r'-(y|m|objs)$', plain.group(1)):
            self.lists.setdefault(plain.group(1), []).extend(plain.group(2).split())
            return
        m = re.match(r'([\w.-]+?)-(y|m|objs|\$\((CONFIG_\w+)\))\s*[:+]?=\s*(.*)$', line)
        if not m:
            return
        whole, symbol = m.group(1), m.group(3) or guard
        names = re.sub(r'\$\(([\w-]+)\)', lambda n: " ".join(self.lists.get(n.group(1), ["$"])),
                       m.group(4)).split()
        for name in names:
            if "$" in name:
                continue
            if whole in ("obj", "lib"):
                self.symbols.setdefault(name, set()).add(symbol)
            elif name.endswith(".o"):
                self.parts.setdefault(name, []).append((whole + ".o", m.group(3) or ""))

    def of(self, name, seen=()):
        found = set(self.symbols.get(name, ()))
        for whole, symbol in self.parts.get(name, ()):
            if symbol:
                found.add(symbol)
            elif whole not in seen:
                found |= self.of(whole, seen + (name,))
        return found


class Source:
    def __init__(self, root):
        self.root = root
        self.makefiles = {}
        head = open(os.path.join(root, "Makefile"), encoding="utf-8").read()
        number = [re.search(r'^%s = (\d+)' % part, head, re.M).group(1)
                  for part in ("VERSION", "PATCHLEVEL", "SUBLEVEL")]
        self.version = ".".join(number)

    def makefile(self, directory):
        if directory not in self.makefiles:
            self.makefiles[directory] = Makefile(os.path.join(self.root, directory, "Makefile"))
        return self.makefiles[directory]

    def symbols(self, path):
        """Of a C file; an empty set where nothing tells, {""} where it is always built."""
        directory, name = os.path.split(path)
        found = self.makefile(directory).of(name[:-2] + ".o")
        if found != {""}:
            return found - {""}
        # Built whenever its directory is.
        while directory.count("/") > 1:
            directory, name = os.path.split(directory)
            up = self.makefile(directory).of(name + "/")
            if up and up != {""}:
                return up - {""}
        return {""}

    def rows(self):
        """compatible -> {(symbol, flags)}"""
        out = {}
        for directory in DIRECTORIES:
            for top, _, names in sorted(os.walk(os.path.join(self.root, directory))):
                for name in sorted(names):
                    if name.endswith(".c"):
                        path = os.path.relpath(os.path.join(top, name), self.root)
                        self.read(path, out)
        return out

    def read(self, path, out):
        text = open(os.path.join(self.root, path), encoding="utf-8", errors="replace").read()
        if "compatible" not in text and "DECLARE" not in text and "_MATCH" not in text:
            return
        text = COMMENT.sub(lambda m: "\n" * m.group(0).count("\n"), text)
        symbols = self.symbols(path)
        alias = ALIAS_ROW if "MODULE_DEVICE_TABLE(of" in text else 0
        if os.path.basename(path) in OF_INIT_CODE:
            alias = EARLY_ROW
        nest = []
        for line in re.sub(r',\s*\n\s*"', ', "', text).split("\n"):
            m = CONDITION.match(line)
            if m:
                condition(nest, m.group(1), m.group(2))
                continue
            inner = next((n for n in reversed(nest) if n), None)
            for pattern, flags in ((MATCH, alias), (MACRO, alias), (EARLY, EARLY_ROW)):
                for compatible in pattern.findall(line):
                    if compatible in VAGUE and flags != EARLY_ROW:
                        continue
                    for symbol in {inner} if inner else symbols:
                        symbol = "" if symbol in SELECTED else symbol
                        out.setdefault(compatible, set()).add((symbol, flags))


def condition(nest, word, rest):
    m = re.search(r'\b(CONFIG_\w+)\b', rest)
    if word == "endif":
        if nest:
            nest.pop()
    elif word in ("else", "elif"):
        if nest:
            nest[-1] = None
    elif word == "ifndef":
        nest.append(None)
    else:
        nest.append(m.group(1) if m and "!" not in rest and not PLAIN.match(m.group(1)) else None)


def span(versions, seen):
    """Spans of a row; what the oldest source has is taken for older kernels too."""
    out, short = [], [v.rsplit(".", 1)[0] for v in versions]
    start = None
    for n, there in enumerate(seen + [False]):
        if there and start is None:
            start = n
        if not there and start is not None:
            since = '"4.19"' if start == 0 else '{no: "%s", yes: "%s"}' % (short[start - 1], short[start])
            until = '' if n == len(seen) else ', until: {yes: "%s", no: "%s"}' % (short[n - 1], short[n])
            out.append("since: %s%s" % (since, until))
            start = None
    return out


def protocols(tables):
    """What serves a child of arm,scmi, which has a number and no compatible."""
    for number, symbol in (("11", "CONFIG_ARM_SCMI_POWER_DOMAIN"), ("14", "CONFIG_COMMON_CLK_SCMI"),
                           ("16", "CONFIG_RESET_SCMI")):
        for _, table in tables:
            table["protocol@" + number] = {(symbol, 0)}


def lines(tables):
    """The file, a line at a time."""
    versions = [v for v, _ in tables]
    yield "# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause"
    yield "# Made by tests/facts/suppliers.py of Linux %s; changes belong there." % ", ".join(versions)
    yield "driver: suppliers"
    yield 'title: "What builds the drivers of clocks, power domains, resets and the like"'
    yield "arch: [arm, arm64]"
    yield "tables:"
    yield "  supplier:"
    for name in sorted(set().union(*(t for _, t in tables)), key=lambda n: n.encode()):
        # Init code took some clocks that a driver has now: that has versions as well.
        marks = [dict(early_by_symbol(t.get(name, ()))) for _, t in tables]
        alias = ALIAS_ROW if any(m & ALIAS_ROW for _, t in tables for _, m in t.get(name, ())) else 0
        for symbol, early in sorted({one for mark in marks for one in mark.items()}):
            for when in span(versions, [mark.get(symbol) == early for mark in marks]):
                yield '    - {compatible: "%s", name: "%s", numbers: [%d], %s, from: of_device_id}' % (
                    name, symbol or "-", early | alias, when)


def early_by_symbol(rows):
    """(symbol, does init code take it) of one source"""
    for symbol in sorted({s for s, _ in rows}):
        yield symbol, max(m & EARLY_ROW for s, m in rows if s == symbol)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--check", action="store_true")
    ap.add_argument("sources", nargs="+")
    args = ap.parse_args()
    sources = sorted((Source(s) for s in args.sources),
                     key=lambda s: [int(n) for n in s.version.split(".")])
    tables = [(s.version, s.rows()) for s in sources]
    protocols(tables)
    text = "".join(line + "\n" for line in lines(tables))
    if not args.check:
        sys.stdout.write(text)
        return 0
    with open(os.path.join(TOP, "schemas", "suppliers.yaml"), encoding="ascii") as kept:
        old = kept.read()
    for line in difflib.unified_diff(old.split("\n"), text.split("\n"), "kept", "sources", "", "", 0, ""):
        print(line)
    return 1 if old != text else 0


if __name__ == "__main__":
    sys.exit(main())
