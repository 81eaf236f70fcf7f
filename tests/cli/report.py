#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""report.py DIR [BOARD:KIND | !BOARD:KIND...]: does every link of the pages lead
to a file and a place in it, is nothing fetched, and are these changes there?"""
import html
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


def check_state(text, boards):
    """The first sentence, the row of sums, and the relation of both counts."""
    attention = [b for b in boards if b["attention"]]
    none = [b for b in boards if not b["iommus"]]
    found = [b for b in boards if b["findings"]]
    numbers = [int(n) for n in re.findall(r"\d+", re.search(
        r'<p class="state">(.*?)</p>', text)[1])]
    wanted = [len(boards), len(attention), len(none), len(boards) - len(attention) - len(none)]
    assert numbers == wanted and min(wanted) >= 0, (numbers, wanted)
    for board in boards:
        assert sum(board["attention_of"].values()) == board["attention"], board["board"]
    for severity, many in zip(("error", "warning", "note"), re.findall(
            r"the worst is an error on (\d+), a warning on (\d+), a note on (\d+)", text)[0]
            if found else ()):
        worst = [min((f["severity"] for f in b["findings"]),
                     key=("error", "warning", "note").index) for b in found]
        assert int(many) == worst.count(severity), (severity, many)
    sums = re.findall(r'<td class="n[^"]*">(?:<a [^>]*>)?(\d+)|<td>()</td>',
                      re.search(r"<tfoot>(.*?)</tfoot>", text, re.S)[1])
    assert [int(n or 0) for n, _ in sums][-2:] == [len(attention), len(found)], sums


def check_guests(text, boards):
    """Each device that can be assigned is there, in a row of its board."""
    some, _, _ = text.partition('id="none"')
    for board in boards:
        can = [part for part in board["hardware"] if part[4] in (
            "yes", "with allow_unsafe_interrupts")]
        row = re.search(r'<tr><th scope="row"><a href="%s#hardening">.*' % re.escape(
            board["page"]), text)
        assert (row is not None) == bool(board["iommus"] and [
            p for p in board["hardware"] if p[0] != "IOMMU"]), board["board"]
        assert not can or 'href="%s#hardening"' % board["page"] in some, board["board"]
        for part in can:
            assert html.escape(part[1].removesuffix("/*").rpartition("/")[2]) in row[0], part


def check_index(text, boards):
    """A vendor's devices are those of all effects, unknown ones too."""
    check_state(text, boards)
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
    check_guests(pages[os.path.normpath(os.path.join(root, "guests.html"))], data["boards"])
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
