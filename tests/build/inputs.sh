#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Builds from FIT images and with overlays, and builds that judge.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

needs dtc
board juno-r2
board fvp-base-revc

# FIT images: numbered, since a name in the image is the image's to choose
cat >"$tmp/kernel.its" <<'EOF'
/dts-v1/;
/ {
	images {
		kernel { type = "kernel"; data = [00]; };
		fdt-b { type = "flat_dt"; compression = "none"; data = /incbin/("juno-r2.dtb"); };
		fdt-a { type = "flat_dt"; compression = "none"; data = /incbin/("fvp-base-revc.dtb"); };
	};
};
EOF
(cd "$tmp" && dtc -q -I dts -O dtb -o kernel.itb kernel.its)
iommuplan build -k 6.12 -o "$tmp/fit" "$tmp/kernel.itb"
expect "a FIT image" 0
iommuplan build -k 6.12 -o "$tmp/trees" "$tmp/juno-r2.dtb" "$tmp/fvp-base-revc.dtb"
for pair in fdt-b:juno-r2 fdt-a:fvp-base-revc; do
	same "its tree ${pair%:*}" "$tmp/trees/${pair#*:}.iommu.dtb" \
		"$tmp/fit/kernel.itb__images_${pair%:*}.iommu.dtb"
done
is "and nothing else" 8 "$(find "$tmp/fit" -type f | wc -l | tr -d ' ')"
iommuplan build -o "$tmp/one.dtb" "$tmp/kernel.itb"
expect "FILE.dtb of a FIT image with two trees" 2 'more trees'
is "is not written" "" "$(find "$tmp" -name 'one.dtb*')"
cp "$tmp/juno-r2.dtb" "$tmp/kernel.itb__images_fdt-a.dtb"
iommuplan build -k 6.12 -o "$tmp/mixed" --only dtb "$tmp/kernel.itb" "$tmp/kernel.itb__images_fdt-a.dtb"
expect "a file with the name of an image's tree" 2 'kernel.itb:/images/fdt-a: '
same "keeps it" "$tmp/trees/juno-r2.iommu.dtb" "$tmp/mixed/kernel.itb__images_fdt-a.iommu.dtb" \
	|| true

# Overlays: what is annotated is the merged tree
cat >"$tmp/off.dts" <<'EOF'
/dts-v1/;
/plugin/;
/ {
	fragment@0 {
		target-path = "/iommu@7fb30000";
		__overlay__ { status = "disabled"; };
	};
};
EOF
dtc -q -I dts -O dtb -o "$tmp/off.dtbo" "$tmp/off.dts"
iommuplan build -k 6.12 -a "$tmp/off.dtbo" -o "$tmp/merged" "$tmp/juno-r2.dtb"
expect "with an overlay" 0
is "the tree has it" disabled \
	"$(fdtget "$tmp/merged/juno-r2.iommu.dtb" /iommu@7fb30000 status)"
is "the plan counts with it" 2 \
	"$(fdtget "$tmp/merged/juno-r2.iommu.dtb" /chosen/iommuplan unprotected-count)"
iommuplan build -k 6.12 -a "$tmp/off.dtbo" -o "$tmp/merged" \
	"$tmp/merged/juno-r2.iommu.dtb"
same "applied twice" "$tmp/merged/juno-r2.iommu.dtb" \
	"$tmp/merged/juno-r2.iommu.iommu.dtb"

# Judging: off unless asked for; the artefacts are written all the same
iommuplan build -k 6.12 --fail-on warning -a "$tmp/off.dtbo" -o "$tmp/judged" \
	"$tmp/juno-r2.dtb"
expect "--fail-on warning" 1
is "writes what it found wanting" 4 "$(find "$tmp/judged" -type f | wc -l | tr -d ' ')"
finish
