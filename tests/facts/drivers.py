# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What a driver's own files say: match tables, operations, parameters, Kconfig."""
import re

# Where a driver lives, and has lived.
FILES = {
    "linux": (),
    "apple-dart": ("drivers/iommu/apple-dart.c",),
    "arm-smmu": ("drivers/iommu/arm-smmu.c", "drivers/iommu/arm-smmu-impl.c",
                 "drivers/iommu/arm-smmu-qcom.c", "drivers/iommu/arm/arm-smmu/arm-smmu.c",
                 "drivers/iommu/arm/arm-smmu/arm-smmu-impl.c",
                 "drivers/iommu/arm/arm-smmu/arm-smmu-qcom.c"),
    "arm-smmu-v3": ("drivers/iommu/arm-smmu-v3.c",
                    "drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c",
                    "drivers/iommu/arm/arm-smmu-v3/tegra241-cmdqv.c"),
    "exynos-iommu": ("drivers/iommu/exynos-iommu.c",),
    "ipmmu-vmsa": ("drivers/iommu/ipmmu-vmsa.c",),
    "msm_iommu": ("drivers/iommu/msm_iommu.c",),
    "mtk_iommu": ("drivers/iommu/mtk_iommu.c",),
    "mtk_iommu_v1": ("drivers/iommu/mtk_iommu_v1.c",),
    "omap-iommu": ("drivers/iommu/omap-iommu.c",),
    "qcom_iommu": ("drivers/iommu/qcom_iommu.c", "drivers/iommu/arm/arm-smmu/qcom_iommu.c"),
    "riscv-iommu": ("drivers/iommu/riscv/iommu.c", "drivers/iommu/riscv/iommu-platform.c"),
    "rockchip-iommu": ("drivers/iommu/rockchip-iommu.c",),
    "sprd-iommu": ("drivers/iommu/sprd-iommu.c",),
    "sun50i-iommu": ("drivers/iommu/sun50i-iommu.c",),
    "tegra-gart": ("drivers/iommu/tegra-gart.c", "drivers/memory/tegra/mc.c"),
    "tegra-smmu": ("drivers/iommu/tegra-smmu.c", "drivers/memory/tegra/mc.c"),
    "virtio-iommu": ("drivers/iommu/virtio-iommu.c", "drivers/virtio/virtio_mmio.c"),
    "vsi-iommu": ("drivers/iommu/vsi-iommu.c",),
    "xen-grant-dma": ("drivers/xen/grant-dma-iommu.c", "drivers/xen/grant-dma-ops.c"),
}
# Their tables are other devices' as well, or the binding is matched elsewhere.
NOT_WHOLE = ("tegra-gart", "tegra-smmu", "virtio-iommu", "riscv-iommu", "xen-grant-dma")
# Tables of the same files that are not the IOMMU's.
CHILD_TABLES = re.compile(r"client|impl|ctx|larb|tbu")
# Their domains are made by arch/arm/mm/dma-mapping.c.
ARM_ONLY = ("mtk_iommu_v1", "msm_iommu", "omap-iommu")
LISTS = {  # list: is everything in the kernel's table on it?
    "populate-buses": True, "populate-skip": True, "reserved-memory-devices": True,
    "fsl-mc-buses": True, "cdx-buses": True, "early-hosts": False, "identity-clients": True,
    "impl": False, "context-children": True, "allow-devices": True,
    "host1x": True,
}
# Where the function that a list was read from asks no table: whose driver has one.
TABLE_OF = {"host1x_memory_context_list_init": "host1x_of_match"}
# What takes nodes away without a table of them, and code that compares by itself.
BY_CODE = ("of_clk_init", "of_irq_init", "of_platform_default_populate_init",
           "qcom_smmu_impl_init")
INITCALLS = (("core", r"\bcore_initcall\("), ("arch", r"\barch_initcall\("),
             ("subsys", r"\b(?:subsys|postcore)_initcall\("),
             ("device-init", r"\b(?:module_init|device_initcall|module_platform_driver|"
              r"builtin_platform_driver|builtin_platform_driver_probe|module_virtio_driver|"
              r"module_driver)\("))
BUSES = (("bus-platform", "platform_bus_type"), ("bus-amba", "amba_bustype"),
         ("bus-pci", "pci_bus_type"), ("bus-fsl-mc", "fsl_mc_bus_type"))


def files(source, driver):
    return [path for path in FILES.get(driver, ()) if source.has(path)]


def text(source, driver):
    return "\n".join(source.text(path) for path in files(source, driver))


def match_strings(source, driver):
    """The compatibles of every of_device_id table of the driver that is the IOMMU's."""
    found = set()
    for path in files(source, driver):
        for name in re.findall(r"struct of_device_id (\w+)\[\]", source.text(path)):
            if not CHILD_TABLES.search(name):
                found.update(source.strings(name, [path]) or ())
    return found


def alternatives(names, origin):
    return (origin,) + tuple(names.get(origin, ()))


def check_matching(source, driver, rows, names, out):
    mine = [r for r in rows if r.section == "compatibles"]
    there = files(source, driver)
    if there:
        found = match_strings(source, driver)
        if driver in NOT_WHOLE:
            found |= {r.name for r in mine if '"%s"' % r.name in text(source, driver)}
            mine = [r for r in mine if "pci" not in r.name]
        own = driver not in NOT_WHOLE
        out.compare(source, "compatible", mine, found, driver, own, own)
    elif any(r.at(source.version) for r in mine):
        out.add(source, "driver", "%s has no file" % driver)
    for group, whole in LISTS.items():
        listed = [r for r in rows if r.section == "lists" and r.group == group and
                  r.origin not in BY_CODE]
        strings, seen = set(), False
        for origin in sorted({r.origin for r in listed if whole or r.at(source.version)}):
            for name in alternatives(names, origin):
                got = source.strings(name, there or None)
                if name in TABLE_OF and got is not None:
                    got = source.strings(TABLE_OF[name])
                seen, strings = seen or got is not None, strings | set(got or ())
        if listed and (seen or any(r.at(source.version) for r in listed)):
            out.compare(source, group, listed, strings, driver, whole, group != "impl")


def operations(source, driver):
    """The fields of the driver's iommu_ops, or None."""
    for path in files(source, driver):
        for name in re.findall(r"struct iommu_ops (\w+) = \{", source.text(path)):
            body = source.definition(name, [path]) or ""
            return dict(re.findall(r"\.(\w+)\s*=\s*&?(\w+)", body))
    return None


def said(rows, key, version):
    """The values a fact has there, for whatever compatible."""
    return [r.value for r in rows if r.group == key and r.at(version) is not False]


def check_flag(source, driver, rows, key, is_so, out, default="false"):
    values = said(rows, key, source.version) or [default]
    if ("true" if is_so else "false") not in values:
        out.add(source, "operations", "%s of %s is %s" % (key, driver, "true" if is_so else
                                                          "false"))


def check_operations(source, driver, rows, out):
    ops, every = operations(source, driver), rows
    rows = [r for r in rows if r.section == "facts"]
    if not ops or driver in ("xen-grant-dma",) + ARM_ONLY:
        return
    alloc = source.definition(ops.get("domain_alloc", ""), files(source, driver)) or ""
    check_flag(source, driver, rows, "of-xlate", "of_xlate" in ops, out, "true")
    check_flag(source, driver, rows, "identity", "identity_domain" in ops or
               "domain_alloc_identity" in ops or "IOMMU_DOMAIN_IDENTITY" in alloc, out)
    forced = [r for r in every if r.at(source.version) is not False and
              (r.group or "").startswith(("forced-type", "identity-pci")) and
              r.value != "unknown"]
    if bool(forced) != ("def_domain_type" in ops):
        out.add(source, "operations", "def_domain_type of %s is%s there" % (
            driver, "" if "def_domain_type" in ops else " not"))
    rule = said(rows, "group-rule", source.version) + said(rows, "group-rule-arm",
                                                           source.version)
    for function, word in (("generic_device_group", "device"),
                           ("generic_single_device_group", "instance")):
        if ops.get("device_group") == function and word not in rule:
            out.add(source, "operations", "%s groups by %s" % (driver, function))
    if alloc and not any(op.startswith("domain_alloc_paging") for op in ops):
        check_flag(source, driver, rows, "dma", "IOMMU_DOMAIN_DMA" in alloc, out)


def check_start(source, driver, rows, out):
    """When the driver registers, and on which buses."""
    body = text(source, driver)
    values = said(rows, "initcall", source.version)
    found = [word for word, pattern in INITCALLS if re.search(pattern, body)]
    if body and values and found and not set(values) & set(found):
        out.add(source, "initcall", "%s registers at %s" % (driver, " ".join(found)))
    if "bus_set_iommu" not in body:
        return
    for key, bus in BUSES:
        used = re.search(r"bus_set_iommu\(&%s|iommu_present\(&%s" % (bus, bus), body)
        check_flag(source, driver, rows, key, used, out)


def check_kconfig(source, driver, rows, out):
    here = any(r.section == "compatibles" and r.at(source.version) for r in rows)
    wanted = [r for r in rows if r.section == "kconfig" and r.at(source.version) and
              (here or r.group == "legacy")]
    known = set()
    for directory in ("drivers/iommu", "drivers/xen") if wanted else ():
        for path in source.below(directory, ("Kconfig",)):
            known.update(re.findall(r"^config (\w+)", source.raw(path), re.M))
    for row in wanted:
        if row.name[len("CONFIG_"):] not in known:
            out.add(source, "Kconfig", "%s is not there" % row.name, driver)
    for row in rows if here else ():
        if row.group == "required-properties" and row.at(source.version) and row.name != "reg" and \
                '"%s"' % row.name not in text(source, driver):
            out.add(source, "property", "%s is not asked for" % row.name, driver)
