#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Do the places a tree's properties are said to stand at hold their text?

    places.py [TREE.dtb] <PLACES     (lines of tests/lint/places.c)

The text of the file is read by itself: the name has to stand at the column,
and what is assigned there, where it is written without macros, has to be what
fdtget finds in the tree. Ends with a count; status 1 if any place is wrong.
"""
import re
import subprocess
import sys

files = {}
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def text_at(name, line, column):
    """From the place to the semicolon, comments dropped."""
    if name not in files:
        with open(name, encoding="utf-8", errors="replace", newline="\n") as f:
            files[name] = f.read().split("\n")
    lines = files[name]
    text = "\n".join([lines[line - 1][column - 1:]] + lines[line:line + 400])
    text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)
    return text.split(";")[0]


def cells(tree, node, prop):
    said = subprocess.run(["fdtget", "-t", "x", tree, node, prop],
                          capture_output=True, text=True, check=True).stdout
    return [int(cell, 16) for cell in said.split()]


def strings(tree, node, prop):
    said = subprocess.run(["fdtget", "-t", "s", tree, node, prop],
                          capture_output=True, text=True, check=True).stdout
    return said.split()


def wrong(tree, node, prop, text):
    """Why this is not that property's text; None if it is, "" if unknown."""
    if not text.startswith(prop):
        # A macro's use: the name is not there to be seen.
        return "" if re.match(r"[A-Za-z_]\w*\(", text) else "no name there"
    value = text[len(prop):].strip()
    if value[:1] not in ("=", ""):
        return "another name there"
    if prop == "status":
        written = STRING.findall(value)
        return None if written == strings(tree, node, prop) else "other text"
    inside = " ".join(re.findall(r"<([^>]*)>", value))
    # Labels are numbers that dtc chose; macros and sums are not read here.
    inside = re.sub(r"&[\w/@,.{}+-]+", "LABEL", inside)
    if "(" in inside or re.search(r"\b(?!LABEL)[A-Za-z_]\w*", inside):
        return ""
    written = inside.split()
    found = cells(tree, node, prop)
    if len(written) != len(found):
        return "another number of cells"
    for a, b in zip(written, found):
        if a != "LABEL" and int(a, 0) != b:
            return "other cells"
    return None


def main():
    tree = sys.argv[1]
    held = unread = 0
    bad = []
    for row in sys.stdin:
        node, prop, name, line, column = row.rstrip("\n").split("\t")
        if name == "-":
            bad.append(f"{node}:{prop}: no place")
            continue
        why = wrong(tree, node, prop, text_at(name, int(line), int(column)))
        if why:
            bad.append(f"{node}:{prop}: {name}:{line}:{column}: {why}")
        elif why is None:
            held += 1
        else:
            unread += 1
    for line in bad:
        print(line)
    print(f"{held} hold, {unread} written by macros, {len(bad)} wrong")
    sys.exit(1 if bad else 0)


main()
