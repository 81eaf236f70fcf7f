#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# FIT images as mkimage makes them: each configuration is the plan of its tree
# with its overlays under its kernel, and what U-Boot would not boot is an error.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

for need in mkimage dtc python3; do
	have $need || { skip "FIT images" "no $need"; finish; }
done
board juno-r2
board rk3399-rockpro64
cd "$tmp"
mkdir in
python3 "$top/tests/cli/containers.py" juno-r2.dtb rk3399-rockpro64.dtb in
cp in/Image in/kernel.zst in/config .
cat >one.dtso <<'DTS'
/dts-v1/;
/plugin/;
/ { fragment@0 { target-path = "/"; __overlay__ { model = "first"; }; }; };
DTS
sed 's/first/second/' one.dtso >two.dtso
for overlay in one two; do dtc -q -I dts -O dtb -o $overlay.dtbo $overlay.dtso; done

# its WORDS: configurations, to fit.its
its()
{
	cat >fit.its <<DTS
/dts-v1/;
/ {
	description = "boards";
	#address-cells = <1>;
	images {
		kernel-1 { type = "kernel"; arch = "arm64"; os = "linux"; compression = "none";
			load = <0>; entry = <0>; data = /incbin/("Image"); hash-1 { algo = "sha256"; }; };
		kernel-2 { type = "kernel"; arch = "arm64"; os = "linux"; compression = "zstd";
			load = <0>; entry = <0>; data = /incbin/("kernel.zst"); };
		fdt-1 { type = "flat_dt"; arch = "arm64"; compression = "none";
			data = /incbin/("juno-r2.dtb");
			hash-1 { algo = "crc32"; }; hash-2 { algo = "sha1"; }; };
		fdt-2 { type = "flat_dt"; arch = "arm64"; compression = "none";
			data = /incbin/("rk3399-rockpro64.dtb"); hash-1 { algo = "sha256"; }; };
		fdt-3 { type = "flat_dt"; arch = "arm64"; compression = "none";
			data = /incbin/("one.dtbo"); hash-1 { algo = "md5"; }; };
		fdt-4 { type = "flat_dt"; arch = "arm64"; compression = "none";
			data = /incbin/("two.dtbo"); };
		ramdisk-1 { type = "ramdisk"; arch = "arm64"; os = "linux"; compression = "none";
			data = [00 01]; };
	};
	configurations { default = "conf-1"; $1 };
};
DTS
	run mkimage "${2:--q}" -f fit.its fit.itb
	[ "$status" = 0 ] || not_ok "mkimage" "$(tail -n 3 "$tmp/err")"
}

nameless()
{
	sed 's/"file":"[^"]*"/"file":""/; s/"assumed":{[^}]*},//'
}

# holds NAME NAME...: the plans in wanted, and the names of the trees
holds()
{
	what=$1
	shift
	iommuplan plan -f json fit.itb
	expect "$what" 0
	is "$what: names" "$*" "$(grep -o '"file":"[^"]*"' out | sed 's/"file":"fit.itb:.configurations.//; s/"$//' | tr '\n' ' ' | sed 's/ $//')"
	nameless <out >seen
	same "$what: plans" wanted seen
}

# wants OPTION...: one more plan
wants()
{
	"$plan_bin" plan -q -f json -k 6.12.117+deb13-arm64 "$@" | nameless >>wanted
}

all='conf-1 { kernel = "kernel-1"; fdt = "fdt-1"; };
conf-2 { kernel = "kernel-2"; fdt = "fdt-2"; };
conf-3 { kernel = "kernel-1"; fdt = "fdt-1", "fdt-3", "fdt-4"; ramdisk = "ramdisk-1"; };
conf-4 { kernel = "kernel-1"; fdt = "fdt-1"; ramdisk = "ramdisk-1"; };'
: >wanted
wants --page-size 4k juno-r2.dtb
wants --page-size 4k rk3399-rockpro64.dtb
wants --page-size 4k -a one.dtso -a two.dtso juno-r2.dtb
for option in -q -E; do
	its "$all" $option
	holds "configurations ($option)" conf-1 conf-2 conf-3
done
is "overlays in their order" second "$(sed -n '3s/.*"model":"\([^"]*\)".*/\1/p' seen)"
is "the kernel is the configuration's" 3 "$(grep -c '"kernel_from":"container"' out)"

is "a hash that is not checked is named, once" 1 "$(grep -c 'conf-3: the md5 of fdt-3 is not checked here' err)"

# A user's overlay comes after those.
iommuplan plan -f json -a one.dtso fit.itb
is "and -a after them" first "$(sed -n '3s/.*"model":"\([^"]*\)".*/\1/p' out)"

its "$all over { fdt = \"fdt-3\"; };"
holds "with one of overlays alone" conf-1 conf-2 conf-3
expect "which is told" 0 'fit.itb: configurations that contain only overlays'
its 'conf-1 { fdt = "fdt-3"; };'
iommuplan plan fit.itb
expect "overlays alone" 3 'fit.itb: a FIT image that contains only overlays'
its 'conf-1 { kernel = "kernel-1"; };'
iommuplan plan fit.itb
expect "no tree" 3 'fit.itb: a FIT image without a device tree'

# What U-Boot refuses
its "$all"
python3 - <<'PY'
with open("fit.itb", "rb") as f:
    fit = bytearray(f.read())


def spoil(name, what):
    with open(what, "rb") as f:
        at = fit.rindex(f.read())
    bad = bytearray(fit)
    bad[at + 600] ^= 1
    with open(name, "wb") as f:
        f.write(bad)


spoil("bad-tree.itb", "rk3399-rockpro64.dtb")
spoil("bad-sha1.itb", "juno-r2.dtb")
spoil("bad-kernel.itb", "Image")
with open("missing.itb", "wb") as f:
    f.write(fit.replace(b"fdt-1\0fdt-3", b"fdt-1\0fdt-9").replace(b"ramdisk-1\0\0\0\0\0\0\3", b"ramdisk-9\0\0\0\0\0\0\3"))
PY
iommuplan plan -f json bad-tree.itb
expect "sha256" 3 'bad-tree.itb:/configurations/conf-2: the data of fdt-2 does not match the sha256'
is "the others are planned" 2 "$(wc -l <out | tr -d ' ')"
iommuplan plan -f json bad-sha1.itb
expect "crc32" 3 'bad-sha1.itb:/configurations/conf-1: the data of fdt-1 does not match the crc32'
expect "and once more, where it is used" 3 'conf-3: has the image fdt-1, which is incomplete'
is "planned where it is not" 1 "$(wc -l <out | tr -d ' ')"
iommuplan plan bad-kernel.itb
expect "the kernel's" 3 'conf-1: the data of kernel-1 does not match the sha256'
iommuplan plan -f json missing.itb
expect "an image that is missing" 3 'conf-3: names the image fdt-9, which /images does not have'
is "the others are" 2 "$(wc -l <out | tr -d ' ')"

# Hashes count without configurations, too.
awk '/configurations/ { exit } { print } END { print "};" }' fit.its >bare.its
dtc -q -I dts -O dtb -o bare.itb bare.its
iommuplan plan bare.itb
expect "images alone" 3 'bare.itb:/images/fdt-3: is an overlay'

# Its older format, as mkimage writes it
mkimage -q -A arm64 -O linux -T multi -C none -d Image:two.dtbo:juno-r2.dtb multi.img >sink
: >wanted
wants --page-size 4k juno-r2.dtb
iommuplan plan -f json multi.img
expect "of a kernel, a ramdisk and a tree" 0
nameless <out >seen
same "its plan, of that kernel" wanted seen
echo 'booti 0 - 1' >boot.cmd
mkimage -q -A arm64 -T script -C none -d boot.cmd boot.scr >sink
iommuplan plan boot.scr
expect "a script" 3 "boot.scr: is a U-Boot script, which is not interpreted"

# Cut anywhere, it is an error and nothing else.
size=$(wc -c <fit.itb)
for part in 3 11 29 47 61 83 95; do
	head -c $((size * part / 97)) fit.itb >cut.itb
	iommuplan plan -f json cut.itb
	case $status in
	0 | 3) ok "cut at $part of 97" ;;
	*) not_ok "cut at $part of 97" "exit status $status" ;;
	esac
done

finish
