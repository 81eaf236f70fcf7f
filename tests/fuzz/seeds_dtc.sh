# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck shell=sh
# Sourced by seeds.sh: FIT images, containers and a system's archive around trees.
: "${to:?}" "${top:?}"

small=$to/tree_plan/legacy.dtb
[ -f "$small" ] || small=$(find "$to/tree_plan" -name '*.dtb' | sort | head -n 1)

cat >"$to/fit.dts" <<DTS
/dts-v1/;
/ {
	description = "boards";
	#address-cells = <1>;
	images {
		kernel-1 { type = "kernel"; arch = "arm64"; os = "linux"; compression = "none";
			load = <0>; entry = <0>; data = "Linux version 6.12.5-x (a@b) #1"; };
		fdt-1 { type = "flat_dt"; arch = "arm64"; compression = "none";
			data = /incbin/("$small"); };
		fdt-2 { type = "flat_dt"; arch = "arm64"; compression = "gzip";
			data = [1f 8b 08 00]; hash-1 { algo = "crc32"; value = <0>; }; };
		fdt-3 { type = "flat_dt"; arch = "arm64"; compression = "none";
			data-offset = <0>; data-size = <64>; };
		fdt-4 { type = "flat_dt"; arch = "arm64"; compression = "none";
			data = /incbin/("$to/tree_overlay/labels.dtbo"); };
	};
	configurations {
		default = "conf-1";
		conf-1 { kernel = "kernel-1"; fdt = "fdt-1"; compatible = "a,b"; };
		conf-2 { kernel = "kernel-1"; fdt = "fdt-1", "fdt-4"; };
		conf-3 { fdt = "fdt-2", "fdt-3"; loadables = "kernel-1"; };
	};
};
DTS
compile "$to/fit.dts" "$to/fit/all.itb"
rm "$to/fit.dts"
cp "$to/fit/all.itb" "$to/containers"
cat "$small" "$small" >"$to/containers/two"

if command -v python3 >/dev/null; then
	python3 "$top/tests/cli/containers.py" "$small" "$small" "$to/containers" || true
	find "$to/containers" -size +48k -delete
fi

# system DIR: a root as verify reads it, of the small tree
system()
{
	mkdir -p "$1/proc/sys/kernel" "$1/sys/firmware" "$1/sys/class/iommu" \
		"$1/sys/bus/platform/devices" "$1/sys/kernel/iommu_groups/0/devices" \
		"$1/sys/devices/platform/6000.first" "$1/sys/kernel/debug"
	cp "$small" "$1/sys/firmware/fdt"
	echo 7.2.0-test >"$1/proc/sys/kernel/osrelease"
	echo "console=ttyAMA0 wifi.password=hunter2 iommu.strict=1" >"$1/proc/cmdline"
	printf '6000.first\tplatform: wait for supplier\n' >"$1/sys/kernel/debug/devices_deferred"
	echo "iommu: Default domain type: Translated" >"$1/dmesg"
	ln -s ../../../devices/platform/6000.first "$1/sys/bus/platform/devices/6000.first"
	ln -s ../../../firmware/devicetree/base/first@6000 "$1/sys/devices/platform/6000.first/of_node"
	ln -s ../../../kernel/iommu_groups/0 "$1/sys/devices/platform/6000.first/iommu_group"
	ln -s ../../../../devices/platform/6000.first "$1/sys/kernel/iommu_groups/0/devices/6000.first"
	echo DMA >"$1/sys/kernel/iommu_groups/0/type"
	echo "0x0000000008000000 0x00000000080fffff msi" >"$1/sys/kernel/iommu_groups/0/reserved_regions"
}

if command -v tar >/dev/null; then
	system "$to/root"
	for format in ustar gnu posix; do
		tar -C "$to" -cf "$to/capture/$format.tar" -H "$format" root
	done
	tar -C "$to/root" -cf "$to/capture/plain.tar" sys proc
	rm -r "$to/root"
fi
