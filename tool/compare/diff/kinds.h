/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What can be different between two plans, the worst first.
 *
 * D(identifier, slug, text for people); slugs are for scripts and never change.
 */
#ifndef DIFF_KINDS_H
#define DIFF_KINDS_H

/* A master reaches memory it was kept from, or another master's, or none. */
#define DIFF_ERRORS(D) \
	D(UNPROTECTED, "unprotected", "had an IOMMU and has none any more") \
	D(UNTRANSLATED, "untranslated", "was translated and is not any more") \
	D(BLOCKED, "blocked", "its DMA is blocked, and was not") \
	D(MERGED, "merged", "masters of several groups share one, and all it maps")

/* What is left of the protection is less, or will not hold. */
#define DIFF_WARNINGS(D) \
	D(MAYBE_BLOCKED, "maybe-blocked", "now blocks the DMA of devices behind it that do not name it") \
	D(LAZIER, "lazier", "what is unmapped stays reachable for a while, where it was cut off at once") \
	D(JOINED, "joined", "a master that was not there before shares a group with others that were") \
	D(ADDED_BARE, "added-unprotected", "was not there before, and has no IOMMU") \
	D(IOMMU_LOST, "iommu-lost", "was active and is not any more") \
	D(OVER_BUDGET, "over-budget", "has fewer context banks or stream-match entries than are needed")

#define DIFF_NOTES(D) \
	D(PROTECTED, "protected", "had no IOMMU and has one") \
	D(TRANSLATED, "translated", "was not translated and is") \
	D(STRICTER, "stricter", "what is unmapped is cut off at once, where it was not") \
	D(SPLIT, "split", "masters of one group are in several") \
	D(DOMAIN, "domain", "the kernel calls the default domain otherwise") \
	D(STREAMS, "streams", "has other stream IDs or masks, or those of another IOMMU") \
	D(EFFECT, "effect", "something else becomes of its DMA") \
	D(CONFIDENCE, "confidence", "is predicted with another confidence") \
	D(REASON, "reason", "has no IOMMU, for another reason") \
	D(ADDED, "added", "a master that was not there before") \
	D(REMOVED, "removed", "a master that is not there any more") \
	D(MOVED, "moved", "is at another path") \
	D(IOMMU_ACTIVE, "iommu-active", "was not active and is") \
	D(IOMMU_REASON, "iommu-reason", "is not active, for another reason, or has another driver") \
	D(IOMMU_ADDED, "iommu-added", "an IOMMU that was not there before") \
	D(IOMMU_REMOVED, "iommu-removed", "an IOMMU that is not there any more") \
	D(IN_BUDGET, "in-budget", "has enough context banks and stream-match entries again") \
	D(CMDLINE, "cmdline", "the plan needs another kernel command line") \
	D(TREE_ADDED, "tree-added", "a tree that was not there before") \
	D(TREE_REMOVED, "tree-removed", "a tree that is not there any more")

enum diff_kind {
#define DIFF_ENUM(id, slug, text) DIFF_##id,
	DIFF_ERRORS(DIFF_ENUM)
	DIFF_WARNINGS(DIFF_ENUM)
	DIFF_NOTES(DIFF_ENUM)
#undef DIFF_ENUM
	DIFF_KINDS
};

#endif
