/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Device tree source: compiled by dtc, after cpp where it uses the
 * preprocessor.
 */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

#include "input/block.h"
#include "input/run_config.h"
#include "text/out.h"

/* source_named - is @file to be compiled, going by its name? */
bool source_named(const char *file);

/* source_is - by its name, or by its text, which is what a kernel's build left
 * behind cpp (.dtb.dts.tmp) and any other name */
bool source_is(const char *file, const struct block *text);

/* source_needs_cpp - does it have lines that only cpp understands? */
bool source_needs_cpp(const struct block *text);

/*
 * source_compile - compile @file, whose text is @text, into @to
 * @symbols: keep labels, which overlays refer to
 *
 * returns: an exit status; any error has been reported.
 */
int source_compile(const char *file, const struct block *text, bool symbols,
		   const struct source_tools *tools, struct block *to, struct out *diag);

/*
 * source_annotate - the same as source again, merged, where a comment behind
 * each node and property tells the places it was read from (dtc -T -T)
 */
int source_annotate(const char *file, const struct block *text, bool symbols,
		    const struct source_tools *tools, struct block *to, struct out *diag);

#endif
