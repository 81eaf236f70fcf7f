/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The planner as boot loaders call it: one function over a tree in memory,
 * with memory of the caller. The standalone program, U-Boot's command and the
 * EFI application are three ways into it and share its arguments, its results
 * and its statuses.
 */
#ifndef UBOOT_GLUE_H
#define UBOOT_GLUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The exit statuses of the host's program. */
enum glue_status {
	GLUE_OK,
	GLUE_FINDINGS,		/* lint: at least one error */
	GLUE_USAGE,		/* an argument, or an unknown kernel version */
	GLUE_TREE,		/* no valid tree at this address */
	GLUE_ROOM,		/* out of memory, of room for the result */
};

enum glue_op { GLUE_PLAN, GLUE_LINT, GLUE_ANNOTATE, GLUE_DUMP, GLUE_VERSION };

/*
 * A result: @value is printable ASCII without apostrophes, names of the tree in
 * it as %xx where they hold anything but what a node name may. False: no space.
 */
typedef bool glue_put(void *ctx, const char *key, const char *value);

struct glue {
	enum glue_op op;
	void *fdt;		/* the tree; written to by GLUE_ANNOTATE alone */
	size_t room;		/* bytes at @fdt, at least its totalsize */
	void *arena;		/* to work in; nothing in it is needed later */
	size_t arena_size;
	const char *kernel;	/* "6.12", "6.1.50-arm64"; NULL or "": what @image
				 * says, else the newest */
	const void *image;	/* the kernel that will be started, or NULL */
	size_t image_size;
	const char *bootargs;	/* instead of the tree's; NULL: the tree's */
	glue_put *put;
	void *ctx;
};

/*
 * glue_run - do g->op and give its results to g->put
 *
 * All but GLUE_DUMP give these, iommu_status first; after an error those two,
 * but GLUE_LINT gives all of what it has found where space ended after that:
 *   iommu_status       ok, findings, usage, tree, room
 *   iommu_error        what is wrong, in words; only after an error
 *   iommu_linux        version the plan is for
 *   iommu_banner       with an @image: the release in it, or "unread", as of
 *                      what is compressed; another than @kernel is an error
 *   iommu_bootargs     kernel parameters that hold the plan
 *   iommu_verdict      translated, partly, open (none is), none (no masters)
 *   iommu_iommus, iommu_groups, iommu_devices, iommu_unprotected
 *                      counts, decimal, as in /chosen/iommuplan
 *   iommu_finding      the first master without an IOMMU, or IOMMU that fails,
 *                      and why; from GLUE_LINT the worst finding; "": none
 *   iommu_arena        bytes that were used of it, hexadecimal
 * GLUE_LINT gives iommu_errors, iommu_warnings, iommu_notes as well.
 *
 * Until the last result has been taken the tree is untouched, byte for byte;
 * so it is after every status but GLUE_OK and GLUE_FINDINGS.
 */
enum glue_status glue_run(const struct glue *g);

/* Every name of a result but GLUE_DUMP's, up to NULL: to be cleared before. */
extern const char *const glue_names[];

const char *glue_status_text(enum glue_status s);

#endif
