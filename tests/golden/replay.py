# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""A range of kernels against the plans of its versions: its changes lead from
each to the next, and none is missed."""


def number(version):
    return [int(n) for n in version.split(".")]


def kernel(plan):
    """A version without a third number is the last of its stable series."""
    version = number(plan["kernel"])
    return version + [1 << 16] * (3 - len(version))


def states(plan):
    """What a range's changes speak of: {path: [(group, reason) or state]}."""
    found = {i["path"]: (i["state"], i["reason"]) for i in plan["iommus"]}
    for d in plan["devices"] + plan["unprotected"]:
        if not d["requesters"] and d["context"] is None:
            found[d["path"]] = (d.get("group"), d.get("reason"))
    return found


def _side(change, which):
    side = change[which]
    return side and (side.get("state", side.get("group")), side["reason"])


def steps(span):
    """(version, change), oldest first, of all but requesters."""
    return [(number(c["at"]), e) for c in span["changes"]
            for e in c["changes"] if not e["requesters"] and not e["child"]]


def between(span, old, new):
    """What is wrong with the changes from one version's plan to the next's."""
    now = states(old)
    for at, e in steps(span):
        if kernel(old) < at <= kernel(new):
            if now.get(e["path"]) != _side(e, "before"):
                yield "%s: %s was %s, not %s" % (
                    at, e["path"], now.get(e["path"]), _side(e, "before"))
            now[e["path"]] = _side(e, "after")
    wanted = states(new)
    for path in sorted(set(now) | set(wanted)):
        if now.get(path) != wanted.get(path):
            yield "Linux %s: %s has %s, the changes lead to %s" % (
                new["kernel"], path, wanted.get(path), now.get(path))


def replay(span, plans):
    """All that is wrong; plans: of versions of the range, oldest first."""
    last = [p for p in plans if p["kernel"] == span["kernel"]]
    # Proposals for what is over budget are of one kernel alone.
    same = {"changes": 0, "over_budget": 0}
    if not last or {**last[0], **same} != {**span, **same}:
        yield "not the plan of Linux " + span["kernel"]
    for old, new in zip(plans, plans[1:]):
        yield from between(span, old, new)
