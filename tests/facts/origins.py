# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The functions that rows were read from: are they there, and did they change?"""
import os
import re

from drivers import alternatives, files


def place(source, driver):
    """Where to look first: the driver's own files, then everywhere."""
    return files(source, driver) or None


def body_of(source, driver, origin, names):
    for name in alternatives(names, origin):
        for paths in (place(source, driver), None):
            body = source.definition(name, paths)
            if body:
                return body
    return None


# Caches that were filled before a fact needed them have not got these.
NEWLY_UNPACKED = {"of_clk_get_hw_from_clkspec": "drivers/clk"}


def is_there(source, driver, origin, names):
    """A file of a directory that was not unpacked counts as there."""
    if not source.has(NEWLY_UNPACKED.get(origin, ".")):
        return True
    if "/" in origin or origin == "Makefile":
        return any(source.has(path) or not source.has(os.path.dirname(path))
                   for path in alternatives(names, origin))
    if body_of(source, driver, origin, names):
        return True
    return any(name in source.words() for name in alternatives(names, origin))


def check(source, rows, names, out):
    """Every function of a row that holds exists, under this or an older name."""
    missing = {}
    for row in rows:
        if row.origin and row.at(source.version) and \
                not is_there(source, row.driver, row.origin, names):
            missing.setdefault((row.driver, row.origin), []).append(row)
    for (driver, origin), about in sorted(missing.items()):
        out.add(source, "function", "%s is not there; %s" % (
            origin, ", ".join(sorted({str(r) for r in about})[:4])), driver)


def plain(body):
    return re.sub(r"\s+", "", body or "")


def changed(old, new, rows, names):
    """[(driver, function, what rests on it)] whose text differs."""
    about = {}
    for row in rows:
        if row.origin and "/" not in row.origin and row.at(new.version) is not False:
            about.setdefault((row.driver, row.origin), set()).add(
                " ".join(filter(None, (row.section, row.group))))
    found = []
    for (driver, origin), what in sorted(about.items()):
        before = body_of(old, driver, origin, names)
        after = body_of(new, driver, origin, names)
        if (before or after) and plain(before) != plain(after):
            found.append((driver, origin, sorted(what)))
    return found
