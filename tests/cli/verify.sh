#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# verify on systems made of files: what differs, formats, archives, and what is
# not there. Whether it is right about real kernels is tests/kernel/verify.py's.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if ! have dtc; then
	skip "verify" "no dtc"
	finish
fi
board juno-r2
cd "$tmp"

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

# script NAME STATUS [PATTERN]: what the check script, which build writes, says
script()
{
	for shell in dash "busybox sh" bash; do
		have "${shell%% *}" || continue
		# shellcheck disable=SC2086 # a word more
		IOMMUPLAN_SYS=root/sys run $shell juno-r2.check.sh
		expect "check script, $shell: $1" "$2" "${3:-}" out
		is "check script, $shell: $1: all tests ran" 7 "$(grep -cE '^(not )?ok [0-9]+ group ' out)"
	done
}

# differs NAME WHAT...: "kind cause device" of each difference, sorted
differs()
{
	name=$1
	shift
	verify -f json --root root
	is "$name: differs" 1 "$status"
	is "$name" "$(printf '%s\n' "$@" | sort)" "$(sed 's/"iommu":"[^"]*"/"iommu":null/
		s/.*"kind":"\([^"]*\)","device":"\{0,1\}\([^",]*\)"\{0,1\},.*"cause":"\([^"]*\)".*/\1 \3 \2/' out | sort)"
}

system root
verify --root root
expect "as planned" 0 '^13 as planned, 0 differ, 1 not compared$' out
expect "why not compared" 0 '^1 not compared: what is behind a host' out
verify -f json --root root
is "JSON has differences only" "" "$(cat out)"
verify -f ktap --root root
expect "KTAP" 0 '^1\.\.14$' out
is "all are ok" 14 "$(grep -c '^ok ' out)"
expect "skipped ones say so" 0 '^ok [0-9]+ group /pcie@40000000 # SKIP ' out
verify -f junit --root root
expect "JUnit" 0 'tests="14" failures="0" errors="0" skipped="1"' out
verify -f sarif --root root
expect "no other format" 2

iommuplan build -q -k 7.2 --only check -o . juno-r2.dtb
expect "build --only check" 0
is "writes the script alone" juno-r2.check.sh "$(ls -- *.check.sh *.cmdline *.plan.json 2>/dev/null)"
is "to be run" yes "$([ -x juno-r2.check.sh ] && echo yes)"
script "as planned" 0 '^ok [0-9]+ group /etr@20070000$'
expect "PCI is skipped, with the reason" 0 '^ok [0-9]+ group /pcie@40000000 # SKIP what is behind' out

# --- what differs, and why ---
echo identity >root/sys/kernel/iommu_groups/0/type
differs "a type written later" "domain type-written /etr@20070000"
script "a type" 1 '^# planned DMA, found identity$'
echo "iommu: Default domain type: Passthrough (set via kernel command line)" >root/dmesg
differs "by boot arguments" "domain bootargs /etr@20070000"
verify --root root
expect "in words" 1 '^/etr@20070000: domain: planned DMA, found identity$' out
verify -f ktap --root root
expect "as a test" 1 '^not ok [0-9]+ domain /etr@20070000$' out
verify --root root --bootargs iommu.passthrough=1
expect "the plan for other arguments" 1 '^/usb@7ffb0000: domain: planned identity, found DMA$' out

system root
mkdir root/sys/kernel/iommu_groups/5
mv root/sys/kernel/iommu_groups/4/type root/sys/kernel/iommu_groups/5/type
cp root/sys/kernel/iommu_groups/5/type root/sys/kernel/iommu_groups/4/type
mkdir root/sys/kernel/iommu_groups/5/devices
mv root/sys/kernel/iommu_groups/4/devices/7ffc0000.usb root/sys/kernel/iommu_groups/5/devices
differs "two groups instead of one" "group prediction /usb@7ffc0000"
ln -sfn ../../../kernel/iommu_groups/5 root/sys/devices/platform/7ffc0000.usb/iommu_group
script "two groups instead of one" 1 '^# group 5 is not that of the others'

system root
mv root/sys/kernel/iommu_groups/3/devices/* root/sys/kernel/iommu_groups/2/devices
differs "one instead of two" "group prediction /hdlcd@7ff60000"
ln -sfn ../../../kernel/iommu_groups/2 root/sys/devices/platform/7ff60000.hdlcd/iommu_group
script "one instead of two" 1 '^# group 2 is also that of devices planned to be apart$'

# lost GROUP IOMMU: an IOMMU that is not there, and its masters
lost()
{
	system root
	rm -r "root/sys/kernel/iommu_groups/$1" "root/sys/class/iommu/smmu.0x$2"
}
lost 0 2b600000
rm root/sys/devices/platform/20070000.etr/iommu_group
script "no group" 1 '^# planned a group, DMA; found none$'
differs "nobody knows why" "iommu prediction null" "group prediction /etr@20070000"
rm root/sys/devices/platform/2b600000.iommu/driver
differs "no driver" "iommu driver-absent null" "group driver-absent /etr@20070000"
printf '# Linux/arm64 7.2.0 Kernel Configuration\nCONFIG_ARM64=y\nCONFIG_ARM_SMMU=m\nCONFIG_IOMMU_SUPPORT=y\n' >config
verify -f json --root root --kernel-config config
expect "a module, by the configuration" 1 '"kind":"iommu".*"cause":"module-not-loaded"' out
echo "arm-smmu 2b600000.iommu: probe with driver arm-smmu failed with error -22" >>root/dmesg
differs "its probe failed" "iommu iommu-probe-failed null" "group iommu-probe-failed /etr@20070000"
expect "the line of the log" 1 'failed with error -22' out
sed -i 's/2b600000.iommu: probe/12b600000.iommu: probe/' root/dmesg
verify -f json --root root
expect "not another's line" 1 '"kind":"iommu".*"cause":"driver-absent"' out
printf '2b600000.iommu\tplatform: wait for supplier /clocks\n' >root/sys/kernel/debug/devices_deferred
differs "it waits" "iommu iommu-deferred null" "group iommu-deferred /etr@20070000"

system root
rm -r root/sys/kernel/iommu_groups/0
printf '20070000.etr\tplatform: wait for supplier /power\n' >root/sys/kernel/debug/devices_deferred
differs "the master waits" "group device-deferred /etr@20070000"
system root
rm -r root/sys/kernel/iommu_groups/0 root/sys/bus/platform/devices/20070000.etr
script "no device" 1 '^# there is no device of this node$'
differs "there is no such device" "device no-device /etr@20070000"
system root
member root 9 9000000.stranger stranger@9000000 DMA
differs "a device in a group that no plan knows" "unplanned prediction /stranger@9000000"

# Reserved regions: as the kernel merges them, and only where the group is whole.
system root
printf '0x0000000008000000 0x000000000800ffff msi\n0x0000000008010000 0x00000000080fffff msi\n' \
	>root/sys/kernel/iommu_groups/0/reserved_regions
verify --root root
expect "regions that touch are one" 0 ' 0 differ' out
echo "0x0000000080000000 0x0000000080ffffff direct" >>root/sys/kernel/iommu_groups/0/reserved_regions
differs "a region more" "reserved prediction /etr@20070000"
expect "is shown" 1 '"planned":"0x8000000-0x80fffff msi","found":"0x8000000-0x80fffff msi, 0x80000000-0x80ffffff direct"' out
: >root/sys/kernel/iommu_groups/4/reserved_regions
: >root/sys/kernel/iommu_groups/0/reserved_regions
differs "regions less, once a group" "reserved prediction /etr@20070000" "reserved prediction /usb@7ffb0000"
expect "none" 1 '"found":"nothing"' out
rm root/sys/kernel/iommu_groups/4/devices/7ffc0000.usb root/sys/devices/platform/7ffc0000.usb/iommu_group
rm root/sys/devices/platform/7ffc0000.usb/driver
verify -k 6.12 --root root -f json
expect "a group that is not whole" 1 '"kind":"reserved","device":"/etr@20070000"' out
is "is not compared" 1 "$(wc -l <out)"

# Before 6.15 a group is made when a driver binds.
system root
rm -r root/sys/kernel/iommu_groups/0
rm root/sys/devices/platform/20070000.etr/driver
rm root/sys/devices/platform/20070000.etr/iommu_group
iommuplan build -q -k 6.12 --only check -o . juno-r2.dtb
script "without a driver on 6.12" 0 '^ok [0-9]+ group /etr@20070000 # SKIP no driver is bound'
verify --root root -k 6.12
expect "without a driver nothing is missing on 6.12" 0 'not compared: no driver is bound' out

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
expect "another kernel's plan" 1 '"cause":"other-kernel","because":"the plan is for Linux 5.10, this is 7.2' out
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
expect "and one that is gone" 1 'function 01:00.0".*"found":"not on the bus","cause":"pci-topology"' out
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
	head -c 64 "$config" >cut
	cp cut "$config"
done
verify --root root
expect "too little to tell" 0 'not compared: what is behind a host' out

# --- archives ---
system root
verify --root root --record r.tar
expect "a record" 0 'removed: .* 1 addresses elsewhere, 2 boot arguments|removed: '
echo 'eth0: 02:00:00:00:00:02: link up' >>root/dmesg
verify --root root --record m.tar
is "nor addresses before a colon" "" "$(grep -a '02:00:00:00:00:02' m.tar)"
sed -i '/02:00/d' root/dmesg
cp root/sys/firmware/fdt whole.fdt
printf '\377\377\377' | dd of=root/sys/firmware/fdt bs=1 seek=5 conv=notrunc 2>/dev/null
verify --root root --record bad.tar
expect "a tree that is damaged is not recorded" 3
is "nor anything beside it" "" "$(ls bad.tar 2>/dev/null)"
cp whole.fdt root/sys/firmware/fdt
is "has no secrets" "" "$(grep -a 'hunter2\|02:00:00:00:00:01' r.tar)"
verify --capture r.tar
expect "is the same system" 0 '^13 as planned, 0 differ, 1 not compared$' out
verify --root root --record s.tar
same "twice the same bytes" r.tar s.tar
verify --root root --record n.tar --no-redact
cp -r root private
printf 'a.passphrase="three secret words" x.wifimac=0011secret22 -- machine=shown' >private/proc/cmdline
printf 'usb 1-1: SerialNumber: secret 0123\nusb 1-1: Product: shown\n' >>private/dmesg
mkdir private/boot
printf 'CONFIG_ARM64=y\nCONFIG_CMDLINE="password=secret panic=5"\n' >private/boot/config-7.2.0-test
fdtput -ts private/sys/firmware/fdt / linux,serial secret
fdtput -ts private/sys/firmware/fdt /etr@20070000 nvidia,ether-mac secret
verify --root private --record p.tar
expect "private things of several kinds" 0 'removed: '
is "are not in it" 0 "$(grep -ac secret p.tar)"
is "and what is not private is" 2 "$(grep -ac shown p.tar)"
is "nor is the configuration lost" 1 "$(grep -ac 'panic=5' p.tar)"
gzip -c private/boot/config-7.2.0-test >private/proc/config.gz
verify --root private --record p.tar
is "of a compressed one as well" "0 1" "$(grep -ac 'secret' p.tar) $(grep -ac 'panic=5' p.tar)"
is "unless asked for" 1 "$(grep -ac 'password=hunter2' n.tar)"
if have tar; then
	is "tar reads it" proc/cmdline "$(tar tf r.tar | head -n 1)"
	tar cf gnu.tar root
	verify --capture gnu.tar
	expect "tar's own, with a directory around all" 0 '^13 as planned' out
	tar cf posix.tar -H posix root
	verify --capture posix.tar
	expect "in POSIX's format" 0 '^13 as planned' out
	far=root/$(printf 'long%.0s' 1 2 3 4 5 6 7 8 9 10)/$(printf 'path%.0s' 1 2 3 4 5 6 7 8 9 10)/$(printf 'name%.0s' 1 2 3 4 5 6 7 8 9 10)
	mkdir -p "$far"
	cp -r root/sys root/proc root/dmesg "$far"
	tar cf pax.tar -H pax "$far"
	verify --capture pax.tar
	expect "in the extended format, with long paths" 0 '^13 as planned' out
	rm -r "root/${far#root/}"
else
	skip "tar's own archives" "no tar"
fi
verify --capture root
expect "a directory as a capture" 0 '^13 as planned' out
# Links of a copied system mean its own files, not this machine's.
cp -r root linked
mkdir linked/real
mv linked/sys/firmware/fdt linked/real/fdt
ln -s /real/fdt linked/sys/firmware/fdt
verify --root linked
expect "a link from the root" 0 '^13 as planned' out
mv linked/real/fdt outside
ln -sf "$tmp/outside" linked/sys/firmware/fdt
verify --root linked
expect "one to a file outside is not followed" 3 '' 
head -c 1000 r.tar >cut.tar
verify --capture cut.tar
expect "cut short" 3 'cut.tar.*byte'
head -c 4096 /dev/zero >zero.tar
verify --capture zero.tar
expect "nothing in it" 3 'zero.tar.*not a tar archive'
verify --capture juno-r2.dtb
expect "something else" 3 'juno-r2.dtb'
echo kept >old.tar
verify --root nowhere --record old.tar
expect "a root that is not there" 4 nowhere
is "leaves the file as it was" kept "$(cat old.tar)"

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

# --- what is not there ---
mkdir -p acpi/sys/firmware/acpi/tables
: >acpi/sys/firmware/acpi/tables/DSDT
verify --root acpi
expect "booted from ACPI" 2 'booted from ACPI'
mkdir empty
verify --root empty
expect "no tree at all" 3 'no device tree'
rm -r root/sys/kernel/debug root/dmesg
verify --root root
expect "what cannot be read is named" 0 'not there, or not to be read: .*/devices_deferred' out
rm root/proc/sys/kernel/osrelease
verify --root root
expect "no version" 2 'see --kernel'
verify --root root -k 7.2
expect "unless given" 0 '^13 as planned' out
verify --root root --capture r.tar
expect "two systems" 2
verify --root root -k 6.1..7.2
expect "a range" 2
verify juno-r2.dtb
expect "a FILE" 2

finish
