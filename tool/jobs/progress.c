/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "jobs/jobs_internal.h"

#define LEAST_FILES 20
#define EVERY_MS 100

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *p, const struct jobs_run *r, int output_fd)
{
	p->count = r->list.count;
	p->shown = false;
	p->last = 0;
	if (p->count <= LEAST_FILES || r->o->quiet || !isatty(STDERR_FILENO) ||
	    (output_fd >= 0 && isatty(output_fd)))
		p->count = 0;
	else
		p->last = now_ms();
}

static void show(const char *line, int n)
{
	/* Nothing depends on whether this reaches the terminal. */
	if (n > 0 && write(STDERR_FILENO, line, (size_t)n) < 0)
		return;
}

void progress_step(struct progress *p, size_t done)
{
	char line[64];
	long long now;

	if (!p->count)
		return;
	now = now_ms();
	if (now - p->last < EVERY_MS)
		return;
	p->last = now;
	p->shown = true;
	show(line, snprintf(line, sizeof(line), "\r%zu of %zu files", done,
			    p->count));
}

void progress_clear(struct progress *p)
{
	if (p->shown)
		show("\r\033[K", 4);
	p->shown = false;
}
