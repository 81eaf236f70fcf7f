#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Wrong and hostile files: an error that names the file and the place, the
# right exit status, and the other files done all the same.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

board juno-r2
cd "$tmp"
size=$(wc -c <juno-r2.dtb)

# bad NAME STATUS PATTERN FILE: told, and the good file beside it is planned
bad()
{
	iommuplan plan -f json juno-r2.dtb "$4" juno-r2.dtb
	expect "$1" "$2" "^iommuplan: .*$3"
	is "$1: the others are done" 2 "$(grep -c '"schema"' out || true)"
	is "$1: one line says so" 1 "$(wc -l <err)"
}

bad "a file that is not there" 4 'absent.dtb: No such file' absent.dtb
: >empty
bad "an empty file" 3 'empty: empty' empty
head -c 3 juno-r2.dtb >short
bad "less than a header" 3 'short: at byte 0x3: ' short
head -c $((size / 2)) juno-r2.dtb >half
bad "cut in the middle" 3 'half: at byte 0x4: .*shorter' half
head -c $((size - 1)) juno-r2.dtb >less
bad "one byte missing" 3 'less: at byte 0x4: ' less
head -c "$size" /dev/zero >zeros
bad "no tree at all" 3 'zeros: at byte 0x0: .*magic' zeros
mkdir dir.dtb
iommuplan plan dir.dtb
expect "a directory called .dtb is a directory" 3 'dir.dtb: no device tree in'
mkfifo pipe
bad "a named pipe nobody writes to" 4 'pipe: not a regular file' pipe
bad "a device" 4 '/dev/zero: not a regular file' /dev/zero
truncate -s 257M large
bad "larger than any tree" 4 'large: larger than 256 MiB' large

# patch OFFSET BYTES(octal escapes): juno-r2.dtb with other bytes in patched
patch()
{
	cp juno-r2.dtb patched
	# shellcheck disable=SC2059 # the escapes are what printf is for
	printf "$2" | dd of=patched bs=1 seek="$1" conv=notrunc 2>/dev/null
}
patch 4 '\377\377\377\377'
bad "a size beyond the file" 3 'patched: at byte 0x4: ' patched
patch 8 '\177\377\377\377'
bad "a structure block outside" 3 'patched: at byte 0x8: ' patched
patch 12 '\377\377\377\360'
bad "a strings block outside" 3 'patched: at byte 0xc: ' patched
patch 20 '\000\000\000\002'
bad "an old version" 3 'patched: at byte 0x14: ' patched
offset=$(od -An -tu1 -j8 -N4 juno-r2.dtb | { read -r a b c d
	echo $((((a * 256 + b) * 256 + c) * 256 + d)); })
patch "$offset" '\000\000\000\007'
bad "an unknown tag" 3 "patched: at byte $(printf '0x%x' "$offset"): " patched

# A name of 4 GiB: libfdt 1.6.1 never comes back from it, so it is not asked.
# "images" makes it look like a FIT image.
{
	printf '\320\015\376\355\0\0\0\160\0\0\0\070\0\0\0\150\0\0\0\050\0\0\0\021'
	printf '\0\0\0\020\0\0\0\0\0\0\0\007\0\0\0\060\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'
	printf '\0\0\0\001\0\0\0\0\0\0\0\001a\0\0\0\0\0\0\002\0\0\0\003\377\377\377\364'
	printf '\0\0\0\0\0\0\0\002\0\0\0\011\0\0\0\011\0\0\0\011images\0\0'
} >endless
for command in plan lint "build -o built"; do
	# shellcheck disable=SC2086 # two words
	run timeout 20 "$plan_bin" $command endless
	expect "a tree libfdt never comes back from: $command" 3 \
		'endless: at byte 0x4c \(/a\): '
done
rm -rf built

# 64 levels are one more than Linux reads.
{
	echo '/dts-v1/; / {'
	i=0
	while [ "$i" -lt 64 ]; do
		printf 'n%d {\n' "$i"
		i=$((i + 1))
	done
	while [ "$i" -gt 0 ]; do
		echo '};'
		i=$((i - 1))
	done
	echo '};'
} >deep.dts
dtc -q -I dts -O dtb -o deep.dtb deep.dts
bad "nested too deep" 3 'deep.dtb: at byte 0x[0-9a-f]+ \(/n0/n1/.*\): .*deep' deep.dtb

# Names that would move the cursor, end the line or turn the text around.
cat >evil.dts <<'DTS'
/dts-v1/;
/ {
	model = "EVIL";
	#address-cells = <1>;
	#size-cells = <1>;
	s: iommu@1000 {
		compatible = "arm,smmu-v3";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
	};
	NASTYNAME@2000 {
		compatible = "vendor,thing";
		reg = <0x2000 0x1000>;
		iommus = <&s 1>;
	};
};
DTS
dtc -q -I dts -O dtb -o evil.plain evil.dts
esc=$(printf '\033')
LC_ALL=C sed "s/NASTYNAME/N${esc}[2J\\x0d\\x09\\xff\\xe2/; s/EVIL/a${esc}cd/" \
	evil.plain >evil.dtb
for format in text tsv json; do
	iommuplan plan -f "$format" evil.dtb
	expect "escaped: $format" 0 'x1b|u001b' out
	is "escaped: $format: no control byte" 0 \
		"$(LC_ALL=C tr -d '\n\t' <out | LC_ALL=C tr -dc '\000-\037\177' | wc -c)"
done
iommuplan plan "$(printf 'no\033[2Jsuch\nfile')"
expect "escaped: a file's own name" 4 'no\\x1b\[2Jsuch\\x0afile: No such'
if have python3; then
	iommuplan plan -f json evil.dtb
	cp out evil.json
	run python3 -c 'import json,sys; json.load(open(sys.argv[1]))' evil.json
	expect "escaped: still JSON" 0
else
	skip "escaped: still JSON" "no python3"
fi

# Directories that cannot be read. root can read everything.
mkdir -p locked/in
cp juno-r2.dtb locked/a.dtb
cp juno-r2.dtb locked/in/b.dtb
chmod 0 locked/in
if [ "$(id -u)" != 0 ]; then
	iommuplan plan -f json locked
elif have setpriv; then
	chmod 755 . locked
	run setpriv --reuid=65534 --regid=65534 --clear-groups \
		"$plan_bin" plan -f json locked
else
	status=
fi
if [ -n "$status" ]; then
	expect "a locked directory" 4 'locked/in: Permission denied'
	is "a locked directory: the rest is done" 1 "$(wc -l <out)"
else
	skip "a locked directory" "root, and no setpriv"
fi

finish
