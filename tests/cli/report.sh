#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Reports: every link leads somewhere, names stay names, the same trees are the
# same bytes however many processes there are, changes and verdicts are told,
# and four kernels' trees keep within pages, bytes and seconds.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs python3 dtc
check=$top/tests/cli/report.py
cd "$tmp"
mkdir -p old/arm old/flat new/arm new/rockchip
for name in juno-r2 rk3588-rock-5b rk3588-rock-5b-linux-6.12 juno-r2-linux-5.10; do
	board $name
done
cp juno-r2-linux-5.10.dtb old/arm/juno-r2.dtb
cp juno-r2.dtb new/arm/juno-r2.dtb
cp rk3588-rock-5b-linux-6.12.dtb old/flat/rock.dtb
cp rk3588-rock-5b.dtb new/rockchip/rock.dtb
cp juno-r2.dtb old/arm/gone.dtb
cp juno-r2.dtb new/arm/fresh.dtb
cp juno-r2.dtb 'new/arm/a"<b>&#%? '\''.dtb'
cp juno-r2.dtb 'new/arm/a__b_____ _.dtb'
printf '/dts-v1/;\n/ { model = "\\"><script>alert(1)</script>"; compatible = "x,%s";\n};\n' \
	'<b>\t\"' >evil.dts
dtc -q -f -O dtb -o new/arm/evil.dtb evil.dts
cat new/arm/juno-r2.dtb new/rockchip/rock.dtb >new/arm/both.dtb

# judge NAME DIR [ARGS...]
judge()
{
	name=$1
	shift
	if why=$(python3 "$check" "$@" 2>&1); then
		ok "$name"
	else
		not_ok "$name" "$why"
	fi
}

iommuplan report -q -o all 5.10=old 7.2=new
expect "two kernels" 0
judge "their pages" all
iommuplan report -q -j 2 -o again 5.10=old 7.2=new
diff -r all again >differences 2>&1 || true
is "the same bytes by two processes" "" "$(head -3 differences)"
iommuplan report -o again/ 5.10=old 7.2=new
is "what to open is printed" again/index.html "$(cat out)"
iommuplan report -q -o again 5.10=old 7.2=new
is "and not with -q" "" "$(cat out)"
ln -s old link
(cd new && "$plan_bin" report -q -o ../elsewhere 5.10=../link/ 7.2=../new//) >out 2>&1
diff -r all elsewhere >differences 2>&1 || true
is "and from directories that are named another way" "" "$(head -3 differences)"
rm -r elsewhere
holds "one search on the first page" grep -q '<div id="find">' all/index.html
holds "what to give to a virtual machine, from the first page" \
	grep -q '<a href="guests.html">[0-9]* board' all/index.html
holds "and where on a board's page it is" grep -q 'arm/juno-r2.html#hardening"' all/guests.html
holds "what changes on the boards of an SoC" sh -c "sed -n '/id=\"soc-rockchip_rk3588\"/,/<section/p' \
	all/vendors/rockchip.html | grep -q '<td>5.10 to 7.2</td><td class=.*boards/rockchip/rock.html#changes'"
holds "where a finding leads to those of its board" \
	grep -q 'href="../boards/arm/juno-r2.html#findings"' all/vendors/arm.html
holds "a number has a name of its own" \
	grep -q 'aria-label="[a-z]*, changes of rockchip/rock">' all/index.html
holds "a board that needs attention, and what to" grep -q '>Need attention<' all/vendors/arm.html
holds "a board that can be assigned, or why not" grep -q '>Can be assigned<' all/boards/arm/juno-r2.html
holds "a board of the old kernel alone" \
	grep -q '"board":"arm/gone.dtb".*"kernels":\["5.10"\]' all/data.json

iommuplan report -q --diff -o diff 5.10=old 7.2=new
expect "what changes" 0
judge "its pages" diff
judge "a board that is gone, is there, has moved" diff \
	arm/gone.dtb:tree-removed arm/fresh.dtb:tree-added rockchip/rock.dtb:moved
judge "no board is removed and added" diff '!rockchip/rock.dtb:tree-added'
cat >policy.yaml <<'YAML'
version: 1
default: strict
devices:
  - match: {path: "/hdlcd@7ff50000", optional: true}
    domain: identity
YAML
iommuplan report -q -o verdicts -p policy.yaml 7.2=new
holds "with a policy" [ "$status" -le 1 ]
judge "its pages" verdicts
holds "the verdicts" [ -s verdicts/policy.html ]
holds "also in a board's page" grep -q '<section aria-labelledby="policy">' verdicts/boards/arm/juno-r2.html
is "every page leads to them" "" "$(grep -rL '>Policy</a>' verdicts --include='*.html')"
# Open: Rock 5B of 6.12 has no iommu-map for its PCI hosts; of 7.3 it has.
is "DMA that is not translated" "rock.dtb: 0, old: 3" "rock.dtb: $(grep -c 'id="open"' all/dma.html), old: $(
	iommuplan report -q -o alone 6.12=old/flat
	sed -n '/id="open"/,/<\/table>/p' alone/dma.html | grep -o '/pcie@[0-9a-f]*' | wc -l)"
holds "boards that have no IOMMU" grep -q 'id="no-iommu"' all/dma.html

# Parts: some boards each, with their trees of both kernels, by a run of its own.
for file in old/*/* new/*/*; do
	case ${file##*/} in
	a* | both.dtb | gone.dtb | rock.dtb) to=part0/${file%/*} ;;
	*) to=part1/${file%/*} ;;
	esac
	mkdir -p "$to"
	cp "$file" "$to/"
done
for how in "" "--diff" "-p policy.yaml"; do
	# shellcheck disable=SC2086 # words
	for part in . part0 part1; do
		rm -rf "$part.out"
		iommuplan report -q $how -o "$part.out" 5.10=$part/old 7.2=$part/new
		holds "$part ${how:-alone}" [ "$status" -le 1 ]
	done
	rm -rf merged
	iommuplan report --merge -o merged part1.out part0.out
	holds "--merge ${how:-alone}" [ "$status" -le 1 ]
	diff -r ..out merged >differences 2>&1 || true
	is "parts become what one run makes ${how:-alone}" "" "$(head -3 differences)"
done
cat >unmet.yaml <<'YAML'
version: 1
default: strict
allow: []
devices:
  - match: {path: "/hdlcd@7ff50000", optional: true}
    domain: identity
YAML
iommuplan report -q -p unmet.yaml -o unmet 7.2=new
expect "a policy that is not met" 1
holds "of which the pages are" grep -q 'not met' unmet/policy.html
iommuplan report --merge -o unmet2 unmet
expect "merged it is not met either" 1
iommuplan report -q --fail-on error --depfile rule.d -o judged 5.10=old 7.2=new
expect "--fail-on error, where there is none" 0
iommuplan report -q --fail-on note -o judged 5.10=old 7.2=new
expect "--fail-on note" 1
iommuplan report --merge --fail-on note -o judged2 judged
expect "--merge --fail-on note" 1
is "--depfile: its target" judged/index.html "$(sed -n '1s/:.*//p' rule.d)"
is "--depfile: trees of both kernels" 2 "$(grep -cE '^ (old/arm|new/arm)/juno-r2.dtb' rule.d)"

iommuplan report --merge -o x part0.out part0.out
expect "a board of two parts" 2 "one part only"
holds "of which nothing is written" [ ! -e x ]
iommuplan report --merge -o x part0.out diff
expect "parts of other kernels or options" 2 "made with --diff|other policy"
iommuplan report --merge -o x -k 6.1 part0.out
expect "--merge reads no trees" 2 "combined with --kernel"
iommuplan report --merge -o x old
expect "not a report" 4 "data.json"
for edit in 's,"boards/arm,"boards/../arm,' 's,"page":"boards,"page":"/boards,' \
	's,"vendor":"arm","vendor":"../arm,' 's,"rule":","rule":"x,' 's,"diff":[a-z]*,"dif":0,' \
	's,"translated",,' 's,"no-group":,"no":,' 's,"kind":","kind":"x,' 's,iommuplan-report/1,x,' 's,"page".*,,'; do
	rm -rf bad x
	cp -r part0.out bad
	sed "$edit" part0.out/data.json >bad/data.json
	! cmp -s part0.out/data.json bad/data.json || not_ok "$edit changes something"
	iommuplan report --merge -o x bad
	expect "data.json after $edit" 2
	holds "and nothing is written" [ ! -e x ]
done

iommuplan report 7.2=new
expect "no -o" 2 "output DIR is missing"
iommuplan report -o x 7.2=missing
expect "no directory" 2 "is not a directory"
iommuplan report -o x --diff 7.2=new
expect "one side" 2 "two directories"
iommuplan report -o x 7.2=diff
expect "no trees" 3 "no device tree"
printf x >file
iommuplan report -q -o file 7.2=new
expect "-o is a file" 4

cache=${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan/dtbs
set --
for version in 5.10 6.1 6.12 7.2; do
	[ ! -d "$cache/$version-arm64" ] || set -- "$@" "$version=$cache/$version-arm64"
done
if [ $# -lt 4 ]; then
	skip "four kernels" "their trees are not in $cache"
	finish
fi
begun=$(date +%s)
iommuplan report -q -j 2 -o four "$@"
expect "four kernels" 0
took=$(($(date +%s) - begun))
holds "in $took s" [ $took -lt 60 ]
pages=$(find four -name '*.html' | wc -l)
holds "$pages pages" [ "$pages" -le 2000 ]
size=$(du -sm four | cut -f1)
holds "$size MB" [ "$size" -le 200 ]
judge "every link of them" four
finish
