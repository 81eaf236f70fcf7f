# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck shell=sh
#
# Systems made of files, for tests of verify: to be read after lib.sh.

# system DIR: a root as Linux 7.2 would have it on that board, shared by all
# but PCI: groups 0 to 4, /usb@7ffb0000 and /usb@7ffc0000 in the last
system()
{
	rm -rf "$1"
	mkdir -p "$1/proc/sys/kernel" "$1/sys/firmware" "$1/sys/class/iommu" \
		"$1/sys/bus/platform/devices" "$1/sys/kernel/iommu_groups" "$1/sys/kernel/debug"
	cp juno-r2.dtb "$1/sys/firmware/fdt"
	echo 7.2.0-test >"$1/proc/sys/kernel/osrelease"
	echo "console=ttyAMA0 wifi.password=hunter2 ethaddr=02:00:00:00:00:01" >"$1/proc/cmdline"
	: >"$1/sys/kernel/debug/devices_deferred"
	echo "iommu: Default domain type: Translated" >"$1/dmesg"
	for i in 2b500000 2b600000 7fb00000 7fb10000 7fb20000 7fb30000; do
		device "$1" "$i.iommu" "iommu@$i" arm-smmu
		ln -s "../../devices/platform/$i.iommu/iommu/smmu.0x$i" "$1/sys/class/iommu/smmu.0x$i"
	done
	device "$1" 2b400000.iommu iommu@2b400000 -
	member "$1" 0 20070000.etr etr@20070000 DMA
	member "$1" 1 7ff00000.dma-controller dma-controller@7ff00000 DMA
	member "$1" 2 7ff50000.hdlcd hdlcd@7ff50000 DMA
	member "$1" 3 7ff60000.hdlcd hdlcd@7ff60000 DMA
	member "$1" 4 7ffb0000.usb usb@7ffb0000 DMA
	member "$1" 4 7ffc0000.usb usb@7ffc0000 DMA
}

# device DIR NAME NODE DRIVER
device()
{
	mkdir -p "$1/sys/devices/platform/$2"
	ln -s "../../../devices/platform/$2" "$1/sys/bus/platform/devices/$2"
	ln -s "../../../firmware/devicetree/base/$3" "$1/sys/devices/platform/$2/of_node"
	[ "$4" = - ] || ln -s "../../../bus/platform/drivers/$4" "$1/sys/devices/platform/$2/driver"
}

# member DIR GROUP NAME NODE TYPE
member()
{
	[ -d "$1/sys/devices/platform/$3" ] || device "$1" "$3" "$4" some-driver
	mkdir -p "$1/sys/kernel/iommu_groups/$2/devices"
	echo "$5" >"$1/sys/kernel/iommu_groups/$2/type"
	echo "0x0000000008000000 0x00000000080fffff msi" >"$1/sys/kernel/iommu_groups/$2/reserved_regions"
	ln -s "../../../../devices/platform/$3" "$1/sys/kernel/iommu_groups/$2/devices/$3"
	ln -sf "../../../kernel/iommu_groups/$2" "$1/sys/devices/platform/$3/iommu_group"
}

# verify OPTION...
verify()
{
	iommuplan verify "$@"
}
