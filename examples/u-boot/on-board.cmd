# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Plans on the board, in the middle of a boot script: after the tree is at
# fdt_addr_r and the firmware has done to it what it does, before kernel and
# initrd are loaded.
#
# Needs fdt_addr_r, where the tree is; kernel_addr_r, for 4 KiB of results; and
# ramdisk_addr_r, a multiple of 4 KiB, for 8 MiB of program and what it works in.
# Set before, optional:
#   iommu_how      command, bootm, efi or go: this way alone; else the first of
#                  command, bootm and efi that can be gone. go checks no image
#                  and flushes no cache: only where it is asked for, and with
#                  the copy of this file that "make uboot" puts sums into
#   iommu_room     bytes at fdt_addr_r that may be used (0x40000)
#   iommu_release  the kernel's version, "6.12" (the newest known)
#   iommu_image    "ADDRESS,SIZE" of the kernel where it has been loaded, not at
#                  kernel_addr_r but for the command: another release in it than
#                  iommu_release is an error
#   iommu_media    "virtio 0:1" ("${devtype} ${devnum}:${distro_bootpart}")
# Leaves iommu_status, and iommu_error where that is not "ok"; the tree at
# fdt_addr_r annotated, and bootargs with the plan's words, or both as they were.
# Where bootargs is not set, the arguments in the tree are planned for and kept. With
# efi, arguments that have quotation marks in them are refused.

test -n "${iommu_room}" || setenv iommu_room 0x40000
test -n "${iommu_media}" || setenv iommu_media "${devtype} ${devnum}:${distro_bootpart}"
setenv iommu_status missing
setenv iommu_error "there is no way to start the planner"
setenv iommu_bootargs
setenv iommu_verdict
setenv iommu_finding
setenv iommu_args "annotate ${fdt_addr_r} ${iommu_room} ${kernel_addr_r} 0x1000 kernel=${iommu_release} image=${iommu_image}"
# Nothing but what is named here is taken, and it was cleared.
setenv iommu_take 'env import -t ${kernel_addr_r} 0x1000 iommu_status iommu_error iommu_bootargs iommu_verdict iommu_finding'
# Size and sum of what was loaded, where this copy of the file has them.
setenv iommu_check 'if test -n "${iommu_sum}"; then if itest 0x${filesize} == ${iommu_size}; then crc32 ${ramdisk_addr_r} ${iommu_size} ${kernel_addr_r}; itest.l *${kernel_addr_r} == ${iommu_sum}; else false; fi; else itest 0x${filesize} > 0x1000; fi'
setenv iommu_get 'if load ${iommu_media} ${ramdisk_addr_r} ${iommu_file}; then if run iommu_check; then true; else setenv iommu_error "${iommu_file} is truncated, modified, or from another build"; false; fi; else setenv iommu_error "there is no ${iommu_file}"; false; fi'

# U-Boot's shell drops or refuses some characters where it copies a value: an
# apostrophe, a backslash, a line break. "env export" and "import" do not: copied
# to iommu_copy and back, bootargs have to be what they were, and they are put back
# in any case. Less than 12 bytes have no value.
setenv iommu_copies 'setenv iommu_copy; setenv iommu_copied; if env export -t ${kernel_addr_r} bootargs; then setenv iommu_size 0x${filesize}; if itest ${iommu_size} > 0xb; then if env import -t ${kernel_addr_r} ${iommu_size} bootargs; then setenv iommu_copy "${bootargs}"; setenv bootargs; setenv bootargs "${iommu_copy}"; env export -t ${ramdisk_addr_r} bootargs; cmp.b ${kernel_addr_r} ${ramdisk_addr_r} ${iommu_size} && setenv iommu_copied yes; env import -t ${kernel_addr_r} ${iommu_size} bootargs; fi; else setenv iommu_copied yes; fi; fi; test -n "${iommu_copied}"'

setenv iommu_ready
if test -n "${fdt_addr_r}" -a -n "${kernel_addr_r}" -a -n "${ramdisk_addr_r}"; then
	# U-Boot's own arguments stay, else those in the tree.
	env export -t ${kernel_addr_r} bootargs
	setenv iommu_own 0x${filesize}
	if fdt addr ${fdt_addr_r}; then
		itest ${iommu_own} > 0xb || fdt get value bootargs /chosen bootargs
		if run iommu_copies; then
			setenv iommu_ready yes
		else
			setenv iommu_error "bootargs has a character that this shell cannot copy"
		fi
		itest ${iommu_own} > 0xb || setenv bootargs
	else
		setenv iommu_status tree
		setenv iommu_error "there is no tree at fdt_addr_r, or no command fdt"
	fi
else
	setenv iommu_error "fdt_addr_r, kernel_addr_r and ramdisk_addr_r have to be set"
fi
if test -n "${iommu_ready}"; then
	if test -z "${iommu_how}" -o "${iommu_how}" = command; then
		if iommuplan version; then
			iommuplan annotate ${fdt_addr_r} ${iommu_room} kernel=${iommu_release} image=${iommu_image}
		fi
	fi
	if test "${iommu_status}" = missing; then
		if test -z "${iommu_how}" -o "${iommu_how}" = bootm; then
			setenv iommu_file iommuplan.uimg
			setenv iommu_size ${iommu_uimg_size}
			setenv iommu_sum ${iommu_uimg_crc32le}
			if run iommu_get; then
				setenv iommu_saved "${autostart}"
				setenv autostart yes
				# "start" checks the image against its own sum; "prep"
				# enters it, and unlike "go" takes it back.
				if bootm start ${ramdisk_addr_r}; then
					if bootm loados; then
						mw.b ${kernel_addr_r} 0 0x1000
						bootm prep 0 ${iommu_args} "bootargs=${bootargs}"
						run iommu_take
					fi
				fi
				setenv autostart "${iommu_saved}"
			fi
		fi
	fi
	if test "${iommu_status}" = missing; then
		if test -z "${iommu_how}" -o "${iommu_how}" = efi; then
			setenv iommu_file iommuplan.bin
			setenv iommu_size ${iommu_bin_size}
			setenv iommu_sum ${iommu_bin_crc32le}
			if run iommu_get; then
				mw.b ${kernel_addr_r} 0 0x1000
				setenv iommu_saved "${bootargs}"
				setenv bootargs "${iommu_args} "'"bootargs='"${iommu_saved}"'"'
				bootefi ${ramdisk_addr_r}:${filesize}
				setenv bootargs "${iommu_saved}"
				# Set but empty, it would replace the tree's.
				test -n "${bootargs}" || setenv bootargs
				run iommu_take
			fi
		fi
	fi
	if test "${iommu_how}" = go; then
		setenv iommu_file iommuplan.bin
		setenv iommu_size ${iommu_bin_size}
		setenv iommu_sum ${iommu_bin_crc32le}
		if test -z "${iommu_sum}"; then
			setenv iommu_error "go needs the sum of iommuplan.bin"
		else
			if run iommu_get; then
				mw.b ${kernel_addr_r} 0 0x1000
				go ${ramdisk_addr_r} ${iommu_args} "bootargs=${bootargs}"
				run iommu_take
			fi
		fi
	fi
fi
if test "${iommu_status}" = ok; then
	setenv iommu_error
	# The kernel gets bootargs instead of those in the tree.
	setenv bootargs "${iommu_copy} ${iommu_bootargs}"
	echo "iommuplan: planned (${iommu_verdict})"
else
	echo "iommuplan: booting without a plan (${iommu_status}: ${iommu_error})"
fi
