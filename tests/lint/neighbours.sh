#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Devices that may be wired to an IOMMU which they do not name: in plans, as one
# note of lint for each IOMMU, and in diff where the IOMMU was switched on.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc jq
cd "$tmp"

# soc NAME STATUS ETHERNET DMA
soc()
{
	cat <<DTS
/dts-v1/;
/ {
	compatible = "vendor,board", "$1";
	#address-cells = <1>;
	#size-cells = <1>;
	interrupt-parent = <&gic>;
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <0>; }; };
	gic: interrupt-controller@f9010000 { compatible = "arm,gic-400"; reg = <0xf9010000 0x10000>;
		interrupt-controller; #interrupt-cells = <1>; };
	smmu: iommu@fd800000 { compatible = "arm,mmu-500"; reg = <0xfd800000 0x20000>;
		#global-interrupts = <1>; interrupts = <1>, <2>, <3>, <4>; #iommu-cells = <1>; $2 };
	ethernet@ff0e0000 { compatible = "vendor,mac"; reg = <0xff0e0000 0x1000>; $3 };
	mmc@ff170000 { compatible = "vendor,mmc"; reg = <0xff170000 0x1000>; };
	dma-controller@fd500000 { compatible = "xlnx,zynqmp-dma-1.0"; reg = <0xfd500000 0x1000>; $4 };
};
DTS
}

off='status = "disabled";'
for name in vendor,soc xlnx,zynqmp; do
	soc $name "$off" '' '' >"$name-off.dts"
	soc $name '' 'iommus = <&smmu 0x877>;' '' >"$name-on.dts"
	soc $name '' 'iommus = <&smmu 0x877>;' 'iommus = <&smmu 0x14e8>;' >"$name-all.dts"
done

# --- plan ---
iommuplan plan -k 6.12 -f json vendor,soc-on.dts
is "kinds that do DMA, of an SoC nothing is known of" \
	'/mmc@ff170000 /iommu@fd800000 unknown kind
/dma-controller@fd500000 /iommu@fd800000 unknown kind' \
	"$(jq -r '.neighbours[] | "\(.path) \(.iommu) \(.effect) \(.known_by)"' out)"
iommuplan plan -k 6.12 -f json xlnx,zynqmp-on.dts
is "kinds that name it on other boards of the SoC" '/dma-controller@fd500000 unknown soc' \
	"$(jq -r '.neighbours[] | "\(.path) \(.effect) \(.known_by)"' out)"
iommuplan plan -k 6.12 -f json --bootargs arm-smmu.disable_bypass=0 xlnx,zynqmp-on.dts
is "not translated in any case" open "$(jq -r '.neighbours[].effect' out)"
iommuplan plan -k 6.12 -f json vendor,soc-off.dts
is "a disabled IOMMU has no unclaimed streams" '[]' "$(jq -c .neighbours out)"
iommuplan plan -k 6.12 -f tsv xlnx,zynqmp-on.dts
expect "TSV" 0 '/dma-controller@fd500000.*names-no-iommu.fd500000.dma-controller.unknown$' out
iommuplan plan -k 6.12 xlnx,zynqmp-on.dts
expect "text" 0 'unclaimed streams of /iommu@fd800000: blocked; devices without iommus that may be wired to it' out

# --- explain: the device itself, asked for ---
iommuplan explain -k 6.12 -b xlnx,zynqmp-on.dts /dma-controller@fd500000
expect "known by other boards" 0 \
	'^  on another board of this SoC such a device is a master of /iommu@fd800000; DMA, if it is wired to it: blocked$' out
is "and begins with what is certain" '/dma-controller@fd500000: names no IOMMU, but may be wired to one' "$(sed 1q out)"
iommuplan explain -k 6.12 -b vendor,soc-on.dts /mmc@ff170000
expect "known by its kind" 0 \
	'^  it does DMA and is on the bus of /iommu@fd800000; DMA, if it is wired to it: blocked$' out
iommuplan explain -k 6.12 --bootargs arm-smmu.disable_bypass=0 -b vendor,soc-on.dts /mmc@ff170000
expect "where the IOMMU lets it pass" 0 'DMA, if it is wired to it: not translated$' out
iommuplan explain -k 6.12 -b vendor,soc-off.dts /mmc@ff170000
is "nothing is said of a disabled IOMMU" '/mmc@ff170000: not a master of an IOMMU' "$(sed 1q out)"

# --- lint: one note for each IOMMU ---
iommuplan lint -k 6.12 --notes vendor,soc-on.dts
expect "of an unknown SoC" 0 \
	'note: /mmc@ff170000 and 1 more do DMA but have no iommus: if they are wired .* blocked \[iommu-neighbours-unknown\]$' out
is "is one note" 1 "$(grep -c 'iommu-neighbours' out)"
iommuplan lint -k 6.12 --notes xlnx,zynqmp-on.dts
expect "of a known SoC" 0 'note: /dma-controller@fd500000.* ha(s|ve) no iommus, but on other boards with this SoC such devices .*\[iommu-neighbours\]$' out
iommuplan lint -k 6.12 -f json xlnx,zynqmp-all.dts
is "all name it" 0 "$(grep -c iommu-neighbours out || :)"

# --- diff ---
for name in vendor,soc xlnx,zynqmp; do
	iommuplan diff -k 6.12 -f json $name-off.dts $name-on.dts
	expect "$name: switched on is no error" 0
	is "$name: but a warning" "warning maybe-blocked /iommu@fd800000" \
		"$(jq -r 'select(.severity != "note") | "\(.severity) \(.kind) \(.subject)"' out)"
	is "$name: which devices" 'true' \
		"$(jq -c 'select(.kind == "maybe-blocked") | .after.neighbours | index("/dma-controller@fd500000") != null' out)"
done
iommuplan diff -k 6.12 -f json xlnx,zynqmp-off.dts xlnx,zynqmp-all.dts
is "nobody is left" 0 "$(grep -c maybe-blocked out || :)"
iommuplan diff -k 6.12 -f json xlnx,zynqmp-all.dts xlnx,zynqmp-on.dts
expect "what had an IOMMU and names it no more" 1 \
	'"severity":"error","kind":"blocked".*"subject":"/dma-controller@fd500000".*"after":null' out
iommuplan diff -k 6.12 -f json xlnx,zynqmp-all.dts xlnx,zynqmp-off.dts
is "is not blocked where the IOMMU is off" "unprotected" \
	"$(jq -r 'select(.severity == "error") | .kind' out | sort -u)"
finish
