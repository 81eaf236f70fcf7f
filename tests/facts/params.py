# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boot parameters: which there are, of what type, with what default."""
import re

from drivers import files, text

EARLY = re.compile(r"\b(?:early_param|__setup)\(\s*\"([^\"=]+)=?\"")
MODULE = re.compile(r"\bmodule_param(?:_named|_string)?\(\s*(\w+)\s*,\s*(\w+)\s*(?:,\s*(\w+))?")

# Every parameter of these is on the tables.
CORE = ("drivers/iommu/iommu.c", "drivers/iommu/dma-iommu.c", "drivers/iommu/of_iommu.c",
        "drivers/iommu/iommu-debug-pagealloc.c")


def early(source):
    """Every parameter of the kernel itself, with the files that have it."""
    found = {}
    for word in ("early_param", "__setup"):
        for path in source.words().get(word, ()):
            for name in EARLY.findall(source.text(path)):
                found.setdefault(name, []).append(path)
    return found


def of_module(source, paths):
    """name: (type, initial value) of the module parameters in some files."""
    found = {}
    for path in paths:
        body = source.text(path)
        for m in MODULE.finditer(body):
            name, second, third = m.groups()
            named = "_named" in m.group()
            variable, kind = (second, third) if named else (name, second)
            start = re.search(r"^(?:static )?(?:bool|int|uint|unsigned int|unsigned)\s+%s\b"
                              r"[\w\s]*(?:=\s*([^;]+))?;" % variable, body, re.M)
            found[name] = (kind, (start.group(1) or "0").strip() if start else None)
    return found


def same_default(said, is_so):
    if is_so is None or said in ("", None):
        return True
    symbol = re.search(r"CONFIG_\w+", is_so)
    if symbol or said.startswith("CONFIG_"):
        return bool(symbol) and symbol.group() == said
    plain = {"true": "1", "Y": "1", "false": "0", "N": "0"}
    return plain.get(said, said) == plain.get(is_so, is_so)


def check_module(source, driver, rows, out):
    prefix = driver + "."
    mine = [r for r in rows if r.name.startswith(prefix)]
    found = of_module(source, files(source, driver))
    out.compare(source, "parameter", mine, {prefix + n for n in found}, driver)
    for row in mine:
        kind, start = found.get(row.name[len(prefix):], (row.group, None))
        if not row.at(source.version):
            continue
        if kind != row.group:
            out.add(source, "parameter", "%s is of type %s" % (row.name, kind), driver)
        if not same_default(row.value, start):
            out.add(source, "parameter", "%s begins as %s" % (row.name, start), driver)


def check_early(source, rows, out):
    found = early(source)
    mine = [r for r in rows if "vfio" not in r.name and "iommufd" not in r.name]
    known = set(found)
    # Parameters are in directories that nobody reads for facts; one-way there.
    out.compare(source, "parameter", mine, known, "linux", False)
    said = {r.name for r in rows if r.at(source.version) is not False}
    for name, paths in sorted(found.items()):
        if name not in said and any(p in CORE for p in paths):
            out.add(source, "parameter", "%s is in the source and in no table" % name, "linux")


def check(source, driver, rows, out):
    rows = [r for r in rows if r.section == "params"]
    if driver == "linux":
        check_early(source, rows, out)
    elif text(source, driver):
        check_module(source, driver, rows, out)
