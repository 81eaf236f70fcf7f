#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""escape.py make EVIL.dtb MOVED.dtb: two trees full of hostile names
escape.py KIND FILE: is FILE of that kind, and every name in it no more?"""
import html
import json
import re
import subprocess
import sys
from xml.etree import ElementTree

# Ends lines, cells, strings, elements and commands; runs, moves the cursor,
# turns text around; is no UTF-8 in the end.
NASTY = (b"\n::error::owned\r\t\x1b[2J\x1b]0;owned\x07'\"`touch owned1`$(touch "
         b"owned2);touch owned3;]]>-->|<b>owned</b>&amp;%0A*_\\\xe2\x80\xae\xff")
PLAIN = b"touch owned1"     # stands in every way there is to write it

TREE = """/dts-v1/;
/ {
	model = "STRING";
	compatible = "STRING", "vendor,board";
	#address-cells = <1>;
	#size-cells = <1>;
	aliases { ethernet0 = "/NAME@3000"; };
	chosen { bootargs = "iommu.strict=xSTRING iommu.odd=xSTRING"; };
	cpus {
		#address-cells = <1>;
		#size-cells = <0>;
		cpu@0 {
			device_type = "cpu";
			compatible = "arm,cortex-a53";
			reg = <0>;
		};
	};
	__symbols__ { LABEL = "/NAME@3000"; };
	gic: gic {
		interrupt-controller;
		#interrupt-cells = <1>;
	};
	mmu: SMMU@1000 {
		compatible = "arm,mmu-500", "STRING";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
		#global-interrupts = <1>;
		interrupt-parent = <&gic>;
		interrupts = <1 2 3>;
	};
	NAME@3000 { compatible = "STRING"; iommus = <&mmu 1>; };
	NAME@4000 { compatible = "x,b"; iommus = <&mmu %s>, <&mmu %s>; };
	NAME@5000 { compatible = "x,c"; iommus = <&mmu>; };
	NAME@6000 { compatible = "x,d"; iommus = <&{/NAME@3000} 1>; };
};
"""


def make(path, stream):
    """Placeholders of the same length, which dtc takes, become the names."""
    source = TREE % (stream, stream)
    length = len(NASTY)
    fill = {word: (word + "x" * length)[:length]
            for word in ("STRING", "NAME", "LABEL", "SMMU")}
    for word, name in fill.items():
        source = source.replace(word, name)
    blob = subprocess.run(["dtc", "-q", "-f", "-O", "dtb"], check=True,
                          input=source.encode(), capture_output=True).stdout
    for name in fill.values():
        assert name.encode() in blob, name
        # A path has no '/' but those between nodes.
        blob = blob.replace(name.encode(), NASTY.replace(b"/", b"!"))
    with open(path, "wb") as out:
        out.write(blob)


def plain(data, tabs=False):
    """No byte that a terminal obeys, nothing that is no text."""
    text = data.decode("utf-8")
    bad = [c for c in text if not c.isprintable() and c != "\n"
           and not (tabs and c == "\t")]
    assert not bad, "unprintable %r" % bad[0]
    assert not re.search("^(::error::)?owned", text, re.M), "a line begun"
    return text


def strings(value):
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def json_lines(text, documents=None):
    """A name has come through whole, its marks included."""
    whole = "\"`touch owned1`$(touch owned2);touch owned3;]]>-->|<b>owned<!b>&amp;%0A*_\\"
    values = [json.loads(part) for part in documents or text.splitlines()]
    assert any(whole in s for value in values for s in strings(value)), "no name"


def document(text):
    json_lines(text, [text])


def github(text):
    for line in text.splitlines():
        assert re.match(r"::(error|warning|notice) file=evil\.dtb,title=[a-z-]+::",
                        line), line
    assert "%250A" in text and "%0A*_" not in text.replace("%250A", "")


def junit(text):
    root = ElementTree.fromstring(text)
    assert {e.tag for e in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped",
        "properties", "property", "system-out"}, "elements"
    assert any("]]>-->|<b>owned" in (e.text or "") for e in root.iter())


def svg(text):
    """Elements of ours alone, and no attribute that a browser runs."""
    root = ElementTree.fromstring(text)
    tags = {e.tag.split("}")[1] for e in root.iter()}
    assert tags <= {"svg", "title", "style", "defs", "pattern", "g", "rect", "path",
                    "circle", "use", "text"}, tags
    assert not any(key.startswith("on") for e in root.iter() for key in e.attrib)


def page(text):
    """A page's own scripts and elements alone."""
    assert "<b>" not in text and "<script>alert" not in text
    assert text.count("<script") == 1 and text.count("<style") == 2
    assert not re.search(r"<[^>]* on[a-z]+=", text)


def dot(text):
    """Quotes are in pairs, and what is between them is text alone."""
    bare = re.sub(r'"(?:[^"\\\n]|\\["\\n])*"', "", text)
    assert '"' not in bare and "touch" not in bare, bare


def markdown(text):
    """A name ends no cell, makes no element and is in no code that it ends."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert rows, "no table"
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 6, row
    bare = re.sub("`[^`\n]*`", "", text)
    assert not re.search("<(b|/b)>|[`_$]|-->", bare), "an element, or code"


def overlay(text):
    """A comment stays one, a path a string: dtc reads what was written."""
    seen = subprocess.run(["dtc", "-q", "-I", "dts", "-O", "dtb"], check=True,
                          input=text.encode(), capture_output=True).stdout
    assert seen.count(NASTY.replace(b"/", b"!") + b"@4000") == 1, "no target"


def shell(text):
    """U-Boot's scripts and variables: no name of the tree but quoted hex."""
    assert "touch" not in text and "owned" not in text, "a name"


def script(data):
    """sh takes names for words; what it prints has been looked at apart."""
    subprocess.run(["sh", "-n"], input=data, check=True)
    assert PLAIN in data, "no name"


def main():
    kind, path = sys.argv[1:3]
    if kind == "make":
        make(path, "1")
        make(sys.argv[3], "2")
        return
    with open(path, "rb") as file:
        data = file.read()
    if kind == "script":
        return script(data)
    text = plain(data, kind in ("tsv", "shell", "overlay", "dot"))
    if kind == "nothing":
        assert not text
    elif kind not in ("messages", "plain"):
        assert kind == "shell" or PLAIN.decode() in html.unescape(text), "no name"
    if kind == "tsv":
        assert len({line.count("\t") for line in text.splitlines()}) == 1
    check = {"json": json_lines, "document": document, "github": github,
             "junit": junit, "svg": svg, "dot": dot, "html": page, "markdown": markdown,
             "shell": shell, "overlay": overlay}.get(kind)
    if check:
        check(text)


main()
