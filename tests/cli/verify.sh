#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# verify on systems made of files: what differs, formats, archives, and what is
# not there. Whether it is right about real kernels is tests/kernel/verify.py's.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/systems.sh
. "$(dirname "$0")/../systems.sh"

if ! have dtc; then
	skip "verify" "no dtc"
	finish
fi
board juno-r2
cd "$tmp"

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
expect "why not compared" 0 '^1 not compared: how devices behind a host' out
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
expect "PCI is skipped, with the reason" 0 '^ok [0-9]+ group /pcie@40000000 # SKIP how devices behind' out

# The kernel's own reader of KTAP, where a source tree is in the cache.
kunit=
for at in "${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}"/small/linux-source-*/tools/testing/kunit; do
	[ ! -e "$at/kunit_parser.py" ] || kunit=$at
done
cat >kunit.py <<'EOF'
import sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import kunit_parser, kunit_printer
c = kunit_parser.parse_run_tests(sys.stdin.read().splitlines(), kunit_printer.stdout).counts
print(c.passed, c.failed, c.skipped, c.errors)
EOF

# kunit NAME WANTED: passed, failed, skipped and errors of the KTAP in out
kunit()
{
	if [ -n "$kunit" ] && have python3; then
		is "$1, the kernel's reader" "$2" "$(python3 kunit.py "$kunit" <out | tail -n 1)"
	else
		skip "$1, the kernel's reader" "no kunit_parser.py in the cache"
	fi
}
script "as planned" 0 '^ok [0-9]+ group /etr@20070000$'
kunit "the check script" "6 0 1 0"
verify -f ktap --root root
kunit "verify" "13 0 1 0"

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
kunit "a difference" "12 1 1 0"
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
script "two groups instead of one" 1 '^# group 5 is not that of the devices with which it should share a group'

system root
mv root/sys/kernel/iommu_groups/3/devices/* root/sys/kernel/iommu_groups/2/devices
differs "one instead of two" "group prediction /hdlcd@7ff60000"
ln -sfn ../../../kernel/iommu_groups/2 root/sys/devices/platform/7ff60000.hdlcd/iommu_group
script "one instead of two" 1 '^# group 2 also contains devices that are planned to be in other groups$'

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
system none
rm -r none/sys/class/iommu/* none/sys/kernel/iommu_groups/*
verify -f json --root none
sed 's/,"report":.*//' out >want
verify --root none --record none.tar
verify -f json --capture none.tar
sed -i 's/,"report":.*//' out
same "a system without IOMMUs is one in an archive too" want out
is "of which each is told" 6 "$(grep -c '"kind":"iommu"' out)"

# Each of these has "secret", or an address that begins with 5e:c4, where nothing may be left.
system attacked
cat >attacked/proc/cmdline <<'EOF'
"wifi.password=three secret words" BOOTIF=01-5e-c4-00-00-00-5e inst.repo=http://me:secret@server/os rd.luks.key=secret androidboot.serialno=secret wpa_pass=secret systemd.hostname=secret vendor.PSK="secret two" pass=secret pw=secret otp=secret tpm.auth=secret a.passcode=secret iscsi_initiator=secret nfsroot=1:/x,username=secret,password=secret androidboot.cid=secret x.uniqueid=secret arm-smmu.disable_bypass=0 iommu.passthrough=0
EOF
cat >>attacked/dmesg <<'EOF'
[    0.1] Kernel command line: "wifi.password=three secret words" panic=5
[    1.0] eth0: MAC 5E:C4:00:00:00:01, 5e:c4:00:00:00:02,5e:c4:00:00:00:03
[    1.1] brcmfmac: mac=5e-c4-00-00-00-04 (5e:c4:00:00:00:05)
[    1.2] usb 1-1: SerialNumber: secret 1
[    1.3] board: Serial Number: secret 2
[    1.4] nvme nvme0: S/N: secret
[    1.4] rockchip-cpuinfo cpuinfo: Serial		: secret
[    1.4] imx8_soc_uid: soc_uid = secret
[    1.4] soc soc0: UID: secret
[    1.4] SMBIOS System Serial: secret
[    1.4] chip serial number is secret
[    1.4] wlan0: 5e.c4.00.00.00.08, fe80::5ec4:ff:fe00:9 (link-local)
[    1.5] Serial: 8250/16550 driver (kept)
[    1.5] 9000000.serial: ttyAMA0 at MMIO 0x9000000 (kept)
EOF
fdt=attacked/sys/firmware/fdt
for name in serial-number linux,serial board-serial ecid device-uuid apple,wifi-psk; do
	fdtput -ts "$fdt" / "$name" secret
done
for name in mac-address local-mac-address nvidia,wifi-mac; do
	fdtput -tbx "$fdt" /etr@20070000 "$name" 5e c4 73 65 63 72
done
fdtput -c "$fdt" /chosen
fdtput -ts "$fdt" /chosen kaslr-seed secret
fdtput -ts "$fdt" /chosen rng-seed secretse
fdtput -ts "$fdt" /chosen bootargs 'a.password=secret ethaddr=5e:c4:00:00:00:06'
fdtput -ts "$fdt" /chosen xen,dom0-bootargs 'password=secret'
fdtput -ts "$fdt" /etr@20070000 label 'of 5e:c4:00:00:00:07'
# What was there before it was edited: a boot loader pads trees and writes in place.
printf 'secret' >>"$fdt"
size=$(wc -c <"$fdt")
printf '%b' "$(printf '\\%03o\\%03o\\%03o\\%03o' $((size >> 24)) $((size >> 16 & 255)) $((size >> 8 & 255)) $((size & 255)))" |
	dd of="$fdt" bs=1 seek=4 conv=notrunc 2>/dev/null
verify --root attacked --record a.tar
expect "an attacked record" 0 'removed: '
is "no secret is left" 0 "$(grep -aci 'secret\|secr' a.tar)"
is "nor an address" 0 "$(LC_ALL=C grep -aciP '5e[:.-]?c4|\x5e\xc4' a.tar)"
is "what the plan needs is" 1 "$(grep -ac 'arm-smmu.disable_bypass=0 iommu.passthrough=0' a.tar)"
is "and other lines" 2 "$(grep -ac '(kept)' a.tar)"
verify --root attacked --record open.tar --no-redact
is "all of it was there" yes "$([ "$(grep -aci 'secret\|5e:c4' open.tar)" -gt 5 ] && echo yes)"
verify --capture a.tar
expect "it is the same system" 0 '^13 as planned' out
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
if have gzip; then
	gzip -c r.tar >r.tar.gz
	verify --capture r.tar.gz
	expect "compressed, as sosreports are" 0 '^13 as planned' out
	head -c 500 r.tar.gz >cut.gz
	verify --capture cut.gz
	expect "and cut short" 3 'cut.gz: '
	head -c 100M /dev/zero | gzip -1 >bomb.gz
	verify --capture bomb.gz
	expect "and a thousandfold" 3 'bomb.gz: unpacks to more than the size limit'
fi
printf '\3757zXZ\0and more' >r.tar.xz
verify --capture r.tar.xz
expect "in another way" 3 'compressed by xz'
cp -r root dangling
rm dangling/sys/firmware/fdt
ln -s /sys/firmware/devicetree/base dangling/proc/device-tree
verify --root dangling
expect "a link to a tree that is not there is none" 3 'no device tree'
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
expect "what cannot be read is named" 0 'missing or not readable: .*/devices_deferred' out
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
