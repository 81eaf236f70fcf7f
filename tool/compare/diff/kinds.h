/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What can be different between two plans, the worst first.
 *
 * D(identifier, slug, text for people); slugs are for scripts and never change.
 */
#ifndef DIFF_KINDS_H
#define DIFF_KINDS_H

/* A master can access memory that it could not, or that of another master, or none. */
#define DIFF_ERRORS(D) \
	D(UNPROTECTED, "unprotected", "a master that no longer has an IOMMU") \
	D(UNTRANSLATED, "untranslated", "a master whose DMA is no longer translated") \
	D(BLOCKED, "blocked", "a device whose DMA is now blocked") \
	D(MERGED, "merged", "masters of several groups that now share one group and everything mapped in it")

/* What is left of the protection is less, or will not hold. */
#define DIFF_WARNINGS(D) \
	D(MAYBE_BLOCKED, "maybe-blocked", "an IOMMU that now blocks the DMA of devices that may be wired to it but do not refer to it") \
	D(LAZIER, "lazier", "a master whose IOTLB invalidation is now deferred: unmapped memory stays accessible for a while") \
	D(JOINED, "joined", "a new master that shares a group with existing ones") \
	D(ADDED_BARE, "added-unprotected", "a new master without an IOMMU") \
	D(IOMMU_LOST, "iommu-lost", "an IOMMU that is no longer active") \
	D(OVER_BUDGET, "over-budget", "an IOMMU with fewer context banks or stream-match entries than needed")

#define DIFF_NOTES(D) \
	D(PROTECTED, "protected", "a master that now has an IOMMU") \
	D(TRANSLATED, "translated", "a master whose DMA is now translated") \
	D(STRICTER, "stricter", "a master whose IOTLB invalidation is no longer deferred") \
	D(SPLIT, "split", "masters of one group that are now in several") \
	D(DOMAIN, "domain", "a master whose default domain has a different type") \
	D(STREAMS, "streams", "a master with different stream IDs or masks, or a different IOMMU") \
	D(EFFECT, "effect", "a device whose DMA is handled differently") \
	D(CONFIDENCE, "confidence", "a prediction with a different confidence") \
	D(REASON, "reason", "a master that has no IOMMU, now for a different reason") \
	D(ADDED, "added", "a new master") \
	D(REMOVED, "removed", "a master that no longer exists") \
	D(MOVED, "moved", "a master at a different path") \
	D(IOMMU_ACTIVE, "iommu-active", "an IOMMU that is now active") \
	D(IOMMU_REASON, "iommu-reason", "an IOMMU with a different driver, or not active for a different reason") \
	D(IOMMU_ADDED, "iommu-added", "a new IOMMU") \
	D(IOMMU_REMOVED, "iommu-removed", "an IOMMU that no longer exists") \
	D(IN_BUDGET, "in-budget", "an IOMMU that has enough context banks and stream-match entries again") \
	D(CMDLINE, "cmdline", "a different kernel command line") \
	D(TREE_ADDED, "tree-added", "a new tree") \
	D(TREE_REMOVED, "tree-removed", "a tree that no longer exists")

enum diff_kind {
#define DIFF_ENUM(id, slug, text) DIFF_##id,
	DIFF_ERRORS(DIFF_ENUM)
	DIFF_WARNINGS(DIFF_ENUM)
	DIFF_NOTES(DIFF_ENUM)
#undef DIFF_ENUM
	DIFF_KINDS
};

#endif
