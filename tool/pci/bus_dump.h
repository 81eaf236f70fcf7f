/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What is on the PCI buses of a machine, from a file: the text of
 * "lspci -D -xxxx", or a captured sysfs directory with config files.
 *
 * Nothing in it is trusted: what is odd is reported with file and line, and ends
 * the reading.
 */
#ifndef PCI_BUS_DUMP_H
#define PCI_BUS_DUMP_H

#include "pci/pci.h"
#include "text/out.h"

#define PCI_FUNCTIONS_MAX 16384
#define PCI_SPACE_MAX 4096	/* configuration space of a function */

struct pci_dump {
	struct iop_pci bus;
	uint32_t room;		/* functions there is memory for */
	const char *file;
	struct out *diag;
};

/*
 * pci_dump_open - read @file; @quiet: no remark about what a dump lacks
 * returns: an exit status; any error has been reported on @diag.
 */
int pci_dump_open(struct pci_dump *d, const char *file, bool quiet, struct out *diag);
void pci_dump_close(struct pci_dump *d);

/* --- internal to this directory --- */

/* A function's configuration space as far as it has been read. */
struct pci_space {
	uint32_t domain;
	uint16_t rid;
	uint32_t line;		/* where it begins; 0: a file of its own */
	const char *name;	/* that file */
	size_t size;
	uint8_t bytes[PCI_SPACE_MAX];
};

/* pci_slot_read - take "0000:00:1f.3" off *@text up to @end; domain 0 where it
 * is left out. False, taking nothing, where there is none. */
bool pci_slot_read(const char **text, const char *end, struct pci_space *s);

/* pci_dump_add - one more function; an exit status. */
int pci_dump_add(struct pci_dump *d, const struct pci_space *s);

/* pci_dump_arrange - when all are added; an exit status. */
int pci_dump_arrange(struct pci_dump *d, bool quiet);

/* pci_dump_refuse - report an error, at @line (0: with all of @name);
 * returns EXIT_USAGE. */
int pci_dump_refuse(struct pci_dump *d, const char *name, uint32_t line,
		    const char *what);
/* pci_dump_failed - the same for an errno value; EXIT_IO. */
int pci_dump_failed(struct pci_dump *d, const char *name, int error);

int pci_dump_text(struct pci_dump *d, int fd);
int pci_dump_sysfs(struct pci_dump *d, int fd);

#endif
