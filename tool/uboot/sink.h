/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Results as the text that "env import -t" takes: key=value, a line each. */
#ifndef UBOOT_SINK_H
#define UBOOT_SINK_H

#include <stdbool.h>
#include <stddef.h>

struct sink {
	char *buf;
	size_t size;
	size_t used;
};

/* sink_begin - empty, and terminated as it is at all times. */
void sink_begin(struct sink *s, char *buf, size_t size);

/*
 * sink_put - a glue_put for a struct sink
 *
 * A line goes in whole or not at all. iommu_status starts anew: what an error
 * leaves is that error alone.
 */
bool sink_put(void *sink, const char *key, const char *value);

#endif
