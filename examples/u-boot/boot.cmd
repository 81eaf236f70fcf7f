# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# The script a board starts, boot.scr: written once, and never with an update.
# It starts iommuplan.scr, which is board.boot.cmd, and boots without a plan
# where that is missing, truncated or returns. A board with a script of its
# own has the lines down to "source" put in front of it.
#
# Settable before, all optional:
#   iommu_dir     where the files are, ending in a slash ("${prefix}")
#   iommu_media   "virtio 0:1" ("${devtype} ${devnum}:${distro_bootpart}")
#   iommu_plain   the board's own tree ("${fdtfile}")
#   iommu_boot, iommu_kernel, iommu_initrd   (booti, Image, initrd.img)
# Needs kernel_addr_r, ramdisk_addr_r and fdt_addr_r, far enough apart for the kernel,
# the initrd and the tree; and the commands load, source, itest, crc32, fdt, cmp, cp,
# base, env export and env import. Where one is missing the board boots without a
# plan; without one of the last six with U-Boot's own tree.

test -n "${iommu_dir}" || setenv iommu_dir "${prefix}"
test -n "${distro_bootpart}" || setenv distro_bootpart 1
test -n "${iommu_media}" || setenv iommu_media "${devtype} ${devnum}:${distro_bootpart}"
test -n "${iommu_plain}" || setenv iommu_plain "${fdtfile}"
setenv iommu_addresses
if test -n "${kernel_addr_r}" -a -n "${ramdisk_addr_r}" -a -n "${fdt_addr_r}"; then
	setenv iommu_addresses apart
	itest ${kernel_addr_r} == ${ramdisk_addr_r} && setenv iommu_addresses
	itest ${kernel_addr_r} == ${fdt_addr_r} && setenv iommu_addresses
	itest ${ramdisk_addr_r} == ${fdt_addr_r} && setenv iommu_addresses
fi
# U-Boot's shell drops or refuses some characters where it copies a value: an
# apostrophe, a backslash, a line break. "env export" and "import" do not: copied
# to iommu_saved and back, bootargs have to be what they were, and they are put back
# in any case. Less than 12 bytes have no value.
setenv iommu_copies 'setenv iommu_saved; setenv iommu_copied; if env export -t ${kernel_addr_r} bootargs; then setenv iommu_size 0x${filesize}; if itest ${iommu_size} > 0xb; then if env import -t ${kernel_addr_r} ${iommu_size} bootargs; then setenv iommu_saved "${bootargs}"; setenv bootargs; setenv bootargs "${iommu_saved}"; env export -t ${ramdisk_addr_r} bootargs; cmp.b ${kernel_addr_r} ${ramdisk_addr_r} ${iommu_size} && setenv iommu_copied yes; env import -t ${kernel_addr_r} ${iommu_size} bootargs; fi; else setenv iommu_copied yes; fi; fi; test -n "${iommu_copied}"'

if test -n "${iommu_addresses}"; then
	setenv iommu_reason "bootargs has a character that this shell cannot copy"
	if run iommu_copies; then
		if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}iommuplan.scr"; then
			# An empty file would start what was there before.
			if itest 0x${filesize} > 0x40; then
				# With "verify" off "source" ignores the sum of what it
				# starts.
				setenv iommu_verify ${verify}
				setenv verify yes
				source ${ramdisk_addr_r}
				setenv verify ${iommu_verify}
			fi
		fi
		setenv bootargs "${iommu_saved}"
		# Set but empty, it would replace the arguments in the tree.
		test -n "${iommu_saved}" || setenv bootargs
		setenv iommu_reason "no intact iommuplan.scr that boots"
	fi
	echo "iommuplan: booting without a plan (${iommu_reason})"
	setenv iommu_status failed
	test -n "${iommu_boot}" || setenv iommu_boot booti
	test -n "${iommu_kernel}" || setenv iommu_kernel Image
	test -n "${iommu_initrd}" || setenv iommu_initrd initrd.img
	# "fdt move" refuses a tree that is cut off, and "fdt mknode" one that has
	# blocks of zeros. Where those are in its names alone, "env import" ends there,
	# and clears iommu_end only where it comes to the last one. Within a single
	# long value they are searched for: 256 aligned bytes, which no tree of Debian's
	# has, up to 2 MiB, Linux's limit; "base" adds to addresses, and the first word
	# of the copy is overwritten. U-Boot's own tree is whole.
	setenv iommu_words 'for m in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do for n in 0 4 8 c; do cp.l ${iommu_at}${m}${n} 0 1; itest.l *${kernel_addr_r} == 0 || setenv iommu_zero; done; done; test -z "${iommu_zero}" || setenv iommu_zeros yes'
	setenv iommu_block 'setenv iommu_zero yes; cp.l ${iommu_at}00 0 1; itest.l *${kernel_addr_r} == 0 || setenv iommu_zero; test -z "${iommu_zero}" || run iommu_words'
	setenv iommu_blocks 'fdt addr ${ramdisk_addr_r}; fdt header get iommu_top off_dt_strings; cp.b ${ramdisk_addr_r} ${kernel_addr_r} 0x${filesize}; setenv iommu_zeros; itest 0 == 0 || setenv iommu_zeros yes; base ${kernel_addr_r}; for i in 0 1 2 3 4 5 6 7 8 9 a b c d e f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f; do if itest 0x${i}0000 < ${iommu_top}; then for j in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do for k in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do setenv iommu_at 0x${i}${j}${k}; itest ${iommu_at}00 < ${iommu_top} && run iommu_block; done; done; fi; done; base 0; test -z "${iommu_zeros}"'
	setenv iommu_tree ${fdtcontroladdr}
	setenv iommu_end yes
	setenv iommu_from
	if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}${iommu_plain}"; then
		if fdt addr ${ramdisk_addr_r}; then
			if fdt move ${ramdisk_addr_r} ${fdt_addr_r} 0x${filesize}; then
				fdt resize 0x1000
				if fdt mknode / iommuplan-whole; then
					fdt rm /iommuplan-whole
					setenv iommu_tree ${fdt_addr_r}
					fdt move ${ramdisk_addr_r} ${kernel_addr_r} 0x${filesize}
					fdt resize 0x1000
					fdt set / iommu_end
					fdt header get iommu_from off_dt_strings
					fdt header get iommu_len size_dt_strings
				fi
			fi
		fi
	fi
	if test -n "${iommu_from}"; then
		base ${kernel_addr_r}
		cp.b ${iommu_from} 0 ${iommu_len}
		base 0
		env import -b ${kernel_addr_r} ${iommu_len} iommu_end
		if test -z "${iommu_end}"; then
			run iommu_blocks
			setenv iommu_end ${iommu_zeros}
		fi
		test -z "${iommu_end}" || setenv iommu_tree ${fdtcontroladdr}
	fi
	if test "${iommu_tree}" = "${fdtcontroladdr}"; then
		echo "iommuplan: ${iommu_plain} is missing, truncated or corrupt"
		echo "iommuplan: falling back to the device tree of U-Boot"
		setenv iommu_reason "${iommu_reason}, nor an intact ${iommu_plain}"
	fi
	if load ${iommu_media} ${kernel_addr_r} "${iommu_dir}${iommu_kernel}"; then
		if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}${iommu_initrd}"; then
			${iommu_boot} ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${iommu_tree}
		else
			${iommu_boot} ${kernel_addr_r} - ${iommu_tree}
		fi
		echo "iommuplan: ${iommu_kernel} did not start"
	else
		echo "iommuplan: cannot load ${iommu_kernel}"
	fi
else
	setenv iommu_reason "kernel_addr_r, ramdisk_addr_r and fdt_addr_r have to be set, and to differ"
	echo "iommuplan: ${iommu_reason}"
fi
# U-Boot goes on with the next thing it can boot.
false
