#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Streams that firmware keeps: settings and policies reserve them, lint and
# plan report who names one, with the line of both.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

board juno-r2
juno=$tmp/juno-r2.dtb
s=$tmp/s.yaml

cat >"$s" <<'YAML'
streams:
  - match: {path: "/nowhere@*"}
    reserved-streams: [0]
  - match: {path: "/iommu@7fb00000"}
    reserved-streams: ["0x9000",
      "0-0x3"]
YAML
iommuplan lint -k 6.12 --config "$s" -W no-all -W stream-reserved "$juno"
expect "a master that names one" 1 \
	'/dma-controller@7ff00000:iommus: error: uses stream ID 0x0 of /iommu@7fb00000, which is reserved for firmware: 0-0x3 \(.*s.yaml:6\) \[stream-reserved\]$' \
	"$tmp/out"
is "each master and item once" 1 "$(grep -c 'stream-reserved' "$tmp/out")"
fdtput -t s "$juno" /iommu@7fb00000 status disabled
iommuplan lint -k 6.12 --config "$s" -W no-all -W stream-reserved "$juno"
expect "the IOMMU is disabled" 1 'uses stream ID 0x0 of /iommu@7fb00000, which is reserved for firmware' "$tmp/out"
fdtput -d "$juno" /iommu@7fb00000 status
iommuplan lint -k 5.10..7.2 -f json --config "$s" -W no-all -W stream-reserved "$juno"
is "in a range too" 1 "$(grep -c '"kernel":"5.10..7.2"' "$tmp/out")"
iommuplan lint -k 6.12 --config "$s" -W no-stream-reserved "$juno"
expect "it can be off" 0

cat >"$tmp/p.yaml" <<'YAML'
version: 1
iommus:
  - match: {compatible: "arm,mmu-401"}
    reserved-streams: ["0x5/0x2"]
YAML
iommuplan lint -k 6.12 --no-config -p "$tmp/p.yaml" "$juno"
expect "lint of a policy" 1 'ID 0x5 of .*, which is reserved for firmware: 0x5/0x2 \(.*p.yaml:4\)' "$tmp/out"
iommuplan plan -k 6.12 -p "$tmp/p.yaml" "$juno"
expect "plan of a policy" 1 \
	'p.yaml:4  reserved-streams 0x5: /.*: it uses a stream ID that is reserved for firmware' "$tmp/out"
iommuplan build -k 6.12 -p "$tmp/p.yaml" -o "$tmp/o" "$juno"
expect "build writes nothing that names one" 1
sed -i 's/0x5.0x2/0x3000-0x3fff/' "$tmp/p.yaml"
iommuplan plan -k 6.12 -p "$tmp/p.yaml" "$juno"
expect "a policy that is met" 0 ': met$' "$tmp/out"

# What firmware keeps is not matched by an entry that all share.
board imx8qm-mek
for key in reserve reserved; do
	printf 'version: 1\nallow: [tree]\niommus:\n  - match: {compatible: "arm,mmu-500"}\n    strategy: shared\n    %s-streams: [%s]\n' \
		$key 0x10,0x14-0x1f >"$tmp/$key.yaml"
	iommuplan build -k 6.12 -p "$tmp/$key.yaml" -o "$tmp/$key" --only dtb "$tmp/imx8qm-mek.dtb"
	expect "$key-streams and sharing" 0
done
same "entries keep off both alike" "$tmp/reserve/imx8qm-mek.iommu.dtb" \
	"$tmp/reserved/imx8qm-mek.iommu.dtb"

for bad in 'stream: []' 'streams: {}' 'streams: [{match: {path: /a}}]' \
	'streams: [{match: {path: /a}, reserve-streams: [1]}]' \
	'streams: [{match: {path: /a}, reserved-streams: [1-0]}]' \
	'streams: [{match: {path: /a}, reserved-streams: [1//2]}]' \
	'streams: [{match: {path: /a}, reserved-streams: [0x100000000]}]' \
	'streams: [{reserved-streams: [1]}]'; do
	echo "$bad" >"$s"
	iommuplan lint --config "$s" "$juno"
	expect "refused: $bad" 2 's.yaml:1:[0-9]+: '
done

finish
