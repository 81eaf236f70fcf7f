#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Vendors' kernels: groups, types and windows as their sources have them
# (schemas/vendor says which), and how a vendor is recognised. No vendor's kernel
# was booted: the source that the facts name is what judged these.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc jq

for tree in "$top"/tests/cli/vendor/*.dts; do
	dtc -q -I dts -O dtb -o "$tmp/$(basename "$tree" .dts).dtb" "$tree"
done
cd "$tmp"

# groups ARGS...: "name,name:type" of every group, in the order of the tree
groups()
{
	iommuplan plan -q -f json "$@"
	[ "$status" = 0 ] || echo "status $status"
	jq -r '[.groups[] | ([.devices[] | ltrimstr("/") | sub("@.*"; "")] | join(",")) +
		":" + .domain] | join(" ")' out
}
# of MASTER FILTER: of the master of that name, in the plan last made
of()
{
	jq -r --arg name "$1" "(.devices + .unprotected)[] | select(.path | startswith(\"/\" + \$name + \"@\")) | $2" out
}

# --- Samsung, Google: the group is the node's that the master names
is "SysMMU: groups by the property" "a,b:DMA c:DMA" "$(groups -k 5.15 sysmmu.dtb)"
is "a master that names none" group-not-named "$(of d .reason)"
is "one whose group is disabled" group-node-not-bound "$(of e .reason)"
is "its regions" "0x4000 0x1000 reserved;0x80000000 0x2000 direct" "$(jq -r '[.groups[0].reserved[] |
	.base + " " + .size + " " + .type] | join(";")' out)"
iommuplan plan -q -f json -k 5.15 --bootargs iommu.passthrough=1 sysmmu.dtb
is "its identity lets nothing pass" "identity blocked" "$(jq -r '.groups[0].domain' out) $(of a .effect)"
is "it cannot be DMA-FQ" "a,b:DMA c:DMA" "$(groups -k 6.6 --bootargs iommu.strict=0 sysmmu.dtb)"
is "on mainline nobody binds it" "" "$(groups -k 5.15 --vendor mainline sysmmu.dtb)"

# --- Qualcomm: shared by phandle, the type read from its target
all="a,b,f:identity c:DMA d:unmanaged e:DMA"
is "msm: groups, types by property" "$all" "$(groups -k 5.15 msm.dtb)"
is "whatever the command line says" "$all" \
	"$(groups -k 5.15 --bootargs 'iommu.passthrough=1 iommu.strict=0' msm.dtb)"
is "an unmanaged domain is not known to translate" unknown "$(of d .effect)"
is "only the pool is left" "0x40000000 0x4fffffff" "$(of e '.iova.first + " " + .iova.last')"
is "which 6.6 does not read any more" "0x1000 0xffffffffffff" \
	"$(groups -k 6.6 msm.dtb >sink; of e '.iova.first + " " + .iova.last')"
iommuplan plan -q -f json -k 5.4 --bootargs iommu.passthrough=1 msm.dtb
is "types of 5.4 were not read" unknown "$(jq -r '.groups[1].confidence' out)"
iommuplan plan -q -f json -k 6.18 --vendor qcom iris.dtb
is "a device for each row of iommu-map" "0 0x1940;1 0x1947" "$(jq -r '[.devices[] |
	select(.path == "/video-codec@aa00000") | "\(.context) " + .streams[0].id] | join(";")' out)"
is "which mainline does not make" iommu-map-unused \
	"$(iommuplan plan -q -f json -k 6.18 iris.dtb; of video-codec .reason)"

# --- Raspberry Pi: an aperture that does not begin at 0
is "BCM2712: one group for each instance" "a,b:DMA c:DMA" "$(groups -k 6.12 bcm2712.dtb)"
is "no identity" "a,b:DMA c:DMA" "$(groups -k 6.12 --bootargs iommu.passthrough=1 bcm2712.dtb)"
is "its window" "0xa00000000 0xa7fffffff" "$(of a '.iova.first + " " + .iova.last')"
is "moved by a property" "0x1a00000000 0x1a7fffffff" "$(of c '.iova.first + " " + .iova.last')"
is "properties that came later" "0xb00000000 0xbffffffff" \
	"$(groups -k 6.18 bcm2712.dtb >sink; of a '.iova.first + " " + .iova.last')"

# --- NVIDIA: pairs of 64 bits, whatever the cells are
iommuplan plan -q -f json -k 5.10.104-tegra tegra.dtb
is "iommu-resv-regions" "0x100000000 0x80000000 reserved" "$(jq -r '[.groups[0].reserved[] |
	select(.type == "reserved") | .base + " " + .size + " " + .type] | join(";")' out)"

# --- Rockchip, MediaTek
is "Rockchip: IOMMUs of two kinds side by side" "a:DMA b:DMA" "$(groups -k 6.1 rockchip.dtb)"
# The clocks of RK3588 got their driver in 6.12 of mainline, and before in the vendor's.
cp rockchip.dtb clocked.dtb
fdtput -c clocked.dtb /cru@200
fdtput -t s clocked.dtb /cru@200 compatible rockchip,rk3588-cru
fdtput clocked.dtb /cru@200 '#clock-cells' 1
fdtput clocked.dtb /cru@200 phandle 100
fdtput clocked.dtb /iommu@1000 clocks 100 1 100 2
fdtput -t s clocked.dtb /iommu@1000 clock-names aclk iface
is "whose clocks mainline had no driver for" "active active ready" \
	"$(iommuplan plan -q -f json -k 6.1 clocked.dtb; jq -r '"\([.iommus[].state] | join(" ")) " +
	([.iommus[0].suppliers[] | select(.property == "clocks")][0].state)' out)"
iommuplan plan -q -f json -k 5.10 mediatek.dtb
is "MediaTek: who shares a group nobody read" unknown "$(jq -r '.groups[0].confidence' out)"

# --- MediaTek's SMMUv3: groups and types of nodes below it
is "MT6991: groups by the property" "a,b:DMA c:identity d:DMA e:DMA" "$(groups -k 6.6 mediatek-smmu.dtb)"
is "only its range is left" 0xfdffffff "$(of b .iova.last)"
is "types that the tree leaves open" "a,b:identity c:identity d:identity e:identity" \
	"$(groups -k 6.6 --bootargs iommu.passthrough=1 mediatek-smmu.dtb)"
is "mainline has one for each" "a:DMA b:DMA c:DMA d:DMA e:DMA" \
	"$(groups -k 6.6 --vendor mainline mediatek-smmu.dtb)"
# The driver of v9 has a group driver with a compatible of its own.
cp sysmmu.dtb v9.dtb
for node in 1 2; do
	fdtput -t s v9.dtb "/sysmmu-group-$node" compatible samsung,sysmmu-group-v9
done
is "SysMMU v9: the same groups" "$(groups -k 5.15 sysmmu.dtb)" "$(groups -k 5.15 v9.dtb)"
# dtc -L, and vendors' packers: the node has the masters' names, and offsets for iommus
fdtput -p -t x v9.dtb "/__local_fixups__/a@2000" iommus 0
is "offsets of phandles are no masters" "$(groups -k 5.15 sysmmu.dtb)" \
	"$(groups -k 5.15 v9.dtb)$(jq -r '.unprotected[] | select(.path | startswith("/__")) | .path' out)"

# --- who it is
iommuplan plan -k 5.15 msm.dtb
expect "recognised by an IOMMU" 0 'msm.dtb: facts of the kernels of qcom .*qcom,qsmmu-v500'
is "said once" 1 "$(grep -c 'facts of' err)"
iommuplan plan -q -f json msm.dtb
is "in JSON" qcom "$(jq -r .assumed.vendor out)"
iommuplan plan -k 6.12.25+rpt-rpi-2712 bcm2712.dtb bcm2712.dtb
expect "recognised by a version" 0 'rpt-rpi-2712: facts of the kernels of raspberrypi'
is "once for all trees" 1 "$(grep -c 'facts of' err)"
# The facts are loaded once for each side.
run "$plan_bin" diff -k 6.12 --vendor raspberrypi bcm2712.dtb bcm2712.dtb
expect "a tree does not differ from itself" 0 'no difference' "$tmp/out"
iommuplan plan --vendor nobody msm.dtb
expect "nobody's" 2 'vendor nobody: no facts .*raspberrypi.*mainline'
iommuplan plan -k 5.15 msm.dtb rockchip.dtb msm.dtb
is "each tree its own" "qcom rockchip qcom" "$(sed -n 's/.*kernels of \([a-z]*\) .*/\1/p' err |
	tr '\n' ' ' | sed 's/ $//')"
cp out one
iommuplan plan -j2 -k 5.15 msm.dtb rockchip.dtb msm.dtb
same "side by side" one out

# --- a distribution's kernel has mainline's drivers
for kernel in 6.12.117+deb13-arm64 6.1.0-50-arm64 6.14.3-300.fc42.aarch64 6.12.30-current-rockchip64; do
	iommuplan plan -k $kernel -f json rockchip.dtb
	is "$kernel" null "$(jq -r .assumed.vendor out)"
	is "$kernel: nothing is told" "" "$(grep 'facts of' err || true)"
done
iommuplan plan -q -f json -k 6.1.75-vendor-rk35xx rockchip.dtb
is "a vendor's, of the same project" rockchip "$(jq -r .assumed.vendor out)"
iommuplan plan -q -f json -k 6.12.117+deb13-arm64 --vendor rockchip rockchip.dtb
is "--vendor has the last word" rockchip "$(jq -r .assumed.vendor out)"

# --- facts of one's own
mkdir own own/vendor
cat >own/vendor/example.yaml <<'Y'
vendor: example
driver: arm-smmu
title: "Example's"
arch: [arm64]
compatibles:
  - {name: "example,smmu", since: "5.10", from: example}
facts:
  group-by-property:
    - {value: number, since: "5.10", from: example}
lists:
  group-property:
    - {name: "example,group", since: "5.10", from: example}
Y
is "--schema-dir adds a vendor: groups by number" "a,c:DMA b:DMA" \
	"$(groups -k 6.6 --schema-dir own --vendor example number.dtb)"
is "which says nothing without" "a:DMA b:DMA c:DMA" "$(groups -k 6.6 --schema-dir own number.dtb)"

# --- a driver that nobody knows
iommuplan plan -q -k 5.10 --vendor mainline msm.dtb
expect "named once, with how many name it" 0 \
	'1 inactive IOMMU: qcom,qsmmu-v500, which 6 masters refer to, has no driver in mainline 5.10' out
is "and nothing else says so" 0 "$(grep -c 'no Linux driver knows' out)"
expect "and how to describe it" 0 'explain -b FILE qcom,qsmmu-v500' out
cat >unknown.dts <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	one: iommu@1000 { compatible = "example,mmu"; reg = <0x1000 0x1000>; #iommu-cells = <0>; };
	two: iommu@2000 { compatible = "example,mmu"; reg = <0x2000 0x1000>; #iommu-cells = <0>; };
	iommu@3000 { compatible = "example,mmu"; reg = <0x3000 0x1000>; #iommu-cells = <0>; };
	else: iommu@4000 { compatible = "other,mmu"; reg = <0x4000 0x1000>; #iommu-cells = <0>; };
	a@10000 { compatible = "x"; reg = <0x10000 0x1000>; iommus = <&one>; };
	b@20000 { compatible = "x"; reg = <0x20000 0x1000>; iommus = <&two>; };
	c@30000 { compatible = "x"; reg = <0x30000 0x1000>; iommus = <&else>; };
};
DTS
iommuplan lint -q -f json unknown.dts
jq -r 'select(.rule == "iommu-no-driver") | [.node, .message, (.others | join(" "))] | join("|")' out >seen
cat >wanted <<'TXT'
/iommu@1000|no Linux driver supports this IOMMU and 2 more; 2 masters refer to them, such as /a@10000; a driver of a vendor kernel can be described: iommuplan explain -b FILE example,mmu|/a@10000 /b@20000 /iommu@2000 /iommu@3000
/iommu@4000|no Linux driver supports this IOMMU; 1 master refers to it: /c@30000; a driver of a vendor kernel can be described: iommuplan explain -b FILE other,mmu|/c@30000
TXT
same "lint names each kind once" wanted seen
is "and its masters with it" 0 "$(grep -c master-unprotected out)"
mkdir start
iommuplan explain -b msm.dtb -k 5.10 --vendor mainline qcom,qsmmu-v500
expect "a schema file to begin with" 0 'name: "qcom,qsmmu-v500", since: "5.10"' out
cp out start/x.yaml
is "which is accepted" "6 unknown" "$(iommuplan plan -q -f json -k 5.10 --vendor mainline \
	--schema-dir start msm.dtb; jq -r '"\(.groups | length) " + .groups[0].confidence' out)"
iommuplan explain -b msm.dtb -k 5.10 qcom,qsmmu-v501
expect "of what the tree does not have" 2 'it has no node, device, group or stream .qcom'
finish
