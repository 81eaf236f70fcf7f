# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The rows of the fact files, as the project's own reader sees them."""
import subprocess
from collections import namedtuple

from source import number

FIELDS = "driver section group compatible name value since until no yes origin"


class Row(namedtuple("Row", FIELDS)):
    """One statement; what it says of a version is yes, no or nothing."""
    __slots__ = ()

    def at(self, version):
        """True or False, or None between two versions that were read."""
        if self.no and self.no < version < self.since or \
                self.yes and self.yes < version < self.until:
            return None
        return version >= (self.since or (0,)) and (not self.until or version < self.until)

    def __str__(self):
        said = (self.driver, self.section, self.group, self.compatible, self.name, self.value)
        return " ".join(part for part in said if part)


def load(gen, directory):
    text = subprocess.run([gen, "--rows", directory], check=True, stdout=subprocess.PIPE,
                          universal_newlines=True).stdout
    rows = []
    for line in text.splitlines():
        fields = [None if f == "-" else f for f in line.split("\t")]
        if fields[1] == "behaviours":  # of other programs
            continue
        fields[6:10] = [f and number(f) for f in fields[6:10]]
        rows.append(Row(*fields))
    return rows
