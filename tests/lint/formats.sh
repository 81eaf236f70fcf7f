#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What other programs read of lint: SARIF, GitHub's annotations, JUnit. Names
# of a hostile tree do not get out of where they stand.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
schema=$cache/sarif/sarif-schema-2.1.0.json
cd "$tmp"
# These two alone: other rules have other places.
only="-W no-all -W error=iommus-short-specifier -W error=iommus-not-an-iommu"
# lint ARGS...
lint()
{
	# shellcheck disable=SC2086 # several options
	iommuplan lint $only "$@"
}
cat >board.dts <<'DTS'
/dts-v1/;
/ {
	compatible = "vendor,board", "vendor,soc";
	#address-cells = <1>;
	#size-cells = <1>;
	smmu: iommu@10000 {
		compatible = "arm,mmu-500";
		reg = <0x10000 0x10000>;
		#iommu-cells = <1>;
		#global-interrupts = <0>;
	};
	a@5000 { compatible = "x,a"; iommus = <&smmu>; };
	/* iommuplan: ignore[iommus-short-specifier] reviewed & <accepted> */
	b@6000 { compatible = "x,b"; iommus = <&smmu>; };
	c@7000 { compatible = "x,c"; iommus = <&{/a@5000} 1>; };
};
DTS
dtc -q -O dtb -o plain.dtb board.dts
# A node whose name is no name: "c@7000" of the blob becomes other bytes.
python3 - <<'PY'
blob = open("plain.dtb", "rb").read()
assert blob.count(b"c@7000") == 1
open("evil, %0A:.dtb", "wb").write(blob.replace(b"c@7000", b"\n%\x1b<&'"))
PY

# sarif NAME: what sarif.py makes of $tmp/out, into $tmp/seen
sarif()
{
	set -- "$1" "$top/tests/lint/sarif.py"
	if [ -s "$schema" ] && python3 -c 'import jsonschema' 2>/dev/null; then
		set -- "$@" --schema "$schema"
	else
		skip "$1 against the schema" "no schema, or no jsonschema"
	fi
	name=$1
	shift
	if why=$("$@" <out 2>&1 >seen); then
		ok "$name"
	else
		not_ok "$name" "$why"
	fi
}

lint -f sarif board.dts
expect "sarif" 1
cp out board.sarif
sarif "a board"
is "places and silences" "iommus-short-specifier error board.dts:12:31 /a@5000:iommus -
iommus-short-specifier error board.dts:14:31 /b@6000:iommus inSource
iommus-not-an-iommu error board.dts:15:31 /c@7000:iommus -" \
	"$(cut -d' ' -f1-4,6 seen)"
cut -d' ' -f5 seen >prints
lint -f sarif plain.dtb "evil, %0A:.dtb"
sarif "several, without lines"
is "the file where there is no line" "evil, %0A:.dtb" \
	"$(sed -n 's/.* error \(evil.*dtb\) .*/\1/p' seen | head -n 1)"
sed 's/^\/ {/\n\n\n&/; s/iommuplan: ignore//' board.dts >moved.dts
lint -f sarif moved.dts
sarif "moved lines"
cut -d' ' -f5 seen >moved
same "fingerprints know no line" prints moved
is "fingerprints are all there" 3 "$(sort -u prints | wc -l)"
lint -f sarif -j 4 board.dts plain.dtb "$top/examples/boards"/*.dts
sarif "many, side by side"
cp out jobs
lint -f sarif board.dts plain.dtb "$top/examples/boards"/*.dts
same "the same one after the other" out jobs
echo no tree >none
lint -f sarif none
expect "no tree at all" 3
sarif "no tree at all is a log"
echo kept >kept
lint -f sarif -o kept none
is "a file is kept for it" kept "$(cat kept)"

lint -f github board.dts "evil, %0A:.dtb"
expect "github" 1 "^::error file=board\.dts,line=12,col=31,title=iommus-short-specifier::/a@5000:iommus: entry 0 " out
expect "its escapes" 1 "^::error file=evil%2C %250A%3A\.dtb,title=iommus-not-an-iommu::/%0A%25.x1b<&':iommus: " out
is "a line for each" "" "$(grep -v '^::error file=' out || true)"
is "what is silenced is not there" "" "$(grep 'board.dts.*b@6000' out || true)"

# --- for reviews: GitLab, reviewdog, Checkstyle ---
lint -f gitlab board.dts "evil, %0A:.dtb"
expect "gitlab" 1
python3 - >seen <<'PY'
import json
found = json.load(open("out"))
assert len({f["fingerprint"] for f in found}) == len(found), "a fingerprint stands twice"
for f in found:
    assert f["severity"] in ("info", "minor", "major", "critical", "blocker")
    print(f["check_name"], f["location"]["path"], f["location"]["lines"]["begin"], f["severity"])
PY
is "an array with place and severity" "iommus-short-specifier board.dts 12 major" "$(head -n 1 seen)"
is "of both trees" 2 "$(cut -d ' ' -f 2 seen | sort -u | wc -l)"
lint -f gitlab none
is "an empty one is a list" "[]" "$(tr -d '\n' <out)"
lint -f rdjsonl board.dts "evil, %0A:.dtb"
expect "rdjsonl" 1
python3 - >seen <<'PY'
import json
for line in open("out"):
    d = json.loads(line)
    start = d["location"].get("range", {}).get("start", {})
    print(d["code"]["value"], d["severity"], d["location"]["path"], start.get("line"), start.get("column"))
PY
is "a diagnostic a line" "iommus-short-specifier ERROR board.dts 12 31" "$(head -n 1 seen)"
lint -f checkstyle board.dts "evil, %0A:.dtb"
expect "checkstyle" 1
python3 - >seen <<'PY'
from xml.etree import ElementTree
for file in ElementTree.parse("out").getroot():
    for e in file:
        print(e.get("source"), e.get("severity"), file.get("name"), e.get("line"), e.get("column"))
PY
is "an error with its place" "iommuplan.iommus-short-specifier error board.dts 12 31" "$(head -n 1 seen)"

lint -f junit board.dts "evil, %0A:.dtb"
expect "junit" 1
python3 - 2 >seen <<'PY'
import sys
from xml.etree import ElementTree
suites = ElementTree.parse("out").getroot()
for suite in suites:
    cases = suite.findall("testcase")
    counts = [len(cases), len(suite.findall("testcase/failure")),
              len(suite.findall("testcase/skipped"))]
    said = [int(suite.get(k)) for k in ("tests", "failures", "skipped")]
    assert counts == said, (counts, said)
    assert len(cases) == int(sys.argv[1]), "a test for each rule"
    print(suite.get("name"), said[1], said[2])
    for failure in suite.iter("failure"):
        print(failure.text.strip().replace("\n", "|"))
PY
is "junit's suites" "board.dts 2 0
board.dts:12:31: /a@5000:iommus: error: entry 0 has 0 cells, but /iommu@10000 expects 1" \
	"$(head -n 2 seen)"
expect "its escapes" 1 '^evil, %0A:.dtb: /\\x0a%\\x1b<&' seen
sed -i '/a@5000 {/d; /c@7000/d' board.dts
lint -f junit board.dts
expect "what is silenced is skipped" 0 \
	'<skipped message="reviewed &amp; &lt;accepted&gt;"/>' out
finish
