// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#define _DEFAULT_SOURCE /* klogctl() */
#include "verify/system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/utsname.h>

#include "input/tree_check.h"
#include "text/status.h"

#define LOG_READ_ALL 3		/* SYSLOG_ACTION_READ_ALL */
#define LOG_SIZE 10		/* SYSLOG_ACTION_SIZE_BUFFER */
#define PATH_LEN 4096

void system_missing(struct system *s, const char *what)
{
	const char **m = vec_push(&s->missing, sizeof(*m));

	if (m)
		*m = what;
}

const char *system_string(struct system *s, char *text)
{
	const char *kept = text ? store_text(&s->store, text, strlen(text)) : NULL;

	free(text);
	return kept;
}

static void read_tree(struct system *s)
{
	static const char *const live[] = {
		"sys/firmware/devicetree/base", "proc/device-tree",
	};

	s->tree = fileset_read(&s->files, "sys/firmware/fdt", &s->tree_size);
	for (int n = 0; n < 2 && !s->tree; n++) {
		s->tree = live_tree(&s->files, live[n], &s->tree_size);
		s->flattened = s->tree;
	}
	s->acpi = fileset_has(&s->files, "sys/firmware/acpi/tables/DSDT") ||
		  fileset_has(&s->files, "sys/firmware/acpi/tables/FACP");
}

/* "Linux version 6.12.9-arm64 (..." */
static const char *from_version(struct system *s)
{
	char *text = fileset_text(&s->files, "proc/version"), *at;
	const char *kept = NULL;

	at = text && !strncmp(text, "Linux version ", 14) ? text + 14 : NULL;
	if (at)
		kept = store_text(&s->store, at, strcspn(at, " "));
	free(text);
	return kept;
}

static bool is_running(const struct system *s)
{
	return s->files.root && !*s->files.root;
}

static void read_kernel(struct system *s)
{
	struct utsname here;
	char path[PATH_LEN];

	s->release = system_string(s, fileset_text(&s->files, "proc/sys/kernel/osrelease"));
	if (!s->release)
		s->release = from_version(s);
	if (!s->release && is_running(s) && !uname(&here))
		s->release = store_text(&s->store, here.release, strlen(here.release));
	if (!s->release)
		system_missing(s, "/proc/sys/kernel/osrelease");
	s->cmdline = system_string(s, fileset_text(&s->files, "proc/cmdline"));
	if (!s->cmdline)
		system_missing(s, "/proc/cmdline");
	if (fileset_has(&s->files, "proc/config.gz")) {
		s->config = "proc/config.gz";
	} else if (s->release &&
		   snprintf(path, sizeof(path), "boot/config-%s", s->release) < PATH_LEN &&
		   fileset_has(&s->files, path)) {
		s->config = store_text(&s->store, path, strlen(path));
	}
	if (!s->config)
		system_missing(s, "/proc/config.gz");
}

static char *running_log(void)
{
	int size = klogctl(LOG_SIZE, NULL, 0), used;
	char *text = size > 0 ? malloc((size_t)size + 1) : NULL;

	if (!text)
		return NULL;
	used = klogctl(LOG_READ_ALL, text, size);
	if (used < 0) {
		free(text);
		return NULL;
	}
	text[used] = 0;
	return text;
}

static void read_log(struct system *s)
{
	static const char *const files[] = {
		"dmesg", "var/log/dmesg", "sos_commands/kernel/dmesg",
		"sos_commands/kernel/dmesg_-T", "var/log/kern.log",
	};
	size_t size;

	if (is_running(s))
		s->log = running_log();
	for (size_t n = 0; !s->log && n < sizeof(files) / sizeof(files[0]); n++)
		s->log = fileset_read(&s->files, files[n], &size);
	if (!s->log)
		system_missing(s, "the kernel log");
}

int system_open(struct system *s, const char *where, struct out *diag)
{
	int status;

	memset(s, 0, sizeof(*s));
	s->capture = strcmp(where, "/") ? where : NULL;
	status = fileset_open(&s->files, where, diag);
	if (status)
		return status;
	read_tree(s);
	read_kernel(s);
	read_log(s);
	if (!system_read_devices(s) || !system_read_groups(s))
		return check_say(diag, where, "out of memory", EXIT_IO);
	return EXIT_OK;
}

void system_close(struct system *s)
{
	free(s->tree);
	free(s->log);
	free(s->devices.data);
	free(s->groups.data);
	free(s->iommus.data);
	free(s->missing.data);
	lookup_free(&s->by_name);
	lookup_free(&s->by_node);
	lookup_free(&s->iommu_by_node);
	lookup_free(&s->iommu_by_device);
	store_free(&s->store);
	fileset_close(&s->files);
	memset(s, 0, sizeof(*s));
}

/* Several devices can have one node: the one of the name, else one in a group. */
static int fitness(const struct sys_device *d, const char *name)
{
	if (d->bus && !strcmp(d->bus, "pci"))
		return 0;
	return name && !strcmp(d->name, name) ? 3 : d->group != SYS_NONE ? 2 : 1;
}

/* The device of this name, whose node is not known. */
static const struct sys_device *nodeless(const struct system *s, const char *name)
{
	const struct lookup_entry *at = lookup_find(&s->by_name, name);

	for (; at; at = lookup_next(&s->by_name, at)) {
		const struct sys_device *d = &sys_devices(s)[at->n];

		if (!d->node && !(d->bus && !strcmp(d->bus, "pci")))
			return d;
	}
	return NULL;
}

const struct sys_device *system_device(const struct system *s, const char *node,
				       const char *name)
{
	const struct lookup_entry *at = lookup_find(&s->by_node, node);
	const struct sys_device *best = NULL;
	int most = 0;

	for (; at; at = lookup_next(&s->by_node, at)) {
		int fit = fitness(&sys_devices(s)[at->n], name);

		if (fit > most) {
			most = fit;
			best = &sys_devices(s)[at->n];
		}
	}
	return best ? best : nodeless(s, name);
}

const struct sys_iommu *system_iommu(const struct system *s, const char *node,
				     const char *name)
{
	const struct lookup_entry *at = lookup_find(&s->iommu_by_node, node);

	if (!at)
		at = lookup_find(&s->iommu_by_device, name);
	return at ? (const struct sys_iommu *)s->iommus.data + at->n : NULL;
}
