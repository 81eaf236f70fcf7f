#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What a policy edits reaches the kernel through the script, in U-Boot's
# sandbox: shared domains and a kept framebuffer, by overlay and by merged tree.
#
#	tests/uboot/edits.sh [RELEASE...]	those sandboxes that are built
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
[ $# -gt 0 ] || set -- bookworm sid v2026.07

boot="setenv kernel_addr_r 1000000; setenv fdt_addr_r 2000000;
setenv ramdisk_addr_r 3000000; setenv iommu_media hostfs -;
setenv iommu_plain board.dtb; setenv iommu_kernel Image;
setenv iommu_initrd initrd.img; setenv iommu_boot run booted;
setenv booted 'save hostfs - \${iommu_tree} booted.dtb 40000';
load hostfs - 6000000 iommuplan.scr; source 6000000;
echo @status \${iommu_status}; poweroff"

# boot WAY FILE: what the script boots; only the file that this way needs is there
boot()
{
	rm -rf "${tmp:?}/boot"
	mkdir "$tmp/boot"
	cp "$tmp/board.dtb" "$tmp/artefacts/board.env" "$tmp/boot/"
	cp "$tmp/artefacts/$2" "$tmp/boot/"
	mkimage -A sandbox -T script -d "$tmp/artefacts/board.boot.cmd" "$tmp/boot/iommuplan.scr" >/dev/null
	echo kernel >"$tmp/boot/Image"
	echo initrd >"$tmp/boot/initrd.img"
	(cd "$tmp/boot" && timeout 60 "$sandbox" -D -c "$boot") \
		>"$tmp/raw" 2>&1 </dev/null || true
	is "$release: the $1 tree is booted" "@status $1" \
		"$(sed -n 's/\x1b\[[0-9;]*[A-Za-z]//g; s/\r//g; /^@status/p' "$tmp/raw" | cut -d' ' -f1,2)"
	dtc -q -I dtb -O dts -s -o "$tmp/booted.dts" "$tmp/boot/booted.dtb" || true
	same "$release: with the edits ($1)" "$tmp/edited.dts" "$tmp/booted.dts"
}

if ! have dtc || ! have mkimage; then
	skip "edits of a policy in U-Boot" "no dtc or mkimage"
	finish
fi
cat >"$tmp/board.dts" <<'EOF'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	model = "shared and scanned out";
	interrupt-parent = <&gic>;
	gic: interrupt-controller { interrupt-controller; #interrupt-cells = <1>; };
	smmu: iommu@1000 {
		compatible = "arm,mmu-500";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
		#global-interrupts = <1>;
		interrupts = <0 1 2 3 4>;
	};
	display: display@2000 { compatible = "test,display"; reg = <0x2000 0x1000>; iommus = <&smmu 1>; };
	dma@3000 { compatible = "test,dma"; reg = <0x3000 0x1000>; iommus = <&smmu 2>; };
	usb@4000 { compatible = "test,usb"; reg = <0x4000 0x1000>; iommus = <&smmu 3>; };
	reserved-memory {
		#address-cells = <1>;
		#size-cells = <1>;
		ranges;
		fb: framebuffer@90000000 { reg = <0x90000000 0x800000>; };
	};
	chosen {
		framebuffer { compatible = "simple-framebuffer"; memory-region = <&fb>; display = <&display>; };
	};
};
EOF
cat >"$tmp/policy.yaml" <<'EOF'
version: 1
default: strict
allow: [tree]
edits: [keep-framebuffer]
iommus:
  - match: {path: "/iommu@1000"}
    strategy: shared
    share: [{path: "/dma@3000"}, {path: "/usb@4000"}]
EOF
dtc -q -I dts -O dtb -o "$tmp/board.dtb" "$tmp/board.dts"
mkdir "$tmp/artefacts"
iommuplan build -q -k 6.12 --policy "$tmp/policy.yaml" --target u-boot -o "$tmp/artefacts" "$tmp/board.dtb"
dtc -q -I dtb -O dts -s -o "$tmp/edited.dts" "$tmp/artefacts/board.iommu.dtb"
for property in iommu-addresses stream-match-mask; do
	if grep -q "$property = " "$tmp/edited.dts"; then
		ok "$property is set"
	else
		not_ok "$property is not set"
	fi
done
for release in "$@"; do
	sandbox=$cache/u-boot/$release/sandbox/u-boot
	if [ ! -x "$sandbox" ]; then
		skip "edits of a policy in $release's U-Boot" "no sandbox: make uboot-check"
		continue
	fi
	boot merged board.iommu.dtb
	boot overlay board.iommu.dtbo
done
finish
