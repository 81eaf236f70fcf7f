#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# packaging/: what the recipes of Debian, Buildroot and Yocto repeat is still so,
# and Buildroot's post-image script does what its page says. What their own tools
# say was tried by hand, as the pages tell.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
cd "$top"
packages=packaging
version=$(sed 's/-.*//' VERSION)

is "Debian's version" "$version" "$(sed -n '1s/^iommuplan (\([^-]*\)-.*/\1/p' $packages/debian/changelog)"
is "Buildroot's version" "$version" "$(sed -n 's/^IOMMUPLAN_VERSION = //p' $packages/buildroot/package/iommuplan/iommuplan.mk)"
is "Yocto's version" "iommuplan_$version.bb" "$(basename $packages/yocto/recipes-kernel/iommuplan/*.bb)"
grep -o 'iommuplan_[a-z_]*@' $packages/debian/libiommuplan0.symbols | tr -d @ >"$tmp/symbols"
sed -n 's/^\t\(iommuplan_[a-z_]*\);$/\1/p' lib/libiommuplan.map | LC_ALL=C sort >"$tmp/map"
same "Debian's symbols are the library's" "$tmp/map" "$tmp/symbols"
grep '^sha256' $packages/buildroot/package/iommuplan/iommuplan.hash | sed 's/^sha256  //' >"$tmp/sums"
run sha256sum -c "$tmp/sums"
expect "Buildroot's sums of the licences" 0
sed -n 's,.*file://\(LICENSES[^;]*\);md5=\([0-9a-f]*\).*,\2  \1,p' $packages/yocto/recipes-kernel/iommuplan/*.bb >"$tmp/sums"
run md5sum -c "$tmp/sums"
expect "Yocto's" 0
is "both of them" 2 "$(wc -l <"$tmp/sums" | tr -d ' ')"

is "descriptions fit lintian's 80 columns" "" "$(awk '/^ / && length($0) > 80' $packages/debian/control)"

if have shellcheck; then
	run shellcheck -x $packages/*.sh $packages/buildroot/board/*.sh $packages/debian/tests/cli \
		$packages/debian/tests/library $packages/debian/tests/upstream
	expect "scripts are clean under shellcheck" 0
fi

needs dtc
script=$top/$packages/buildroot/board/post-image.sh
cd "$tmp"
board juno-r2
mkdir -p host/bin images build/linux-6.1.2/include/config build/linux-custom/include/config build/linux-custom/arch/dts
ln -s "$plan_bin" host/bin/iommuplan
echo 6.1.2 >build/linux-6.1.2/include/config/kernel.release
touch -d '1 hour ago' build/linux-6.1.2/include/config/kernel.release
echo 6.12.9 >build/linux-custom/include/config/kernel.release
for dir in build/linux-6.1.2 build/linux-custom; do
	printf 'CONFIG_IOMMU_SUPPORT=y\nCONFIG_ARM_SMMU=y\n' >$dir/.config
done
cp juno-r2.dtb images
printf 'version: 1\ndefault: lazy\n' >policy.yaml
post()
{
	HOST_DIR=$tmp/host BUILD_DIR=$tmp/build run "$script" "$tmp/images" "$@"
}
post -p policy.yaml
expect "post-image" 0
is "the command line" "iommu.passthrough=0 iommu.strict=0" "$(cat images/iommuplan/juno-r2.cmdline)"
is "planned for the kernel that was built last" yes \
	"$(grep -q '"kernel":"6.12.9"' images/iommuplan/juno-r2.plan.json && echo yes)"
touch -d '1 hour ago' images/iommuplan/*
post -p policy.yaml
is "again rewrites nothing" "" "$(find images/iommuplan -type f -mmin -30)"
{
	cat "$top/examples/boards/juno-r2.dts"
	printf '&{/dma-controller@7ff00000} {\n\tiommus = <0xdead 0>;\n};\n'
} >build/linux-custom/arch/dts/.juno-r2.dtb.dts.tmp
dtc -q -@ -I dts -O dtb -o images/juno-r2.dtb build/linux-custom/arch/dts/.juno-r2.dtb.dts.tmp
post
expect "post-image: an error ends it, at its line" 1 'dts\.tmp:[0-9]+:[0-9]+: error: .*iommus-bad-phandle' "$tmp/out"
rm images/*.dtb
post
expect "post-image: no tree" 0 'no tree'
rm host/bin/iommuplan
post
expect "post-image: no host iommuplan" 1 'BR2_PACKAGE_HOST_IOMMUPLAN'
finish
