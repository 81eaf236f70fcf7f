#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Files that people edit and tools cut: a baseline, settings, a policy, driver
# facts, a kernel's configuration, a bus dump. Cut anywhere or with a byte
# changed, each is either understood or status 2 with its place, never a crash.
#
# CUTS  how many places of each file are tried, 40; "all" tries every one
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs dtc
board juno-r2
cd "$tmp"

cat >board.dts <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	compatible = "toy,board";
	smmu: iommu@1000 {
		compatible = "arm,smmu-v3";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
		status = "disabled";
	};
	dma@2000 { compatible = "toy,dma"; reg = <0x2000 0x1000>; iommus = <&smmu 1>; };
	eth@3000 { compatible = "toy,eth"; reg = <0x3000 0x1000>; iommus = <&smmu 1>; };
};
DTS
dtc -q -I dts -O dtb -o board.dtb board.dts

iommuplan lint --fail-on note --baseline whole.baseline --update-baseline board.dtb
cat >whole.settings <<'YAML'
version: 1
kernels: "6.1..6.12"
rules:
  iommu-disabled: warning
ignore:
  - rule: iommu-disabled
    node: "/dma@*"
    reason: "not fitted"
    until: 2099-12-31
YAML
cat >whole.policy <<'YAML'
version: 1
default: strict
allow: [cmdline, tree]
iommus:
  - match: {compatible: "arm,smmu-v1", optional: true}
    strategy: per-group
    reserve-contexts: 1
devices:
  - match: {path: "/no-such-node@*", optional: true}
    domain: strict
YAML
mkdir schemas
cp "$top/schemas/drivers/mtk-iommu.yaml" whole.schema 2>/dev/null ||
	cp "$(find "$top/schemas/drivers" -name '*.yaml' -size -4 | LC_ALL=C sort | head -n 1)" whole.schema
cat >whole.config <<'CONFIG'
# Linux/arm64 6.12.5 Kernel Configuration
CONFIG_ARM64=y
CONFIG_ARM64_4K_PAGES=y
CONFIG_ARM_SMMU=m
# CONFIG_IOMMU_DEFAULT_PASSTHROUGH is not set
CONFIG_IOMMU_DEFAULT_DMA_LAZY=y
CONFIG_CMDLINE="console=ttyAMA0 iommu.strict=1"
CONFIG
{
	echo '0000:00:00.0 Host bridge: toy'
	i=0
	while [ "$i" -lt 16 ]; do
		printf '%02x: b5 11 00 01 00 00 10 00 00 00 04 06 00 00 01 00\n' $((i * 16))
		i=$((i + 1))
	done
} >whole.pci

# try READER: what is in the file "cut", read by that reader
try()
{
	case $1 in
	baseline) iommuplan lint --no-config --baseline cut board.dtb ;;
	settings) iommuplan lint --config cut board.dtb ;;
	policy) iommuplan plan -p cut juno-r2.dtb ;;
	schema)
		cp cut schemas/driver.yaml
		iommuplan plan --schema-dir schemas board.dtb
		;;
	config) iommuplan plan --kernel-config cut board.dtb ;;
	pci) iommuplan plan --pci cut board.dtb ;;
	esac
}

# judge WHAT: understood, findings, or told by file; nothing else
judge()
{
	tried=$((tried + 1))
	case $status in
	0 | 1) ;;
	2) grep -Eq '^iommuplan: (cut|schemas/driver.yaml|.*cut):' err ||
		wrong="$wrong $1: $(head -n 1 err);" ;;
	*) wrong="$wrong $1: status $status;" ;;
	esac
}

for reader in baseline settings policy schema config pci; do
	size=$(wc -c <whole.$reader)
	cuts=${CUTS:-40}
	[ "$cuts" = all ] && cuts=$size
	step=$(((size + cuts - 1) / cuts))
	cp whole.$reader cut
	try $reader
	is "$reader: the whole file is understood" 1 "$((status < 2))"
	tried=0 wrong=
	at=0
	while [ "$at" -lt "$size" ]; do
		head -c "$at" "whole.$reader" >"cut"
		try $reader
		judge "cut at $at"
		cp whole.$reader cut
		# What a careless editor or a broken disk leaves.
		case $((at % 5)) in
		0) byte='\000' ;; 1) byte='\377' ;; 2) byte='{' ;;
		3) byte='\n' ;; *) byte=':' ;;
		esac
		# shellcheck disable=SC2059 # the escapes are what printf is for
		printf "$byte" | dd of=cut bs=1 seek="$at" conv=notrunc 2>/dev/null
		try $reader
		judge "byte $at"
		at=$((at + step))
	done
	# Larger than any reader takes, and the same text again and again.
	for kib in 257 4097; do
		yes "$(cat whole.$reader)" | head -c "${kib}K" >cut || true
		try $reader
		judge "$kib KiB"
	done
	is "$reader: cut or changed in $tried ways" "" "$wrong"
done

# A conflict that git left.
{
	head -n 1 whole.baseline
	echo '<<<<<<< HEAD'
	tail -n +2 whole.baseline
	echo '======='
	tail -n +2 whole.baseline
	echo '>>>>>>> theirs'
} >cut
try baseline
expect "git's conflict marks in a baseline" 2 '^iommuplan: cut:[0-9]+:[0-9]+: '
# The key of the second entry is wrong: the one before it is whole, it is not.
printf '{"schema": "iommuplan-baseline/1", "findings": [\n%s,\n%s\n]}\n' \
	'{"rule": "a", "board": "b", "node": "/", "property": null, "count": 1}' \
	'{"rulee": "a"}' >cut
try baseline
expect "a baseline with a wrong key" 2 "^iommuplan: cut:3:2: 'rulee'"
finish
