/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * lspci's text: a line that begins with a function's address, then lines of
 * sixteen bytes behind their offset. What -v adds is indented, and skipped.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "input/input.h"
#include "text/status.h"
#include "pci/bus_dump.h"

#define TEXT_MAX ((size_t)256 << 20)	/* PCI_FUNCTIONS_MAX whole dumps */

struct reader {
	struct pci_dump *d;
	struct pci_space space;
	bool open;		/* a function has begun */
	uint32_t line;
};

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Two or three digits and a colon: an offset. A bus is not followed by a blank. */
static bool is_bytes(const char *at, const char *end, uint32_t *offset)
{
	unsigned int n = 0;

	*offset = 0;
	for (; at < end && digit(*at) >= 0 && n < 4; at++, n++)
		*offset = *offset << 4 | (uint32_t)digit(*at);
	return n >= 2 && n <= 3 && end - at >= 2 && at[0] == ':' && at[1] == ' ';
}

static int refuse(struct reader *r, const char *what)
{
	return pci_dump_refuse(r->d, r->d->file, r->line, what);
}

static int take_bytes(struct reader *r, const char *at, const char *end, uint32_t offset)
{
	struct pci_space *s = &r->space;

	if (!r->open)
		return refuse(r, "configuration space without a function before it");
	if (offset != s->size)
		return refuse(r, "configuration space has a gap, or goes back");
	at = strchr(at, ':') + 1;
	for (; end - at >= 3 && at[0] == ' '; at += 3) {
		if (digit(at[1]) < 0 || digit(at[2]) < 0)
			break;
		if (s->size == PCI_SPACE_MAX)
			return refuse(r, "more than 4096 bytes");
		s->bytes[s->size++] = (uint8_t)(digit(at[1]) << 4 | digit(at[2]));
	}
	while (at < end && (*at == ' ' || *at == '\r'))
		at++;
	return at == end ? EXIT_OK : refuse(r, "not a byte of two digits");
}

static int finish(struct reader *r)
{
	if (!r->open)
		return EXIT_OK;
	r->open = false;
	if (!r->space.size)
		return pci_dump_refuse(r->d, r->d->file, r->space.line,
				       "no configuration space (lspci -xxxx shows it)");
	return pci_dump_add(r->d, &r->space);
}

static int take_line(struct reader *r, const char *at, const char *end)
{
	uint32_t offset;
	int status;

	r->line++;
	if (at == end || *at == '\t' || *at == ' ' || *at == '\r')
		return EXIT_OK;
	if (is_bytes(at, end, &offset))
		return take_bytes(r, at, end, offset);
	status = finish(r);
	if (status)
		return status;
	if (!pci_slot_read(&at, end, &r->space) || (at < end && *at != ' ' && *at != '\r'))
		return refuse(r, "neither a function nor its configuration space");
	r->space.line = r->line;
	r->space.size = 0;
	r->open = true;
	return EXIT_OK;
}

static int take_all(struct pci_dump *d, const struct block *b)
{
	const char *at = (const char *)b->base, *end = at + b->used, *stop;
	struct reader r = { .d = d, .space.name = d->file };
	int status = EXIT_OK;

	while (!status && at < end) {
		stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop)
			stop = end;
		status = take_line(&r, at, stop);
		at = stop + 1;
	}
	return status ? status : finish(&r);
}

int pci_dump_text(struct pci_dump *d, int fd)
{
	struct block b = { 0 };
	struct stat st;
	bool pipe = !fstat(fd, &st) && !S_ISREG(st.st_mode);
	int error = block_read(&b, fd, pipe ? PIPE_MAX : TEXT_MAX, 0), status;

	if (error == EFBIG)
		status = pci_dump_refuse(d, d->file, 0, pipe ?
					 "longer than 64 MiB, the limit for a "
					 "pipe" :
					 "larger than 256 MiB");
	else
		status = error ? pci_dump_failed(d, d->file, error) : take_all(d, &b);
	block_drop(&b);
	return status;
}
