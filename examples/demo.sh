#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Plans of real boards from scratch: installs what is missing, builds, shows the
# plans of the example boards, and writes the files for one board to build/demo.
# Every command that it shows can be typed.
#
#	examples/demo.sh [PROGRAM]	"make demo" names the one it has built
set -eu
cd "$(dirname "$0")/.."

bold='' faint='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
	bold=$(printf '\033[1m') faint=$(printf '\033[2m')
	plain=$(printf '\033[0m')
fi

# say TEXT...: explain the next command
say()
{
	printf '\n%s\n' "$bold== $*$plain"
}

# show COMMAND...: print it as it would be typed, then its output
show()
{
	printf '%s\n\n' "$faint\$ $*$plain"
	"$@"
}

# The build runs a make of its own, without the flags of the make that runs this.
build()
{
	mkdir -p build
	echo "Building build/iommuplan"
	if ! env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u B -u SAN \
		make -j"$(nproc)" >build/demo.log 2>&1; then
		cat build/demo.log >&2
		exit 1
	fi
}

# Only the annotation of the tree: its beginning and its last group.
annotation()
{
	dtc -q -I dtb -O dts "$1" | sed -n '/^\tchosen {/,/^\t};/p' >build/demo.dts
	head -n 19 build/demo.dts
	echo "$faint	... $(($(wc -l <build/demo.dts) - 28)) more lines ...$plain"
	tail -n 9 build/demo.dts
	rm build/demo.dts
}

# plan BOARD [OPTION]...
plan()
{
	board=examples/boards/$1.dts
	shift
	show "$iommuplan" plan "$@" "$board"
}

boards()
{
	say 'Arm Juno r2: seven SMMUs, and two USB controllers in one group'
	plan juno-r2
	say 'AMD Seattle: stream-match masks, and a PCI host'
	plan overdrive-rev-b1
	say 'RK3288: 32-bit ARM, a group for each IOMMU'
	plan rk3288-firefly
	say 'RK3588: what changes between Linux 6.1 and 7.2?'
	plan rk3588-rock-5b -k 6.1..7.2
	say 'i.MX8QM: masters that share a stream ID, hence a group'
	plan imx8qm-mek
	say 'Morello: which PCI requester IDs become which streams'
	plan morello-sdp
	say 'Why? i.MX8QM once more, each line with what it rests on'
	plan imx8qm-mek --because -k 6.12
}

artefacts()
{
	say 'What a boot needs: annotated tree, overlay, command line, plan'
	rm -rf build/demo
	show "$iommuplan" build -k 6.12 -o build/demo \
		examples/boards/juno-r2.dts
	ls -l build/demo
	say 'The fragment for the kernel command line'
	show cat build/demo/juno-r2.cmdline
	say 'The annotation in build/demo/juno-r2.iommu.dtb'
	annotation build/demo/juno-r2.iommu.dtb
}

iommuplan=${1:-build/iommuplan}
if [ $# -eq 0 ]; then
	examples/install-deps.sh demo
	build
fi
boards
artefacts
printf '\n%s\n' "Next: $iommuplan plan YOUR-BOARD.dtb; man man/iommuplan.1"
