// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/sys_pci.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/status.h"

#define PATH_LEN 4096
#define ENOUGH 256	/* bytes that have the capabilities in them */

/* Of an archive nothing follows the link of the bus's directory. */
static char *read_config(const struct system *s, const struct sys_device *d, size_t *size)
{
	char path[PATH_LEN];

	*size = 0;
	if (!d->place || snprintf(path, sizeof(path), "sys/devices/%s/config", d->place) >= PATH_LEN)
		return NULL;
	return fileset_read(&s->files, path, size);
}

static int add(struct pci_dump *d, const struct sys_device *of, const char *bytes, size_t size)
{
	const char *at = of->name, *end = at + strlen(at);
	struct pci_space space = { .name = of->name };

	if (!pci_slot_read(&at, end, &space) || at != end)
		return EXIT_OK;
	space.size = size < sizeof(space.bytes) ? size : sizeof(space.bytes);
	memcpy(space.bytes, bytes, space.size);
	return pci_dump_add(d, &space);
}

int system_pci(struct pci_dump *d, const struct system *s, bool *found, struct out *diag)
{
	int status = EXIT_OK;

	*d = (struct pci_dump){ .file = "sys/bus/pci", .diag = diag };
	*found = false;
	for (size_t n = 0; n < s->devices.count && !status; n++) {
		const struct sys_device *of = &sys_devices(s)[n];
		char *bytes;
		size_t size;

		if (!of->bus || strcmp(of->bus, "pci"))
			continue;
		bytes = read_config(s, of, &size);
		if (bytes && size >= ENOUGH) {
			status = add(d, of, bytes, size);
			*found = true;
		}
		free(bytes);
		/* Data about only some functions does not determine groups. */
		if (!*found)
			return EXIT_OK;
	}
	return status || !*found ? status : pci_dump_arrange(d, true);
}
