#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""pictures.py make MASTERS EACH: a source with so many, EACH at one IOMMU
pictures.py svg|dot FILE PLAN.json: is all of the plan in it, or counted?
pictures.py html FILE PLAN.json: the same of a page; do its links lead somewhere?
pictures.py rows FILE LEAST MOST: how many masters does it show?"""
import json
import re
import sys
from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN = re.compile(r"script|onload|onclick|javascript:|https?://(?!www\.w3\.org/2000/svg)|"
                       r"@import|url\((?!#)|<image|foreignObject", re.I)


def make(masters, each):
    print('/dts-v1/; / { model = "%d masters"; #address-cells = <1>; #size-cells = <1>;'
          % masters)
    print('gic: gic { interrupt-controller; #interrupt-cells = <1>; };')
    print('cpus { #address-cells = <1>; #size-cells = <0>; '
          'cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <0>; }; };')
    for i in range((masters + each - 1) // each):
        print('s%d: iommu@%x { compatible = "arm,mmu-500"; reg = <%#x 0x10000>; '
              '#iommu-cells = <1>; #global-interrupts = <1>; interrupt-parent = <&gic>; '
              'interrupts = <%s>; %s };'
              % (i, 0x10000000 + (i << 16), 0x10000000 + (i << 16),
                 " ".join(str(n) for n in range(min(each, 100) + 1)),
                 'status = "disabled";' if i == 3 else ""))
    for i in range(masters):
        print('dma@%x { compatible = "acme,dma"; reg = <%#x 0x1000>; iommus = <&s%d %d>; };'
              % (0x40000000 + (i << 12), 0x40000000 + (i << 12), i // each,
                 i % each // (2 if i % 10 == 1 else 1)))
    print("};")


def rows(text):
    root = ElementTree.fromstring(text)
    found = [e for e in root.iter(SVG + "g") if e.get("role") == "listitem"]
    return root, [e for e in found if e.find(SVG + "title") is not None]


def masters_of(plan):
    return len({d["path"] for part in ("devices", "unprotected") for d in plan[part]
                if d.get("master", True)})


def counted(texts):
    more = [re.search(r"(\d+) more masters?\b", t) for t in texts]
    return sum(int(m.group(1)) for m in more if m)


def svg(text, plan):
    root, shown = rows(text)
    assert not FORBIDDEN.search(text), FORBIDDEN.search(text).group(0)
    assert root.find(SVG + "title") is not None, "no title"
    texts = [e.text or "" for e in root.iter(SVG + "text")]
    paths = {row.find(SVG + "title").text.split(";")[0] for row in shown}
    there = len(shown) + counted(texts)
    assert there >= masters_of(plan), "%d of %d masters" % (there, masters_of(plan))
    if not counted(texts):
        for device in plan["devices"]:
            assert any(p.startswith(device["path"]) for p in paths), device["path"]
    # A name is the path or shows what it leaves out, and is one master's alone.
    names = {}
    for row in shown:
        name = next(e.text for e in row.iter(SVG + "text") if "m" in e.get("class").split())
        path = row.find(SVG + "title").text.split(";")[0]
        assert name == path or "\N{HORIZONTAL ELLIPSIS}" in name, (name, path)
        assert names.setdefault(name, path) == path, (name, path, names[name])
    # Shape and words tell effects apart, not the colour alone.
    for row in shown:
        first, *marks = [u.get("href") for u in row.iter(SVG + "use")]
        assert marks and "#iop-warning" not in marks, "a row without a mark"
        # The first is beside the name, where a narrow window shows it.
        assert first in ("#iop-warning", marks[-1]), (first, marks)
    assert "prefers-color-scheme:dark" in text


class Page(HTMLParser):
    """Elements are in each other as they should, and each id is there once."""
    VOID = {"meta", "link", "br", "input"}
    OPTIONAL = {"tr"}

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.text = [], set(), [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        assert not any(name.startswith("on") for name in attrs), attrs
        if "id" in attrs:
            assert attrs["id"] not in self.ids, "twice: " + attrs["id"]
            self.ids.add(attrs["id"])
        self.links += [attrs[name] for name in ("href", "src") if name in attrs]
        if tag == "tr" and self.open[-1] == "tr":
            self.open.pop()
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        while self.open[-1] != tag and self.open[-1] in self.OPTIONAL:
            self.open.pop()
        assert self.open and self.open.pop() == tag, "</%s> too many" % tag

    def handle_data(self, data):
        self.text.append(data)


def html(text, plan):
    page = Page(text)
    for link in page.links:
        assert link[0] == "#" and link[1:] in page.ids, link
    words = " ".join(page.text)
    for part in ("devices", "unprotected"):
        for device in plan[part]:
            assert device["path"] in words, device["path"]
    for group in plan["groups"]:
        assert group["key"] in page.ids, group["key"]
        assert all(why in words for why in group["because"]), group["key"]
    for option in plan["hardening"]:
        assert option["option"] in words and option["works_out"] in words, option
    assigned(text, plan)
    # Each confidence but "certain" is a word that the page explains.
    for word in {d["confidence"] for d in plan["devices"] if d["group"]} - {"certain"}:
        assert "<p class=\"faint\"><code>%s</code>: " % word in text, word
    for iommu in plan["iommus"]:
        assert iommu["path"] in words and all(why in words for why in iommu["because"])


def assigned(text, plan):
    """Each group and each device without one has a verdict."""
    part = text[text.index("What VFIO requires"):]
    rows = part.split("\n<tr>")[1:]
    assert all(len(re.findall("<td", row)) == 5 for row in rows), rows[0]
    for group in plan["groups"]:
        row = next(row for row in rows if group["key"] in row)
        assert all(escape(path) in row for path in group["devices"]), row
        assert re.search(r">(yes|no|unknown|with allow_unsafe_interrupts)</td>", row), row
    for device in plan["unprotected"]:
        row = next(row for row in rows if row.startswith('<th scope="row">none')
                   and "<code>%s" % escape(device["path"]) in row)
        assert "no: it has no IOMMU group" in row, row


def dot(text, plan):
    assert text.startswith("digraph ") and text.endswith("}\n")
    shown = len(re.findall(r"^\tm\d+ \[", text, re.M))
    there = shown + counted(re.findall(r'label="([^"]*)"', text))
    assert there >= masters_of(plan), "%d of %d masters" % (there, masters_of(plan))


def main():
    kind, *args = sys.argv[1:]
    if kind == "make":
        make(int(args[0]), int(args[1]))
        return
    with open(args[0], encoding="utf-8") as file:
        text = file.read()
    if kind == "rows":
        shown = len(rows(text)[1])
        assert int(args[1]) <= shown <= int(args[2]), shown
        return
    with open(args[1], encoding="utf-8") as file:
        plan = json.load(file)
    {"svg": svg, "dot": dot, "html": html}[kind](text, plan)


main()
