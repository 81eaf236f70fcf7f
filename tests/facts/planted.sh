#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck disable=SC2154,SC2016 # tmp is of lib.sh; sed's $a is no variable
#
# The checker of the facts on six small sources of our own, of which each lacks
# or has a bit more than the tables say: each change is found, and in that
# source alone. check.sh does the same with sources of the kernel.
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=/dev/null
. "$here/../lib.sh"

needs python3
gen=$here/../../build/gen-facts
[ -x "$gen" ] || gen=$(dirname "$plan_bin")/gen-facts
if [ ! -x "$gen" ]; then
	skip "planted changes" "no gen-facts beside the program"
	finish
fi
versions="6.1.9 6.6.9 6.12.9 6.18.9 7.2.9 7.3.9"

# source_of VERSION: files of the kernel's names, as short as can be
source_of()
{
	local at=$tmp/$1 old=$IFS
	mkdir -p "$at"/{drivers/iommu/arm/arm-smmu,drivers/pci,drivers/of,include/linux,include/uapi/asm-generic}
	IFS=.
	# shellcheck disable=SC2086 # three words
	printf 'VERSION = %s\nPATCHLEVEL = %s\nSUBLEVEL = %s\n' $1 >"$at/Makefile"
	IFS=$old
	cat >"$at/drivers/iommu/iommu.c" <<-'EOF'
		static int toy_default(char *text) { return 0; }
		early_param("iommu.toy", toy_default);
	EOF
	cat >"$at/drivers/of/platform.c" <<-'EOF'
		const struct of_device_id of_default_bus_match_table[] = {
			{ .compatible = "simple-bus", }, { .compatible = "toy-bus", }, {}
		};
	EOF
	drivers_of "$at"
	cat >"$at/drivers/pci/quirks.c" <<-'EOF'
		static const struct toy pci_dev_acs_enabled[] = {
			{ 0x1234, 0x0001, pci_quirk_toy_acs }, { 0x1234, 0x0002, pci_quirk_toy_acs }, { 0 }
		};
	EOF
}

drivers_of()
{
	local at=$1
	cat >"$at/drivers/iommu/rockchip-iommu.c" <<-'EOF'
		/* "toy,commented" is no compatible */
		static bool toy_check = true;
		module_param(toy_check, bool, 0444);
		static int rk_iommu_of_xlate(struct device *dev) { return dev->id & 0xff; }
		static const struct of_device_id rk_iommu_dt_ids[] = {
			{ .compatible = "toy,iommu-v1" }, { .compatible = "toy,iommu-v2" }, {}
		};
		static const struct iommu_ops rk_iommu_ops = {
			.identity_domain = &rk_identity_domain,
			.device_group = generic_single_device_group,
			.of_xlate = rk_iommu_of_xlate,
		};
		builtin_platform_driver(rk_iommu_driver);
	EOF
	cat >"$at/drivers/iommu/arm/arm-smmu/arm-smmu.c" <<-'EOF'
		static const struct of_device_id arm_smmu_of_match[] = { { .compatible = "toy,smmu" }, {} };
		static struct iommu_ops arm_smmu_ops = { .of_xlate = toy, .def_domain_type = toy };
		module_platform_driver(arm_smmu_driver);
	EOF
	cat >"$at/drivers/iommu/arm/arm-smmu/arm-smmu-qcom.c" <<-'EOF'
		static const struct of_device_id qcom_smmu_client_of_match[] = {
			{ .compatible = "toy,display" }, { .compatible = "toy,modem" }, {}
		};
		static int qcom_smmu_def_domain_type(struct device *dev) { return 4; }
	EOF
	printf 'config ROCKCHIP_IOMMU\n\tbool "toy"\nconfig ARM_SMMU\n\tbool "toy"\n' \
		>"$at/drivers/iommu/Kconfig"
}

mkdir -p "$tmp/schemas/drivers"
cat >"$tmp/schemas/linux.yaml" <<'EOF'
driver: linux
title: "toy"
oldest: "6.0"
newest: "7.3"
arch: [arm64]
lists:
  populate-buses:
    - {name: "simple-bus", since: "6.0", from: of_default_bus_match_table}
    - {name: "toy-bus", since: "6.0", from: of_default_bus_match_table}
params:
  - {name: iommu.toy, type: int, default: "0", since: "6.0", from: toy_default, doc: "toy"}
EOF
cat >"$tmp/schemas/pci.yaml" <<'EOF'
driver: pci
title: "toy"
arch: [arm64]
tables:
  pci-acs:
    - {numbers: [0x1234, 0x0001, 0x0002, 0x0, 0x1d], since: "6.0", from: pci_quirk_toy_acs}
EOF
cat >"$tmp/schemas/drivers/rockchip-iommu.yaml" <<'EOF'
driver: rockchip-iommu
title: "toy"
kconfig: CONFIG_ROCKCHIP_IOMMU
arch: [arm64]
compatibles:
  - {name: "toy,iommu-v1", since: "6.0", from: rk_iommu_dt_ids}
  - {name: "toy,iommu-v2", since: "6.0", from: rk_iommu_dt_ids}
facts:
  id-bits: [{value: 8, since: "6.0", from: rk_iommu_of_xlate}]
  identity: [{value: true, since: "6.0", from: rk_iommu_ops}]
  group-rule: [{value: instance, since: "6.0", from: generic_single_device_group}]
  initcall: [{value: device-init, since: "6.0", from: rk_iommu_driver}]
params:
  - {name: rockchip-iommu.toy_check, type: bool, default: "1", since: "6.0", from: module_param, doc: "toy"}
EOF
cat >"$tmp/schemas/drivers/arm-smmu.yaml" <<'EOF'
driver: arm-smmu
title: "toy"
kconfig: CONFIG_ARM_SMMU
arch: [arm64]
compatibles:
  - {name: "toy,smmu", since: "6.0", from: arm_smmu_of_match}
facts:
  forced-type-client: [{value: identity, since: "6.0", from: qcom_smmu_def_domain_type}]
lists:
  identity-clients:
    - {name: "toy,display", since: "6.0", from: qcom_smmu_client_of_match}
    - {name: "toy,modem", since: "6.0", from: qcom_smmu_client_of_match}
EOF

check()
{
	# shellcheck disable=SC2086 # several sources
	(cd "$tmp" && "$here/check" --gen "$gen" --schemas "$tmp/schemas" "$@" $versions) >"$tmp/out"
}

for v in $versions; do
	source_of "$v"
done
check
is "six sources that agree with the tables" 0 $?
is "and nothing else is said" 1 "$(wc -l <"$tmp/out")"

# plant NAME WANTED FILE SED-SCRIPT: into one source after the other
turn=0
plant()
{
	local nth v
	nth=$((turn++ % 6 + 1))
	v=$(echo "$versions" | cut -d ' ' -f $nth)
	cp "$tmp/$v/$3" "$tmp/kept"
	sed -i "$4" "$tmp/$v/$3"
	if cmp -s "$tmp/kept" "$tmp/$v/$3"; then
		not_ok "planted: $1" "nothing was changed"
	elif check; then
		not_ok "planted: $1, in $v" "not found"
	elif grep -Fq "$v: $2" "$tmp/out" && ! grep -v "^$v: " "$tmp/out" | grep -q '^[67].*: '; then
		ok "planted: $1, in $v"
	else
		not_ok "planted: $1, in $v" "$(head -n 3 "$tmp/out")"
	fi
	cp "$tmp/kept" "$tmp/$v/$3"
}

rk=drivers/iommu/rockchip-iommu.c
v2=drivers/iommu/arm/arm-smmu
plant "a compatible more" 'compatible: toy,iommu-v3 is in the source and in no table' $rk \
	's/{ .compatible = "toy,iommu-v1" }/& , { .compatible = "toy,iommu-v3" }/'
plant "a compatible less" 'compatible: toy,iommu-v2 is in the tables, not in the source' $rk \
	's/{ .compatible = "toy,iommu-v2" },//'
plant "a compatible in a comment" 'compatible: toy,iommu-v1 is in the tables, not in the source' $rk \
	's,{ .compatible = "toy\,iommu-v1" }\,,/* & */,'
plant "a bus more" 'populate-buses: new-bus is in the source' drivers/of/platform.c \
	's/{ .compatible = "toy-bus", }/& , { .compatible = "new-bus" }/'
plant "a client more" 'identity-clients: toy,camera is in the source' $v2/arm-smmu-qcom.c \
	's/{ .compatible = "toy,modem" }/& , { .compatible = "toy,camera" }/'
plant "a client less" 'identity-clients: toy,display is in the tables' $v2/arm-smmu-qcom.c \
	's/{ .compatible = "toy,display" },//'
plant "a boot parameter of another name" 'parameter: iommu.toy is in the tables' drivers/iommu/iommu.c \
	's/"iommu.toy"/"iommu.game"/'
plant "a boot parameter more" 'parameter: iommu.game is in the source' drivers/iommu/iommu.c \
	'$a early_param("iommu.game", toy_default);'
plant "a module parameter more" 'parameter: rockchip-iommu.more is in the source' $rk \
	'$a module_param(more, int, 0444);'
plant "a module parameter of another type" 'parameter: rockchip-iommu.toy_check is of type int' $rk \
	's/module_param(toy_check, bool/module_param(toy_check, int/'
plant "another default" 'parameter: rockchip-iommu.toy_check begins as false' $rk \
	's/toy_check = true/toy_check = false/'
plant "a Kconfig symbol renamed" 'Kconfig: CONFIG_ROCKCHIP_IOMMU is not there' drivers/iommu/Kconfig \
	's/^config ROCKCHIP_IOMMU/config RK_IOMMU/'
plant "no of_xlate in the operations" 'operations: of-xlate of rockchip-iommu is false' $rk '/\.of_xlate/d'
plant "no identity domain" 'operations: identity of rockchip-iommu is false' $rk '/\.identity_domain/d'
plant "another group rule" 'operations: rockchip-iommu groups by generic_device_group' $rk \
	's/generic_single_device_group/generic_device_group/'
plant "a domain type of its own" 'operations: def_domain_type of rockchip-iommu is there' $rk \
	's/\.of_xlate/.def_domain_type = toy, &/'
plant "no domain type of its own" 'operations: def_domain_type of arm-smmu is not there' $v2/arm-smmu.c \
	's/, \.def_domain_type = toy//'
plant "an earlier initcall" 'initcall: rockchip-iommu registers at subsys' $rk \
	's/^builtin_platform_driver(rk_iommu_driver);/subsys_initcall(rk_iommu_driver);/'
plant "an ACS row more" 'quirk: 1234:0009 is in the source' drivers/pci/quirks.c \
	's/{ 0x1234, 0x0001, pci_quirk_toy_acs },/& { 0x1234, 0x0009, pci_quirk_toy_acs },/'
plant "an ACS row less" 'quirk: 1234:0002 is in the tables' drivers/pci/quirks.c \
	's/{ 0x1234, 0x0002, pci_quirk_toy_acs },//'
plant "a function removed" 'function: qcom_smmu_def_domain_type is not there' $v2/arm-smmu-qcom.c \
	'/qcom_smmu_def_domain_type/d'

# A function with another text is told with what was read from it.
sed -i 's/dev->id & 0xff/dev->id \& 0xffff/' "$tmp/7.3.9/$rk"
status=0
check --changes || status=$?
is "a changed function disagrees with nothing" 0 "$status"
expect "planted: a changed function, and the fact it holds up" 0 \
	'^7\.2\.9 to 7\.3\.9: rk_iommu_of_xlate of rockchip-iommu differs: facts id-bits$' "$tmp/out"
is "and no other" 1 "$(grep -c ' differs: ' "$tmp/out")"

finish
