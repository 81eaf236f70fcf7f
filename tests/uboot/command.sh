#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The command in U-Boot's sandbox, which is a process of this machine: what it
# prints, sets, writes into the tree and returns, as a script sees it.
#
#	tests/uboot/command.sh [RELEASE...]	bookworm and sid unless named
#
# BUILT  directory of a sandbox that is there, instead of building one
# shellcheck disable=SC2016	# U-Boot expands
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# script COMMANDS: in $out what they printed, without colours; the tree stands
# at 0x1000000 and is the one "fdt" works on
script()
{
	(cd "$tmp" && timeout 60 "$sandbox" -D -c \
		"load hostfs - 1000000 board.dtb; fdt addr 1000000; $1; poweroff") \
		>"$tmp/raw" 2>&1 </dev/null || true
	out=$(sed 's/\x1b\[[0-9;]*[A-Za-z]//g; s/\r//g' "$tmp/raw")
}

# says NAME PATTERN...: each matches a whole line
says()
{
	local name=$1 pattern
	shift
	for pattern in "$@"; do
		if ! grep -Exq -- "$pattern" <<<"$out"; then
			not_ok "$release: $name" "no '$pattern' in: $(tail -n 12 <<<"$out")"
			return
		fi
	done
	ok "$release: $name"
}

plans()
{
	script 'iommuplan version; echo rc=$?'
	says "version" 'iommuplan [0-9.]+, Linux up to [0-9.]+' 'rc=0'
	script 'setenv iommu_error old; iommuplan plan kernel=6.12; echo rc=$?;
		printenv iommu_status iommu_linux iommu_bootargs iommu_groups iommu_error'
	says "plan" 'rc=0' 'iommu_status=ok' 'iommu_linux=6.12' 'iommu_groups=6' \
		'iommu_bootargs=iommu.passthrough=0 iommu.strict=1' \
		'## Error: "iommu_error" not defined' \
		'iommuplan: translated, Linux 6.12: 7 IOMMUs, 6 groups of 7 masters'
	script 'setenv iommu_release 6.1.0-50-arm64; iommuplan plan; printenv iommu_linux;
		setenv iommu_release; iommuplan plan; test ${iommu_linux} = 6.1 || echo newer'
	says "kernel from a variable, else the newest" 'iommu_linux=6.1' 'newer'
	script 'setenv bootargs iommu.passthrough=1; iommuplan plan; printenv iommu_verdict;
		iommuplan plan bootargs=quiet; printenv iommu_verdict'
	says "arguments of the kernel" 'iommu_verdict=open' 'iommu_verdict=translated'
	script 'iommuplan dump kernel=6.12; echo rc=$?'
	says "dump" 'group=g90c0e43eed34 DMA certain' 'rc=0' \
		'device=/usb@7ffc0000 g90c0e43eed34 certain 6:0/0'
	script 'if iommuplan lint; then echo good; fi; printenv iommu_errors'
	says "lint of a good tree" 'good' 'iommu_errors=0'
	script 'fdt set /usb@7ffc0000 iommus <0x12345 0>;
		if iommuplan lint; then echo good; else echo bad; fi; printenv iommu_errors'
	says "lint of a bad one" 'bad' 'iommu_errors=[1-9]' \
		'iommuplan: /usb@7ffc0000.*: error: .*\]'
}

annotates()
{
	script 'fdt resize 8000; iommuplan annotate kernel=6.12; echo rc=$?;
		fdt get value k /chosen/iommuplan kernel; printenv k;
		fdt header get size totalsize; save hostfs - 1000000 out.dtb ${size}'
	says "annotate in place" 'rc=0' 'k=6.12'
	iommuplan build --only dtb -k 6.12 -o "$tmp/host.dtb" "$tmp/board.dtb"
	dtc -q -I dtb -O dts -o "$tmp/host.dts" "$tmp/host.dtb"
	dtc -q -I dtb -O dts -o "$tmp/out.dts" "$tmp/out.dtb" || true
	same "$release: as the host's program does" "$tmp/host.dts" "$tmp/out.dts"
	script 'iommuplan annotate 1000000 room=10000; echo rc=$?; fdt print /chosen/iommuplan kernel'
	says "annotate with room named" 'rc=0' 'kernel = .*'
}

refusals()
{
	script 'setenv iommu_bootargs old; crc32 1000000 2000 3000000;
		iommuplan annotate; echo rc=$?; crc32 1000000 2000 3000004;
		cmp.l 3000000 3000004 1; printenv iommu_status; test -z "${iommu_bootargs}" && echo none'
	says "no room" 'rc=1' 'iommu_status=room' 'none' \
		'iommuplan: room: the annotated tree needs 0x[0-9a-f]+ bytes' \
		'Total of 1 (word|long)\(s\) were the same'
	script 'iommuplan plan 2000000; echo rc=$?; printenv iommu_status'
	says "no tree" 'rc=1' 'iommu_status=tree' 'iommuplan: tree: not a flattened device tree.*'
	script 'mw.b 1000030 ff 40; iommuplan annotate 1000000 10000; echo rc=$?; printenv iommu_status'
	says "a hostile tree" 'rc=1' 'iommu_status=tree'
	script 'iommuplan plan kernel=99.1; echo rc=$?; printenv iommu_status'
	says "a kernel from the future" 'rc=1' 'iommu_status=usage'
	script 'iommuplan plan colour=red; echo rc=$?; printenv iommu_error'
	says "an unknown option" 'rc=1' 'iommu_error=unknown option'
	script 'iommuplan plan arena=4000000,1000; echo rc=$?; printenv iommu_error'
	says "a small arena" 'rc=1' 'iommu_error=the arena is too small'
	script 'iommuplan paint; echo rc=$?; iommuplan; echo rc=$?; help iommuplan'
	says "usage" 'rc=1' 'iommuplan version' \
		'iommuplan: usage: unknown subcommand' 'iommuplan: usage: missing subcommand'
	script 'iommuplan annotate 1000000 10000 arena=1008000,100000; echo rc=$?'
	says "an arena on the tree" 'rc=1' 'iommuplan: usage: tree, arena, image and U-Boot overlap'
	script 'iommuplan annotate 1000000 fffffff0; echo rc=$?'
	says "space up to where U-Boot is" 'rc=1' 'iommuplan: usage: tree, arena, image and U-Boot overlap'
}

# What U-Boot's own memory, and what the kernel in memory, have to say.
memory()
{
	script 'iommuplan annotate ${fdtcontroladdr} 100000; echo rc=$?'
	says "the tree U-Boot runs with" 'rc=1' 'iommuplan: usage: .*'
	script 'iommuplan plan arena=7fff0000000,100000; echo rc=$?'
	says "an arena where no memory is" 'rc=1' \
		'iommuplan: usage: the arena is not in RAM, or in reserved RAM'
	script 'iommuplan annotate 1000000 10000 arena=2000000,100000 image=2080000,1000; echo rc=$?'
	says "an arena on the kernel" 'rc=1' 'iommuplan: usage: tree, arena, image and U-Boot overlap'
	{ head -c 3000 /dev/zero; printf 'Linux version %%s (Linux version 6.1.0-50-arm64 (a@b) #1'; } \
		>"$tmp/Image"
	script 'load hostfs - 2000000 Image; iommuplan plan image=2000000,${filesize}; echo rc=$?;
		printenv iommu_banner; iommuplan plan kernel=6.1 image=2000000,${filesize}; echo again=$?'
	says "the kernel that will be started" 'rc=0' 'iommu_banner=6.1.0-50-arm64' 'again=0' \
		'iommuplan: translated, Linux 6.1: .*'
	script 'load hostfs - 2000000 Image; iommuplan annotate 1000000 10000 kernel=6.12 image=2000000,${filesize}; echo rc=$?'
	says "another kernel than planned for" 'rc=1' \
		'iommuplan: usage: the kernel at image= is Linux 6.1.0-50-arm64'
	gzip -f "$tmp/Image"
	script 'load hostfs - 2000000 Image.gz; iommuplan plan kernel=6.12 image=2000000,${filesize}; echo rc=$?;
		printenv iommu_banner'
	says "a compressed kernel is not read, and that is said" 'rc=0' 'iommu_banner=unread'
	script 'fdt set /usb@7ffc0000 iommus <0x12345 0>; iommuplan lint; printenv iommu_finding'
	if grep -q '^iommu_finding=.*%20' <<<"$out"; then
		not_ok "$release: words are words" "$(grep '^iommu_finding' <<<"$out")"
	else
		says "words are words" 'iommu_finding=/usb@7ffc0000:iommus: error: .* .*'
	fi
}

# The tests that go into U-Boot's own tree with the command; 2023.01 has no
# test/cmd.h to write them with, and install.sh puts none in.
own_tests()
{
	if [ ! -f "$built/source/include/test/cmd.h" ]; then
		echo "# $release: none of U-Boot's own tests: it has no include/test/cmd.h"
		return
	fi
	script 'ut cmd cmd_test_iommuplan*'
	if grep -q '^test/cmd/iommuplan.c:' <<<"$out"; then
		not_ok "$release: U-Boot's own tests" "$(grep '^test/cmd' <<<"$out")"
	else
		says "U-Boot's own tests" 'Test: (cmd_test_)?iommuplan_refuse.*'
	fi
}

board juno-r2
mv "$tmp/juno-r2.dtb" "$tmp/board.dtb"
[ $# -gt 0 ] || set -- bookworm sid
for release in "$@"; do
	if ! built=${BUILT:-$("$top/tests/uboot/build.sh" "$release" sandbox 2>"$tmp/err")}; then
		skip "U-Boot's sandbox of $release" "$(tail -n 1 "$tmp/err")"
		continue
	fi
	sandbox=$built/u-boot
	plans
	annotates
	refusals
	memory
	own_tests
done
finish
