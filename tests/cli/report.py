#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""report.py DIR [BOARD:KIND | !BOARD:KIND...]: does every link of the pages lead
to a file and a place in it, is nothing fetched, and are these changes there?"""
import json
import os
import re
import sys

LINK = re.compile(r'(?:href|src)="([^"]*)"')
ID = re.compile(r' id="([^"]*)"')


def read_pages(root):
    pages = {}
    for where, _, files in os.walk(root):
        for name in files:
            if name.endswith(".html"):
                path = os.path.normpath(os.path.join(where, name))
                with open(path, encoding="utf-8") as file:
                    pages[path] = file.read()
    return pages


def check_links(pages):
    ids = {}
    for path, text in pages.items():
        found = ID.findall(text)
        assert len(found) == len(set(found)), "an id twice in " + path
        ids[path] = set(found)
    count = 0
    for path, text in pages.items():
        for link in LINK.findall(text):
            assert not re.match("[a-z]+:|/", link), link
            name, _, place = link.partition("#")
            to = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
            assert os.path.isfile(to), "%s: %s" % (path, link)
            assert not place or place in ids[to], "%s: %s" % (path, link)
            count += 1
    assert count > len(pages), "few links"


def check_marks(pages):
    for path, text in pages.items():
        assert "<script>alert" not in text and "<b>" not in text, path
        assert not re.search(r"<[^>]* on[a-z]+=", text), path
        assert text.startswith("<!DOCTYPE html>") and text.endswith("</html>\n"), path


def rules_of(boards):
    """Of these boards: rule, how many have it, findings; the most frequent first."""
    rules = {}
    for board in boards:
        for rule in {f["rule"] for f in board["findings"]}:
            of_rule = [f for f in board["findings"] if f["rule"] == rule]
            has, findings = rules.get(rule, (0, 0))
            rules[rule] = (has + 1, findings + len(of_rule))
    return rules


ROW = re.compile(r'<tr><th scope="row"><a href="#([a-z-]+)">.*?</a></th>'
                 r'<td[^>]*>\w+</td><td class="n">(\d+)</td><td class="n">(\d+)</td>')


def check_vendors(root, pages, boards):
    for vendor in {b["vendor"] for b in boards}:
        text = pages[os.path.normpath(os.path.join(root, "vendors", vendor + ".html"))]
        rows = [(m[0], (int(m[1]), int(m[2]))) for m in ROW.findall(text)]
        wanted = rules_of([b for b in boards if b["vendor"] == vendor])
        assert dict(rows) == wanted, (vendor, rows, wanted)
        counts = [boards for _, (boards, _) in rows]
        assert counts == sorted(counts, reverse=True), (vendor, rows)
        for rule, (has, _) in wanted.items():
            part = text[text.index('<h3 id="%s">' % rule):]
            links = re.findall(r'href="\.\./boards/[^"]*#findings"', part.split("<h3", 2)[1])
            assert len(links) == has, (vendor, rule, len(links), has)


SUM = re.compile(r'<th scope="row"><a href="vendors/[^"]*">([^<]*)</a></th><td class="n">\d+</td>'
                 r'<td class="n">\d+</td>(?:<td class="n">|<td>)(\d*)</td>')


def check_index(text, boards):
    """A vendor's devices are those of all effects, unknown ones too."""
    devices = {b["vendor"]: 0 for b in boards}
    for board in boards:
        devices[board["vendor"]] += sum(board["effects"].values())
    shown = {m[0]: int(m[1] or 0) for m in SUM.findall(text)}
    assert shown == devices, (shown, devices)


def check_data(root, pages, wanted):
    with open(os.path.join(root, "data.json"), encoding="utf-8") as file:
        data = json.load(file)
    assert data["schema"] == "iommuplan-report/1"
    check_index(pages[os.path.normpath(os.path.join(root, "index.html"))], data["boards"])
    check_vendors(root, pages, data["boards"])
    changes = set()
    for board in data["boards"]:
        page = os.path.normpath(os.path.join(root, board["page"]))
        assert page in pages, page
        changes |= {"%s:%s" % (board["board"], c["kind"]) for c in board["changes"]}
    for change in wanted:
        missing = change[0] != "!" and change not in changes
        assert not missing and change[1:] not in changes, "%s: %s" % (change, sorted(changes)[:20])


def main():
    root, *wanted = sys.argv[1:]
    pages = read_pages(root)
    check_links(pages)
    check_marks(pages)
    check_data(root, pages, wanted)


main()
