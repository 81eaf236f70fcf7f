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


def check_data(root, pages, wanted):
    with open(os.path.join(root, "data.json"), encoding="utf-8") as file:
        data = json.load(file)
    assert data["schema"] == "iommuplan-report/1"
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
