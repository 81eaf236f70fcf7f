# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Settable before this runs, all optional:
#   iommu_dir     where the files are, ending in a slash ("${prefix}")
#   iommu_media   "virtio 0:1" ("${devtype} ${devnum}:${distro_bootpart}")
#   iommu_kernel, iommu_initrd   names of the files; there may be no initrd
#   iommu_plain   a tree to boot if no tree of the plan is intact
# Needs kernel_addr_r, ramdisk_addr_r and fdt_addr_r, far enough apart for the
# kernel, the initrd and the tree; without them it does nothing and fails.
# Sets iommu_status to how the plan was applied (overlay, merged, apply), or to
# absent, damaged, stale or failed if the board boots without it; iommu_reason
# has the reason for any trouble.

test -n "${iommu_dir}" || setenv iommu_dir "${prefix}"
test -n "${iommu_initrd}" || setenv iommu_initrd initrd.img
test -n "${distro_bootpart}" || setenv distro_bootpart 1
test -n "${iommu_media}" || setenv iommu_media "${devtype} ${devnum}:${distro_bootpart}"
setenv iommu_status failed
setenv iommu_reason
setenv iommu_bootargs
setenv iommu_linux
setenv iommu_base
setenv iommu_tree
setenv iommu_way

# Size and sum of what was loaded at ramdisk_addr_r. kernel_addr_r is free until
# the end: the kernel is loaded last.
setenv iommu_check 'if itest 0x${filesize} == ${iommu_size}; then crc32 ${ramdisk_addr_r} ${iommu_size} ${kernel_addr_r}; itest.l *${kernel_addr_r} == ${iommu_sum}; else false; fi'
setenv iommu_why 'echo "iommuplan: ${iommu_reason}"; false'
# A file of the plan, to ramdisk_addr_r: whole, and of this build.
setenv iommu_get 'if test -n "${iommu_sum}"; then if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}${iommu_file}"; then if run iommu_check; then true; else setenv iommu_reason "${iommu_file} is truncated, modified, or from another build"; run iommu_why; fi; else setenv iommu_reason "there is no ${iommu_file}"; run iommu_why; fi; else setenv iommu_reason "there is no ${iommu_file} for this plan"; run iommu_why; fi'
# A tree from ramdisk_addr_r to fdt_addr_r, with room. "fdt move" refuses one
# whose header says more bytes than there are; a node can be added to the root
# only where all of the tree can be walked, with no block of zeros in it.
setenv iommu_put 'if fdt addr ${ramdisk_addr_r}; then if fdt move ${ramdisk_addr_r} ${fdt_addr_r} 0x${filesize}; then fdt resize 0x20000; if fdt mknode / iommuplan-whole; then fdt rm /iommuplan-whole; else false; fi; else false; fi; else false; fi'
setenv iommu_take 'if run iommu_get; then run iommu_put; else false; fi'
# A tree whose sum nobody knows: zeros in the block of its property names as
# well. "env import" ends at an empty name and clears iommu_end, which libfdt
# has put behind all others, only if it gets there; "base" adds to addresses.
setenv iommu_names 'setenv iommu_end yes; setenv iommu_from; fdt addr ${ramdisk_addr_r} && fdt move ${ramdisk_addr_r} ${kernel_addr_r} 0x${filesize} && fdt resize 0x1000 && fdt set / iommu_end && fdt header get iommu_from off_dt_strings && fdt header get iommu_len size_dt_strings && base ${kernel_addr_r} && cp.b ${iommu_from} 0 ${iommu_len}; base 0; env import -b ${kernel_addr_r} ${iommu_len} iommu_end; test -z "${iommu_end}"'
# And zeros within one long value: 256 aligned bytes of them, which no tree of
# Debian's has; up to 2 MiB, Linux's limit. The copy's first word is overwritten.
setenv iommu_words 'for m in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do for n in 0 4 8 c; do cp.l ${iommu_at}${m}${n} 0 1; itest.l *${kernel_addr_r} == 0 || setenv iommu_zero; done; done; test -z "${iommu_zero}" || setenv iommu_zeros yes'
setenv iommu_block 'setenv iommu_zero yes; cp.l ${iommu_at}00 0 1; itest.l *${kernel_addr_r} == 0 || setenv iommu_zero; test -z "${iommu_zero}" || run iommu_words'
setenv iommu_blocks 'fdt addr ${ramdisk_addr_r}; fdt header get iommu_top off_dt_strings; cp.b ${ramdisk_addr_r} ${kernel_addr_r} 0x${filesize}; setenv iommu_zeros; itest 0 == 0 || setenv iommu_zeros yes; base ${kernel_addr_r}; for i in 0 1 2 3 4 5 6 7 8 9 a b c d e f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f; do if itest 0x${i}0000 < ${iommu_top}; then for j in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do for k in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do setenv iommu_at 0x${i}${j}${k}; itest ${iommu_at}00 < ${iommu_top} && run iommu_block; done; done; fi; done; base 0; test -z "${iommu_zeros}"'
setenv iommu_other 'if run iommu_names; then if run iommu_blocks; then run iommu_put; else false; fi; else false; fi'
# U-Boot's shell drops or refuses some characters where it copies a value: an
# apostrophe, a backslash, a line break. "env export" and "import" do not: copied
# to iommu_copy and back, bootargs have to be what they were, and they are put back
# in any case. Less than 12 bytes have no value.
setenv iommu_copies 'setenv iommu_copy; setenv iommu_copied; if env export -t ${kernel_addr_r} bootargs; then setenv iommu_size 0x${filesize}; if itest ${iommu_size} > 0xb; then if env import -t ${kernel_addr_r} ${iommu_size} bootargs; then setenv iommu_copy "${bootargs}"; setenv bootargs; setenv bootargs "${iommu_copy}"; env export -t ${ramdisk_addr_r} bootargs; cmp.b ${kernel_addr_r} ${ramdisk_addr_r} ${iommu_size} && setenv iommu_copied yes; env import -t ${kernel_addr_r} ${iommu_size} bootargs; fi; else setenv iommu_copied yes; fi; fi; test -n "${iommu_copied}"'
setenv iommu_set_words 'setenv iommu_file ${iommu_board}.env; setenv iommu_size ${iommu_env_size}; setenv iommu_sum ${iommu_env_crc32le}'
setenv iommu_set_base 'setenv iommu_file ${iommu_board}.dtb; setenv iommu_size ${iommu_dtb_size}; setenv iommu_sum ${iommu_dtb_crc32le}'
setenv iommu_set_merged 'setenv iommu_file ${iommu_board}.iommu.dtb; setenv iommu_size ${iommu_merged_size}; setenv iommu_sum ${iommu_merged_crc32le}'
setenv iommu_set_overlay 'setenv iommu_file ${iommu_board}.iommu.dtbo; setenv iommu_size ${iommu_overlay_size}; setenv iommu_sum ${iommu_overlay_crc32le}'

if test -n "${kernel_addr_r}" -a -n "${ramdisk_addr_r}" -a -n "${fdt_addr_r}"; then
	# The words. Nothing but what is named here is taken, and it was cleared.
	run iommu_set_words
	if run iommu_get; then
		env import -t ${ramdisk_addr_r} ${iommu_size} iommu_bootargs iommu_linux
	fi
	if test -z "${iommu_linux}"; then
		setenv iommu_status damaged
		if test "${iommu_reason}" = "there is no ${iommu_board}.env"; then
			setenv iommu_status absent
		fi
		test -n "${iommu_reason}" || setenv iommu_reason "${iommu_file} has no values"
	fi

	# The board's own tree: the one that was planned, another, or none.
	run iommu_set_base
	if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}${iommu_file}"; then
		if run iommu_check; then
			if run iommu_put; then
				setenv iommu_base planned
			fi
		else
			if run iommu_other; then
				setenv iommu_base another
			fi
		fi
	fi

	if test -n "${iommu_linux}"; then
		if test "${iommu_base}" = another; then
			setenv iommu_status stale
			setenv iommu_reason "STALE: the plan was made for another ${iommu_file}"
		fi
		if test "${iommu_base}" = planned; then
			run iommu_set_overlay
			if run iommu_get; then
				if fdt apply ${ramdisk_addr_r}; then
					setenv iommu_way overlay
				else
					setenv iommu_reason "this U-Boot cannot apply overlays, or not this one"
					run iommu_why
				fi
			fi
		fi
		if test "${iommu_base}" != another; then
			if test -z "${iommu_way}"; then
				run iommu_set_merged
				if run iommu_take; then
					setenv iommu_way merged
				fi
			fi
		fi
		if test "${iommu_base}" = planned; then
			if test -z "${iommu_way}"; then
				run iommu_set_base
				if test -n "${iommu_apply}"; then
					# A failed "fdt apply" has destroyed the copy.
					if run iommu_take; then
						if run iommu_apply; then
							setenv iommu_way apply
						else
							setenv iommu_reason "the commands of the plan cannot be run here"
							run iommu_why
						fi
					fi
				fi
			fi
		fi
	fi
	# Firmware's own arguments stay: the environment's, else the tree's.
	if test -n "${iommu_way}"; then
		env export -t ${kernel_addr_r} bootargs
		setenv iommu_own 0x${filesize}
		fdt addr ${fdt_addr_r}
		itest ${iommu_own} > 0xb || fdt get value bootargs /chosen bootargs
		if run iommu_copies; then true; else
			itest ${iommu_own} > 0xb || setenv bootargs
			setenv iommu_way
			setenv iommu_status failed
			setenv iommu_reason "bootargs has a character that this shell cannot copy"
		fi
	fi
	if test -n "${iommu_way}"; then
		setenv iommu_status ${iommu_way}
		setenv iommu_tree ${fdt_addr_r}
		if test -z "${iommu_base}"; then
			setenv iommu_reason "${iommu_board}.dtb is missing, truncated or corrupt"
			echo "iommuplan: ${iommu_reason}"
		fi
	fi

	# Without a plan: the board's own tree, else the annotated one, which is
	# whole, else iommu_plain, else the one U-Boot itself runs with.
	if test -z "${iommu_tree}"; then
		setenv iommu_why 'false'
		run iommu_set_base
		if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}${iommu_file}"; then
			if run iommu_check; then
				if run iommu_put; then
					setenv iommu_tree ${fdt_addr_r}
				fi
			else
				if run iommu_other; then
					setenv iommu_tree ${fdt_addr_r}
				fi
			fi
		fi
	fi
	if test -z "${iommu_tree}"; then
		echo "iommuplan: ${iommu_file} is missing, truncated or corrupt"
		setenv iommu_first "${iommu_reason}"
		run iommu_set_merged
		if run iommu_take; then
			setenv iommu_tree ${fdt_addr_r}
		else
			# A script from when the board's tree had another name
			setenv iommu_file ${iommu_plain}
			if test -n "${iommu_file}"; then
				if load ${iommu_media} ${ramdisk_addr_r} "${iommu_dir}${iommu_file}"; then
					if run iommu_other; then
						setenv iommu_tree ${fdt_addr_r}
					fi
				fi
			fi
			if test -z "${iommu_tree}"; then
				echo "iommuplan: falling back to the device tree of U-Boot"
				setenv iommu_tree ${fdtcontroladdr}
			fi
		fi
		setenv iommu_reason "${iommu_first}"
	fi

	if test -n "${iommu_way}"; then
		if test -n "${iommu_bootargs}"; then
			setenv bootargs "${bootargs} ${iommu_bootargs}"
		fi
		echo "iommuplan: planned (${iommu_status})"
	else
		echo "iommuplan: ${iommu_reason}"
		echo "iommuplan: booting without a plan (${iommu_status})"
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
	setenv iommu_reason "kernel_addr_r, ramdisk_addr_r and fdt_addr_r have to be set"
	echo "iommuplan: ${iommu_reason}"
fi
# Whatever started this script goes on with what it has besides.
false
