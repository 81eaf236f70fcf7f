# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The record beside each hand-written case: what every kernel did with it."""
import os

import releases

HERE = os.path.dirname(os.path.abspath(__file__))


def source(name):
    return os.path.join(HERE, "cases", name + ".dts")


def _path(name):
    return source(name)[:-4] + ".groups"


def read(path):
    """What a file has on record: release -> lines."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                release, text = line.rstrip("\n").split(" ", 1)
                found.setdefault(release, []).append(text)
    return found


def write(path, found, script):
    """The same, made by @script."""
    with open(path, "w", encoding="utf-8") as file:
        # REUSE-IgnoreStart
        file.write("# SPDX-License-Identifier: "
                   # REUSE-IgnoreEnd
                   "GPL-2.0-or-later OR BSD-2-Clause\n"
                   "# Seen in Debian's kernels; see %s.\n" % script)
        for release in sorted(found, key=releases.order):
            for text in found[release]:
                file.write("%s %s\n" % (release, text))


def load(name):
    """What is on record for a case: release -> lines."""
    return read(_path(name)) if os.path.exists(_path(name)) else {}


def store(name, found, directory=None):
    path = _path(name)
    if directory:
        path = os.path.join(directory, os.path.basename(path))
    write(path, found, "cases.py")
