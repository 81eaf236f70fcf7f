#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Goes to /usr/lib/dracut/modules.d/91iommuplan/module-setup.sh, the script
# beside it to /etc/iommuplan/runtime.sh, which runs before udev loads drivers.

script=${IOMMUPLAN_SCRIPT:-/etc/iommuplan/runtime.sh}

check()
{
	[ -x "$script" ] && return 0
	derror "iommuplan: $script is missing or not executable"
	return 1
}

depends()
{
	return 0
}

# Gives PCI devices their groups on Linux before 6.15.
installkernel()
{
	hostonly='' instmods pci-stub
}

# dracut reads its hooks into its own shell: the script stays a process.
install()
{
	local hook
	inst_multiple readlink ls
	inst_simple "$script" /usr/lib/iommuplan/runtime.sh
	hook=$(mktemp) || return 1
	echo '/usr/lib/iommuplan/runtime.sh || warn "iommuplan: group types are not as planned"' >"$hook"
	inst_simple "$hook" /lib/dracut/hooks/pre-udev/10-iommuplan.sh
	rm -f "$hook"
}
