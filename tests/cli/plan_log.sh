#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# plan --log: numbers that no tree has, as arm_smmu_device_cfg_probe() prints them.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

board juno-r2
cd "$tmp"
printf '[    1.0] arm-smmu 2b600000.iommu: \tstream matching with 4 register groups\r\n' >log
printf '<5>[    1.0] arm-smmu 2b600000.iommu: \t2 context banks (0 stage-2 only)\n' >>log
printf 'x\0y 7fb30000.iommu: \t99999999999999 context banks (1\narm-smmu nobody.iommu: \t3 context banks (' >>log

# of IOMMU: its contexts and streams as JSON has them
of()
{
	tr '{' '\n' <out | grep -A 2 "\"path\":\"$1\"" | grep '^"have"' | cut -d'}' -f1 | tr '\n' ' '
}

iommuplan plan -q -f json --log log juno-r2.dtb
expect "a log" 0
is "its numbers" '"have":2,"need":1,"from":"log" "have":4,"need":1 ' "$(of /iommu@2b600000)"
is "of another IOMMU none" '"have":null,"need":1,"from":"unknown" "have":null,"need":1 ' "$(of /iommu@7fb10000)"
"$plan_bin" plan -q -f json --log - juno-r2.dtb <log >out
is "standard input" '"have":2,"need":1,"from":"log" "have":4,"need":1 ' "$(of /iommu@2b600000)"
iommuplan plan -q --log log juno-r2.dtb
expect "as text" 0 '/iommu@2b600000 .*context banks: 1 needed, at most 2  stream-match entries: 1 needed, at most 4' out
printf 'arm-smmu 7fb30000.iommu: \t0 context banks (0 stage-2 only)\n' >none
iommuplan plan -q -f json --log none juno-r2.dtb
is "too few" '"have":0,"need":1,"from":"log" "have":null,"need":0 ' "$(of /iommu@7fb30000)"
iommuplan plan -q --fail-on warning --log none juno-r2.dtb
expect "are trouble" 1 'context banks' out
iommuplan plan -q -f json juno-r2.dtb juno-r2.dtb
cp out plain
echo 'usb 1-1: new device' >other
iommuplan plan -q -f json --log other juno-r2.dtb juno-r2.dtb
same "a log without them changes nothing" plain out
iommuplan plan -k 6.1..7.2 --log log juno-r2.dtb
expect "a range" 2 'what one kernel printed, not 6.1..7.2'
iommuplan plan --log nowhere juno-r2.dtb
expect "no log" 4 nowhere

finish
