#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A kernel that did otherwise than planned: verify and explain --log say so
# before anything else, and what to send.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/systems.sh
. "$(dirname "$0")/../systems.sh"

if ! have dtc; then
	skip "kernels that did otherwise" "no dtc"
	finish
fi
board juno-r2
cd "$tmp"
send="please report this, and send the archive that 'iommuplan verify"
first="the kernel did not behave as predicted:"

# log LINE...: a boot's log of these
log()
{
	printf '%s\n' "$@" >log
}

# shows NAME WHAT...: all that explain says of the log before its lines; none:
# nothing. JSON has the same.
shows()
{
	name=$1
	shift
	iommuplan explain -q -b juno-r2.dtb --log log
	expect "$name" 0
	: >want
	[ $# = 0 ] || {
		echo "$first"
		printf 'log:%s\n' "$@"
		echo "$send --record FILE.tar' writes when run as root on the affected system"
	} >want
	sed -n "/^$first/,/^please/s/ (serial numbers, MAC .*//; /^$first/,/^please/p" out >said
	same "$name" want said
	[ $# = 0 ] || is "$name, first of all" "$first" "$(head -n 1 out)"
	iommuplan explain -q -f json -b juno-r2.dtb --log log
	is "$name, JSON first" "$#" "$(sed '/"event":"not-as-planned"/!q' out | grep -c '"planned":')"
	is "$name, in JSON all" "$#" "$(grep -c '"event":"not-as-planned".*"fix":"please report this' out)"
}

log 'iommu: Default domain type: Translated' 'etr 20070000.etr: Adding to iommu group 0' \
	'xhci 7ffb0000.usb: Adding to iommu group 1' 'xhci 7ffc0000.usb: Adding to iommu group 1' \
	'arm-smmu 2b600000.iommu: 	8 context banks (0 stage-2 only)' \
	'arm-smmu 2b600000.iommu: Unhandled context fault: fsr=0x402, iova=0x0, fsynr=0x1, cbfrsynra=0x0, cb=0' \
	'platform 20070000.etr: ignoring dependency for device, assuming no driver' \
	'arm-smmu 2b600000.iommu: error -EPROBE_DEFER: Failed to register iommu' \
	'pci 0000:00:00.0: Adding to iommu group 0'
shows "as planned"
log 'iommu: Default domain type: Passthrough (set via kernel command line)'
shows "a default that arguments set which nobody gave"
log 'iommu: Default domain type: Passthrough'
shows "another default" '1: default domain: planned DMA, found identity'
log 'xhci 7ffb0000.usb: Adding to iommu group 1' 'xhci 7ffc0000.usb: Adding to iommu group 2'
shows "two groups instead of one" '2: /usb@7ffc0000: planned in the group of /usb@7ffb0000, found group 2'
log 'etr 20070000.etr: Adding to iommu group 1' 'xhci 7ffc0000.usb: Adding to iommu group 1'
shows "one instead of two" '2: /usb@7ffc0000: planned not in the group of /etr@20070000, found group 1'
log 'etr 20070000.etr: Adding to iommu group 1' 'etr 20070000.etr: Removing from iommu group 1' \
	'xhci 7ffc0000.usb: Adding to iommu group 1'
shows "one after the other"
log 'Linux version 7.2.0 (x)' 'etr 20070000.etr: Adding to iommu group 1' \
	'Linux version 7.2.0 (x)' 'xhci 7ffc0000.usb: Adding to iommu group 1'
shows "in two boots"
log 'arm-smmu 2b600000.iommu: probe with driver arm-smmu failed with error -22'
shows "an IOMMU that failed" '1: /iommu@2b600000: planned active, found a failed probe'
log 'arm-smmu 2b400000.iommu: 	stream matching with 32 register groups'
shows "one that is disabled in this tree, which is another"
expect "that is its cause" 0 '"iommu":"/iommu@2b400000".*"cause":"disabled-in-this-tree"' out
log 'etr 20070000.etr: Failed to add to iommu group 1: -22' \
	'xhci 7ffb0000.usb: Failed to set up IOMMU for device 7ffb0000.usb; retaining platform DMA ops'
shows "masters without" '1: /etr@20070000: planned a group, DMA, found no group' \
	'2: /usb@7ffb0000: planned a group, DMA, found DMA that is not translated'
printf 'etr 20070000.etr: Adding to iommu group 99999999999\n20070000.etr: Adding to iommu group ' >log
shows "numbers of no group"

# A log that begins with a boot tells which plan it is held against.
log '[    0.000000] Linux version 6.12.40-1-arm64 (x) #1' \
	'[    0.000000] Kernel command line: console=ttyS0 iommu.passthrough=1' \
	'[    0.5] iommu: Default domain type: Passthrough (set via kernel command line)'
shows "its command line"
iommuplan explain -b juno-r2.dtb --log log
expect "is said" 0 'log: planned for its kernel, 6\.12\.40-1-arm64'
expect "both are" 0 'log: planned for its command line, console=ttyS0 iommu.passthrough=1'
iommuplan explain -q -b juno-r2.dtb --bootargs quiet --log log
expect "unless an option does" 0 '^log:3: default domain: planned DMA, found identity$' out
iommuplan explain -b juno-r2.dtb -k 7.2 --bootargs quiet --log log
expect "of another kernel" 0 'is not compared with the plan: 6\.12\.40-1-arm64'
is "nothing is said" 0 "$(grep -c "$first" out)"
log 'Linux version 7.2.0 (x)' 'Linux version 6.12.1 (x)' 'arm-smmu 2b600000.iommu: probe with driver arm-smmu failed with error -22'
shows "nor of the boots of another in the same log"
for release in 4.4.38-tegra 5.99.1 running 6.1..7.2; do
	log "Linux version $release (x) #1" 'iommu: Default domain type: Translated'
	iommuplan explain -q -b juno-r2.dtb --log log
	expect "a kernel that nothing is known of: $release" 0
done

# --- verify ---
system root
rm -r root/sys/kernel/iommu_groups/0 root/sys/class/iommu/smmu.0x2b600000
rm root/sys/devices/platform/20070000.etr/iommu_group
echo identity >root/sys/kernel/iommu_groups/1/type
echo "arm-smmu 2b600000.iommu: probe with driver arm-smmu failed with error -22" >>root/dmesg
verify --root root
is "verify says so first" "$first" "$(head -n 1 out)"
is "what has a cause comes after that" "iommu-probe-failed iommu-probe-failed please type-written" \
	"$(grep -oE '\[[a-z-]+\]$|^please' out | tr -d '[]' | tr '\n' ' ' | sed 's/ $//')"
expect "what to send" 1 "^$send --capture root --record FILE.tar' writes \(serial numbers, MAC addresses" out
verify -f json --root root
is "JSON too" "report report null" "$(sed 's/.*"report":null.*/null/; s/.*"report":"please.*/report/' out | tr '\n' ' ' | sed 's/ $//')"
verify -f ktap --root root
expect "KTAP" 1 "^# $first $send" out
is "behind its plan" 3 "$(grep -n "^# $first" out | cut -d: -f1)"
verify -f junit --root root
expect "JUnit" 1 "<system-out>$first please report" out
verify --root root --record r.tar
verify --capture r.tar
expect "of an archive" 1 "--capture r.tar --record FILE.tar' writes" out
mv r.tar "$(printf 'r\033[2J.tar')"
verify --capture "$(printf 'r\033[2J.tar')"
is "no name reaches a terminal as it is" 0 "$(grep -c "$(printf '\033')" out)"
system root
echo identity >root/sys/kernel/iommu_groups/1/type
verify --root root
is "a cause of the system's own is no report" 0 "$(grep -c 'report' out)"

finish
