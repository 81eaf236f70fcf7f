/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The artefacts of one board, added to a set of files that appears whole. */
#ifndef EMIT_BOARD_H
#define EMIT_BOARD_H

#include "annotate/annotate.h"
#include "artefacts/atomic.h"
#include "render/render.h"

/* A(identifier, name in --only, suffix of the file) */
#define ARTEFACTS(A) \
	A(DTB, "dtb", ".iommu.dtb") \
	A(DTBO, "dtbo", ".iommu.dtbo") \
	A(CMDLINE, "cmdline", ".cmdline") \
	A(PLAN, "plan", ".plan.json") \
	A(ENV, "env", ".env") \
	A(SCRIPT, "script", ".boot.cmd") \
	A(FIT, "fit", ".its") \
	A(BOOTARGS, "bootargs", ".bootargs.dtb") \
	A(RUNTIME, "runtime", ".runtime.sh") \
	A(UNIT, "unit", ".runtime.service") \
	A(INITRAMFS, "initramfs", ".runtime.initramfs-tools") \
	A(DRACUT, "dracut", ".runtime.dracut") \
	A(CHECK, "check", ".check.sh")

enum artefact {
#define ARTEFACT_ENUM(id, name, suffix) ARTEFACT_##id,
	ARTEFACTS(ARTEFACT_ENUM)
#undef ARTEFACT_ENUM
	ARTEFACT_COUNT
};

#define ARTEFACTS_ALL ((1u << ARTEFACT_ENV) - 1)
#define ARTEFACTS_UBOOT (((1u << ARTEFACT_RUNTIME) - 1) & ~ARTEFACTS_ALL)
/* Those of a plan that writes group types in the booted system. */
#define ARTEFACTS_RUNTIME (((1u << ARTEFACT_CHECK) - 1) & ~(ARTEFACTS_ALL | ARTEFACTS_UBOOT))

/* Those that a boot reads, and of these those with sums of others. */
#define ARTEFACTS_BOOT (1u << ARTEFACT_DTB | 1u << ARTEFACT_DTBO | \
			1u << ARTEFACT_CMDLINE | 1u << ARTEFACT_ENV | \
			1u << ARTEFACT_SCRIPT)
#define ARTEFACTS_CHECKS (1u << ARTEFACT_SCRIPT)

extern const char *const artefact_names[ARTEFACT_COUNT];
extern const char *const artefact_suffixes[ARTEFACT_COUNT];

/* A blob of an annotation: iop_annotate() and what else is called like it. */
typedef int board_blob(const struct iop_annotation *n,
		       struct iop_arena *scratch, void *buf,
		       size_t size, size_t *needed);

/* board_overlay - the annotation as an overlay, after fragments with the edits. */
board_blob board_overlay;

struct board_files {
	struct iop_annotation note;
	struct render_input render;
	struct iop_arena *arena;	/* room for names and blobs */
	const void *tree;		/* the bytes that were planned */
	size_t tree_size;
	bool quiet;			/* no remarks on what is left out */
	struct out *diag;
};

/*
 * board_add - write one artefact to @path as a file of @s
 * returns: an exit status; any error has been reported.
 */
int board_add(const struct board_files *b, struct atomic_set *s, enum artefact what,
	      const char *path);

/* board_add_all - those in the bits of @which, as @stem with their suffixes. */
int board_add_all(const struct board_files *b, struct atomic_set *s,
		  unsigned int which, const char *stem);

#endif
