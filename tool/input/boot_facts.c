/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/boot_facts.h"

#include <stdlib.h>
#include <string.h>

#define CMDLINE_MAX ((size_t)64 << 10)

static unsigned int ids;	/* given so far by this process */

static bool same_span(struct container_span a, struct container_span b)
{
	return a.data == b.data && a.size == b.size;
}

static bool same_cmdline(const struct container_said *a, const struct container_said *b)
{
	return same_span(a->cmdline[0], b->cmdline[0]) && same_span(a->cmdline[1], b->cmdline[1]);
}

static size_t text_size(struct container_span s)
{
	size_t n = s.size < CMDLINE_MAX ? s.size : CMDLINE_MAX;

	return s.data ? strnlen((const char *)s.data, n) : 0;
}

/* As systemd's stub and Linux have it: control characters are spaces, and one
 * that is empty does not replace the tree's. */
static bool read_cmdline(struct boot_reading *b)
{
	size_t n = text_size(b->said.cmdline[0]), more = text_size(b->said.cmdline[1]);
	char *text = malloc(n + more + 1);

	free(b->cmdline);
	b->cmdline = text;
	if (!text)
		return false;
	if (n)
		memcpy(text, b->said.cmdline[0].data, n);
	while (n && more && (unsigned char)text[n - 1] < ' ')
		n--;
	if (more)
		memcpy(text + n, b->said.cmdline[1].data, more);
	n += more;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 127)
			text[i] = ' ';
	while (n && text[n - 1] == ' ')
		n--;
	text[n] = 0;
	more = strspn(text, " ");
	memmove(text, text + more, n - more + 1);
	return true;
}

static bool read_kernel(struct boot_reading *b, size_t *budget)
{
	struct container_span k = b->said.kernel;

	kernel_image_free(&b->kernel);
	memset(&b->kernel, 0, sizeof(b->kernel));
	return !k.size || kernel_image_read(&b->kernel, k.data, k.size, budget) !=
			  KERNEL_IMAGE_NO_MEMORY;
}

/* .uname is what the builder of the image wrote there. */
static void read_uname(struct boot_reading *b)
{
	size_t n = text_size(b->said.uname);

	while (n && b->said.uname.data[n - 1] <= ' ')
		n--;
	if (n >= sizeof(b->uname))
		n = 0;
	if (n)
		memcpy(b->uname, b->said.uname.data, n);
	b->uname[n] = 0;
	b->lies = n && *b->kernel.release && strcmp(b->uname, b->kernel.release) != 0;
}

static const char *said(const char *text)
{
	return text && *text ? text : NULL;
}

static void join(struct boot_reading *b, const struct boot_facts *outer)
{
	const struct kernel_image *k = &b->kernel;
	struct boot_facts *f = &b->facts;

	memset(f, 0, sizeof(*f));
	if (outer)
		*f = *outer;
	if (b->said.kernel.size) {
		f->release = said(k->release);
		f->packed = k->packed;
		f->config = k->config.used ? k->config.base : NULL;
		f->config_size = k->config.used;
		f->page_size = k->page_size;
	}
	if (!f->release)
		f->release = said(b->uname);
	if (said(b->cmdline))
		f->cmdline = b->cmdline;
	f->behind = said((const char *)b->said.behind.data);
}

bool boot_facts_read(struct boot_reading *b, const struct container_said *now,
		     const struct boot_facts *outer, size_t *budget)
{
	bool first = !b->facts.id;
	bool kernel = first || !same_span(now->kernel, b->said.kernel);
	bool cmdline = first || !same_cmdline(now, &b->said);
	bool behind = first || !same_span(now->behind, b->said.behind);
	bool uname = first || !same_span(now->uname, b->said.uname);

	b->said = *now;
	if (!kernel && !cmdline && !behind && !uname)
		return true;
	if ((kernel && !read_kernel(b, budget)) || (cmdline && !read_cmdline(b)))
		return false;
	read_uname(b);
	join(b, outer);
	b->facts.id = ++ids;
	return true;
}

void boot_facts_free(struct boot_reading *b)
{
	kernel_image_free(&b->kernel);
	free(b->cmdline);
	b->cmdline = NULL;
}
