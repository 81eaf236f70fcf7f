# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Where a source and the tables disagree."""


class Findings:
    def __init__(self):
        self.lines = []

    def add(self, source, kind, what, origin=None):
        self.lines.append("%s: %s: %s%s" % (source.name, kind, what,
                                            " [%s]" % origin if origin else ""))

    def compare(self, source, kind, rows, found, origin, whole=True, own=True):
        """Rows that name strings against the strings the source has. @whole: all of these
        are in the tables; @own: none of them is there for another device."""
        said = {}
        for row in rows:
            said.setdefault(row.name, []).append(row.at(source.version))
        for name, held in sorted(said.items()):
            if True in held and name not in found:
                self.add(source, kind, "%s is in the tables, not in the source" % name, origin)
            elif own and name in found and set(held) == {False}:
                self.add(source, kind, "%s is in the source, not yet or no longer in the "
                         "tables" % name, origin)
        for name in sorted(set(found) - set(said)) if whole else ():
            self.add(source, kind, "%s is in the source and in no table" % name, origin)
