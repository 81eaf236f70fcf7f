#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Edits that a policy asks for by name, and none without.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

old=$top/examples/boards/overdrive-rev-b1-linux-5.10.dts
cat >"$tmp/migrate.yaml" <<'YAML'
version: 1
default: kernel
allow: [tree]
edits: [migrate-mmu-masters]
YAML

iommuplan build -k 6.12 -p "$tmp/migrate.yaml" -o "$tmp/all" "$old"
expect "no overlay deletes mmu-masters" 1 "an overlay cannot express"
sed 's/tree/cmdline/' "$tmp/migrate.yaml" >"$tmp/not.yaml"
iommuplan plan -p "$tmp/not.yaml" "$old"
expect "edits need allow: tree" 2 "'edits' needs tree"
sed 's/migrate-.*]/polish]/' "$tmp/migrate.yaml" >"$tmp/bad.yaml"
iommuplan plan -p "$tmp/bad.yaml" "$old"
expect "an edit nobody knows" 2 "bad.yaml:4:.*migrate-mmu-masters"
cat >"$tmp/screen.dts" <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	s: iommu@1000 {
		compatible = "arm,smmu-v3";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
	};
	d: display@2000 {
		compatible = "vendor,display";
		reg = <0x2000 0x1000>;
		iommus = <&s 1>;
	};
	reserved-memory {
		#address-cells = <1>;
		#size-cells = <1>;
		ranges;
		fb: fb@90000000 {
			reg = <0x90000000 0x800000>;
		};
	};
	chosen {
		framebuffer {
			compatible = "simple-framebuffer";
			memory-region = <&fb>;
			display = <&d>;
		};
	};
};
DTS
sed 's/migrate-.*]/keep-framebuffer]/' "$tmp/migrate.yaml" >"$tmp/keep.yaml"
iommuplan plan -k 7.2 -f json -p "$tmp/keep.yaml" "$tmp/screen.dts"
expect "a framebuffer stays mapped" 0 '"base":"0x90000000","size":"0x800000","type":"direct"' "$tmp/out"
iommuplan plan -k 6.1 -p "$tmp/keep.yaml" "$tmp/screen.dts"
expect "not by a kernel that does not read it" 1 "keep-framebuffer: /display@2000"

needs python3
# The groups of a plan by their members, with every member's stream IDs.
streams()
{
	python3 - "$tmp/out" <<'PY'
import json
import sys

plan = json.load(open(sys.argv[1]))
streams = {d["path"]: [(s["iommu"], s["id"], s["mask"]) for s in d["streams"]]
           for d in plan["devices"]}
for group in sorted(group["devices"] for group in plan["groups"]):
    print([(path, streams[path]) for path in group])
PY
}

for kernel in 5.10 6.1 6.12 7.2; do
	iommuplan plan -k "$kernel" -f json --kernel-config "$top/tests/golden/legacy.config" "$old"
	streams >"$tmp/before"
	iommuplan build -k "$kernel" --only dtb -p "$tmp/migrate.yaml" -o "$tmp/new.dtb" "$old"
	expect "$kernel: Seattle migrates" 0
	iommuplan plan -k "$kernel" -f json "$tmp/new.dtb"
	streams >"$tmp/after"
	expect "$kernel: and has groups" 0 '"legacy|xgmac' "$tmp/out"
	same "$kernel: the same groups and streams" "$tmp/before" "$tmp/after"
	is "$kernel: two of them" 2 "$(grep -c xgmac "$tmp/after")"
done
finish
