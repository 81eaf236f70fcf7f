# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Mistakes at an IOMMU's own node."""
from . import SMMU_V2, kind, pick


@kind
def iommu_disabled(b, rng):
    iommu = pick(rng, b.used())
    if iommu:
        iommu.set_strings("status", rng.choice(["disabled", "fail", "reserved"]))
    return iommu


@kind
def master_moved_to_disabled_iommu(b, rng):
    master = pick(rng, b.masters)
    if not master:
        return None
    off = [n for n in b.nodes if "#iommu-cells" in n.props and not n.available
           and n.strings("status") == ["disabled"]]
    other = pick(rng, off)
    if not other:
        return None
    master.set_cells("iommus", b.phandle(other), *[1] * other.cell("#iommu-cells"))
    return master


@kind
def iommu_compatible_misspelt(b, rng):
    iommu = pick(rng, b.used())
    if iommu:
        iommu.set_strings("compatible", *[s + "x" for s in iommu.strings("compatible")])
    return iommu


@kind
def iommu_cells_removed(b, rng):
    iommu = pick(rng, b.used())
    if iommu:
        del iommu.props["#iommu-cells"]
    return iommu


@kind
def iommu_cells_one_more(b, rng):
    iommu = pick(rng, b.used())
    if iommu:
        iommu.set_cells("#iommu-cells", iommu.cell("#iommu-cells") + 1)
    return iommu


@kind
def iommu_cells_one_less(b, rng):
    iommu = pick(rng, [i for i in b.used() if i.cell("#iommu-cells")])
    if iommu:
        iommu.set_cells("#iommu-cells", iommu.cell("#iommu-cells") - 1)
    return iommu


@kind
def global_interrupts_removed(b, rng):
    iommu = pick(rng, b.used(*SMMU_V2))
    if not iommu or "#global-interrupts" not in iommu.props:
        return None
    del iommu.props["#global-interrupts"]
    return iommu


@kind
def global_interrupts_too_many(b, rng):
    iommu = pick(rng, [i for i in b.used(*SMMU_V2) if "#global-interrupts" in i.props])
    if iommu:
        iommu.set_cells("#global-interrupts", len(iommu.cells("interrupts")))
    return iommu


@kind
def context_interrupts_removed(b, rng):
    iommu = pick(rng, [i for i in b.used(*SMMU_V2) if i.cell("#global-interrupts")
                       and "interrupts" in i.props])
    if iommu:
        iommu.set_cells("interrupts", *iommu.cells("interrupts")[:3])
    return iommu


@kind
def clock_dangles(b, rng):
    iommu = pick(rng, [i for i in b.used() if i.cells("clocks")])
    if iommu:
        iommu.set_cells("clocks", b.free(), *iommu.cells("clocks")[1:])
    return iommu


@kind
def power_domain_dangles(b, rng):
    iommu = pick(rng, [i for i in b.used() if i.cells("power-domains")])
    if iommu:
        iommu.set_cells("power-domains", b.free(), *iommu.cells("power-domains")[1:])
    return iommu


@kind
def power_domain_disabled(b, rng):
    iommu = pick(rng, [i for i in b.used() if i.cells("power-domains")])
    off = [n for n in b.nodes if n.strings("status") == ["disabled"] and "compatible" in n.props]
    other = iommu and pick(rng, off)
    if not other:
        return None
    other.set_cells("#power-domain-cells", 0)
    iommu.set_cells("power-domains", b.phandle(other))
    return iommu


@kind
def iommu_powered_by_its_master(b, rng):
    iommu = pick(rng, b.used())
    master = iommu and pick(rng, b.users(iommu))
    if not master:
        return None
    master.set_cells("#power-domain-cells", 0)
    iommu.set_cells("power-domains", b.phandle(master))
    return iommu


@kind
def clocks_lost_beside_peers(b, rng):
    def peers(node):
        return [i for i in b.iommus if i is not node
                and i.props["compatible"] == node.props["compatible"]]
    iommu = pick(rng, [i for i in b.iommus if "clocks" in i.props and len(peers(i)) >= 3
                       and all("clocks" in p.props for p in peers(i))])
    if iommu:
        del iommu.props["clocks"]
    return iommu


@kind
def larb_dangles(b, rng):
    iommu = pick(rng, [i for i in b.used() if i.cells("mediatek,larbs")])
    if iommu:
        larbs = iommu.cells("mediatek,larbs")
        larbs[rng.randrange(len(larbs))] = b.free()
        iommu.set_cells("mediatek,larbs", *larbs)
    return iommu


@kind
def ipmmu_root_disabled(b, rng):
    leaves = [i for i in b.iommus if "renesas,ipmmu-main" in i.props]
    roots = {i.cell("renesas,ipmmu-main") for i in leaves}
    root = len(roots) == 1 and b.phandles.get(roots.pop())
    if not root:
        return None
    root.set_strings("status", "disabled")
    return root


@kind
def secure_id_removed(b, rng):
    iommu = pick(rng, [i for i in b.iommus if "qcom,iommu-secure-id" in i.props])
    if iommu:
        del iommu.props["qcom,iommu-secure-id"]
    return iommu


@kind
def both_bindings(b, rng):
    iommu = pick(rng, b.used(*SMMU_V2))
    other = iommu and pick(rng, [n for n in b.nodes if n.available and "reg" in n.props
                                 and "compatible" in n.props and "iommus" not in n.props])
    if not other:
        return None
    other.set_cells("#stream-id-cells", 1)
    iommu.set_cells("mmu-masters", b.phandle(other), 0x7)
    return iommu
