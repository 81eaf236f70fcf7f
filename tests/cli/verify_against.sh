#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# verify --against: what a boot loader changed of what was built; functions on PCI
# buses; and that nothing is written over what is read.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/systems.sh
. "$(dirname "$0")/../systems.sh"

if ! have dtc; then
	skip "verify --against" "no dtc"
	finish
fi
board juno-r2
# shellcheck disable=SC2154 # lib.sh sets it
cd "$tmp"

# --- against what was built ---
system root
cp juno-r2.dtb built.dtb
verify --root root --against built.dtb
expect "the tree that was built" 0 ' 0 differ' out
iommuplan plan -q -k 7.2 -f json juno-r2.dtb
cp out built.plan.json
verify --root root --against built.plan.json
expect "its plan" 0 ' 0 differ' out
fdtput -r built.dtb /etr@20070000
verify -f json --root root --against built.dtb
expect "a master that the boot loader added" 1 '"kind":"tree","device":"/etr@20070000"' out
expect "with its cause" 1 '"cause":"tree-edited"' out
# against NAME WHAT...: what of built.dtb the system's tree is not, "device iommu cause" sorted
against()
{
	name=$1
	shift
	verify -f json --root root --against built.dtb
	is "$name" "$(printf '%s\n' "$@" | sort)" "$(sed -n 's/.*"kind":"tree","device":\("[^"]*"\|null\),"iommu":\("[^"]*"\|null\),.*"cause":"\([^"]*\)".*/\1 \2 \3/p' out |
		tr -d '"' | sort)"
}
system root
cp juno-r2.dtb built.dtb
fdtput -tx built.dtb /etr@20070000 iommus "$(fdtget -tx built.dtb /iommu@2b600000 phandle)" 5
against "a stream ID" "/etr@20070000 /iommu@2b600000 tree-edited"
expect "both are shown" 1 '"planned":"DMA, streams /iommu@2b600000:0x5","found":"DMA, streams /iommu@2b600000:0x0"' out
cp juno-r2.dtb built.dtb
fdtput -ts built.dtb /iommu@2b600000 status disabled
against "an IOMMU that was disabled, and its master" "null /iommu@2b600000 tree-edited" \
	"/etr@20070000 /iommu@2b600000 tree-edited"
cp juno-r2.dtb built.dtb
fdtput -tx built.dtb /pcie@40000000 iommu-map 0 "$(fdtget -tx built.dtb /iommu@2b500000 phandle)" 20 1
against "a map that a boot loader fills in" "/pcie@40000000 /iommu@2b500000 tree-edited"
iommuplan plan -q -k 7.2 --bootargs iommu.passthrough=1 -f json juno-r2.dtb
cp out built.json
verify -f json --root root --against built.json
is "boot arguments" "7 7" "$(grep -c '"kind":"tree"' out) $(grep -c '"planned":"identity, .*"found":"DMA, .*"cause":"bootargs"' out)"
iommuplan plan -q -k 5.10 -f json juno-r2.dtb
sed 's/"domain":"DMA"/"domain":"DMA-FQ"/' out >built.json
verify -f json --root root --against built.json
expect "another kernel's plan" 1 '"cause":"other-kernel","because":"the plan is for Linux 5.10, but Linux 7.2' out
printf '{"schema":"something-else"}' >other.json
verify --root root --against other.json
expect "some other JSON" 3 'other.json.*iommuplan-plan/1'
verify --root root --against nowhere.dtb
expect "a file that is not there" 4 nowhere.dtb

# --- functions on a PCI bus, where their configuration space can be read ---
# space FILE OFFSET=BYTE...: 4096 bytes, of which these are not zero
space()
{
	file=$1
	shift
	head -c 4096 /dev/zero >"$file"
	for pair; do
		# shellcheck disable=SC2059 # an octal byte
		printf "\\$(printf %03o "0x${pair#*=}")" |
			dd of="$file" bs=1 seek="${pair%=*}" conv=notrunc 2>/dev/null
	done
}

# function DIR NAME GROUP OFFSET=BYTE...
function()
{
	at=$1/sys/devices/platform/2000.pcie/pci0000:00/$2
	mkdir -p "$at" "$1/sys/bus/pci/devices" "$1/sys/kernel/iommu_groups/$3/devices"
	ln -s "../../../devices/platform/2000.pcie/pci0000:00/$2" "$1/sys/bus/pci/devices/$2"
	ln -s "../../../../devices/platform/2000.pcie/pci0000:00/$2" "$1/sys/kernel/iommu_groups/$3/devices/$2"
	ln -s "../../../../../kernel/iommu_groups/$3" "$at/iommu_group"
	echo DMA >"$1/sys/kernel/iommu_groups/$3/type"
	(shift 3; space "$at/config" "$@")
}

cat >pci.dts <<'EOF'
/dts-v1/;
/ { compatible = "example,board"; #address-cells = <1>; #size-cells = <1>;
	cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <0>; }; };
	smmu: iommu@1000 { compatible = "arm,smmu-v3"; reg = <0x1000 0x1000>; #iommu-cells = <1>; };
	pcie@2000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0x2000 0x1000>;
		#address-cells = <3>; #size-cells = <2>; iommu-map = <0 &smmu 0 0x10000>; };
};
EOF
dtc -q -I dts -O dtb -o pci.dtb pci.dts
express='6=10 52=40 64=10'
port="$express 14=01 25=01 26=01 66=42 10=04 11=06 256=0d 258=01 260=1d 262=1d"

# bus DIR: a root port with ACS, and behind it a function of a group of its own
bus()
{
	rm -rf "$1"
	mkdir -p "$1/proc/sys/kernel" "$1/sys/firmware" "$1/sys/class/iommu" "$1/sys/bus/platform/devices"
	cp pci.dtb "$1/sys/firmware/fdt"
	echo 7.3.0-test >"$1/proc/sys/kernel/osrelease"
	: >"$1/proc/cmdline"
	device "$1" 1000.iommu iommu@1000 arm-smmu-v3
	device "$1" 2000.pcie pcie@2000 pci-host-generic
	ln -s ../../devices/platform/1000.iommu/iommu/smmu3.0x1000 "$1/sys/class/iommu/smmu3.0x1000"
	# shellcheck disable=SC2086 # one word for each byte
	function "$1" 0000:00:01.0 0 $port
	# shellcheck disable=SC2086
	function "$1" "0000:${2:-01:00.0}" 1 $express 66=02
}
# What a virtio-iommu reserves it may report itself: nothing to compare.
cat >virtio.dts <<'EOF'
/dts-v1/;
/ { compatible = "example,board"; #address-cells = <1>; #size-cells = <1>;
	cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <0>; }; };
	viommu: iommu@1000 { compatible = "virtio,mmio"; reg = <0x1000 0x200>; #iommu-cells = <1>; };
	dma@3000 { compatible = "example,dma"; reg = <0x3000 0x100>; iommus = <&viommu 5>; };
};
EOF
dtc -q -I dts -O dtb -o virtio.dtb virtio.dts
mkdir -p virtio/proc/sys/kernel virtio/sys/firmware virtio/sys/bus/platform/devices
cp virtio.dtb virtio/sys/firmware/fdt
echo 7.2.0-test >virtio/proc/sys/kernel/osrelease
: >virtio/proc/cmdline
member virtio 0 3000.dma dma@3000 DMA
verify --root virtio --against virtio.dtb
expect "a virtio-iommu" 0 ' 0 differ' out

bus root
verify --root root
expect "functions as planned" 0 '^3 as planned, 0 differ, 0 not compared$' out
verify --root root --record bus.tar
verify --capture bus.tar
expect "and in an archive" 0 '^3 as planned, 0 differ, 0 not compared$' out
iommuplan plan -q -k 7.3 -f json --pci root/sys pci.dtb
expect "their plan" 0
cp out bus.json
verify --root root --against bus.json
expect "the bus that was planned" 0 ' 0 differ' out
bus root 02:00.0
printf '\002' | dd of=root/sys/devices/platform/2000.pcie/pci0000:00/0000:00:01.0/config bs=1 seek=25 conv=notrunc 2>/dev/null
printf '\002' | dd of=root/sys/devices/platform/2000.pcie/pci0000:00/0000:00:01.0/config bs=1 seek=26 conv=notrunc 2>/dev/null
verify -f json --root root --against bus.json
is "a device that was moved" '/pcie@2000 function 01:00.0 pci-topology;/pcie@2000 function 02:00.0 pci-topology;' \
	"$(sed 's/.*"device":"\([^"]*\)".*"cause":"\([^"]*\)".*/\1 \2/' out | tr '\n' ';')"
rm root/sys/bus/pci/devices/0000:02:00.0 root/sys/kernel/iommu_groups/1/devices/0000:02:00.0
verify -f json --root root --against bus.json
expect "and one that is gone" 1 'function 01:00.0".*"found":"no such function","cause":"pci-topology"' out
bus root
rm root/sys/kernel/iommu_groups/1/devices/* root/sys/devices/platform/2000.pcie/pci0000:00/0000:01:00.0/iommu_group
verify -f json --root root
expect "a function without a group" 1 '"kind":"group","device":"/pcie@2000 function 01:00.0".*"found":"no group"' out
bus root
ln -s ../../../../devices/platform/2000.pcie/pci0000:00/0000:01:00.0 root/sys/kernel/iommu_groups/0/devices/0000:01:00.0
rm root/sys/kernel/iommu_groups/1/devices/0000:01:00.0
verify -f json --root root
expect "in another's" 1 '"device":"/pcie@2000 function 01:00.0".*"planned":"not in the group of /pcie@2000' out
# Without root there are 64 bytes.
for config in root/sys/devices/platform/2000.pcie/pci0000:00/*/config; do
	head -c 64 "$config" >short
	cp short "$config"
done
verify --root root
expect "too little to tell" 0 'not compared: how devices behind a host' out

# --- an output that is an input, by whatever name ---
system kept
verify --root kept --record kept.tar
cp juno-r2.dtb kept.dtb
ln kept.dtb other.dtb
iommuplan plan -q -k 7.2 -f json juno-r2.dtb
cp out kept.json
printf '# Linux/arm64 7.2.0 Kernel Configuration\nCONFIG_ARM64=y\nCONFIG_IOMMU_SUPPORT=y\n' >kept.config
mkdir -p schemas/drivers
cp "$top/schemas/drivers/sun50i-iommu.yaml" schemas/drivers/x.yaml
find kept kept.* schemas -type f | sort | xargs cat | cksum >before
while read -r args; do
	# shellcheck disable=SC2086 # words
	verify $args
	expect "verify $args" 2 'is an input and would be overwritten|is written twice'
	find kept kept.* schemas -type f | sort | xargs cat | cksum >after
	same "verify $args: nothing has changed" before after
done <<'EOF'
--capture kept.tar -o kept.tar
--capture kept.tar --record ./kept.tar
--root kept --against kept.dtb -o other.dtb
--root kept --against kept.json --record kept.json
--root kept --kernel-config kept.config -o kept.config
--root kept --schema-dir schemas -o schemas/drivers/x.yaml
--root kept -o kept/proc/cmdline
--root kept --record kept/sys/firmware/fdt
--capture kept -o kept/dmesg
--root kept -o new --record new
EOF
verify --root kept --record kept/new.tar
expect "a new file among what is read" 0
is "is written" yes "$([ -s kept/new.tar ] && echo yes)"
verify --root kept -o kept/new.tar
expect "and is none of what is read" 0

finish
