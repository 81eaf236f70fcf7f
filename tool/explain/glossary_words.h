/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Words of the output that no table of the model has: kind, word, meaning. */
#ifndef EXPLAIN_GLOSSARY_WORDS_H
#define EXPLAIN_GLOSSARY_WORDS_H

/* G(kind, word, what it means) */
#define GLOSSARY_WORDS(G) \
	G("state", "active", "of an IOMMU: its driver has probed it") \
	G("state", "disabled", "of an IOMMU: its status, or that of a node above it, is not okay") \
	G("state", "no-driver", "of an IOMMU: this kernel version has no driver for it, or this configuration does not build it") \
	G("state", "fails-to-probe", "of an IOMMU: its probe returns an error; --because shows the reason") \
	G("state", "deferred", "of an IOMMU: a supplier never becomes available, so its probe is never called or is deferred each time") \
	G("confidence", "certain", "the members of the group and the type of its domain follow from the tree and the kernel. Before 6.15 a group is allocated only when a driver binds to a master") \
	G("confidence", "if-acs", "how many groups the devices behind a PCI host form depends on topology and ACS, which no device tree describes; the IOMMU and the stream IDs are certain") \
	G("confidence", "if-driver-binds", "the device is created by a driver, the IOMMU's driver is a module, or the order in which drivers bind matters") \
	G("confidence", "if-bootloader", "the tree has a placeholder that the boot loader fills in") \
	G("confidence", "unknown", "neither the tree nor the known kernel sources determine it") \
	G("domain", "DMA", "of a group: translated; the IOTLB is invalidated at each unmap (strict)") \
	G("domain", "DMA-FQ", "of a group: translated; IOTLB invalidation is deferred (lazy)") \
	G("domain", "identity", "of a group: not translated; DMA addresses are physical addresses") \
	G("domain", "unmanaged", "of a group: the device's own driver maps memory, if anything is translated at all; in vendor kernels only") \
	G("domain", "blocked", "of a group: all DMA is blocked") \
	G("domain", "unknown", "of a group: it has no default domain, or this kernel has none on this architecture") \
	G("hardening", "default", "of an option: nothing sets it, so the kernel's own default applies") \
	G("hardening", "configuration", "of an option: the kernel's configuration sets it") \
	G("hardening", "command-line", "of an option: the kernel command line sets it") \
	G("grouping", "driver-bind", "a group is allocated when a driver binds to a master (up to 6.14)") \
	G("grouping", "device-add", "a group is allocated when the device is added (since 6.15)") \
	G("reason", "names-no-iommu", "the device may be wired to the IOMMU, but its node has no iommus") \
	G("supplier state", "ready", "the supplier is available when the IOMMU probes") \
	G("supplier state", "module", "the supplier's driver is a module: the IOMMU probes after it is loaded") \
	G("supplier state", "disabled", "the supplier's node, or one above it, is disabled") \
	G("supplier state", "not-built", "this kernel's configuration does not build the supplier's driver") \
	G("supplier state", "absent", "the phandle does not exist, or refers to a node for which Linux creates no device") \
	G("supplier state", "unknown", "it is not known whether the supplier becomes available") \
	G("flush", "strict", "the IOTLB is invalidated at each unmap; the domain is DMA") \
	G("flush", "lazy", "IOTLB invalidation is deferred; the domain is DMA-FQ") \
	G("known-by", "soc", "of a device without iommus: on other boards with this SoC, such devices refer to the IOMMU") \
	G("known-by", "kind", "of a device without iommus: devices of its kind do DMA, and it is on the IOMMU's bus") \
	G("verdict", "met", "the plan satisfies the requirement") \
	G("verdict", "untold", "the tree does not determine whether the requirement is met") \
	G("verdict", "unmet", "the plan does not satisfy the requirement; the obstacle is given") \
	G("mechanism", "cmdline", "of a policy: the kernel command line may be changed") \
	G("mechanism", "tree", "of a policy: the device tree may be edited") \
	G("mechanism", "runtime", "of a policy: the type of a group may be written to sysfs in the booted system") \
	G("strategy", "per-group", "of a policy: each group of the IOMMU has a domain of its own") \
	G("strategy", "shared", "of a policy: the masters of the IOMMU share one group and its domain") \
	G("strategy", "identity", "of a policy: the groups of the IOMMU have an identity domain") \
	G("strategy", "off", "of a policy: the IOMMU is disabled in the tree") \
	G("requirement", "strict", "of a policy: a DMA domain, with IOTLB invalidation at each unmap") \
	G("requirement", "lazy", "of a policy: a DMA domain with deferred IOTLB invalidation, DMA-FQ") \
	G("requirement", "identity", "of a policy: an identity domain") \
	G("requirement", "kernel", "of a policy: the kernel's own default") \
	G("requirement", "any", "of a policy: any type of domain") \
	G("requirement", "translated", "of a policy: the device's DMA is translated") \
	G("requirement", "isolated", "of a policy: no other device is in its group") \
	G("requirement", "reserve-contexts", "of a policy: the number of context banks of the IOMMU that remain free") \
	G("requirement", "reserved-streams", "of a policy: stream IDs that belong to firmware and that no master may use") \
	G("edit", "set", "the property is created or changed") \
	G("edit", "delete", "the property or node is removed") \
	G("edit", "add-node", "a node is added") \
	G("change", "presence", "over a range of kernels: whether the master or IOMMU exists") \
	G("change", "group", "over a range of kernels: which devices share the group") \
	G("change", "reason", "over a range of kernels: why there is no group") \
	G("change", "domain", "over a range of kernels: the default domain") \
	G("change", "confidence", "over a range of kernels: how certain the prediction is") \
	G("change", "streams", "over a range of kernels: stream IDs, or the IOMMU they belong to") \
	G("change", "state", "over a range of kernels: whether the IOMMU is active") \
	G("change", "effect", "over a range of kernels: what happens to the device's DMA") \
	G("severity", "error", "something does not work, or a master can access memory that it should not; lint exits with 1") \
	G("severity", "warning", "something is weaker than the tree intends, or may not work") \
	G("severity", "note", "true, but often intended; lint prints it in text with --notes only") \
	G("architecture", "arm", "32-bit ARM; the tree's cpus or --arch decide") \
	G("architecture", "arm64", "64-bit ARM; the tree's cpus or --arch decide") \
	G("column", "group", "the key of a group: it does not depend on the order of nodes; the kernel's own numbers depend on the order of probing") \
	G("column", "domain", "the type of the group's default domain, as in /sys/kernel/iommu_groups/N/type") \
	G("column", "master", "a device that does DMA and whose node refers to an IOMMU") \
	G("column", "device", "a master, a PCI host, or a device that may be wired to an IOMMU") \
	G("column", "stream IDs", "the IDs by which the IOMMU recognises the master; after a slash, the mask: bits that are ignored when the ID is matched") \
	G("column", "IDs", "the same as stream IDs; of a PCI host, requester IDs and what they are mapped to") \
	G("column", "IDs/mask", "the same as stream IDs") \
	G("column", "streams", "the same as stream IDs") \
	G("column", "contexts", "context banks of an SMMU: how many are needed, and how many there are at most, if the tree shows it") \
	G("column", "context banks", "context banks of an SMMU: how many are needed, and how many there are at most, if the tree shows it") \
	G("column", "matches", "stream-match entries of an SMMU: how many are needed, and how many there are at most") \
	G("column", "unclaimed", "what happens to streams that no master uses") \
	G("column", "effect", "what happens to the device's DMA after boot") \
	G("column", "confidence", "how certain a prediction is") \
	G("column", "reason", "why a master has no IOMMU, or an IOMMU is not active") \
	G("column", "IOMMU", "the node of the IOMMU") \
	G("column", "driver", "the Linux driver of the IOMMU") \
	G("column", "wanted", "what the policy asks for") \
	G("column", "at boot", "what the kernel sets up, with the command line and the edits of the plan") \
	G("column", "reached", "what the group has after the run-time writes") \
	G("column", "planned", "what the plan predicts") \
	G("column", "found", "what the system has") \
	G("column", "cause", "why the system differs from its plan") \
	G("column", "before", "the state on the old side") \
	G("column", "after", "the state on the new side")

#endif
