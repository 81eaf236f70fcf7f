#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The image for boot loaders, entered as "go" would under user-mode emulation:
# its size, a slice of Debian's trees against the host's program, and refusals.
#
#	tests/uboot/image.sh [all]	every tree of every kernel
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

built=$top/build/uboot
image=$built/iommuplan.bin
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}

if [ ! -x "$built/loader" ] || [ ! -f "$image" ] || [ ! -f "$built/full/iommuplan.bin" ]; then
	skip "the image for boot loaders" "not built: no cross compiler, or no libfdt for arm64"
	finish
fi
if [ "$(uname -m)" != aarch64 ] && ! have qemu-aarch64; then
	skip "the image for boot loaders" "no qemu-aarch64 to run it"
	finish
fi

# load EXTRA CAP ARENA OP [OPTION...]: on the tree $tree; its status in $said,
# what stands at OUT in $tmp/o/0.txt, the tree in $tmp/o/0.dtb if it changed
load()
{
	rm -rf "$tmp/o"
	mkdir "$tmp/o"
	set -- "$built/loader" "$image" "$tmp/o" "$@"
	[ "$(uname -m)" = aarch64 ] || set -- qemu-aarch64 "$@"
	said=$(echo "$tree" | timeout 60 "$@" | cut -d' ' -f2)
}

# refuses NAME STATUS PATTERN: after load; the tree is as it was
refuses()
{
	if [ "$said" != "$2" ]; then
		not_ok "$1" "status $said, not $2"
	elif [ -e "$tmp/o/0.dtb" ]; then
		not_ok "$1" "the tree was touched"
	elif [ -n "$3" ] && ! grep -Eq "$3" "$tmp/o/0.txt"; then
		not_ok "$1" "nothing like '$3' in: $(head -c 300 "$tmp/o/0.txt")"
	else
		ok "$1"
	fi
}

# smaller NAME FILE MOST: it has less than MOST bytes
smaller()
{
	size=$(wc -c <"$2")
	if [ "$size" -le "$3" ]; then
		ok "$1: $size bytes are no more than $3"
		echo "ok - $1: $size bytes"
	else
		not_ok "$1" "$size bytes, at most $3 are wanted"
	fi
}

# promised ROW: the bytes that tool/uboot/README.md states for that choice
promised()
{
	sed -n "s/^| $1[^|]*| \([0-9]*\),\([0-9]*\) |\$/\1\2/p" "$top/tool/uboot/README.md"
}

smaller "everything" "$built/full/iommuplan.bin" "$(promised 'lint and dump as well')"
smaller "arm-smmu alone, 30 % less than everything" "$built/least/iommuplan.bin" $((size * 7 / 10))
smaller "arm-smmu alone" "$built/least/iommuplan.bin" "$(promised 'the same for arm-smmu')"
smaller "plan and annotate" "$image" "$(promised 'plan and annotate')"

# What Kconfig states for each IOMMU: the numbers of its arrays are bytes.
awk '/^#ifdef CONFIG_CMD_IOMMUPLAN_/ { name = substr($2, 8); bytes[name] += 0 }
	/^#endif/ { name = "" }
	name && /^\t[0-9]/ { bytes[name] += split($0, cells, ",") - !/[0-9]$/ }
	END { for (name in bytes) print name, bytes[name] }' "$top/build/gen/facts_packed.c" |
	sort >"$tmp/facts"
awk '$1 == "config" { name = $2 }
	/at most [0-9]+ bytes/ { sub(/.*at most /, ""); print name, $1 }' \
	"$top/tool/uboot/cmd/Kconfig" | sort >"$tmp/stated"
is "Kconfig states the size of each IOMMU's facts" "$(cut -d' ' -f1 "$tmp/facts")" \
	"$(cut -d' ' -f1 "$tmp/stated")"
is "and none is larger" "" \
	"$(join "$tmp/facts" "$tmp/stated" | awk '$2 > $3 || $2 < $3 / 2')"

# What is cut off, or is not what it was, acts on nothing: 0x71.
needs dtc
board juno-r2
tree=$tmp/juno-r2.dtb
whole=$image
image=$tmp/damaged.bin
# (The check is the first code there is; what cuts that off is for scripts.)
for at in 4096 $((size / 2)) $((size - 1)); do
	head -c "$at" "$whole" >"$image"
	load 4000 1000 100000 annotate
	refuses "cut off at $at" 113 ''
	{ head -c "$at" "$whole"; printf '\252'; tail -c +$((at + 2)) "$whole"; } >"$image"
	cmp -s "$image" "$whole" && continue
	load 4000 1000 100000 annotate
	refuses "another byte at $at" 113 ''
done
image=$whole
load 4000 1000 100000 annotate kernel=6.12
is "annotates" 0 "$said"
iommuplan build --only dtb -k 6.12 -o "$tmp/host.dtb" "$tree"
same "as the host's program does" "$tmp/host.dtb" "$tmp/o/0.dtb"
load 4000 1000 0 plan kernel=
refuses "plans in its own arena, for the newest kernel" 0 '^iommu_verdict=translated$'
load 0 1000 100000 annotate
refuses "no room for the annotation" 4 '^iommu_error=the annotated tree needs 0x'
load 4000 1000 8000 annotate
refuses "a small arena" 4 '^iommu_error=the arena is too small$'
load 4000 40 100000 annotate
refuses "no room for the results" 4 '^iommu_status=room$'
load 4000 1 100000 annotate
refuses "no room for anything" 4 ''
load 4000 1000 100000 annotate kernel=99.1
refuses "a kernel from the future" 2 '^iommu_error=newer than'
load 4000 1000 100000 annotate colour=red
refuses "an unknown option" 2 '^iommu_error=unknown option$'
load 4000 1000 100000 annotate arena=0,ffffffffffffffff
refuses "an arena over everything" 2 '^iommu_error=.* overlap$'
load 4000 1000 100000 paint
refuses "an unknown subcommand" 2 ''
load 4000 1000 100000 lint
refuses "lint, which is left out" 2 '^iommu_error=this build has no lint$'
# Who signs it for EFI's secure boot changes the header, and appends to it.
if have sbsign && have openssl; then
	openssl req -new -x509 -newkey rsa:2048 -nodes -keyout "$tmp/key" -out "$tmp/crt" \
		-subj /CN=test -days 2 2>/dev/null
	sbsign --key "$tmp/key" --cert "$tmp/crt" --output "$tmp/signed.efi" "$image" \
		>"$tmp/out" 2>&1 || true
	run sbverify --cert "$tmp/crt" "$tmp/signed.efi"
	expect "a signed copy is verified" 0
	image=$tmp/signed.efi
	load 4000 1000 100000 annotate kernel=6.12
	same "a signed copy annotates" "$tmp/host.dtb" "$tmp/o/0.dtb"
else
	skip "the image, signed for EFI" "no sbsign or no openssl"
fi

# With arm-smmu's facts alone: its boards as ever, no other.
image=$built/least/iommuplan.bin
load 4000 1000 100000 annotate kernel=6.12
same "with the facts of its IOMMUs alone" "$tmp/host.dtb" "$tmp/o/0.dtb"
board rk3399-rockpro64
tree=$tmp/rk3399-rockpro64.dtb
load 4000 1000 200000 annotate kernel=6.12
refuses "IOMMUs whose facts are left out" 2 '^iommu_error=this build has no facts about rockchip,iommu$'
image=$built/bare/iommuplan.bin
load 4000 1000 200000 annotate kernel=6.12
iommuplan build --only dtb -k 6.12 -o "$tmp/host.dtb" "$tree"
same "with Rockchip's facts alone" "$tmp/host.dtb" "$tmp/o/0.dtb"
tree=$tmp/juno-r2.dtb
image=$built/iommuplan.bin
head -c 1000 "$tree" >"$tmp/short.dtb"
tree=$tmp/short.dtb
load 0 1000 100000 annotate
refuses "a tree cut off" 3 '^iommu_error=the file is shorter'
head -c 4096 /dev/urandom >"$tmp/noise.dtb"
tree=$tmp/noise.dtb
load 0 1000 100000 annotate
refuses "no tree at all" 3 '^iommu_error=not a flattened device tree'

# compare VERSION EVERY: that kernel's trees, plans and annotations
compare()
{
	if [ ! -d "$cache/dtbs/$1-arm64" ]; then
		skip "the same plans on $1" "no device trees in the cache"
		return
	fi
	run "$top/tests/uboot/compare.py" "$plan_bin" "$built/loader" "$built/full/iommuplan.bin" \
		"$1" "$2" "$cache/dtbs/$1-arm64" "$image" "$built/least/iommuplan.bin"
	expect "the same plans on $1: $(tail -n 1 "$tmp/out")" 0
	[ "$status" = 0 ] || head -n 5 "$tmp/out"
	is "$1: with all facts no tree is refused" 0 \
		"$(sed -n "s,^$image: .* annotated\, \([0-9]*\) refused\$,\1,p" "$tmp/out")"
	echo "ok - $1: $(tail -n 1 "$tmp/out")"
}

if [ "${1:-}" = all ]; then
	for release in 5.10 6.1 6.12 7.2; do
		compare "$release" 1
	done
else
	compare 5.10 80
	compare 7.2 40
fi
finish
