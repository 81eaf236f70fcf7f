# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What is put into a tree can be taken out of it again."""
import copy
import os
import shutil
import subprocess

import fdt

POLICIES = (
    "default: strict\niommus:\n  - match: {path: \"/**\"}\n"
    "    strategy: shared\n",
    "default: identity\n",
    "default: lazy\ndevices:\n  - match: {path: \"/**\"}\n    optional: true\n"
    "    require: [isolated]\n",
)
HEAD = "version: 1\nallow: [cmdline, runtime, tree]\n"


def same(one, other):
    """Where two trees differ: a path, or ""."""
    if one.props != other.props:
        return one.path
    if [c.name for c in one.children] != [c.name for c in other.children]:
        return one.path
    return next(filter(None, map(same, one.children, other.children)), "")


def stripped(root, chosen):
    """The tree without its annotation; chosen: it had one before."""
    root = copy.deepcopy(root)
    root.child("chosen").drop("iommuplan")
    if not chosen:
        root.drop("chosen")
    return root


def built(tool, tree, kernel, *options):
    """What "build" writes for a tree: a name, without its ending."""
    out = tool.path("out")
    shutil.rmtree(out, ignore_errors=True)
    # A policy for IOMMUs is an error where there are none.
    tool.run("build", "-q", "-k", kernel, "-o", out, *options, tree,
             status=(0, 1, 2))
    return os.path.join(out, os.path.basename(tree)[:-4])


def overlaid(tool, tree, overlay):
    done = subprocess.run(["fdtoverlay", "-i", tree, "-o", tool.path("o.dtb"),
                           overlay], check=False, stderr=subprocess.DEVNULL)
    return None if done.returncode else fdt.load(tool.path("o.dtb"))


def reversed_edits(edited, original):
    """Undoes an edited tree property by property: what was set goes back to
    what the original has; nodes that were made are removed."""
    root = copy.deepcopy(edited)
    back(root, original)
    return root


def back(node, old):
    for name in list(node.props):
        if name not in old.props:
            del node.props[name]
    node.props.update(old.props)
    known = {c.name: c for c in old.children}
    node.children = [c for c in node.children if c.name in known]
    for child in node.children:
        back(child, known[child.name])


def changes(old, new):
    """Where a tree was edited: (path of a node, name of a property)."""
    found = {(old.path, n) for n in set(old.props) | set(new.props)
             if old.props.get(n) != new.props.get(n)}
    known = {c.name: c for c in new.children}
    for child in old.children:
        found |= changes(child, known.get(child.name, fdt.Node(child.name, new)))
    return {c for c in found if not c[0].startswith("/chosen")}


def named_edits(plan):
    return {(e["node"], e["name"]) for e in plan["policy"]["edits"]
            if not e["node"].startswith("/chosen")}


def annotation(tool, root, kernel):
    tree = tool.write(root)
    name = built(tool, tree, kernel)
    annotated = fdt.load(name + ".iommu.dtb")
    chosen = root.child("chosen") is not None
    yield "annotate-strip", same(stripped(annotated, chosen), root)
    again = tool.path("tree2.dtb")
    with open(name + ".iommu.dtb", "rb") as file:
        blob = file.read()
    with open(again, "wb") as file:
        file.write(blob)
    with open(built(tool, again, kernel) + ".iommu.dtb", "rb") as file:
        yield "annotate-twice", "" if file.read() == blob else "other bytes"
    before, after = tool.plan(tree, kernel), tool.plan(again, kernel)
    yield "annotate-plan", "".join(
        k for k in before if k != "file" and before[k] != after.get(k))


def editing(tool, root, kernel, policy):
    """A policy's edits: the overlay has all of them, and they can be undone."""
    with open(tool.path("policy.yaml"), "w", encoding="utf-8") as file:
        file.write(HEAD + policy)
    tree = tool.write(root)
    name = built(tool, tree, kernel, "-p", tool.path("policy.yaml"))
    if not os.path.exists(name + ".iommu.dtb"):
        yield "edit-reverse", None      # the policy cannot be met
        return
    edited = fdt.load(name + ".iommu.dtb")
    plan = tool.plan(tree, kernel, "-p", tool.path("policy.yaml"))
    # An edit may set what is there already: a list that others get as well.
    odd = changes(root, edited) - named_edits(plan)
    yield "edit-named" if plan["policy"]["edits"] else "edit-none", \
        " ".join(map(str, sorted(odd, key=str)))
    before = tool.plan(tree, kernel)
    undone = reversed_edits(edited, root)
    yield "edit-reverse", same(undone, root) or "".join(
        k for k, v in tool.plan(undone, kernel).items() if v != before[k])
    made = overlaid(tool, tree, name + ".iommu.dtbo")
    if made is None:
        yield "edit-overlay", None
        return
    yield "edit-overlay", differently(tool, made, edited, kernel)


def differently(tool, one, other, kernel):
    """Plans of the tree with the overlay and of the edited tree."""
    plans = [tool.plan(root, kernel) for root in (one, other)]
    return "".join(k for k in plans[0] if plans[0][k] != plans[1][k])


def properties(tool, root, pick):
    kernel = pick.choice(("6.1", "6.12", "7.2"))
    yield from annotation(tool, root, kernel)
    yield from editing(tool, root, kernel, pick.choice(POLICIES))
