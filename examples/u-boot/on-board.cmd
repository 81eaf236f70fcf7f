# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Plans on the board, in the middle of a boot script: after the tree stands at
# fdt_addr_r and the firmware has done to it what it does, before booti.
#
# Set before, with what they are else:
#   iommu_how      command, go, bootm or efi: how to start the planner (go)
#   iommu_room     bytes at fdt_addr_r that may be used (0x40000)
#   iommu_release  the kernel's version, "6.12" (the newest known)
#   iommu_app      free memory for the program, 8 MiB (0x50000000)
#   iommu_out      free memory for its results, 256 KiB (0x4b000000)
#   iommu_media    "virtio 0:1" ("${devtype} ${devnum}:${distro_bootpart}")
# Leaves iommu_status, and iommu_error where that is not "ok"; the tree at
# fdt_addr_r annotated, and bootargs with the plan's words, or both as they were.

test -n "${iommu_how}" || setenv iommu_how go
test -n "${iommu_room}" || setenv iommu_room 0x40000
test -n "${iommu_app}" || setenv iommu_app 0x50000000
test -n "${iommu_out}" || setenv iommu_out 0x4b000000
test -n "${iommu_media}" || setenv iommu_media "${devtype} ${devnum}:${distro_bootpart}"
setenv iommu_status missing
setenv iommu_error
setenv iommu_bootargs
setenv iommu_verdict
setenv iommu_args "annotate ${fdt_addr_r} ${iommu_room} ${iommu_out} 0x1000 kernel=${iommu_release}"
mw.b ${iommu_out} 0 0x1000

if test "${iommu_how}" = command; then
	iommuplan annotate ${fdt_addr_r} ${iommu_room} kernel=${iommu_release}
fi
if test "${iommu_how}" = go; then
	if load ${iommu_media} ${iommu_app} iommuplan.bin; then
		go ${iommu_app} ${iommu_args}
	fi
fi
if test "${iommu_how}" = bootm; then
	# Loaded beside where its header says that it goes.
	if load ${iommu_media} ${iommu_out} iommuplan.uimg; then
		setenv autostart yes
		bootm start ${iommu_out}
		bootm loados
		mw.b ${iommu_out} 0 0x1000
		bootm go 0 ${iommu_args}
		setenv autostart no
	fi
fi
if test "${iommu_how}" = efi; then
	if load ${iommu_media} ${iommu_app} iommuplan.bin; then
		setenv iommu_saved "${bootargs}"
		setenv bootargs "${iommu_args}"
		bootefi ${iommu_app}:${filesize}
		setenv bootargs "${iommu_saved}"
	fi
fi
# Nothing but what is named here is taken, and it was cleared.
if test "${iommu_how}" != command; then
	env import -t ${iommu_out} 0x1000 iommu_status iommu_error iommu_bootargs iommu_verdict iommu_finding
fi
if test "${iommu_status}" = ok; then
	setenv bootargs "${bootargs} ${iommu_bootargs}"
	echo "iommuplan: planned (${iommu_verdict})"
else
	echo "iommuplan: booting without a plan (${iommu_status}: ${iommu_error})"
fi
