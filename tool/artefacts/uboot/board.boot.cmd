# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Settable before this runs, all optional:
#   iommu_dir     where the files stand, ending in a slash ("${prefix}")
#   iommu_media   "virtio 0:1" ("${devtype} ${devnum}:${distro_bootpart}")
#   iommu_kernel, iommu_initrd   (Image, initrd.img; there may be no initrd)
# Needs kernel_addr_r, ramdisk_addr_r and fdt_addr_r, as far apart as kernel,
# initrd and tree are large; what is loaded last stands elsewhere before.
# Leaves in iommu_status: overlay, merged or apply, the way the plan took; or
# absent, stale or failed, and the board boots without a plan.

test -n "${iommu_dir}" || setenv iommu_dir "${prefix}"
test -n "${iommu_kernel}" || setenv iommu_kernel Image
test -n "${iommu_initrd}" || setenv iommu_initrd initrd.img
test -n "${distro_bootpart}" || setenv distro_bootpart 1
test -n "${iommu_media}" || setenv iommu_media "${devtype} ${devnum}:${distro_bootpart}"
setenv iommu_status absent
setenv iommu_way
setenv iommu_bootargs
setenv iommu_dtb_size
setenv iommu_dtb_crc32le
setenv iommu_apply
setenv iommu_copy 'cp.b ${ramdisk_addr_r} ${fdt_addr_r} ${iommu_size} && fdt addr ${fdt_addr_r} && fdt resize 0x20000'

# Nothing but what is named here is taken from the file, and it was cleared.
if load ${iommu_media} ${kernel_addr_r} "${iommu_dir}${iommu_board}.env"; then
	env import -t ${kernel_addr_r} ${filesize} iommu_bootargs iommu_dtb_size iommu_dtb_crc32le iommu_apply
else
	echo "iommuplan: no ${iommu_board}.env"
fi

# The tree stays as it is at ramdisk_addr_r; fdt_addr_r has a copy with room.
if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}${iommu_board}.dtb"; then
	setenv iommu_size 0x${filesize}
	if test -n "${iommu_dtb_crc32le}"; then
		setenv iommu_status stale
		if itest ${iommu_size} == ${iommu_dtb_size}; then
			crc32 ${ramdisk_addr_r} ${iommu_size} ${kernel_addr_r}
			if itest.l *${kernel_addr_r} == ${iommu_dtb_crc32le}; then
				setenv iommu_status failed
			fi
		fi
	fi
	if test "${iommu_status}" = stale; then
		echo "iommuplan: STALE: the plan was made for another ${iommu_board}.dtb"
	fi
	run iommu_copy
	if test "${iommu_status}" = failed; then
		if load ${iommu_media} ${kernel_addr_r} "${iommu_dir}${iommu_board}.iommu.dtbo"; then
			if fdt apply ${kernel_addr_r}; then
				setenv iommu_way overlay
			fi
		fi
		if test -z "${iommu_way}"; then
			if load ${iommu_media} ${fdt_addr_r} "${iommu_dir}${iommu_board}.iommu.dtb"; then
				if fdt addr ${fdt_addr_r}; then
					fdt resize 0x20000
					setenv iommu_way merged
				fi
			fi
		fi
		if test -z "${iommu_way}"; then
			if test -n "${iommu_apply}"; then
				# A failed "fdt apply" has destroyed the copy.
				if run iommu_copy; then
					if run iommu_apply; then
						setenv iommu_way apply
					fi
				fi
			fi
		fi
	fi

	# Firmware's own arguments stay: the environment's, else the tree's.
	test -n "${bootargs}" || fdt get value bootargs /chosen bootargs
	if test -n "${iommu_way}"; then
		setenv iommu_status ${iommu_way}
		setenv bootargs "${bootargs} ${iommu_bootargs}"
		echo "iommuplan: planned (${iommu_status})"
	else
		echo "iommuplan: booting without a plan (${iommu_status})"
		run iommu_copy
	fi
	if load ${iommu_media} ${kernel_addr_r} "${iommu_dir}${iommu_kernel}"; then
		if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}${iommu_initrd}"; then
			booti ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${fdt_addr_r}
		else
			booti ${kernel_addr_r} - ${fdt_addr_r}
		fi
	else
		echo "iommuplan: no kernel ${iommu_kernel}"
	fi
else
	echo "iommuplan: no ${iommu_board}.dtb"
fi
