# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""How many boards, by kernel and vendor, ended in which word."""
import collections

AGREE, DIFFER, FAILED = "agree", "DIFFER", "FAILED"
# Agreement that says less: nothing drives the IOMMUs, or all are disabled.
BARE, OFF = "agree-undriven", "agree-disabled"
# The IOMMUs come up, and nothing in the tree is behind them.
EMPTY = "agree-alone"
UNJUDGED = "not-judged"
# Left for a run of all topologies.
ASIDE = "not-booted"
WRONG = (DIFFER, FAILED)
COLUMNS = (AGREE, BARE, OFF, EMPTY, "unsure", "crashed", DIFFER, FAILED, UNJUDGED, ASIDE)


class Tally:
    def __init__(self):
        self.words = collections.OrderedDict()
        self.socs = collections.defaultdict(set)
        self.boots = collections.Counter()

    def add(self, release, board, word):
        at = (release, board.vendor)
        self.words.setdefault(at, collections.Counter())[word] += 1
        if word == AGREE:
            self.socs[at].add(board.soc)

    def boot(self, release, found):
        self.boots[release] += any(w != UNJUDGED for _, w, _ in found)

    def agreed(self):
        return any(words[AGREE] for words in self.words.values())

    def show(self):
        """One line a vendor: boards by word, and the SoCs that agree."""
        print("%-10s %-11s %6s" % ("kernel", "vendor", "boards") + "".join(
            " %14s" % word for word in COLUMNS) + "  SoCs")
        for (release, vendor), words in self.words.items():
            self._line(release, vendor, words,
                       len(self.socs[release, vendor]))
        for release in self.boots:
            every = [at for at in self.words if at[0] == release]
            self._line(release, "all", sum((self.words[at] for at in every),
                                           collections.Counter()),
                       sum(len(self.socs[at]) for at in every))
            print("%-10s %d topologies booted" % (release,
                                                  self.boots[release]))

    @staticmethod
    def _line(release, vendor, words, socs):
        print("%-10s %-11s %6d" % (release, vendor, sum(words.values())) +
              "".join(" %14s" % (words[w] or "-") for w in COLUMNS) +
              "  %d" % socs)
