#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Findings have the file, line and column of what people wrote: through
# includes, macros and overlays, for a blob with --source; and none at all
# where source and blob are not the same. Comments there silence rules.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc cpp

cd "$tmp"
# These two alone: other rules have other places.
only="-W no-all -W error=iommus-short-specifier -W error=iommus-not-an-iommu"
# lint ARGS...
lint()
{
	# shellcheck disable=SC2086 # several options
	iommuplan lint $only "$@"
}
rule=iommus-short-specifier
mkdir inc build
cat >inc/soc.dtsi <<'DTS'
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	smmu: iommu@10000 {
		compatible = "arm,mmu-500";
		reg = <0x10000 0x10000>;
		#iommu-cells = <1>;
		#global-interrupts = <0>;
	};
	usb: usb@2000 {
		compatible = "x,usb";	/* { */
		reg = <0x2000 0x1000>;
		iommus = <&smmu	SID>;
	};
};
DTS
echo '&usb { dma-coherent; };' | tee build/plain.dtsi >plain.dtsi
cat >board.dts <<'DTS'
/dts-v1/;
#define SID 0x10
#define ONE(x) iommus = <x>
#include "inc/soc.dtsi"
/ {
	a@5000 { compatible = "x,a"; /* iommus = */	iommus = <&smmu>; };
	b@6000	{ compatible = "x;}b";	ONE(&smmu); };
	c@7000 { compatible = "x,c"; iommus = <&usb>; };
};
&usb {
	x: iommus =
		<&smmu>;
};
/include/ "plain.dtsi"
DTS

# places NAME WANTED ARGS...: "file:line:col" of each finding; behind it a !
# for one of iommus-not-an-iommu
places()
{
	name=$1
	for place in $2; do
		case $place in
		*!) echo "${place%!} iommus-not-an-iommu" ;;
		*) echo "$place $rule" ;;
		esac
	done | sort >wanted
	shift 2
	lint "$@"
	sed -n 's/^\([^ ]*:[0-9]*:[0-9]*\): [a-z]*: .*\[\(.*\)\]$/\1 \2/p' out |
		sort >seen
	is "$name" "$(cat wanted)" "$(cat seen)"
}

compile()
{
	cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp -I. "$1.dts" \
		>"build/.$1.dtb.dts.tmp"
	dtc -q -@ -O dtb -o "build/$1.dtb" "build/.$1.dtb.dts.tmp"
}

all="board.dts:6:46 board.dts:7:32 board.dts:8:31! board.dts:11:5"
places "a source" "$all" board.dts
compile board
places "a blob, and what cpp made" "$all" build/board.dtb \
	--source build/.board.dtb.dts.tmp
places "a blob and its source" "$all" build/board.dtb --source board.dts
dtc -q -O dts -T -T -o build/annotated.dts build/.board.dtb.dts.tmp
places "a blob, and what dtc -T -T made" "$all" build/board.dtb \
	--source build/annotated.dts
places "a blob alone, where a build left it" "$all" build/board.dtb
mkdir alone
cp build/board.dtb alone
places "no source" "" alone/board.dtb
run sh -c "cd build && '$plan_bin' lint $only board.dtb --source .board.dtb.dts.tmp"
expect "names that count from above the build" 1 "^./../board.dts:6:46: " out

# Another source than that of the blob.
sed 's/ONE(&smmu)/ONE(\&smmu SID)/' board.dts >other.dts
places "places where the source is the same" \
	"other.dts:6:46 other.dts:8:31! other.dts:11:5" \
	build/board.dtb --source other.dts
expect "the rest is said" 1 \
	"build/board.dtb: other.dts differs .* at /b@6000:iommus: lines are not shown"
expect "the finding is there" 1 "^build/board.dtb: /b@6000:iommus: error" out
is "it is said once" 1 "$(grep -c differs err)"
# The blob is the same, the file has changed since cpp read it.
sed -i 's/^\/ {$/\/ {\n\n/' board.dts
lint build/board.dtb --source build/.board.dtb.dts.tmp
expect "a file changed since then" 1 "board.dts differs from this tree"
sed -i '/^$/d' board.dts

# Overlays, each with its own source.
cat >cam.dtso <<'DTS'
/dts-v1/;
/plugin/;
&{/} {
	cam@3000 {
		compatible = "x,cam";
		iommus = <&smmu>;
	};
};
&usb {
	iommus = <&smmu>;
};
DTS
dtc -q -@ -O dtb -o cam.dtbo cam.dtso
both="board.dts:6:46 board.dts:7:32 board.dts:8:31! cam.dtso:6:3 cam.dtso:10:2"
places "an overlay's source" "$both" board.dts -a cam.dtso
places "two sources" "$both" build/board.dtb -a cam.dtbo --source board.dts \
	--source cam.dtso
places "the overlay's alone" "cam.dtso:6:3 cam.dtso:10:2" build/board.dtb \
	-a cam.dtso
is "nothing is said of the board's" "" "$(grep -v 'has no /cpus' err || true)"
lint board.dts --source /nowhere.dts
expect "a source that is not there" 4 "/nowhere.dts: No such file"
lint build/board.dtb --source build/board.dtb
expect "a source that is none" 3 "a compiled tree, but a source"

# Comments.
cat >>board.dts <<DTS
&{/a@5000} {
	/* iommuplan: ignore[$rule] all of this node */
	node { };
};
&{/b@6000} { // iommuplan: ignore[$rule, ${rule%?}] only one ID is possible
};
&{/c@7000} {
	iommus = <&usb>;
	/* iommuplan: ignore[iommus-not-an-iommu] in front of nothing */
};
&usb {
	/*
	 * iommuplan: ignore[$rule]
	 * reviewed
	 */
	iommus = <&smmu>;
};
/* iommuplan: ignore[$rule] */
DTS
places "what comments silence" "board.dts:6:46 board.dts:22:2!" board.dts
expect "an unknown rule in one" 1 "board.dts:19: warning: there is no rule '${rule%?}' to ignore; did you mean '$rule'"
expect "one without a reason" 1 "board.dts:32: warning: not understood"
compile board
cp build/board.dtb alone
places "nothing without a source" "" alone/board.dtb
is "nothing is silenced there" 4 "$(grep -c error: out)"
finish
