# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The plan of a range of kernels is the plans of its versions."""
import replay

VERSIONS = ("5.4", "5.10", "5.15", "6.1", "6.6", "6.9", "6.12", "6.15", "6.18",
            "7.2", "7.3")


def replayed(span, plans):
    """What is wrong with a range's changes, between the plans of versions."""
    return "; ".join(replay.replay(span, plans))


def properties(tool, root, pick):
    first, last = sorted(pick.sample(range(len(VERSIONS)), 2))
    versions = VERSIONS[first:last + 1]
    plans = [tool.plan(root, version) for version in versions]
    span = tool.plan(root, "%s..%s" % (versions[0], versions[-1]))
    yield "range", replayed(span, plans)
