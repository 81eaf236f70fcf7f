#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# plan --pci: what lspci and sysfs say is read alike, and what is odd in it is
# refused with file and line.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cat >"$tmp/board.dts" <<'END'
/dts-v1/;
/ {
	compatible = "example,board";
	#address-cells = <1>;
	#size-cells = <1>;
	cpus { cpu { device_type = "cpu"; compatible = "arm,cortex-a53"; }; };
	smmu: iommu@1000 {
		compatible = "arm,smmu-v3";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
	};
	pcie@2000 {
		compatible = "pci-host-ecam-generic";
		device_type = "pci";
		reg = <0x2000 0x1000>;
		iommu-map = <0 &smmu 0 0x10000>;
	};
};
END
dtc -q -I dts -O dtb -o "$tmp/board.dtb" "$tmp/board.dts"

# space SIZE [OFFSET=BYTE]...: configuration space as lspci prints it
space()
{
	size=$1
	shift
	echo "$*" | awk -v size="$size" '{
		for (i = 1; i <= NF; i++) {
			split($i, pair, "=")
			byte[pair[1] + 0] = pair[2]
		}
		for (at = 0; at < size; at++) {
			if (at % 16 == 0)
				printf "%02x:", at
			printf " %s", at in byte ? byte[at] : "00"
			if (at % 16 == 15)
				print ""
		}
		print ""
	}'
}

# A capability list of one, PCI Express; a root port leads to bus 1, and its
# ACS (off, then on) is at 0x100.
express='6=10 52=40 64=10'
port="$express 14=01 25=01 26=01 66=42 10=04 11=06"
off='256=0d 258=01 260=1d'
{
	echo '0000:00:01.0 PCI bridge: one'
	echo '	Capabilities: [40] Express'
	# shellcheck disable=SC2086 # one word for each byte
	space 4096 $port $off
	echo '0000:01:00.0 Class 0200: two'
	# shellcheck disable=SC2086
	space 4096 $express 66=02
} >"$tmp/lspci"

# groups ARGS...: RIDs and groups of the plan, "00:01.0=1 01:00.0=1 "
groups()
{
	iommuplan plan -f tsv "$@" "$tmp/board.dtb"
	awk -F '\t' '!/^#/ && $6 != "-" {
		if (!($2 in n))
			n[$2] = ++count
		printf "%s=%s ", $6, $2 == "-" ? "-" : n[$2]
	}' "$tmp/out"
}

is "ACS as the dump has it, before 7.2" "00:01.0=1 01:00.0=1 " \
	"$(groups -k 6.12 --pci "$tmp/lspci")"
is "ACS as 7.2 enables it" "00:01.0=1 01:00.0=2 " \
	"$(groups -k 7.2 --pci "$tmp/lspci")"
sed '/^100:/s/1d 00 00 00/1d 00 1d 00/' "$tmp/lspci" >"$tmp/on"
is "ACS that is on" "00:01.0=1 01:00.0=2 " "$(groups -k 6.12 --pci "$tmp/on")"
is "no function without a dump" "" "$(groups -k 7.2)"
sed 's/$/\r/' "$tmp/lspci" >"$tmp/crlf"
is "lines that end in CR LF" "00:01.0=1 01:00.0=2 " \
	"$(groups -k 7.2 --pci "$tmp/crlf")"
sed 's/^0000://' "$tmp/lspci" >"$tmp/short"
is "addresses without a domain" "00:01.0=1 01:00.0=2 " \
	"$(groups -k 7.2 --pci "$tmp/short")"
is "nothing is told of a good dump" 0 "$(wc -c <"$tmp/err")"

# Two hosts with one domain: older kernels take both, told apart by their buses.
host()
{
	echo "	pcie@$1 {"
	printf '\t\tcompatible = "pci-host-ecam-generic";\n\t\tdevice_type = "pci";\n'
	printf '\t\treg = <0x%s 0x1000>;\n\t\tbus-range = <%s>;\n' "$1" "$2"
	printf '\t\tlinux,pci-domain = <0>;\n\t\tiommu-map = <%s>;\n\t};\n' "$3"
}
cp "$tmp/board.dtb" "$tmp/kept.dtb"
{
	sed '/pcie@2000/,$d' "$tmp/board.dts"
	host 2000 '0 0xf' '0 &smmu 0 0x1000'
	host 3000 '0x10 0x1f' '0x1000 &smmu 0x1000 0x1000'
	echo '};'
} >"$tmp/hosts.dts"
dtc -q -I dts -O dtb -o "$tmp/board.dtb" "$tmp/hosts.dts"
{
	echo '0000:00:02.0 Class 0200: one'
	space 64
	echo '0000:10:02.0 Class 0200: two'
	space 64
} >"$tmp/hosts"
is "two hosts with one domain, both there" "00:02.0=1 10:02.0=2 " \
	"$(groups -q -k 5.10.223 --pci "$tmp/hosts")"
is "two hosts with one domain, the second refused" "00:02.0=1 " \
	"$(groups -q -k 6.12 --pci "$tmp/hosts")"
sed 's/bus-range = <0x10 0x1f>/bus-range = <0 0xff>/' "$tmp/hosts.dts" |
	dtc -q -I dts -O dtb -o "$tmp/board.dtb" -
is "buses that both have belong to the first" "00:02.0=1 10:02.0=2 " \
	"$(groups -q -k 5.10.223 --pci "$tmp/hosts")"
mv "$tmp/kept.dtb" "$tmp/board.dtb"

# The same as sysfs has it, at every depth at which one may copy it.
mkdir -p "$tmp/sys/bus/pci/devices"
awk -v top="$tmp/sys/bus/pci/devices/" '
	/^[0-9a-f]*:[0-9a-f]*:.*\./ { name = $1; printf "" >(top name ".txt") }
	/^[0-9a-f]+: / {
		for (i = 2; i <= NF; i++)
			printf "\\0%o", index("0123456789abcdef", substr($i, 1, 1)) * 16 - 16 + \
				index("0123456789abcdef", substr($i, 2, 1)) - 1 >(top name ".txt")
	}' "$tmp/lspci"
for text in "$tmp"/sys/bus/pci/devices/*.txt; do
	mkdir "${text%.txt}"
	printf '%b' "$(cat "$text")" >"${text%.txt}/config"
	rm "$text"
done
for at in sys sys/bus/pci sys/bus/pci/devices; do
	is "sysfs, from $at" "00:01.0=1 01:00.0=2 " \
		"$(groups -k 7.2 --pci "$tmp/$at")"
done
is "a range of kernels" 0 "$(iommuplan plan -k 6.12..7.2 --pci "$tmp/lspci" \
	"$tmp/board.dtb"; echo "$status")"

# bad NAME PATTERN: the dump in $tmp/bad is refused
bad()
{
	iommuplan plan --pci "$tmp/bad" "$tmp/board.dtb"
	expect "refused: $1" 2 "^iommuplan: $tmp/bad:$2"
	is "refused: $1: no plan" 0 "$(wc -c <"$tmp/out")"
}

: >"$tmp/bad"
bad "nothing" ' contains no PCI function'
printf 'hello\n' >"$tmp/bad"
bad "no dump at all" '1: neither a function nor'
printf '\n0000:00:20.0 x\n' >"$tmp/bad"
bad "a device number too large" '2: neither'
printf '00:00.8 x\n' >"$tmp/bad"
bad "a function number too large" '1: neither'
printf '00: 00\n' >"$tmp/bad"
bad "bytes of nothing" '1: configuration space without'
printf '00:00.0 x\n\n00:01.0 y\n' >"$tmp/bad"
bad "no bytes" '1: no configuration space'
printf '00:00.0 x\n10: 00\n' >"$tmp/bad"
bad "a gap" '2: .* gap'
printf '00:00.0 x\n00: 0g\n' >"$tmp/bad"
bad "no byte" '2: not a byte'
printf '00:00.0 x\n00: 00 0\n' >"$tmp/bad"
bad "half a byte" '2: not a byte'
printf '00:00.0 x\n00: 00 \033[31m\n' >"$tmp/bad"
bad "an escape sequence" '2: not a byte'
{ echo '00:00.0 x'; space 48; } >"$tmp/bad"
bad "too little" '1: less than the 64'
# shellcheck disable=SC2086
{ echo '00:00.0 x'; space 64 $express; } >"$tmp/bad"
bad "not run as root" '1: no capab'
{ echo '00:00.0 x'; space 64 14=03; } >"$tmp/bad"
bad "an odd header" '1: a header type'
{ echo '00:00.0 x'; space 256 6=10 52=40 64=05 65=40; } >"$tmp/bad"
bad "capabilities that go round" '1: .* does not end'
{ echo '00:00.0 x'; space 4096 | sed '256s/$/ 00/'; } >"$tmp/bad"
bad "too much" '257: more than 4096'
{ echo '00:00.0 x'; space 4112; } >"$tmp/bad"
bad "an offset too large" '258: neither a function nor'
{ echo '00:00.0 x'; space 64; echo '0000:00:00.0 x'; space 64; } >"$tmp/bad"
bad "the same function twice" ' function 0000:00:00.0 occurs twice'
awk 'BEGIN { for (n = 0; n < 20000; n++) {
	printf "%04x:00:00.0 x\n", n
	for (at = 0; at < 64; at += 16)
		printf "%02x: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n", at
} }' >"$tmp/bad"
bad "a machine that cannot be" '81921: more functions'
head -c 100000 /dev/urandom >"$tmp/bad"
bad "noise" '[0-9]*: '

# shellcheck disable=SC2086
{ echo '00:00.0 x'; space 256 $express 66=02; } >"$tmp/cut"
iommuplan plan --pci "$tmp/cut" "$tmp/board.dtb"
expect "a dump of 256 bytes is used, and told" 0 'ACS is unknown'
iommuplan plan -q --pci "$tmp/cut" "$tmp/board.dtb"
is "but not with --quiet" "0 0" "$status $(wc -c <"$tmp/err" | tr -d ' ')"
{ echo '0000:00:00.0 x'; space 64; echo '0009:00:00.0 x'; space 64; } >"$tmp/two"
iommuplan plan --pci "$tmp/two" "$tmp/board.dtb"
expect "a domain that no host has" 0 'no PCI host has domain 0009 of'

# A pipe serves as well as a file, up to an end that it may not have.
iommuplan plan --pci "$tmp/two" -f json "$tmp/board.dtb"
cp "$tmp/out" "$tmp/wanted"
status=0
# shellcheck disable=SC2002 # the pipe is the point
cat "$tmp/two" | "$plan_bin" plan --pci - -f json "$tmp/board.dtb" \
	>"$tmp/out" 2>"$tmp/err" || status=$?
expect "--pci - is standard input" 0
same "and the same plan" "$tmp/wanted" "$tmp/out"
for command in plan diff; do
	iommuplan $command --pci - - "$tmp/board.dtb"
	expect "$command: standard input is one of them" 2 \
		"^iommuplan $command: --pci '-' is standard input, and so is a FILE"
done
status=0
yes '' | "$plan_bin" plan --pci - "$tmp/board.dtb" >"$tmp/out" 2>"$tmp/err" || status=$?
expect "a pipe without an end" 2 '^iommuplan: standard input: longer than 64 MiB'
status=0
yes '' | "$plan_bin" plan - >"$tmp/out" 2>"$tmp/err" || status=$?
expect "a tree from a pipe without an end" 4 '^iommuplan: standard input: longer than 64 MiB'
status=0
"$plan_bin" plan --pci - "$tmp/board.dtb" <"$tmp" >"$tmp/out" 2>"$tmp/err" || status=$?
expect "a pipe that cannot be read" 4 '^iommuplan: standard input: '

iommuplan plan --pci "$tmp/none" "$tmp/board.dtb"
expect "no such file" 4 "$tmp/none: No such file"
mkdir -p "$tmp/fifo/0000:00:00.0" "$tmp/empty"
mkfifo "$tmp/fifo/0000:00:00.0/config"
iommuplan plan --pci "$tmp/fifo" "$tmp/board.dtb"
expect "a pipe for a config file" 4 'config: Invalid argument'
iommuplan plan --pci "$tmp/empty" "$tmp/board.dtb"
expect "an empty directory" 2 'contains no PCI function'
printf 'short' >"$tmp/empty/x"
mkdir "$tmp/empty/0000:00:00.0"
printf 'short' >"$tmp/empty/0000:00:00.0/config"
iommuplan plan --pci "$tmp/empty" "$tmp/board.dtb"
expect "a short config file" 2 '0000:00:00.0/config: less than the 64'
iommuplan build --pci "$tmp/lspci" -o "$tmp/o" "$tmp/board.dtb"
expect "build does not take it" 2 'is not an option of this command'
finish
