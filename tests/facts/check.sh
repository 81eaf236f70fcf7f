#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck disable=SC2154,SC2016 # tmp is of lib.sh; sed's $a is no variable
#
# The checker of the facts: it agrees with the kernels that are in the cache,
# and finds each change that is planted into a copy of one.
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=/dev/null
. "$here/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
gen=$here/../../build/gen-facts
sources=()
for source in "$cache"/source/*; do
	[ -e "$source/drivers/iommu/iommu.c" ] && [ -e "$source/Makefile" ] && sources+=("$source")
done
if [ ${#sources[@]} = 0 ]; then
	skip "facts against the kernel" "no source of one: tests/fetch/debian.sh kernel-sources"
	finish
fi

check()
{
	"$here/check" --gen "$gen" "$@"
}

# FACTS_ALL=1: every source there is; else the newest alone.
newest=$(printf '%s\n' "${sources[@]}" | sort -V | tail -n 1)
if [ -n "${FACTS_ALL:-}" ]; then
	asked=("${sources[@]}")
else
	asked=("$newest")
fi
for source in "${asked[@]}"; do
	if check "$source" >"$tmp/out"; then
		ok "${source##*/}: the tables agree"
	else
		not_ok "${source##*/}: the tables agree" "$(head -n 5 "$tmp/out")"
	fi
done

# A copy of which some directories can be written to.
copy=$tmp/source
mkdir -p "$copy/drivers"
for part in "$newest"/* "$newest"/drivers/*; do
	case ${part#"$newest"/} in
	drivers) ;;
	drivers/iommu | drivers/pci | drivers/gpu) cp -r "$part" "$copy/drivers/" ;;
	*) ln -s "$part" "$copy/${part#"$newest"/}" ;;
	esac
done

# plant NAME PATTERN FILE SED-SCRIPT: a change, and what has to be said of it
names=()
patterns=()
plant()
{
	sed -i "$4" "$copy/$3"
	names+=("$1")
	patterns+=("$2")
}

v2=drivers/iommu/arm/arm-smmu
v3=drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c
plant "a compatible more" 'compatible: arm,mmu-900 is in the source' $v2/arm-smmu.c \
	's/{ .compatible = "arm,mmu-500"/{ .compatible = "arm,mmu-900" }, &/'
plant "a compatible less" 'compatible: rockchip,iommu is in the tables' \
	drivers/iommu/rockchip-iommu.c '/"rockchip,iommu"/d'
plant "a client more" 'identity-clients: qcom,toy-mdss is in the source' $v2/arm-smmu-qcom.c \
	's/{ .compatible = "qcom,adreno" }/{ .compatible = "qcom,toy-mdss" }, &/'
plant "a client less" 'identity-clients: qcom,mdss is in the tables' $v2/arm-smmu-qcom.c \
	'/compatible = "qcom,mdss"/d'
plant "a host1x more" 'host1x: nvidia,tegra999-host1x is in the source' drivers/gpu/host1x/dev.c \
	's/{ .compatible = "nvidia,tegra234-host1x"/{ .compatible = "nvidia,tegra999-host1x" }, &/'
plant "a boot parameter less" 'parameter: iommu.strict is in the tables' drivers/iommu/iommu.c \
	's/early_param("iommu.strict"/early_param("iommu.tight"/'
plant "a boot parameter more" 'parameter: iommu.tight is in the source' drivers/iommu/iommu.c \
	's/early_param("iommu.strict"/early_param("iommu.tight"/'
plant "another default" 'arm-smmu.force_stage begins as 1' $v2/arm-smmu.c \
	's/^static int force_stage;/static int force_stage = 1;/'
plant "a module parameter more" 'arm-smmu-v3.toy is in the source' $v3 \
	'$a module_param(toy, bool, 0444);'
plant "a Kconfig symbol" 'Kconfig: CONFIG_APPLE_DART is not there' drivers/iommu/Kconfig \
	's/^config APPLE_DART/config ORCHARD_DART/'
plant "no of_xlate" 'of-xlate of sun50i-iommu is false' drivers/iommu/sun50i-iommu.c \
	'/\.of_xlate/d'
plant "no identity domain" 'identity of exynos-iommu is false' drivers/iommu/exynos-iommu.c \
	'/\.identity_domain/d'
plant "another group rule" 'rockchip-iommu groups by generic_device_group' \
	drivers/iommu/rockchip-iommu.c 's/generic_single_device_group/generic_device_group/'
plant "a type of its own" 'def_domain_type of exynos-iommu' drivers/iommu/exynos-iommu.c \
	's/\.device_group/.def_domain_type = toy, &/'
plant "an earlier initcall" 'apple-dart registers at core' drivers/iommu/apple-dart.c \
	's/^module_platform_driver(apple_dart_driver);/core_initcall(toy);/'
plant "a function of another name" 'function: arm_smmu_find_sme is not there' $v2/arm-smmu.c \
	's/arm_smmu_find_sme/arm_smmu_seek_sme/g'
plant "an ACS quirk more" 'quirk: 1924:0999 is in the source' drivers/pci/quirks.c \
	's/{ PCI_VENDOR_ID_SOLARFLARE, 0x0903/{ PCI_VENDOR_ID_SOLARFLARE, 0x0999, pci_quirk_mf_endpoint_acs }, &/'
plant "an ACS quirk less" 'quirk: 1924:0923 is in the tables' drivers/pci/quirks.c \
	'/PCI_VENDOR_ID_SOLARFLARE, 0x0923/d'
plant "a DMA alias less" 'quirk: 1b4b:9120 is in the tables' drivers/pci/quirks.c \
	's/PCI_VENDOR_ID_MARVELL_EXT, 0x9120/PCI_VENDOR_ID_MARVELL_EXT, 0x9121/'

# A function whose text differs is listed with what rests on it.
plant "a changed function, and the fact it holds up" \
	'iommu_dma_init_domain of linux differs: facts domain-base|arm_smmu_of_xlate of arm-smmu differs: facts id-bits' \
	$v2/arm-smmu.c '/^static int arm_smmu_of_xlate/,/^}/s/u32 mask/u64 mask/'

check --changes "$newest" "$copy" >"$tmp/out"
for i in "${!names[@]}"; do
	if grep -Eq "${patterns[$i]}" "$tmp/out"; then
		ok "planted: ${names[$i]}"
	else
		not_ok "planted: ${names[$i]}" "nothing like '${patterns[$i]}'"
	fi
done

finish
