/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A captured sysfs: directories named after functions, each with its config
 * file; /sys, /sys/bus/pci and /sys/bus/pci/devices are all understood.
 */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/status.h"
#include "pci/bus_dump.h"

static int read_all(int fd, struct pci_space *s)
{
	struct stat st;
	ssize_t n = 1;

	if (fstat(fd, &st) < 0)
		return errno;
	if (!S_ISREG(st.st_mode))
		return EINVAL;
	for (s->size = 0; n && s->size < PCI_SPACE_MAX; s->size += (size_t)n) {
		n = read(fd, s->bytes + s->size, PCI_SPACE_MAX - s->size);
		if (n < 0)
			return errno;
	}
	return 0;
}

static int take_config(struct pci_dump *d, int devices, const char *entry,
		       struct pci_space *s)
{
	char path[300];
	int fd, error;

	if (snprintf(path, sizeof(path), "%s/config", entry) >= (int)sizeof(path))
		return EXIT_OK;
	s->name = path;
	fd = openat(devices, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	error = fd < 0 ? errno : read_all(fd, s);
	if (fd >= 0)
		close(fd);
	return error ? pci_dump_failed(d, path, error) : pci_dump_add(d, s);
}

/* The directory that has functions in it; -1: none. */
static int find_devices(int fd)
{
	static const char *const below[] = { "bus/pci/devices", "devices", "." };
	int found = -1;

	for (size_t n = 0; found < 0 && n < sizeof(below) / sizeof(below[0]); n++)
		found = openat(fd, below[n], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return found;
}

static int take_entries(struct pci_dump *d, DIR *dir)
{
	struct pci_space s = { .line = 0 };
	int status = EXIT_OK;
	struct dirent *e;

	while (!status && (e = readdir(dir))) {
		const char *at = e->d_name, *end = at + strlen(at);

		if (pci_slot_read(&at, end, &s) && at == end)
			status = take_config(d, dirfd(dir), e->d_name, &s);
	}
	return status;
}

int pci_dump_sysfs(struct pci_dump *d, int fd)
{
	int devices = find_devices(fd), status;
	DIR *dir = devices < 0 ? NULL : fdopendir(devices);

	if (!dir) {
		status = pci_dump_failed(d, d->file, errno);
		if (devices >= 0)
			close(devices);
		return status;
	}
	status = take_entries(d, dir);
	closedir(dir);
	return status;
}
