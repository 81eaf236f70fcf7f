/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Checksums, as the hash nodes of FIT images have them. */
#ifndef INPUT_DIGEST_H
#define INPUT_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define DIGEST_MAX 32u

/*
 * digest - "crc32", "sha1", "sha256" of @size bytes into @out, big-endian
 * returns: how many bytes it has; 0 for an algorithm that is not known here.
 */
size_t digest(const char *algorithm, const uint8_t *data, size_t size,
	      uint8_t out[DIGEST_MAX]);

#endif
