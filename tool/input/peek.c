/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The first bytes of a file, where no name says what it is. */
#include "input/peek.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/container/container.h"
#include "input/decompress.h"

#define PLAIN 4096u		/* enough to know anything by */
#define PACKED (PLAIN + (128u << 10))	/* zstd unpacks whole blocks */
#define LARGE (4 << 20)		/* files that may want a large window */

struct head {
	uint8_t data[PACKED];
	size_t n;
	bool large;
};

static void read_head(struct head *h, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	ssize_t n = -1;

	h->n = 0;
	if (fd < 0)
		return;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode))
		n = read(fd, h->data, PLAIN);
	if (n == PLAIN && (decompress_is_gzip(h->data, PLAIN) || decompress_is_zstd(h->data, PLAIN)))
		n = pread(fd, h->data, PACKED, 0);
	close(fd);
	h->n = n < 0 ? 0 : (size_t)n;
	h->large = n > 0 && st.st_size > LARGE;
}

static bool may_hold_trees(const uint8_t *data, size_t size)
{
	return (size >= 4 && !memcmp(data, "\xd0\x0d\xfe\xed", 4)) ||
	       container_kind(data, size) != CONTAINER_NONE;
}

bool peek_file(const char *path)
{
	static struct head h;
	uint8_t plain[PLAIN];
	size_t n;

	read_head(&h, path);
	if (!decompress_is_gzip(h.data, h.n) && !decompress_is_zstd(h.data, h.n))
		return may_hold_trees(h.data, h.n);
	n = decompress_head(h.data, h.n, plain, sizeof(plain), h.large);
	return may_hold_trees(plain, n);
}
