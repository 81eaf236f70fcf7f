/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* gzip and zstd, into memory that is reserved, up to a limit. */
#ifndef INPUT_DECOMPRESS_H
#define INPUT_DECOMPRESS_H

#include "input/block.h"

enum decompress_result {
	DECOMPRESS_OK,
	DECOMPRESS_DAMAGED,		/* or cut short */
	DECOMPRESS_TOO_LARGE,	/* the result exceeds the limit */
	DECOMPRESS_NO_MEMORY,
};

/* What is unpacked, and where in it the reader came to. */
struct decompress {
	const uint8_t *data;
	size_t size;
	size_t at;		/* after the last member, or where it is damaged */
};

/* decompress_is_gzip, decompress_is_zstd - do the bytes begin like that? */
bool decompress_is_gzip(const uint8_t *data, size_t size);
bool decompress_is_zstd(const uint8_t *data, size_t size);

/*
 * decompress_any - all members or frames of either kind, concatenated
 * @to: its content is replaced
 *
 * What follows the last member is not looked at: u->at is where it is.
 */
enum decompress_result decompress_any(struct decompress *u, struct block *to, size_t limit);

/*
 * decompress_head - the first bytes of what is compressed, of which the end may
 * be missing: up to @space, fewer where so few come of it
 * @large: a window above 8 MiB may be wanted
 */
size_t decompress_head(const uint8_t *data, size_t size, uint8_t *to, size_t space,
		       bool large);

/* decompress_text - "is damaged": a result as the end of a sentence */
const char *decompress_text(enum decompress_result result);

#endif
