#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# examples/build: what image builds include and run. make, ninja, kernel-install
# run where they are there; kbuild's, mkosi's and Armbian's hooks as these call
# them.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc cpp
hooks=$top/examples/build
IOMMUPLAN=$plan_bin
export IOMMUPLAN

cd "$tmp"
board juno-r2
unset MAKEFLAGS MAKELEVEL MFLAGS B V

# A finding at a line: a phandle that leads nowhere.
cat >wrong.dtsi <<'DTS'
&{/dma-controller@7ff00000} {
	iommus = <0xdead 0>;
};
DTS

# --- make and ninja: a second build does nothing, one after a comment stops early ---
mkdir mk
{
	echo '/dts-v1/;'
	echo '#include "part.h"'
	grep -v '^/dts-v1/' "$top/examples/boards/juno-r2.dts"
} >mk/board.dts
echo '#define NOTHING' >mk/part.h
printf 'version: 1\ndefault: lazy\n' >mk/policy.yaml
cp -R mk nj
cat >mk/Makefile <<MK
IOMMUPLAN_FLAGS = -k 6.12
IOMMUPLAN = $plan_bin
image: iommu/board.iommu.dtb iommu/board.cmdline iommu/board.lint
	@cat \$^ >\$@ && echo imaged
include $hooks/iommuplan.mk
MK

# old DIR: all in it is of an hour ago
old()
{
	find "$1" -type f -exec touch -d '1 hour ago' {} +
}

# rewritten DIR: files of its artefacts that are newer than that
rewritten()
{
	find "$1" -type f ! -name '.*' -mmin -30 | sort | xargs
}

# builds NAME COMMAND... : with $idle what is printed when there is nothing to do
builds()
{
	kind=$1
	shift
	run "$@"
	expect "$kind builds" 0
	is "$kind: all is there" yes "$([ -s iommu/board.iommu.dtb ] && [ -e iommu/board.lint ] && echo yes)"
	old .
	run "$@"
	expect "$kind has nothing to do" 0 "$idle" "$tmp/out"
	is "$kind: and rewrites nothing" "" "$(rewritten .)"
	echo '/* a comment */' >>part.h
	run "$@"
	expect "$kind: a comment" 0
	# The list of findings is not kept by make: it judges, nothing is made of it.
	is "$kind: plans again, and stops there" "" "$(rewritten . | tr ' ' '\n' | grep -e dtb -e cmdline -e json || :)"
	run "$@"
	expect "$kind: and once" 0 "$idle" "$tmp/out"
	old .
	sed -i 's/7ffb0000 {/7ffb0000 { more;/' board.dts
	run "$@"
	is "$kind: another tree" yes "$(rewritten . | grep -q 'iommu/board.iommu.dtb' && echo yes)"
	echo '/include/ "../wrong.dtsi"' >>board.dts
	run "$@"
	is "$kind: an error ends it" no "$([ "$status" != 0 ] && echo no)"
	expect "$kind: and is shown" "$status" 'wrong.dtsi:2.*iommus-bad-phandle' "$tmp/out"
	is "$kind: no list of findings is left" "" "$(ls iommu/board.lint 2>/dev/null || :)"
}

cd mk
idle="up to date"
builds make make image
cd ..
if have ninja; then
	cd nj
	cat >build.ninja <<NINJA
iommuplan = $plan_bin
iommuplan_flags = -k 6.12
include $hooks/iommuplan.ninja
rule cat
  command = cat \$in >\$out
build iommu/board.iommu.dtb | iommu/board.iommu.dtbo iommu/board.cmdline \$
      iommu/board.plan.json: iommuplan_build board.dts
  dir = iommu
build iommu/board.lint: iommuplan_lint board.dts
build image: cat iommu/board.iommu.dtb iommu/board.cmdline iommu/board.lint
default image
NINJA
	idle="no work to do"
	builds ninja ninja
	cd ..
else
	skip "ninja's rules" "ninja is not installed"
fi

# --- kbuild: as cmd_dtb_check calls it ---
mkdir -p k/Documentation/devicetree/bindings k/scripts/dtc/include-prefixes k/arch/dts
cat "$top/examples/boards/juno-r2.dts" wrong.dtsi >k/arch/dts/board,x.dts
cd k
cpp -nostdinc -undef -x assembler-with-cpp arch/dts/board,x.dts arch/dts/.board_x.dtb.dts.tmp
dtc -q -o arch/dts/board,x.dtb arch/dts/.board_x.dtb.dts.tmp
cat >validate <<'SH'
#!/bin/sh
echo "validated $*"
exit "${VALID:-0}"
SH
chmod +x validate
checker()
{
	DT_VALIDATE=./validate IOMMUPLAN_FLAGS="-k 6.12" run "$hooks/kbuild.sh" -m -u ./Documentation/devicetree/bindings \
		-p Documentation/devicetree/bindings/processed-schema.json "$1"
}
checker arch/dts/board,x.dtb
expect "kbuild: a finding, at the line of its source" 1 '^arch/dts/board,x\.dts:[0-9]+:[0-9]+: error: .*\[iommus-bad-phandle\]$' "$tmp/out"
expect "kbuild: dt-validate has run" 1 '^validated -m -u .*board,x.dtb$' "$tmp/out"
VALID=1 checker arch/dts/some.dtbo
expect "kbuild: an overlay is dt-validate's alone" 1
dtc -q -o arch/dts/good.dtb "$top/examples/boards/juno-r2.dts"
checker arch/dts/good.dtb
expect "kbuild: nothing wrong" 0
run "$hooks/kbuild.sh" arch/dts/board,x.dtb
expect "kbuild: by hand" 1 '^arch/dts/board,x\.dts:[0-9]+' "$tmp/out"
# The program finds the source by itself, and does without where it is of no use.
iommuplan lint -k 6.12 arch/dts/board,x.dtb
expect "beside the tree" 1 '^arch/dts/board,x\.dts:[0-9]+:[0-9]+: error: ' "$tmp/out"
iommuplan lint -k 6.12 arch/dts
expect "in a directory" 1 '^arch/dts/board,x\.dts:[0-9]+:[0-9]+: error: ' "$tmp/out"
iommuplan lint -q -k 6.12 --depfile rule -o findings arch/dts/board,x.dtb
is "it is in the rule" 1 "$(grep -c '^ arch/dts/.board_x.dtb.dts.tmp' rule)"
for what in 'rubbish {' ''; do
	echo "$what" >arch/dts/.board_x.dtb.dts.tmp
	iommuplan lint -k 6.12 arch/dts/board,x.dtb
	expect "of no use: '$what'" 1 '^arch/dts/board,x.dtb: /dma-controller@7ff00000:iommus: error: ' "$tmp/out"
	is "nothing is told of it" "" "$(cat "$tmp/err")"
done
cp "$top/examples/boards/juno-r1.dts" arch/dts/.board_x.dtb.dts.tmp
iommuplan lint -k 6.12 arch/dts/board,x.dtb
expect "of another tree" 1 'differs from this tree at '
cpp -nostdinc -undef -x assembler-with-cpp arch/dts/board,x.dts arch/dts/.board_x.dtb.dts.tmp
cd ..

# --- kernel-install: shows, and never fails ---
running=$(uname -r)
sys=$tmp/sys
mkdir -p "$sys/sys/firmware" "$sys/boot" "$sys/usr/lib/linux-image-6.12.9/arm" "$sys/etc/kernel"
cp juno-r2.dtb "$sys/sys/firmware/fdt"
plugin=$hooks/95-iommuplan.install
export IOMMUPLAN_ROOT="$sys"
# add WHAT...: called as kernel-install does
add()
{
	run "$plugin" add "$@" "$tmp/entry" /boot/vmlinuz
}
add 6.12.9
expect "kernel-install: the new kernel" 0 "^iommuplan: $running to 6.12.9, .*/sys/firmware/fdt" "$tmp/out"
dtc -q -I dts -O dtb -o "$sys/usr/lib/linux-image-6.12.9/arm/board.dtb" "k/arch/dts/.board_x.dtb.dts.tmp"
echo arm/board.dtb >"$sys/etc/kernel/devicetree"
add 6.12.9
expect "kernel-install: that kernel's own tree" 0 'iommus-bad-phandle' "$tmp/out"
echo rubbish >"$sys/usr/lib/linux-image-6.12.9/arm/board.dtb"
add 6.12.9
expect "kernel-install: a broken tree fails nothing" 0
add 99.1.2
expect "kernel-install: nor a version nobody knows" 0
add none
expect "kernel-install: nor what is no version" 0
IOMMUPLAN=/nowhere/iommuplan add 6.12.9
expect "kernel-install: nor that it is not there" 0
is "kernel-install: and then it prints nothing" "" "$(cat "$tmp/out" "$tmp/err")"
run "$plugin" remove 6.12.9 "$tmp/entry"
expect "kernel-install: remove" 0
rm "$sys/sys/firmware/fdt" "$sys/etc/kernel/devicetree"
add 6.12.9
expect "kernel-install: no tree" 0
# The real one, with only our plugin.
if have kernel-install; then
	cp juno-r2.dtb "$sys/sys/firmware/fdt"
	mkdir -p entries/real
	: >vmlinuz
	printf 'layout=other\nBOOT_ROOT=%s\n' "$tmp/entries" >"$sys/etc/kernel/install.conf"
	KERNEL_INSTALL_CONF_ROOT="$sys/etc/kernel" KERNEL_INSTALL_PLUGINS="$plugin" BOOT_ROOT="$tmp/entries" MACHINE_ID=real \
		run kernel-install -v add 6.12.9 "$tmp/vmlinuz"
	expect "kernel-install itself" 0 "^iommuplan: $running to 6.12.9" "$tmp/out"
else
	skip "kernel-install itself" "it is not installed"
fi

# --- mkosi ---
image=$tmp/image
mkdir -p "$image/usr/lib/modules/6.12.9/dtb" "$image/usr/lib/modules/6.1.5" "$tmp/outdir"
cp juno-r2.dtb k/arch/dts/board,x.dtb "$image/usr/lib/modules/6.12.9/dtb"
finalize()
{
	BUILDROOT=$image OUTPUTDIR=$tmp/outdir run "$hooks/mkosi.finalize" final
}
finalize
expect "mkosi: findings" 0 'iommus-bad-phandle' "$tmp/out"
is "mkosi: a plan for each tree, by its place in the image" "2" \
	"$(grep -c '"file":"/usr/lib/modules/6.12.9/dtb/' "$tmp/outdir/iommuplan/6.12.9.plan.json")"
IOMMUPLAN_FAIL_ON=error finalize
expect "mkosi: it fails where asked to" 1
IOMMUPLAN_TREES='juno-*.dtb' IOMMUPLAN_FAIL_ON=error finalize
expect "mkosi: chosen trees" 0
is "mkosi: only those" 1 "$(wc -l <"$tmp/outdir/iommuplan/6.12.9.plan.json")"
IOMMUPLAN=/nowhere/iommuplan finalize
expect "mkosi: without iommuplan" 0 'not installed'

# --- Armbian ---
mount=$tmp/mount
mkdir -p "$mount/boot/dtb/arm" "$mount/lib/modules/6.12.9" patches/extensions
cp juno-r2.dtb "$mount/boot/dtb/arm"
cp "$hooks/armbian-extension.sh" patches/extensions/iommuplan.sh
cp -R "$top/examples/u-boot" patches/extensions/iommuplan
printf 'version: 1\ndefault: lazy\n' >patches/iommuplan.yaml
mkdir src
mv patches src/userpatches
cat >armbian <<'SH'
set -e
display_alert() { echo "[$3] $1 $2"; }
. "$EXTENSION_DIR/iommuplan.sh"
pre_umount_final_image__iommuplan
SH
armbian()
{
	EXTENSION_DIR=$tmp/src/userpatches/extensions SRC=$tmp/src MOUNT=$mount BOOT_FDT_FILE=$1 run bash armbian
}
if have bash; then
	armbian arm/juno-r2.dtb
	expect "armbian: planned" 0 '^\[info\] iommuplan planned arm/juno-r2.dtb for 6.12.9$' "$tmp/out"
	is "armbian: its words" "extraargs=iommu.passthrough=0 iommu.strict=0" "$(grep extraargs "$mount/boot/armbianEnv.txt" || :)"
	rm -f "$mount/boot/armbianEnv.txt"
	armbian arm/other.dtb
	expect "armbian: no tree" 0 '^\[wrn\] iommuplan no tree' "$tmp/out"
	IOMMUPLAN=/nowhere/iommuplan armbian arm/juno-r2.dtb
	expect "armbian: no program" 0 '^\[wrn\]' "$tmp/out"
else
	skip "armbian's extension" "bash is not installed"
fi

# --- binman ---
printf '/dts-v1/;\n/include/ "%s/binman.dtsi"\n' "$hooks" >binman.dts
run dtc -q -o binman.dtb binman.dts
expect "binman's nodes compile" 0

for f in "$hooks"/*; do
	case $f in
	*.install | *.finalize | *.sh) have shellcheck || continue
		run shellcheck -x "$f"
		expect "${f##*/} is clean under shellcheck" 0 ;;
	esac
	grep -qF "(${f##*/})" "$hooks/README.md" || [ "${f##*/}" = README.md ] ||
		not_ok "${f##*/} is in the README"
done
finish
