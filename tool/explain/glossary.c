// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/glossary.h"

#include "cmdline/cmdline.h"
#include "compare/diff/kinds.h"
#include "explain/attribute.h"
#include "lint/rules.h"
#include "model/effects.h"
#include "model/reasons.h"
#include "verify/checks.h"

static const struct meaning all[] = {
	{ "state", "active", "of an IOMMU: its driver has probed it" },
	{ "state", "disabled", "of an IOMMU: its status, or that of a node above it, is not okay" },
	{ "state", "no-driver", "of an IOMMU: this kernel has no driver for it, by its version or "
	  "its configuration" },
	{ "state", "fails-to-probe", "of an IOMMU: its probe returns an error; because has the reason" },
	{ "state", "deferred", "of an IOMMU: a supplier never becomes available, so that its probe is "
	  "never called or deferred each time" },
	{ "confidence", "certain", "the members and the type follow from the tree and the kernel. "
	  "Before 6.15 a group is made only when a driver binds to a master" },
	{ "confidence", "if-acs", "how many groups the devices behind a PCI host form is decided by "
	  "topology and ACS, which no device tree describes; the IOMMU and the stream IDs are certain" },
	{ "confidence", "if-driver-binds", "the device is made by a driver, the IOMMU's driver is a "
	  "module, or the order in which drivers bind decides" },
	{ "confidence", "if-bootloader", "the tree has a placeholder that the boot loader fills in" },
	{ "confidence", "unknown", "it does not follow from the tree, or the source of this kernel "
	  "was not read" },
	{ "domain", "DMA", "of a group: translated, and the IOTLB is invalidated at each unmapping" },
	{ "domain", "DMA-FQ", "of a group: translated; IOTLB invalidation is deferred" },
	{ "domain", "identity", "of a group: DMA passes 1:1, it is not translated" },
	{ "domain", "unmanaged", "of a group: the device's own driver maps memory, if anything is "
	  "translated at all; in vendor kernels only" },
	{ "domain", "blocked", "of a group: no DMA passes" },
	{ "domain", "unknown", "of a group: none, or the kernel has no default domains here" },
	{ "grouping", "driver-bind", "a group is made when a driver binds to a master (up to 6.14)" },
	{ "grouping", "device-add", "a group is made when the device is added (since 6.15)" },
	{ "reason", "names-no-iommu", "of a neighbour: the device may be wired to the IOMMU, and its "
	  "node names none" },
#define EFFECT(id, slug, words, text) { "effect", slug, text },
	IOP_EFFECTS(EFFECT)
#undef EFFECT
#define REASON(id, slug, text, ...) { "reason", slug, text },
	IOP_REASONS(REASON)
#undef REASON
#define CONFLICT(id, slug, text) { "boot argument", slug, text },
	IOP_CONFLICTS(CONFLICT)
#undef CONFLICT
#define DIFFERENCE(id, slug, text) { "difference", slug, text },
	DIFF_ERRORS(DIFFERENCE)
	DIFF_WARNINGS(DIFFERENCE)
	DIFF_NOTES(DIFFERENCE)
#undef DIFFERENCE
#define CAUSE(id, slug, text) { "verify", slug, text },
	CHECK_CAUSES(CAUSE)
#undef CAUSE
#define LOGGED(id, slug, text) { "event of a log", slug, text },
	LOG_EVENTS(LOGGED)
#undef LOGGED
#define WHY(id, slug, text, fix) { "cause of a log's line", slug, text },
	LOG_CAUSES(WHY)
#undef WHY
};

#define N_MEANINGS (sizeof(all) / sizeof(all[0]))

bool glossary_next(unsigned int *cursor, struct meaning *m)
{
	for (; *cursor < N_MEANINGS; ++*cursor) {
		if (!*all[*cursor].text)
			continue;
		*m = all[(*cursor)++];
		return true;
	}
	if (*cursor - N_MEANINGS >= IOP_RULE_COUNT)
		return false;
	m->kind = "rule";
	m->word = iop_rules[*cursor - N_MEANINGS].slug;
	m->text = iop_rules[*cursor - N_MEANINGS].title;
	++*cursor;
	return true;
}
