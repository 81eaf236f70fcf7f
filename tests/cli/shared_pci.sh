#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# strategy: shared where a PCI host is behind the IOMMU: either every requester
# its map takes ends in one stream-match entry, by an of_map_id() of this test's
# own, or the policy is not met.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3

cd "$tmp"
cat >shared.yaml <<'EOF'
version: 1
default: kernel
allow: [tree]
iommus:
  - match: {path: "/iommu@10000000"}
    strategy: shared
EOF
sed 's/allow: .tree./allow: []/' shared.yaml >untouched.yaml
cat >make.py <<'EOF'
import random, sys
random.seed(int(sys.argv[1]))
def board(n):
    rows, rid = [], 0
    for _ in range(random.randint(1, 3)):
        rid += random.choice((0, 8, 0x80))
        length = random.choice((1, 8, 0x100, 0x180))
        rows.append((rid, random.choice((0, 0x100, 0x340, 0x1000, 0x7f00)), length))
        rid += length
    mask = random.choice((None, None, 0xffff, 0xfff8, 0xff00))
    masters = "".join("m%d@%x { compatible = \"v,d\"; reg = <0 %#x 0 1>; iommus = <&smmu %#x>; };\n" % (
        k, 0x2000 + k, 0x2000 + k, random.choice((1, 0x123, 0x4000, 0x7fff)))
        for k in range(random.randint(0, 2)))
    return """/dts-v1/;
/ { #address-cells = <2>; #size-cells = <2>;
smmu: iommu@10000000 { compatible = "arm,mmu-500"; reg = <0 0x10000000 0 0x100000>; #iommu-cells = <1>;
 #global-interrupts = <1>; interrupts = <1>, <2>, <3>, <4>, <5>; interrupt-parent = <&gic>; };
gic: interrupt-controller@1 { compatible = "v,gic"; reg = <0 1 0 1>; interrupt-controller; #interrupt-cells = <1>; };
pcie@40000000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0 0x40000000 0 0x10000000>;
 #address-cells = <3>; #size-cells = <2>; iommu-map = %s; %s };
%scpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { device_type = "cpu"; compatible = "arm,armv8"; reg = <0>; }; };
};
""" % (", ".join("<%#x &smmu %#x %#x>" % row for row in rows),
       "iommu-map-mask = <%#x>;" % mask if mask is not None else "", masters)
for n in range(int(sys.argv[2])):
    with open("b%d.dts" % n, "w") as file:
        file.write(board(n))
EOF
cat >judge.py <<'EOF'
import subprocess, sys
def cells(tree, node, name):
    got = subprocess.run(["fdtget", "-t", "x", tree, node, name], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, text=True)
    return [int(c, 16) for c in got.stdout.split()] if got.returncode == 0 else None
def streams(tree):
    """The (ID, mask) of every requester that the map takes, and of every master."""
    host, smmu = "/pcie@40000000", "/iommu@10000000"
    wide = cells(tree, smmu, "#iommu-cells")[0]
    whole = (cells(tree, smmu, "stream-match-mask") or [0])[0]
    rows, mask = cells(tree, host, "iommu-map"), cells(tree, host, "iommu-map-mask")
    mask = mask[0] if mask else 0xffffffff
    width = 3 + (wide if len(rows) % (3 + wide) == 0 and sys.argv[2] == "7.2" else 1)
    out = set()
    for rid in range(0x10000):
        masked = rid & mask
        for n in range(0, len(rows), width):
            base, _, to, length = rows[n], rows[n + 1], rows[n + 2], rows[n + width - 1]
            if base & ~mask:    # of_map_id(): -EFAULT
                break
            if base <= masked < base + length:
                ignored = rows[n + 3] if width == 5 else 0
                out.add(((masked - base + to) & 0xffff, ignored or whole))
                break
    for node in subprocess.run(["fdtget", "-l", tree, "/"], stdout=subprocess.PIPE, text=True).stdout.split():
        entry = cells(tree, "/" + node, "iommus")
        if entry:
            step = 1 + wide
            for n in range(0, len(entry), step):
                out.add((entry[n + 1] & 0xffff, entry[n + 2] if wide == 2 else whole))
    return out
found = streams(sys.argv[1])
ids = {i & ~m & 0xffff for i, m in found}
masks = {m for _, m in found}
print("one" if len(ids) <= 1 and len(masks) <= 1 else "%d entries" % len(ids))
EOF
python3 make.py "${SEED:-7}" "${TREES:-25}"
met=0 refused=0
for dts in b*.dts; do
	name=${dts%.dts}
	for k in 6.12 7.2; do
		iommuplan build -q -k $k -p shared.yaml --only dtb -o made "$dts"
		if [ "$status" = 0 ]; then
			met=$((met + 1))
			is "$name on $k: met, and one entry" one "$(python3 judge.py "made/$name.iommu.dtb" $k)"
		else
			expect "$name on $k: not met" 1
			refused=$((refused + 1))
		fi
	done
done
is "some are met, some are not" yes "$([ $met -gt 0 ] && [ $refused -gt 0 ] && echo yes || echo "$met $refused")"

# Nothing may change: a host with several streams is not met.
cat >host.dts <<'EOF'
/dts-v1/;
/ { #address-cells = <2>; #size-cells = <2>;
smmu: iommu@10000000 { compatible = "arm,mmu-500"; reg = <0 0x10000000 0 0x100000>; #iommu-cells = <1>;
 #global-interrupts = <1>; interrupts = <1>, <2>, <3>; interrupt-parent = <&gic>; };
gic: interrupt-controller@1 { compatible = "v,gic"; reg = <0 1 0 1>; interrupt-controller; #interrupt-cells = <1>; };
pcie@40000000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0 0x40000000 0 0x10000000>;
 #address-cells = <3>; #size-cells = <2>; iommu-map = <0 &smmu 0x100 0x100>; };
cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { device_type = "cpu"; compatible = "arm,armv8"; reg = <0>; }; };
};
EOF
iommuplan plan -q -k 6.12 -p untouched.yaml host.dts
expect "without the tree as a mechanism" 1 'NOT met' out
iommuplan plan -q -k 6.12 -p shared.yaml host.dts
expect "with it" 0 'stream-match-mask = <0xff>' out
iommuplan plan -q -k 6.12 host.dts
expect "the number of contexts is not told as if it were known" 0 'context banks: 1 or more \(PCI\) needed, at most 2' out

# A dump shows what is plugged in now; what the map takes besides may come later.
{
	echo '0000:00:01.0 Ethernet controller: one'
	for at in 00 10 20 30; do
		echo "$at: 86 80 00 00 00 00 00 00 00 00 00 02 00 00 00 00"
	done
} >one.txt
iommuplan plan -q -k 6.12 -p shared.yaml --pci one.txt host.dts
expect "one function in a dump: one entry for all of the map" 0 'stream-match-mask = <0xff>' out

finish
