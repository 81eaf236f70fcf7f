# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck shell=bash
# shellcheck disable=SC2154 # cache is set by the script that reads this
#
# From downloaded packages to the cache's layout. Everything is laid out beside
# its place and renamed, so that an interrupted run leaves nothing half done.

# The modules the kernel harness may have to load, where Debian does not build
# them in: IOMMU drivers and what they need, and what its masters and virtual
# functions bind to; and a driver of clocks and power domains that is a module in all of them.
modules='*/kernel/drivers/virtio/virtio*.ko* */kernel/drivers/iommu/*.ko*
*/kernel/drivers/clk/qcom/gpucc-sdm845.ko* */kernel/drivers/memory/mtk-smi.ko* */kernel/drivers/pci/pci-pf-stub.ko*'

# What tests/kernel/pci/vfio.py loads; not every guest has to carry it.
vfio_modules='*/kernel/drivers/vfio/vfio*.ko* */kernel/drivers/vfio/pci/vfio-pci*.ko*'

# Has a kernel in the cache all of these?
has_modules()
{
	[ "$(cat "$1/wanted" 2> /dev/null)" = "$modules" ]
}

# place FROM TO
place()
{
	[ -e "$1" ] || { echo "$2: not in the packages" >&2; return 1; }
	mkdir -p "$(dirname "$2")"
	[ ! -e "$2" ] || mv -T "$2" "$1.old"
	mv -T "$1" "$2"
}

unpack_kernel()
{
	local work=$1 name=$2 version=$3 parts=$4 deb part
	mkdir "$work/root"
	for deb in "$work"/*.deb; do
		dpkg-deb --fsys-tarfile "$deb" |
			unpack_wanted "$work/root" "$version"
	done
	for part in $parts; do
		"lay_out_$part" "$work" "$version"
		place "$work/$part" "$cache/$part/$name"
	done
	note_versions "$work" "$name" "$version" "$parts"
}

unpack_wanted()
{
	# tar fails for each pattern that matches nothing, and no package
	# holds all of them; what is missing shows when it is laid out.
	# shellcheck disable=SC2086 # the patterns are separate words
	(set -f && tar -x -C "$1" --wildcards -f - \
		"./boot/vmlinuz-$2" "./boot/config-$2" \
		"./usr/lib/modules/$2/vmlinuz" "./usr/lib/modules/$2/config" \
		'*.dtb' '*/modules.builtin' $modules $vfio_modules 2> /dev/null) || true
}

lay_out_config()
{
	cat "$1/root/boot/config-$2" "$1/root/usr/lib/modules/$2/config" \
		> "$1/config" 2> /dev/null || [ -s "$1/config" ]
}

lay_out_dtbs()
{
	local from
	for from in "$1/root/usr/lib/linux-image-$2" \
		"$1/root/usr/lib/modules/$2/dtb"; do
		[ ! -d "$from" ] || mv -T "$from" "$1/dtbs"
	done
}

lay_out_kernel()
{
	local root=$1/root out=$1/kernel from
	mkdir -p "$out/modules"
	for from in "$root/boot/vmlinuz-$2" "$root/usr/lib/modules/$2/vmlinuz"; do
		[ ! -e "$from" ] || cp "$from" "$out/vmlinuz"
	done
	echo "$2" > "$out/release"
	printf '%s\n' "$modules" > "$out/wanted"
	find "$root" -name modules.builtin -exec cp {} "$out/" \;
	find "$root" -name '*.ko*' ! -path '*/vfio/*' -exec cp {} "$out/modules/" \;
	decompress "$out/modules"
	[ -s "$out/vmlinuz" ]
}

lay_out_vfio()
{
	mkdir -p "$1/vfio"
	find "$1/root" -path '*/vfio/*' -name '*.ko*' -exec cp {} "$1/vfio/" \;
	decompress "$1/vfio"
	[ -s "$1/vfio/vfio.ko" ]
}

decompress()
{
	find "$1" -name '*.xz' -exec xz -d {} +
	find "$1" -name '*.zst' -exec zstd -q -d --rm {} +
}

unpack_busybox()
{
	mkdir "$1/root"
	dpkg-deb -x "$1"/busybox-static_*.deb "$1/root"
	mkdir "$1/busybox"
	find "$1/root" -type f -path '*bin/busybox' \
		-exec cp {} "$1/busybox/" \;
	[ -x "$1/busybox/busybox" ]
	place "$1/busybox" "$cache/busybox/$2"
	note_versions "$1" "$2" - busybox
}

# unpack_sources DIRECTORY RELEASE: sources of device trees, and what they include
unpack_sources()
{
	local top=linux-source-$2
	mkdir "$1/source"
	dpkg-deb --fsys-tarfile "$1"/linux-source-*.deb |
		tar -x -O -f - --wildcards '*.tar.xz' |
		tar -x -J -C "$1/source" -f - "$top/arch/arm64/boot/dts" \
			"$top/arch/arm/boot/dts" "$top/include/dt-bindings" \
			"$top/include/uapi/linux/input-event-codes.h" \
			"$top/scripts/dtc/include-prefixes"
	place "$1/source/$top" "$cache/source/$2"
	note_versions "$1" "$2" - source
}

# unpack_kernel_source DIRECTORY RELEASE: what facts are read from, by its version
unpack_kernel_source()
{
	local top=linux-source-$2 version
	mkdir "$1/source"
	# The patterns of trees that some kernels lack match nothing in them.
	dpkg-deb --fsys-tarfile "$1"/linux-source-*.deb |
		tar -x -O -f - --wildcards '*.tar.xz' |
		tar -x -J -C "$1/source" -f - --wildcards "$top/Makefile" \
			"$top"/drivers/{Makefile,iommu,of,pci,amba,base,cdx,vfio,xen} \
			"$top"/drivers/{bus/fsl-mc,clk/clk.c,gpu/host1x,memory,virtio} \
			"$top"/{init,kernel,lib,mm} "$top"/include/{linux,soc,uapi} \
			"$top"/arch/arm{,64}/{include,kernel,mm} \
			"$top/Documentation/devicetree/bindings/arm/cpus*" \
			"$top/Documentation/admin-guide/kernel-parameters.txt" 2> /dev/null || true
	version=$(sed -n 's/^\(VERSION\|PATCHLEVEL\|SUBLEVEL\) = //p' \
		"$1/source/$top/Makefile" | head -n 3 | paste -sd.)
	[ -e "$cache/source/$version" ] || place "$1/source/$top" "$cache/source/$version"
	note_versions "$1" "$2" "$version" kernel-source
}

# unpack_supplier_source DIRECTORY RELEASE: the drivers of what IOMMUs wait for
unpack_supplier_source()
{
	local top=linux-source-$2 version
	mkdir "$1/source"
	dpkg-deb --fsys-tarfile "$1"/linux-source-*.deb |
		tar -x -O -f - --wildcards '*.tar.xz' |
		tar -x -J -C "$1/source" -f - --wildcards "$top/Makefile" \
			"$top"/arch/arm{,64}/{Kconfig*,Makefile,kernel,mach-*} \
			"$top"/drivers/{Makefile,base,bus,clk,clocksource,devfreq,firmware} \
			"$top"/drivers/{genpd,gpio,hwspinlock,interconnect,iommu,irqchip} \
			"$top"/drivers/{mailbox,memory,mfd,nvmem,of,phy,pinctrl,pmdomain} \
			"$top"/drivers/{power,regulator,remoteproc,reset,rpmsg,soc,usb/misc} \
			2> /dev/null || true
	version=$(sed -n 's/^\(VERSION\|PATCHLEVEL\|SUBLEVEL\) = //p' \
		"$1/source/$top/Makefile" | head -n 3 | paste -sd.)
	[ -e "$cache/suppliers/$version" ] || place "$1/source/$top" "$cache/suppliers/$version"
	note_versions "$1" "$2" "$version" supplier-source
}

# One line for each part and package: part, name, kernel version, package file.
note_versions()
{
	local part deb
	touch "$cache/versions"
	{
		cat "$cache/versions"
		for part in $4; do
			for deb in "$1"/*.deb; do
				echo "$part $2 $3 $(basename "$deb" .deb)"
			done
		done
	} | sort -u > "$1/versions"
	mv "$1/versions" "$cache/versions"
}
