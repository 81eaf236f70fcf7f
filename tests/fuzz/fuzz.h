/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Fuzz targets: each reads bytes as one reader of the program does, in this
 * process, and does with what was read what the commands do. Memory errors,
 * undefined behaviour, leaks and failed fuzz_must() are findings; being refused
 * is not.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "compare/range/range.h"
#include "facts/view.h"
#include "fdt/tree.h"
#include "text/out.h"

/* T(name, mutator, what is read) */
#define FUZZ_TARGETS(T) \
	T(tree_plan, MUTATE_TREE, "a tree, planned and rendered") \
	T(tree_lint, MUTATE_TREE, "a tree, its findings in every format") \
	T(tree_annotate, MUTATE_TREE, "a tree, annotated, and as an overlay") \
	T(tree_solve, MUTATE_TREE, "a tree, planned by a policy, edited, as an overlay") \
	T(tree_overlay, MUTATE_TREE, "an overlay, applied and planned") \
	T(containers, MUTATE_PLAIN, "FIT images, boot images, tables, UKIs, kernels") \
	T(fit, MUTATE_TREE, "FIT images, their structure kept valid") \
	T(policy, MUTATE_PLAIN, "a policy") \
	T(schema, MUTATE_PLAIN, "driver facts") \
	T(settings, MUTATE_PLAIN, "settings of lint") \
	T(baseline, MUTATE_PLAIN, "a baseline of lint") \
	T(bus, MUTATE_PLAIN, "a dump of PCI buses") \
	T(config, MUTATE_PLAIN, "a kernel configuration") \
	T(bootargs, MUTATE_PLAIN, "boot arguments") \
	T(log, MUTATE_PLAIN, "a kernel log") \
	T(capture, MUTATE_TAR, "a captured system")

enum fuzz_mutator { MUTATE_PLAIN, MUTATE_TREE, MUTATE_TAR };

typedef void fuzz_target(const uint8_t *data, size_t size);
#define FUZZ_DECLARE(name, mutator, text) fuzz_target fuzz_##name;
FUZZ_TARGETS(FUZZ_DECLARE)
#undef FUZZ_DECLARE

/* A row of the table. */
struct fuzz_row {
	const char *name;
	enum fuzz_mutator mutator;
	fuzz_target *run;
};

/* fuzz_row - the target of this name, or NULL */
const struct fuzz_row *fuzz_row(const char *name);

#define fuzz_must(holds) ((holds) ? (void)0 : fuzz_failed(#holds, __FILE__, __LINE__))
void fuzz_failed(const char *what, const char *file, int line);

/* fuzz_sink - takes any text, and sees to it that no control character is in it */
struct out *fuzz_sink(void);
/* fuzz_diag - the same for messages; begun anew with each input */
struct out *fuzz_diag(void);

/* fuzz_arena - empty, of 64 MiB */
struct iop_arena *fuzz_arena(void);

/* fuzz_choice - a number that an input that is a tree carries: boot_cpuid_phys */
uint32_t fuzz_choice(const uint8_t *data, size_t size);

/* fuzz_view - one of the kernels that are planned for */
#define FUZZ_VIEWS 8
const struct iop_view *fuzz_view(uint32_t n);

/* fuzz_range - from 5.10 to the newest */
const struct range_views *fuzz_range(void);

/* fuzz_board - a tree of ours that is always the same, for what needs one */
const void *fuzz_board(size_t *size);

/* fuzz_file - a file that has these bytes; the name is good until the next */
const char *fuzz_file(const uint8_t *data, size_t size);

/* fuzz_text - the bytes with a NUL behind them, to be freed */
char *fuzz_text(const uint8_t *data, size_t size);

/* --- libFuzzer's, for mutators; the driver that replays has none --- */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t fuzz_mutate_tree(uint8_t *data, size_t size, size_t max, unsigned int seed);
size_t fuzz_cross_trees(const uint8_t *one, size_t one_size, const uint8_t *two,
			size_t two_size, uint8_t *to, size_t max, unsigned int seed);
size_t fuzz_mutate_tar(uint8_t *data, size_t size, size_t max, unsigned int seed);

#endif
