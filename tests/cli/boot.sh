#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Directories of boot partitions: the plans of what their entries boot, each
# the same as with kernel, configuration and boot arguments spelled out.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

for need in python3 dtc; do
	have $need || { skip "boot partitions" "no $need"; finish; }
done
board juno-r2
board rk3399-rockpro64
cd "$tmp"
mkdir in
python3 "$top/tests/cli/containers.py" juno-r2.dtb rk3399-rockpro64.dtb in
release=6.12.117+deb13-arm64
cat >one.dtso <<'DTS'
/dts-v1/;
/plugin/;
/ { fragment@0 { target-path = "/"; __overlay__ { model = "overlaid"; }; }; };
DTS
dtc -q -I dts -O dtb -o one.dtbo one.dtso

nameless()
{
	sed 's/"file":"[^"]*"/"file":""/; s/"assumed":{[^}]*},//'
}

# wants OPTION...: one more plan
wants()
{
	"$plan_bin" plan -q -f json --page-size 4k "$@" | nameless >>wanted
}

# holds DIRECTORY NAME...: the plans in wanted, and the names of the trees
holds()
{
	dir=$1
	shift
	iommuplan plan -f json "$dir"
	expect "$dir" 0
	is "$dir: names" "$*" "$(grep -o '"file":"[^"]*"' out | sed "s/\"file\":\"$dir://; s/\"\$//" | tr '\n' ' ' | sed 's/ $//')"
	nameless <out >seen
	same "$dir: plans" wanted seen
}

# --- Boot Loader Specification ---
mkdir -p bls/loader/entries bls/EFI/Linux bls/d/one bls/dtbs
cp in/Image "bls/d/one/linux"
cp in/zboot bls/vmlinuz-zboot
cp juno-r2.dtb rk3399-rockpro64.dtb one.dtbo bls/dtbs
cp in/config "bls/d/one/config-$release"
cp in/uki-cmdline bls/EFI/Linux/image.efi
cat >bls/loader/entries/a.conf <<'CONF'
# a comment
title   Debian GNU/Linux
linux   /d/one/linux
options root=LABEL=x  quiet
options iommu.passthrough=1
devicetree dtbs/juno-r2.dtb
devicetree-overlay /dtbs/one.dtbo
CONF
printf 'title\tDebian GNU/Linux\nlinux vmlinuz-zboot\ndevicetree /dtbs/rk3399-rockpro64.dtb\narchitecture AA64\n' \
	>bls/loader/entries/b+3-1.conf
printf 'title other\nlinux d/one/linux\narchitecture x64\ndevicetree dtbs/juno-r2.dtb\n' \
	>bls/loader/entries/c.conf
printf 'title no tree\nlinux d/one/linux\n' >bls/loader/entries/d.conf
: >wanted
wants -k "$release" --kernel-config in/config -a one.dtso \
	--bootargs "root=LABEL=x  quiet iommu.passthrough=1" juno-r2.dtb
wants -k "$release" rk3399-rockpro64.dtb
wants -k "$release" --bootargs "console=x iommu.passthrough=1" juno-r2.dtb
holds bls 'entry[Debian GNU/Linux (a)]' 'entry[Debian GNU/Linux (b+3-1)]' 'entry[image]:.dtb'
iommuplan plan bls/
expect "with a slash behind" 0 '^bls:entry\[Debian GNU/Linux \(a\)\]' out

# --- addons of an image: more words, or another tree ---
mkdir -p addons/EFI/Linux/x.efi.extra.d addons/loader/addons
cp in/uki-cmdline addons/EFI/Linux/x.efi
cp in/words.addon.efi addons/EFI/Linux/x.efi.extra.d
: >wanted
wants -k "$release" --bootargs "console=x iommu.passthrough=1 iommu.strict=0" juno-r2.dtb
holds addons 'entry[x]:.dtb'
cp in/tree.addon.efi in/uki-plain addons/loader/addons
: >wanted
wants -k "$release" --bootargs "console=x iommu.passthrough=1 iommu.strict=0 more" rk3399-rockpro64.dtb
holds addons 'entry[x]:.dtb'

# --- a kernel's own words override nothing that an option says ---
iommuplan plan -f json -k 6.1 --bootargs quiet bls
is "options have the last word" '6.1 6.1 6.1' "$(grep -o '"kernel":"[^"]*"' out | sed 's/.*:"//; s/"//' | tr '\n' ' ' | sed 's/ $//')"

# --- extlinux.conf ---
mkdir -p ext/extlinux ext/usr/lib/dtbs/vendor
cp in/Image ext/vmlinuz
cp juno-r2.dtb ext/usr/lib/dtbs
cp rk3399-rockpro64.dtb ext/usr/lib/dtbs/vendor
cp one.dtbo ext/extlinux
printf 'menu include more.conf\nDEFAULT l0\nlabel l0\n\tmenu label First one\n\tLINUX ../vmlinuz\n\tfdtdir /usr/lib/dtbs/\n\tappend iommu.strict=0\n' \
	>ext/extlinux/extlinux.conf
printf 'label inc\nlinux /boot/vmlinuz\nfdt ../usr/lib/dtbs/juno-r2.dtb\nfdtoverlays one.dtbo\n' \
	>ext/extlinux/more.conf
: >wanted
wants -k "$release" -a one.dtso juno-r2.dtb
wants -k "$release" --bootargs iommu.strict=0 juno-r2.dtb
wants -k "$release" --bootargs iommu.strict=0 rk3399-rockpro64.dtb
holds ext 'entry[inc]' 'entry[First one]:juno-r2.dtb' 'entry[First one]:vendor/rk3399-rockpro64.dtb'

# Entries with one kernel read it once, each with its own words.
printf 'label a\nlinux ../vmlinuz\nfdt ../usr/lib/dtbs/juno-r2.dtb\nappend iommu.strict=0\nlabel b\nlinux /vmlinuz\nfdt ../usr/lib/dtbs/juno-r2.dtb\nappend iommu.strict=1\n' \
	>ext/extlinux/extlinux.conf
: >wanted
wants -k "$release" --bootargs iommu.strict=0 juno-r2.dtb
wants -k "$release" --bootargs iommu.strict=1 juno-r2.dtb
holds ext 'entry[a]' 'entry[b]'

# --- GRUB, its literal lines ---
mkdir -p grub/grub
cp in/Image grub/vmlinuz
cp juno-r2.dtb grub/board.dtb
# shellcheck disable=SC2016 # that is GRUB's
printf '%s\n' 'set x=1' "menuentry 'Mine' --class os {" ' linux /vmlinuz root=x iommu.strict=0' \
	'	devicetree /board.dtb' '}' 'menuentry "Theirs" {' ' linux /vmlinuz root=$root' \
	' devicetree /board.dtb' '}' 'menuentry "ACPI" {' 'linux /vmlinuz' '}' >grub/grub/grub.cfg
: >wanted
wants -k "$release" --bootargs 'root=x iommu.strict=0' juno-r2.dtb
# shellcheck disable=SC2016
wants -k "$release" --bootargs 'root=$root' juno-r2.dtb
holds grub 'entry[Mine]' 'entry[Theirs]'
expect "variables are named" 0 'entry\[Theirs\]: has variables of the boot loader' err
sed -i '/devicetree/d' grub/grub/grub.cfg
iommuplan plan -f json grub
is "without devicetree, the trees below" '"file":"grub/board.dtb"' "$(grep -o '"file":"[^"]*"' out)"

# --- Raspberry Pi ---
mkdir -p pi/overlays
cp in/Image pi/kernel8.img
cp juno-r2.dtb pi/bcm2711-rpi-4-b.dtb
cp juno-r2.dtb pi/bcm2712-rpi-5-b.dtb
cp one.dtbo pi/overlays/vc4-kms-v3d-pi5.dtbo
printf 'console=x iommu.strict=0\n' >pi/cmdline.txt
printf '# comment\ndtparam=audio=on\n[pi5]\ndtoverlay=vc4-kms-v3d,cma-256\n[pi4]\ncmdline=none.txt\n[all]\narm_64bit=1\n' >pi/config.txt
: >wanted
wants -k "$release" juno-r2.dtb
wants -k "$release" -a one.dtso --bootargs 'console=x iommu.strict=0' juno-r2.dtb
expect_unread()
{
	expect "the tree's are named" 0 'bcm2712-rpi-5-b.: parameters of config.txt that are not applied in full: audio .not known.$' err
	expect "the overlay's" 0 'overlays/vc4-kms-v3d-pi5.dtbo: parameters of .*: cma-256 .not known.$' err
	is "for the board that has them" 1 "$(grep -c 'cma-256' err)"
}
holds pi 'entry[bcm2711-rpi-4-b]' 'entry[bcm2712-rpi-5-b]'
expect_unread

# --- flash-kernel's pairs, and what it writes to flash ---
mkdir flash
cp in/Image.gz "flash/vmlinuz-$release"
cp juno-r2.dtb "flash/dtb-$release"
: >wanted
wants -k "$release" juno-r2.dtb
holds flash "entry[$release]"

# --- a FIT image of which one configuration is named ---
if have mkimage; then
	mkdir -p fit/extlinux
	cat >fit.its <<'DTS'
/dts-v1/;
/ { description = "x"; #address-cells = <1>;
	images { fdt-1 { type = "flat_dt"; arch = "arm64"; compression = "none"; data = /incbin/("juno-r2.dtb"); };
		fdt-2 { type = "flat_dt"; arch = "arm64"; compression = "none"; data = /incbin/("rk3399-rockpro64.dtb"); }; };
	configurations { a { fdt = "fdt-1"; }; b { fdt = "fdt-2"; }; };
};
DTS
	mkimage -q -f fit.its fit/image.itb
	printf 'label x\nkernel /image.itb#b\n' >fit/extlinux/extlinux.conf
	"$plan_bin" plan -q -f json rk3399-rockpro64.dtb | nameless >wanted
	holds fit 'entry[x]:/configurations/b'
else
	skip "an entry that names a configuration" "no mkimage"
fi

# --- hostile ones ---
mkdir -p bad/loader/entries bad/EFI/Linux secret
cp juno-r2.dtb secret
ln -s ../secret bad/link
ln -s nowhere bad/loader/entries/dangling.conf
printf 'label a\ninclude extlinux.conf\ninclude extlinux.conf\n' >secret/self.conf
# refuses CONF PATTERN
refuses()
{
	printf '%b' "$1" >bad/loader/entries/a.conf
	iommuplan plan bad
	expect "refused: $1" 3 "$2"
}
refuses 'devicetree ../secret/juno-r2.dtb\n' '^iommuplan: bad:entry\[a\]: names ../secret/juno-r2.dtb, which is not in the directory'
refuses 'devicetree link/juno-r2.dtb\n' 'names link/juno-r2.dtb, which is not in the directory'
refuses 'linux /none\ndevicetree x\n' 'names /none, which is not in the directory'
refuses 'title \033[31m\ndevicetree x\n' 'entry\[.x1b'
mkfifo bad/pipe
printf 'devicetree pipe\n' >bad/loader/entries/a.conf
iommuplan plan bad
expect "a pipe without a writer" 4 'not a regular file'
refuses "$(printf 'devicetree x\\ndevicetree-overlay %s\\n' "$(printf 'y %.0s' $(seq 99))")" 'more than 1024 boot entries'
mkdir -p self/extlinux
cp secret/self.conf self/extlinux/extlinux.conf
printf 'fdt x\n' >>self/extlinux/extlinux.conf
iommuplan plan self
expect "a file that includes itself" 3

# --- build writes each entry's ---
iommuplan build -o built bls
expect "build" 0
is "each entry's artefacts" 3 "$(find built -name '*.plan.json' | wc -l | tr -d ' ')"
iommuplan diff bls bls
expect "diff" 0
iommuplan plan -j 2 -f json bls flash
expect "side by side" 0
is "all of them" 4 "$(wc -l <out | tr -d ' ')"

finish
