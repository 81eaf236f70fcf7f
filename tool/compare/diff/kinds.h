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
	D(UNPROTECTED, "unprotected", "had an IOMMU and no longer has one") \
	D(UNTRANSLATED, "untranslated", "was translated and no longer is") \
	D(BLOCKED, "blocked", "its DMA is now blocked") \
	D(MERGED, "merged", "masters of several groups now share one group and everything mapped in it")

/* What is left of the protection is less, or will not hold. */
#define DIFF_WARNINGS(D) \
	D(MAYBE_BLOCKED, "maybe-blocked", "now blocks the DMA of devices that may be wired to it but do not refer to it") \
	D(LAZIER, "lazier", "IOTLB invalidation is now deferred: unmapped memory stays accessible for a while") \
	D(JOINED, "joined", "a new master shares a group with existing ones") \
	D(ADDED_BARE, "added-unprotected", "is new and has no IOMMU") \
	D(IOMMU_LOST, "iommu-lost", "was active and no longer is") \
	D(OVER_BUDGET, "over-budget", "has fewer context banks or stream-match entries than needed")

#define DIFF_NOTES(D) \
	D(PROTECTED, "protected", "now has an IOMMU") \
	D(TRANSLATED, "translated", "is now translated") \
	D(STRICTER, "stricter", "IOTLB invalidation is no longer deferred") \
	D(SPLIT, "split", "masters of one group are now in several") \
	D(DOMAIN, "domain", "the default domain has a different type") \
	D(STREAMS, "streams", "has different stream IDs or masks, or a different IOMMU") \
	D(EFFECT, "effect", "what happens to its DMA changed") \
	D(CONFIDENCE, "confidence", "is predicted with a different confidence") \
	D(REASON, "reason", "has no IOMMU, for a different reason") \
	D(ADDED, "added", "a new master") \
	D(REMOVED, "removed", "a master that no longer exists") \
	D(MOVED, "moved", "is at a different path") \
	D(IOMMU_ACTIVE, "iommu-active", "is now active") \
	D(IOMMU_REASON, "iommu-reason", "is not active, for a different reason, or has a different driver") \
	D(IOMMU_ADDED, "iommu-added", "a new IOMMU") \
	D(IOMMU_REMOVED, "iommu-removed", "an IOMMU that no longer exists") \
	D(IN_BUDGET, "in-budget", "has enough context banks and stream-match entries again") \
	D(CMDLINE, "cmdline", "the plan needs a different kernel command line") \
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
