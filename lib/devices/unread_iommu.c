// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* IOMMUs that no binding of this kernel's reads. */
#include <string.h>

#include "devices/devices.h"
#include "model/lookup.h"

static const char *const kinds[] = { "sysmmu", "iommu", "smmu" };

/* Ends of compatibles of nodes named iommu that no master refers to: a filter of
 * addresses, and the secure world's registers of an IOMMU with a node of its own. */
static const char *const no_kinds[] = { "-sart", "-bank1", "-bank2", "-bank3", "-bank4" };

static bool is_no_kind(const char *s, size_t length)
{
	for (size_t i = 0; i < sizeof(no_kinds) / sizeof(no_kinds[0]); i++) {
		size_t n = strlen(no_kinds[i]);

		if (length > n && !strncmp(s + length - n, no_kinds[i], n))
			return true;
	}
	return false;
}

/* "iommu", "arm-smmu", "iommu-v2": the word, at the end but for a version. */
static bool ends_like(const char *s, size_t length)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t n = strlen(kinds[i]);
		size_t end = length;

		while (end && s[end - 1] >= '0' && s[end - 1] <= '9')
			end--;
		if (end > 2 && !strncmp(s + end - 2, "-v", 2))
			end -= 2;
		if (end >= n && !strncmp(s + end - n, kinds[i], n) &&
		    (end == n || strchr("-,_", s[end - n - 1])))
			return true;
	}
	return false;
}

static bool is_named_so(const struct iop_tree *t, uint32_t node)
{
	const char *name = iop_node_name(t, node);
	struct iop_cells value = iop_prop(t, node, IOP_P_COMPATIBLE);
	const char *at = (const char *)value.at, *end = at + value.left, *nul;
	bool found = ends_like(name, strcspn(name, "@"));

	while (at < end && (nul = memchr(at, 0, (size_t)(end - at)))) {
		if (is_no_kind(at, (size_t)(nul - at)))
			return false;
		found |= ends_like(at, (size_t)(nul - at));
		at = nul + 1;
	}
	return found;
}

/* msm's qcom,kgsl-iommu: a GPU's node, whose children are masters of the SMMU at the
 * same address. */
static bool is_above_masters(const struct iop_tree *t, uint32_t node)
{
	for (uint32_t n = node + 1; n < t->nodes[node].end; n++)
		if (iop_has(t, n, IOP_P_IOMMUS))
			return true;
	return false;
}

uint32_t iop_unread_iommu(const struct iop_plan *p, uint32_t node)
{
	const uint64_t must = 1ull << IOP_P_COMPATIBLE | 1ull << IOP_P_REG;
	const struct iop_tree *t = p->tree;

	for (; node < t->count; node++) {
		if (!t->nodes[node].available || (t->nodes[node].has & must) != must ||
		    iop_has(t, node, IOP_P_IOMMU_CELLS) || !is_named_so(t, node) ||
		    is_above_masters(t, node))
			continue;
		if (iop_iommu_at(p, node) == IOP_NONE)
			return node;
	}
	return IOP_NO_NODE;
}
