#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Every kind of input gives the plan of the tree that is in it.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc cpp

board juno-r2
board rk3399-rockpro64
cd "$tmp"
mkdir in

# The plan without the name it came under.
nameless()
{
	sed 's/"file":"[^"]*"/"file":""/' "$1"
}

# gives NAME SHOWN ARGS...: one line, equal to that of juno-r2.dtb
gives()
{
	name=$1
	shown=$2
	shift 2
	iommuplan plan -f json "$@"
	expect "$name" 0 "\"file\":\"$shown\"" "$tmp/out"
	nameless "$tmp/out" >"$tmp/seen"
	same "$name: the same plan" "$tmp/wanted" "$tmp/seen"
}

iommuplan plan -f json juno-r2.dtb
expect "a blob" 0 '"file":"juno-r2.dtb"' out
nameless out >wanted

cp juno-r2.dtb in/no-extension
gives "known by its magic, not its name" in/no-extension in/no-extension
cp juno-r2.dtb in/blob.dts
gives "a blob called .dts" in/blob.dts in/blob.dts
{ cat juno-r2.dtb; head -c 5000 /dev/zero; } >in/padded
gives "bytes behind the tree" in/padded in/padded

status=0
"$plan_bin" plan -f json - <juno-r2.dtb >out 2>err || status=$?
expect "standard input" 0 '"file":"-"' out
# shellcheck disable=SC2002 # a pipe is what this is about
cat juno-r2.dtb | "$plan_bin" plan -f json - >out 2>err
nameless out >seen
same "standard input through a pipe" wanted seen

# Source, plain and with the preprocessor.
cp "$top/examples/boards/juno-r2.dts" in/plain.dts
gives "a source" in/plain.dts in/plain.dts
mkdir -p tree/boards tree/include/dt-bindings tree/boards/include
sed 's/^\/dts-v1\/;//' in/plain.dts >tree/boards/body.dtsi
echo '#define BODY "body.dtsi"' >tree/include/dt-bindings/name.h
printf '/dts-v1/;\n#include <dt-bindings/name.h>\n#include BODY\n' \
	>tree/boards/cpp.dts
gives "a source with #include" tree/boards/cpp.dts tree/boards/cpp.dts
cd tree/boards
gives "the same from its own directory" cpp.dts cpp.dts
cd "$tmp"
printf '/dts-v1/;\n/include/ "body.dtsi"\n' >tree/boards/inc.dts
gives "a source with /include/" tree/boards/inc.dts tree/boards/inc.dts
cp in/plain.dts ./-dash.dts
gives "a source whose name starts with a dash" -dash.dts -- -dash.dts

printf '/dts-v1/;\n/ {\n\tbroken = <1;\n};\n' >in/broken.dts
iommuplan plan in/broken.dts
expect "a source that does not compile" 3 'in/broken.dts: .*in/broken.dts:3'
printf '/dts-v1/;\n#include "absent.h"\n/ { };\n' >in/broken.dts
iommuplan plan in/broken.dts
expect "a source whose include is missing" 3 'in/broken.dts: .*absent\.h'
# shellcheck disable=SC2016 # that no shell expands it is the point
printf '/dts-v1/;\n/ { a = "$(touch pwned)`touch pwned`"; };\n' \
	>'in/$(touch pwned).dts'
# shellcheck disable=SC2016
iommuplan plan 'in/$(touch pwned).dts'
expect "a name that a shell would expand" 0
is "and no shell saw it" absent "$([ -e pwned ] && echo there || echo absent)"
run env PATH="$tmp/nowhere" "$plan_bin" plan in/plain.dts
expect "no dtc" 4 'in/plain.dts: cannot run dtc: '

# FIT images: inline, behind the image by offset and by position, gzipped.
cat >inline.its <<'DTS'
/dts-v1/;
/ {
	description = "two boards";
	#address-cells = <1>;
	images {
		kernel { type = "kernel"; data = [00 11 22]; };
		fdt-1 {
			type = "flat_dt";
			compression = "none";
			data = /incbin/("juno-r2.dtb");
		};
		fdt-2 {
			type = "flat_dt";
			data = /incbin/("rk3399-rockpro64.dtb");
		};
	};
};
DTS
dtc -q -I dts -O dtb -o inline.itb inline.its
iommuplan plan -f json inline.itb
expect "a FIT image" 0 '"file":"inline.itb:/images/fdt-2"' out
is "both of its trees" 2 "$(wc -l <out)"
head -n 1 out >first
nameless first >seen
same "the tree of the first" wanted seen

# fit WORDS: an image whose fdt-1 holds these properties, in external.itb
fit()
{
	printf '/dts-v1/;\n/ { images { fdt-1 { type = "flat_dt"; %s }; }; };\n' \
		"$1" >external.its
	dtc -q -I dts -O dtb -o external.itb external.its
}
size=$(wc -c <juno-r2.dtb)
fit "data-offset = <8>; data-size = <$size>;"
pad=$((($(wc -c <external.itb) + 3) / 4 * 4 + 8 - $(wc -c <external.itb)))
{ head -c "$pad" /dev/zero; cat juno-r2.dtb; } >>external.itb
gives "data-offset" external.itb:/images/fdt-1 external.itb
fit "data-position = <4096>; data-size = <$size>;"
pad=$((4096 - $(wc -c <external.itb)))
{ head -c "$pad" /dev/zero
	cat juno-r2.dtb; } >>external.itb
gives "data-position" external.itb:/images/fdt-1 external.itb
gzip -c juno-r2.dtb >juno-r2.dtb.gz
fit 'compression = "gzip"; data = /incbin/("juno-r2.dtb.gz");'
gives "a gzipped tree" external.itb:/images/fdt-1 external.itb

fit 'compression = "lzma"; data = [00];'
iommuplan plan external.itb
expect "another compression" 3 'external.itb:/images/fdt-1: unsupported compression'
fit "data-offset = <0>; data-size = <$size>;"
iommuplan plan external.itb
expect "data beyond the end" 3 'fdt-1: has data beyond the end'
fit 'data-offset = <0xfffffff0>; data-size = <0xfffffff0>;'
iommuplan plan external.itb
expect "an offset that overflows" 3 'fdt-1: has data beyond the end'
fit 'data-position = <0>;'
iommuplan plan external.itb
expect "no size" 3 'fdt-1: has no data-size'
fit 'data = [00 11 22 33 44];'
iommuplan plan external.itb
expect "an image that is no tree" 3 'fdt-1: at byte 0x'
fit 'compression = "gzip"; data = [00 11 22 33];'
iommuplan plan external.itb
expect "an image that is not gzipped" 3 'fdt-1: .*compressed data is damaged'

# Directories: every .dtb, by whole path, and no loop is entered.
mkdir -p d/b d/b.c d/empty
for f in d/b/z.dtb d/b.c/a.dtb d/b-a.dtb d/a.dtb; do
	cp juno-r2.dtb "$f"
done
cp juno-r2.dtb d/by-content.bin
ln -s ../.. d/b/loop
ln -s ../a.dtb d/b/link.dtb
iommuplan plan -f tsv d
cut -f 1 out | grep -v '^#' | uniq >seen
printf '%s\n' d/a.dtb d/b-a.dtb d/b.c/a.dtb d/b/link.dtb d/b/z.dtb d/by-content.bin >wanted
same "a directory, in order of the whole paths" wanted seen
iommuplan plan d/empty
expect "a directory without a tree" 3 'd/empty: no device tree in'

# --- a directory: the best of each board, and what is a tree by content ---
mkdir -p mix/sub
dtc -q -I dts -O dtb -o mix/a.dtb "$top/examples/boards/juno-r2.dts"
cp "$top/examples/boards/juno-r2.dts" mix/a.dts
cp "$top/examples/boards/juno-r2.dts" mix/.a.dtb.dts.tmp
cp "$top/examples/boards/juno-r1.dts" mix/sub/.b.dtb.dts.tmp
cp "$top/examples/boards/juno-r1.dts" mix/sub/b.dts
cp "$top/examples/boards/juno-r0.dts" mix/c.dts
cp mix/a.dtb mix/tree-without-a-name
cp mix/a.dtb mix/.hidden.dtb
echo 'nothing' >mix/readme.txt
echo '/ { };' >mix/part.dtsi
mkfifo mix/pipe
iommuplan plan -q -f json mix
is "of a board's files the first that is there, and trees by content" \
	"mix/a.dtb mix/c.dts mix/sub/.b.dtb.dts.tmp mix/tree-without-a-name" \
	"$(sed 's/.*"file":"\([^"]*\)".*/\1/' "$tmp/out" | tr '\n' ' ' | sed 's/ $//')"

finish
