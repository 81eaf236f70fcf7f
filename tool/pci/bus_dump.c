/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "pci/bus_dump.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/input.h"
#include "text/status.h"

int pci_dump_refuse(struct pci_dump *d, const char *name, uint32_t line,
		    const char *what)
{
	out_str(d->diag, "iommuplan: ");
	out_term(d->diag, name);
	out_char(d->diag, ':');
	if (line) {
		out_dec(d->diag, line);
		out_char(d->diag, ':');
	}
	out_char(d->diag, ' ');
	out_str(d->diag, what);
	input_diag_end(d->diag);
	return EXIT_USAGE;
}

int pci_dump_failed(struct pci_dump *d, const char *name, int error)
{
	input_diag(d->diag, name);
	out_str(d->diag, strerror(error));
	input_diag_end(d->diag);
	return EXIT_IO;
}

static bool read_hex(const char **text, const char *end, unsigned int least,
		     unsigned int most, uint32_t *value)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = *text, *digit;
	unsigned int n = 0;

	for (*value = 0; at < end && n < most; at++, n++) {
		digit = *at ? strchr(digits, *at) : NULL;
		if (!digit)
			break;
		*value = *value << 4 | (uint32_t)(digit - digits);
	}
	if (n < least)
		return false;
	*text = at;
	return true;
}

static bool read_char(const char **text, const char *end, char c)
{
	if (*text == end || **text != c)
		return false;
	(*text)++;
	return true;
}

bool pci_slot_read(const char **text, const char *end, struct pci_space *s)
{
	const char *at = *text;
	uint32_t bus, device, function;

	/* a bus has two digits, a domain at least four */
	if (!read_hex(&at, end, 4, 8, &s->domain))
		s->domain = 0;
	else if (!read_char(&at, end, ':'))
		return false;
	if (!read_hex(&at, end, 2, 2, &bus) || !read_char(&at, end, ':') ||
	    !read_hex(&at, end, 2, 2, &device) || device > 0x1f ||
	    !read_char(&at, end, '.') || !read_hex(&at, end, 1, 1, &function) ||
	    function > 7)
		return false;
	s->rid = (uint16_t)(bus << 8 | device << 3 | function);
	*text = at;
	return true;
}

int pci_dump_add(struct pci_dump *d, const struct pci_space *s)
{
	struct iop_pci_function *f, *more;
	enum iop_pci_error e;

	if (d->bus.count == PCI_FUNCTIONS_MAX)
		return pci_dump_refuse(d, s->name, s->line, "more functions than any machine has");
	if (d->bus.count == d->room) {
		d->room = d->room ? 2 * d->room : 64;
		more = realloc(d->bus.functions, d->room * sizeof(*more));
		if (!more)
			return pci_dump_failed(d, s->name, ENOMEM);
		d->bus.functions = more;
	}
	f = &d->bus.functions[d->bus.count++];
	*f = (struct iop_pci_function){ .domain = s->domain, .rid = s->rid };
	e = iop_pci_read(f, s->bytes, s->size);
	return e ? pci_dump_refuse(d, s->name, s->line, iop_pci_error_text(e)) : EXIT_OK;
}

int pci_dump_arrange(struct pci_dump *d, bool quiet)
{
	const struct iop_pci_function *f;
	uint32_t twice, cut = 0;
	char name[64];

	if (!d->bus.count)
		return pci_dump_refuse(d, d->file, 0, "contains no PCI function");
	if (iop_pci_arrange(&d->bus, &twice)) {
		f = &d->bus.functions[twice];
		snprintf(name, sizeof(name), "function %04x:%02x:%02x.%x occurs twice",
			 f->domain, f->rid >> 8, f->rid >> 3 & 0x1f, f->rid & 7u);
		return pci_dump_refuse(d, d->file, 0, name);
	}
	for (uint32_t n = 0; n < d->bus.count; n++)
		cut += d->bus.functions[n].cut;
	if (cut && !quiet)
		pci_dump_refuse(d, d->file, 0, "without extended configuration space "
				"(lspci -xxxx shows it) ACS is unknown");
	return EXIT_OK;
}

int pci_dump_open(struct pci_dump *d, const char *file, bool quiet, struct out *diag)
{
	struct stat st;
	int fd, status;

	*d = (struct pci_dump){ .file = file, .diag = diag };
	if (!strcmp(file, "-")) {
		d->file = "standard input";
		status = pci_dump_text(d, STDIN_FILENO);
		return status ? status : pci_dump_arrange(d, quiet);
	}
	fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		status = pci_dump_failed(d, file, errno);
	else
		status = S_ISDIR(st.st_mode) ? pci_dump_sysfs(d, fd) :
					       pci_dump_text(d, fd);
	if (fd >= 0)
		close(fd);
	return status ? status : pci_dump_arrange(d, quiet);
}

void pci_dump_close(struct pci_dump *d)
{
	free(d->bus.functions);
	*d = (struct pci_dump){ 0 };
}
