#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Parameters of a Raspberry Pi's config.txt are applied as its boot loader does:
# the plans are those of boards written down here. tests/overlays/params.py asks its
# own dtmerge about every overlay there is.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$tmp"
mkdir -p pi/overlays

# board STATUS UART-EXTRA CHOSEN: the board with what becomes of it
board()
{
	cat <<DTS
/dts-v1/;
/ {
	#address-cells = <1>; #size-cells = <1>;
	compatible = "raspberrypi,5-model-b", "brcm,bcm2712"; model = "a board";
	chosen { bootargs = "$3"; };
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a76"; reg = <0>; }; };
	smmu: iommu@1000 { compatible = "arm,mmu-500", "arm,smmu-v2"; reg = <0x1000 0x1000>;
		#iommu-cells = <1>; #global-interrupts = <1>; interrupts = <0 1 4>, <0 2 4>;
		status = "$1"; };
	dma: dma@2000 { compatible = "arm,pl330"; reg = <0x2000 0x1000>; iommus = <&smmu 1>; };
	usb: usb@3000 { compatible = "generic-ehci"; reg = <0x3000 0x1000>; $2 };
	pcie: pcie@10000 { compatible = "pci-host-ecam-generic"; device_type = "pci";
		reg = <0x10000 0x1000>; #address-cells = <3>; #size-cells = <2>;
		bus-range = <0 0>; iommu-map = <0 &smmu 0x100 $4>; };
	__overrides__ {
		smmu = <&smmu>, "status";
		pcie_ids = <&pcie>, "iommu-map:12";
		args = <&{/chosen}>, "bootargs";
	};
};
DTS
}
board disabled 'status = "disabled";' first 0x10 >base.dts
dtc -q -@ -I dts -O dtb -o pi/bcm2712-rpi-5-b.dtb base.dts
cat >usb.dtso <<'DTS'
/dts-v1/;
/plugin/;
/ {
	compatible = "brcm,bcm2712";
	fragment@0 { target = <&its>; __overlay__ { a; }; };
	frag: fragment@1 { target = <&dma>; __overlay__ { its: node { a = <&smmu>; }; }; };
	fragment@2 { target = <&usb>; own: __overlay__ { iommus = <&smmu 0x30>; status = "okay"; }; };
	fragment@3 { target = <&usb>; other: __dormant__ { iommus = <&smmu 0x31>; }; };
	fragment@4 { target-path = "/chosen"; __overlay__ { bootargs = "second"; }; };
	fragment@5 { target = <&other>; __overlay__ { no; }; };
	__overrides__ {
		id = <&own>, "iommus:4";
		other = <0>, "+3-2";
		either = <0>, "=3!2";
		coherent = <&own>, "dma-coherent?";
		incoherent = <&own>, "dma-coherent!";
		no_iommu = <&own>, "iommus!";
		to_dma = <&frag>, "target:0=", <&usb>, <&own>, "iommus:0=", <&dma>;
		kind = <&own>, "iommus:4{low=1,high=0x7f,0x40}";
		any = <&own>, "iommus:4{low=1,=9}";
		renamed = <&its>, "name";
		bytes = <&own>, "local-mac-address[";
		args = <&own>, "iommus:4";
		broken = <&own>, "iommus:x{";
	};
};
DTS
dtc -q -@ -I dts -O dtb -o pi/overlays/usb.dtbo usb.dtso
printf 'console=x\n' >pi/cmdline.txt
{
	head -c 56 /dev/zero
	printf 'ARMd'
	head -c 4036 /dev/zero
	printf 'Linux version 6.12.1 (a@b) #1\n\0'
} >pi/kernel8.img

nameless()
{
	sed 's/"file":"[^"]*"/"file":""/; s/"assumed":{[^}]*},//'
}

# makes CONFIG STATUS USB BOOTARGS [IDS]: the plan of config.txt is that of this board
makes()
{
	printf '%b' "$1" >pi/config.txt
	iommuplan plan -f json pi
	expect "$1" 0
	nameless <out >seen
	board "$2" "$3" "$4 console=x" "${5:-0x10}" >wanted.dts
	"$plan_bin" plan -q -k 6.12.1 -f json wanted.dts | nameless >wanted
	same "$1: the plan" wanted seen
}
usb='status = "okay";'
makes '# none\n' disabled 'status = "disabled";' first
is "nothing to tell" "" "$(cat err)"
makes 'dtparam=smmu\n' okay 'status = "disabled";' first
makes 'dtparam=smmu=on,pcie_ids=0x20\n' okay 'status = "disabled";' first 0x20
makes 'dtparam=smmu=off\ndevice_tree_param=args=iommu.passthrough=1\n' disabled 'status = "disabled";' \
	'first iommu.passthrough=1'
makes 'dtparam=smmu=on\ndtoverlay=usb\n' okay "$usb iommus = <&smmu 0x30>;" 'first second'
makes 'dtparam=smmu=on\ndtoverlay=usb,id=5\n' okay "$usb iommus = <&smmu 5>;" 'first second'
makes 'dtoverlay=usb:id=5\ndtparam=smmu=on\n' okay "$usb iommus = <&smmu 5>;" 'first second'
makes 'dtoverlay=usb\ndtparam=id=5\ndtoverlay=\ndtparam=smmu\n' okay "$usb iommus = <&smmu 5>;" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb\ndtoverlay=\ndtparam=args=iommu.passthrough=1\n' okay \
	"$usb iommus = <&smmu 0x30>;" 'first second iommu.passthrough=1'
makes 'dtparam=smmu\ndtoverlay=usb,other\n' okay 'status = "disabled"; iommus = <&smmu 0x31>;' 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,either=on\n' okay 'status = "disabled"; iommus = <&smmu 0x31>;' \
	'first second'
makes 'dtparam=smmu\ndtoverlay=usb,either=off\n' okay "$usb iommus = <&smmu 0x30>;" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,coherent\n' okay "$usb iommus = <&smmu 0x30>; dma-coherent;" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,coherent,incoherent=y\n' okay "$usb iommus = <&smmu 0x30>;" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,no_iommu\n' okay "$usb" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,no_iommu,no_iommu=n\n' okay "$usb iommus;" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,kind=high\n' okay "$usb iommus = <&smmu 0x7f>;" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,kind=0x40\n' okay "$usb iommus = <&smmu 0x40>;" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,any=x\n' okay "$usb iommus = <&smmu 9>;" 'first second'
makes 'dtparam=smmu\ndtoverlay=usb,bytes=02:00:00:00:00:01\n' okay "$usb iommus = <&smmu 0x30>;" \
	'first second'
is "all are applied" "" "$(cat err)"

printf 'dtparam=kind=low\n' >pi/user.txt
printf 'include config.txt\n' >pi/self.txt
makes 'dtparam=smmu\ndtoverlay=usb\ninclude user.txt\ninclude ../none\n' okay "$usb iommus = <&smmu 1>;" \
	'first second'
# Twice: a file in a file is the last that is read.
makes 'dtparam=smmu\ndtoverlay=usb\ninclude self.txt\n' okay "$usb iommus = <&smmu 0x30>;" \
	'first second second'

# Of the sections those of the board, by the name of its tree
makes '[pi4]\ndtparam=smmu\n[cm5]\ndtparam=smmu\n[none]\ndtparam=smmu\n[all]\n' disabled \
	'status = "disabled";' first
mv pi/bcm2712-rpi-5-b.dtb pi/bcm2712-rpi-cm5-cm5io.dtb
makes '[pi5]\ndtparam=smmu\n[pi500]\ndtparam=smmu=off\n' okay 'status = "disabled";' first
makes '[cm5]\ndtparam=smmu\n[cm4]\ndtparam=smmu=off\n' okay 'status = "disabled";' first
mv pi/bcm2712-rpi-cm5-cm5io.dtb pi/bcm2710-rpi-3-b-plus.dtb
makes '[pi3+]\ndtparam=smmu\n[pi02]\ndtparam=smmu=off\n' okay 'status = "disabled";' first
mv pi/bcm2710-rpi-3-b-plus.dtb pi/bcm2712-rpi-5-b.dtb

# Not applied, or not known: named, and the rest is
says()
{
	makes "dtparam=smmu\ndtoverlay=usb,$1\n" okay "$usb iommus = <&smmu 0x30>;" 'first second'
	expect "$1: named" 0 "overlays/usb.dtbo: parameters of config.txt that are not applied in full: $2$" err
}
says kind=zz 'kind .not a value that it accepts.'
says id=foo 'id .not a value that it accepts.'
says renamed=x 'renamed .it renames a node.'
says broken=1 'broken .not a value that it accepts.'
says 'nobody=\033[31m' 'nobody .not known.'
says 'bytes=0x,nothing' 'bytes .not a value that it accepts., nothing .not known.'
# A reference becomes one to another label, or to no IOMMU
printf 'dtparam=smmu\ndtoverlay=usb,to_dma\n' >pi/config.txt
iommuplan plan -f json pi
expect "labels as values" 0 '"unprotected":..*"path":"/usb@3000"' out
is "and nothing to tell" "" "$(cat err)"
finish
