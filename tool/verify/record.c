// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/decompress.h"

#define PATH_LEN 4096
#define CONFIG_MAX (4u << 20)

struct recorder {
	struct out *o;
	const struct system *s;
	struct redacted *r;
};

static void put_file(const struct recorder *w, const char *path)
{
	size_t size;
	char *data = fileset_read(&w->s->files, path, &size);

	if (data && w->r && !strncmp(path, "sys/devices/", 12))
		redact_config(w->r, (unsigned char *)data, size);
	else if (data && w->r)
		redact_text(w->r, data, size);
	if (data)
		tar_put_file(w->o, path, data, size);
	free(data);
}

static void put_link(const struct recorder *w, const char *path)
{
	char *target = fileset_link(&w->s->files, path);

	if (target)
		tar_put_link(w->o, path, target);
	free(target);
}

/* What a device's directory is found by, and what in it is read. */
static void put_device(const struct recorder *w, const struct sys_device *d)
{
	static const char *const links[] = { "of_node", "driver", "iommu_group" };
	char from[PATH_LEN], to[PATH_LEN];

	if (d->bus && snprintf(from, sizeof(from), "sys/bus/%s/devices/%s", d->bus, d->name) < PATH_LEN)
		put_link(w, from);
	for (size_t n = 0; d->place && n < sizeof(links) / sizeof(links[0]); n++)
		if (snprintf(to, sizeof(to), "sys/devices/%s/%s", d->place, links[n]) < PATH_LEN)
			put_link(w, to);
	if (d->place && d->bus && !strcmp(d->bus, "pci") &&
	    snprintf(to, sizeof(to), "sys/devices/%s/config", d->place) < PATH_LEN)
		put_file(w, to);
}

static void put_group(const struct recorder *w, const char *number)
{
	char path[PATH_LEN];
	struct file_names in;

	snprintf(path, sizeof(path), "sys/kernel/iommu_groups/%.64s/type", number);
	put_file(w, path);
	snprintf(path, sizeof(path), "sys/kernel/iommu_groups/%.64s/reserved_regions", number);
	put_file(w, path);
	snprintf(path, sizeof(path), "sys/kernel/iommu_groups/%.64s/devices", number);
	fileset_list(&w->s->files, path, &in);
	for (size_t n = 0; n < in.count; n++) {
		char link[PATH_LEN];

		if (snprintf(link, sizeof(link), "%s/%s", path, in.list[n]) < PATH_LEN)
			put_link(w, link);
	}
	names_free(&in);
}

/* An empty one means that there are none, not that they could not be read. */
static void put_directory(const struct recorder *w, const char *path)
{
	if (fileset_has(&w->s->files, path))
		tar_put_directory(w->o, path);
}

static void put_groups(const struct recorder *w)
{
	struct file_names in;

	put_directory(w, "sys/kernel/iommu_groups");
	fileset_list(&w->s->files, "sys/kernel/iommu_groups", &in);
	for (size_t n = 0; n < in.count; n++)
		put_group(w, in.list[n]);
	names_free(&in);
}

static void put_iommus(const struct recorder *w)
{
	char path[PATH_LEN];
	struct file_names in;

	put_directory(w, "sys/class/iommu");
	fileset_list(&w->s->files, "sys/class/iommu", &in);
	for (size_t n = 0; n < in.count; n++)
		if (snprintf(path, sizeof(path), "sys/class/iommu/%s", in.list[n]) < PATH_LEN)
			put_link(w, path);
	names_free(&in);
}

/* Trees and logs are changed in a copy. */
static void put_copy(const struct recorder *w, const char *path, const char *data, size_t size,
		     bool tree)
{
	char *copy = malloc(size + 1);

	if (!copy) {
		w->o->error = ENOMEM;
		return;
	}
	memcpy(copy, data, size);
	copy[size] = 0;
	if (w->r && tree)
		redact_tree(w->r, copy);
	else if (w->r)
		redact_text(w->r, copy, size);
	tar_put_file(w->o, path, copy, size);
	free(copy);
}

/* Secrets of CONFIG_CMDLINE would stay in what is compressed. */
static void put_config(const struct recorder *w)
{
	struct decompress u = { 0 };
	struct block plain = { 0 };
	char path[PATH_LEN], *data;
	bool whole;

	if (!w->r || !strstr(w->s->config, ".gz")) {
		put_file(w, w->s->config);
		return;
	}
	data = fileset_read(&w->s->files, w->s->config, &u.size);
	u.data = (const uint8_t *)data;
	whole = data && !decompress_any(&u, &plain, CONFIG_MAX) && w->s->release &&
		snprintf(path, sizeof(path), "boot/config-%s", w->s->release) < PATH_LEN;
	if (whole) {
		redact_text(w->r, (char *)plain.base, plain.used);
		tar_put_file(w->o, path, (char *)plain.base, plain.used);
	}
	block_drop(&plain);
	free(data);
}

void record_write(struct out *o, const struct system *s, struct redacted *r)
{
	static const char *const files[] = {
		"proc/cmdline", "proc/version", "proc/modules", "proc/sys/kernel/osrelease",
		"sys/kernel/debug/devices_deferred",
	};
	const struct recorder w = { o, s, r };

	for (size_t n = 0; n < sizeof(files) / sizeof(files[0]); n++)
		put_file(&w, files[n]);
	if (s->config)
		put_config(&w);
	if (s->tree)
		put_copy(&w, "sys/firmware/fdt", s->tree, s->tree_size, true);
	if (s->log)
		put_copy(&w, "dmesg", s->log, strlen(s->log), false);
	put_groups(&w);
	put_iommus(&w);
	for (size_t n = 0; n < s->devices.count; n++)
		put_device(&w, &sys_devices(s)[n]);
	tar_put_end(o);
}
