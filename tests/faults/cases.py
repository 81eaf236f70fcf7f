# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The commands that faults.py runs, and the directory each of them finds."""
import os
import subprocess
import tarfile

OLD = b"what was here before\n"

TREE = """/dts-v1/;
/ {
	compatible = "faults,board";
	model = "faults";
	#address-cells = <1>;
	#size-cells = <1>;
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a57"; reg = <0>; }; };
	chosen { bootargs = "console=ttyAMA0"; };
	smmu: iommu@1000 { compatible = "arm,mmu-500"; reg = <0x1000 0x1000>; #iommu-cells = <2>;
		#global-interrupts = <1>; interrupts = <0 1 4>, <0 2 4>; };
	dma@2000 { compatible = "v,dma"; reg = <0x2000 0x100>; iommus = <&smmu 1 0>; };
	gpu: gpu@3000 { compatible = "v,gpu"; reg = <0x3000 0x100>; iommus = <&smmu 2 0x7f00>, <&smmu 1 0>; };
	off@4000 { compatible = "v,off"; reg = <0x4000 0x100>; iommus = <&smmu>; status = "disabled"; };
};
"""
OVERLAY = """/dts-v1/;
/plugin/;
&gpu { iommus = <&smmu 7 0>; };
"""
POLICY = """version: 1
default: strict
allow: [cmdline, tree, runtime]
devices:
  - match: {path: /dma@2000}
    require: [translated]
"""
SETTINGS = """version: 1
ignore:
  - {rule: stream-shared, reason: known}
"""
LOG = "arm-smmu 1000.iommu: Unhandled context fault: fsr=0x402, iova=0x1000, fsynr=0x2, cbfrsynra=0x1, cb=0\n"
PCI = """0000:00:00.0 Bridge
00: 34 12 01 00 07 04 10 00 00 00 04 06 00 00 01 00
10: 00 00 00 00 00 00 00 00 00 01 01 00 00 00 00 00
20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
30: 00 00 00 00 40 00 00 00 00 00 00 00 00 00 00 00
40: 10 00 42 00 00 00 00 00 00 00 00 00 00 00 00 00
""" + "".join(f"{at:02x}:" + " 00" * 16 + "\n" for at in range(0x50, 0x100, 16))
# The walk-through's driver of CONTRIBUTING.md, shorter.
SCHEMA = """driver: toy-iommu
title: "Toy IOMMU"
kconfig: CONFIG_TOY_IOMMU
arch: [arm64]
compatibles:
  - {name: "toy,iommu", since: "6.1", from: toy_iommu_of_match}
facts:
  id-bits:
    - {value: 32, since: "6.1", from: toy_iommu_of_xlate}
"""
CONFIG = "CONFIG_CC_VERSION_TEXT=\"gcc\"\nCONFIG_ARM64=y\nCONFIG_ARM_SMMU=y\n"

# name: the words; files that are written have an old content.
CASES = {
    "plan": "plan b.dtb",
    "plan-output": "plan -f json -o out b.dtb",
    "plan-jobs": "plan -j 2 b.dtb c.dtb",
    "plan-source": "plan b.dts",
    "plan-source-below": "plan schemas/../b.dts",
    "plan-overlay": "plan -a o.dtbo b.dtb",
    "plan-policy": "plan -p p.yaml b.dtb",
    "plan-everything": "plan -f json --pci lspci --log log --kernel-config config -o out b.dtb",
    "plan-pictures": "plan -f svg -o pictures b.dtb c.dtb",
    "plan-range": "plan -k 6.1..6.12 --because b.dtb.gz",
    "plan-directory": "plan -f tsv trees",
    "plan-depfile": "plan --depfile dep --if-changed -o out b.dtb",
    "plan-schemas": "plan --schema-dir schemas b.dtb",
    "lint": "lint b.dtb",
    "lint-source": "lint b.dts",
    "lint-output": "lint -f sarif -o out b.dtb",
    "lint-baseline": "lint --config s.yaml --baseline base --update-baseline b.dtb",
    "lint-fix": "lint --fix-overlay fix b.dtb",
    "lint-new": "lint --new-since c.dtb b.dtb",
    "build": "build -o out.d b.dtb",
    "build-policy": "build -p p.yaml --target u-boot -o out.d b.dtb",
    "build-one": "build -o out b.dtb",
    "diff": "diff b.dtb c.dtb",
    "diff-directories": "diff -f json -o out trees trees2",
    "explain": "explain stream-overlap",
    "explain-board": "explain -b b.dtb --log log",
    "verify": "verify --capture system.tar",
    "verify-root": "verify --root root -o out",
    "verify-record": "verify --root root --record out",
    "report": "report -o pages trees",
}

# Of which a part is worth having.
SEVERAL = {"diff-directories", "plan-directory", "plan-jobs", "report", "verify-root", "verify-record"}


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def compile_tree(source, blob):
    subprocess.run(["dtc", "-q", "-@", "-I", "dts", "-O", "dtb", "-o", blob, source], check=True)


def make_root(at):
    """A system as verify reads it."""
    with open(os.path.join(at, "b.dtb"), "rb") as f:
        write(os.path.join(at, "root/sys/firmware/fdt"), f.read())
    root = os.path.join(at, "root")
    for name, text in {
            "proc/sys/kernel/osrelease": "6.12.1-test\n", "proc/cmdline": "console=ttyAMA0\n",
            "sys/kernel/debug/devices_deferred": "", "dmesg": LOG,
            "sys/kernel/iommu_groups/0/type": "DMA\n",
            "sys/kernel/iommu_groups/0/reserved_regions": "0x8000000 0x80fffff msi\n"}.items():
        write(os.path.join(root, name), text)
    device = os.path.join(root, "sys/devices/platform/2000.dma")
    os.makedirs(device)
    for made in ["sys/bus/platform/devices", "sys/kernel/iommu_groups/0/devices", "sys/class/iommu"]:
        os.makedirs(os.path.join(root, made), exist_ok=True)
    os.symlink("../../../devices/platform/2000.dma", root + "/sys/bus/platform/devices/2000.dma")
    os.symlink("../../../firmware/devicetree/base/dma@2000", device + "/of_node")
    os.symlink("../../../kernel/iommu_groups/0", device + "/iommu_group")
    os.symlink("../../../../devices/platform/2000.dma",
               root + "/sys/kernel/iommu_groups/0/devices/2000.dma")
    with tarfile.open(os.path.join(at, "system.tar"), "w") as tar:
        tar.add(root, "root")


def make_inputs(at):
    """All that the commands read, below @at."""
    for name, text in {"b.dts": TREE, "c.dts": TREE.replace("iommus = <&smmu 1 0>", "dma-coherent"),
                       "o.dtso": OVERLAY, "p.yaml": POLICY, "s.yaml": SETTINGS, "log": LOG,
                       "lspci": PCI, "config": CONFIG, "schemas/toy.yaml": SCHEMA}.items():
        write(os.path.join(at, name), text)
    for name in ["b", "c"]:
        compile_tree(f"{at}/{name}.dts", f"{at}/{name}.dtb")
    compile_tree(f"{at}/o.dtso", f"{at}/o.dtbo")
    with open(f"{at}/b.dtb", "rb") as f:
        b = f.read()
    with open(f"{at}/b.dtb.gz", "wb") as f:
        subprocess.run(["gzip", "-nc"], input=b, stdout=f, check=True)
    with open(f"{at}/c.dtb", "rb") as f:
        c = f.read()
    for name, blob in {"trees/x/b.dtb": b, "trees/c.dtb": c, "trees2/x/b.dtb": c,
                       "trees2/c.dtb": b}.items():
        write(os.path.join(at, name), blob)
    make_root(at)
