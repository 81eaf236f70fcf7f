/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/decompress.h"

#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#define LEAST ((size_t)1 << 20)
#define STEP ((size_t)1 << 30)		/* zlib counts in 32 bits */
#define SMALL_WINDOW 23			/* 8 MiB, as a power of two */
#define LARGE_WINDOW 27			/* as zstd -22 --ultra wants it */
#define GZIP_BITS (15 + 16)		/* the largest window, with gzip's header */

bool decompress_is_gzip(const uint8_t *data, size_t size)
{
	return size >= 3 && !memcmp(data, "\x1f\x8b\x08", 3);
}

bool decompress_is_zstd(const uint8_t *data, size_t size)
{
	return size >= 4 && !memcmp(data, "\x28\xb5\x2f\xfd", 4);
}

/* More space, where the process has little of it and got less than the limit. */
static enum decompress_result more(struct block *to, size_t limit)
{
	if (to->used > limit || to->size > limit)
		return DECOMPRESS_TOO_LARGE;
	return block_grow(to, limit) ? DECOMPRESS_OK : DECOMPRESS_NO_MEMORY;
}

static size_t lesser(size_t a, size_t b)
{
	return a < b ? a : b;
}

static enum decompress_result member(struct decompress *u, z_stream *z, struct block *to,
				     size_t limit)
{
	int e = Z_OK;

	while (e == Z_OK) {
		size_t in = lesser(u->size - u->at, STEP);
		size_t space = lesser(lesser(to->size, limit + 1) - to->used, STEP);

		if (!space) {
			enum decompress_result r = more(to, limit);

			if (r)
				return r;
			continue;
		}
		z->next_in = (Bytef *)(uintptr_t)(u->data + u->at);
		z->avail_in = (uInt)in;
		z->next_out = to->base + to->used;
		z->avail_out = (uInt)space;
		e = inflate(z, Z_NO_FLUSH);
		u->at += in - z->avail_in;
		to->used += space - z->avail_out;
		if (e == Z_BUF_ERROR && !z->avail_out)
			e = Z_OK;
	}
	if (e == Z_STREAM_END)
		return to->used > limit ? DECOMPRESS_TOO_LARGE : DECOMPRESS_OK;
	return e == Z_MEM_ERROR ? DECOMPRESS_NO_MEMORY : DECOMPRESS_DAMAGED;
}

static size_t gzip_head(const uint8_t *data, size_t size, uint8_t *to, size_t space)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)data, .avail_in = (uInt)lesser(size, STEP) };

	if (inflateInit2(&z, GZIP_BITS) != Z_OK)
		return 0;
	z.next_out = to;
	z.avail_out = (uInt)lesser(space, STEP);
	inflate(&z, Z_SYNC_FLUSH);
	inflateEnd(&z);
	return (size_t)(z.next_out - to);
}

static enum decompress_result gzip_members(struct decompress *u, struct block *to, size_t limit)
{
	z_stream z = { .next_in = NULL };
	enum decompress_result r = DECOMPRESS_OK;

	if (inflateInit2(&z, GZIP_BITS) != Z_OK)
		return DECOMPRESS_NO_MEMORY;
	while (!r && decompress_is_gzip(u->data + u->at, u->size - u->at)) {
		r = member(u, &z, to, limit);
		inflateReset(&z);
	}
	inflateEnd(&z);
	return r;
}

#ifdef IOP_ONLY_VERIFY
/* A running system has its configuration gzipped, and its tree as it is: a board's
 * program of 1 MiB does without. */
static enum decompress_result zstd_frames(struct decompress *u, struct block *to, size_t limit)
{
	(void)u;
	(void)to;
	(void)limit;
	return DECOMPRESS_DAMAGED;
}

static size_t zstd_head(const uint8_t *data, size_t size, uint8_t *to, size_t space,
			bool large)
{
	(void)large;
	(void)data;
	(void)size;
	(void)to;
	(void)space;
	return 0;
}
#else
/* Straight to where it will be, so that no window is held beside it. */
static enum decompress_result frame(struct decompress *u, ZSTD_DCtx *z, struct block *to,
				    size_t limit, size_t size)
{
	enum decompress_result r;
	size_t n, space;

	for (;;) {
		space = lesser(to->size, limit) - to->used;
		n = ZSTD_decompressDCtx(z, to->base + to->used, space, u->data + u->at, size);
		if (!ZSTD_isError(n))
			break;
		if (ZSTD_getErrorCode(n) == ZSTD_error_memory_allocation)
			return DECOMPRESS_NO_MEMORY;
		if (ZSTD_getErrorCode(n) != ZSTD_error_dstSize_tooSmall)
			return DECOMPRESS_DAMAGED;
		r = more(to, limit);
		if (r)
			return r;
	}
	to->used += n;
	u->at += size;
	return DECOMPRESS_OK;
}

static enum decompress_result zstd_frames(struct decompress *u, struct block *to, size_t limit)
{
	ZSTD_DCtx *z = ZSTD_createDCtx();
	enum decompress_result r = DECOMPRESS_OK;

	if (!z)
		return DECOMPRESS_NO_MEMORY;
	while (!r && decompress_is_zstd(u->data + u->at, u->size - u->at)) {
		size_t size = ZSTD_findFrameCompressedSize(u->data + u->at,
							   u->size - u->at);

		r = ZSTD_isError(size) ? DECOMPRESS_DAMAGED : frame(u, z, to, limit, size);
	}
	ZSTD_freeDCtx(z);
	return r;
}

static size_t zstd_head(const uint8_t *data, size_t size, uint8_t *to, size_t space,
			bool large)
{
	ZSTD_DStream *z = ZSTD_createDStream();
	ZSTD_inBuffer in = { data, size, 0 };
	ZSTD_outBuffer out = { to, space, 0 };

	if (z)
		ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, large ? 27 : SMALL_WINDOW);
	while (z && in.pos < in.size && out.pos < out.size)
		if (ZSTD_isError(ZSTD_decompressStream(z, &out, &in)))
			break;
	ZSTD_freeDStream(z);
	return out.pos;
}
#endif

size_t decompress_head(const uint8_t *data, size_t size, uint8_t *to, size_t space, bool large)
{
	return decompress_is_zstd(data, size) ? zstd_head(data, size, to, space, large) :
						gzip_head(data, size, to, space);
}

enum decompress_result decompress_any(struct decompress *u, struct block *to, size_t limit)
{
	to->used = 0;
	/* A limit that is used up is no lack of memory. */
	if (!block_reserve(to, limit + 4096 > LEAST ? limit + 4096 : LEAST, LEAST))
		return DECOMPRESS_NO_MEMORY;
	if (decompress_is_zstd(u->data + u->at, u->size - u->at))
		return zstd_frames(u, to, limit);
	if (decompress_is_gzip(u->data + u->at, u->size - u->at))
		return gzip_members(u, to, limit);
	return DECOMPRESS_DAMAGED;
}

const char *decompress_text(enum decompress_result result)
{
	static const char *const texts[] = {
		[DECOMPRESS_DAMAGED] = "the compressed data is damaged or truncated",
		[DECOMPRESS_TOO_LARGE] = "unpacks to more than the size limit",
		[DECOMPRESS_NO_MEMORY] = "out of memory",
	};

	return texts[result];
}
