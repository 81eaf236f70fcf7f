// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Devices, groups and IOMMUs below /sys. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verify/system.h"

#define PATH_LEN 4096

static const char *const buses[] = {
	"platform", "amba", "pci", "fsl-mc", "cdx", "host1x-context",
};

/* What follows @mark in a link such as "../../../devices/platform/x". */
static const char *behind(const char *link, const char *mark)
{
	const char *at = link ? strstr(link, mark) : NULL;

	return at ? at + strlen(mark) : NULL;
}

static const char *link_behind(struct system *s, const char *dir, const char *name,
			       const char *mark)
{
	char path[PATH_LEN];
	char *link;
	const char *at, *kept = NULL;

	if (snprintf(path, sizeof(path), "%s/%s", dir, name) >= PATH_LEN)
		return NULL;
	link = fileset_link(&s->files, path);
	at = behind(link, mark);
	if (at)
		kept = store_text(&s->store, at, strlen(at));
	free(link);
	return kept;
}

static const char *last_part(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;

	return slash ? slash + 1 : path;
}

/* The files of a device are behind its link, or where its place says. */
static void details(struct system *s, struct sys_device *d, const char *dir)
{
	char path[PATH_LEN];

	if (!dir && d->place && snprintf(path, sizeof(path), "sys/devices/%s", d->place) < PATH_LEN)
		dir = path;
	if (!dir)
		return;
	if (!d->node)
		d->node = link_behind(s, dir, "of_node", "devicetree/base");
	if (!d->driver)
		d->driver = last_part(link_behind(s, dir, "driver", "/"));
}

static struct sys_device *same(const struct system *s, const char *name, const char *place)
{
	const struct lookup_entry *at = lookup_find(&s->by_name, name);

	for (; at; at = lookup_next(&s->by_name, at)) {
		struct sys_device *d = &sys_devices(s)[at->n];

		if (!place || !d->place || !strcmp(d->place, place))
			return d;
	}
	return NULL;
}

/* Of the devices that are there by now. */
static bool lookups(struct system *s)
{
	if (!lookup_room(&s->by_name, s->devices.count) ||
	    !lookup_room(&s->by_node, s->devices.count))
		return false;
	for (size_t n = 0; n < s->devices.count; n++) {
		lookup_add(&s->by_name, sys_devices(s)[n].name, n);
		lookup_add(&s->by_node, sys_devices(s)[n].node, n);
	}
	lookup_sort(&s->by_name);
	lookup_sort(&s->by_node);
	return true;
}

static struct sys_device *add_device(struct system *s, const char *name, const char *place)
{
	struct sys_device *d = vec_push(&s->devices, sizeof(*d));

	if (!d)
		return NULL;
	d->name = store_text(&s->store, name, strlen(name));
	d->place = place;
	d->group = SYS_NONE;
	return d->name ? d : NULL;
}

static bool bus(struct system *s, const char *which)
{
	char dir[PATH_LEN], path[PATH_LEN];
	struct file_names in;
	bool good = true;

	snprintf(dir, sizeof(dir), "sys/bus/%s/devices", which);
	fileset_list(&s->files, dir, &in);
	for (size_t n = 0; n < in.count && good; n++) {
		const char *place = link_behind(s, dir, in.list[n], "devices/");
		struct sys_device *d = add_device(s, in.list[n], place);

		good = d;
		if (!d || snprintf(path, sizeof(path), "%s/%s", dir, in.list[n]) >= PATH_LEN)
			continue;
		d->bus = which;
		/* In an archive nothing follows a link. */
		details(s, d, s->files.root ? path : NULL);
		if (!s->files.root)
			details(s, d, path);
	}
	names_free(&in);
	return good;
}

/* "fe380000.usb\tplatform: wait for supplier ..." */
static void deferred_line(struct system *s, const char *line, size_t len)
{
	size_t name = strcspn(line, "\t\n"), rest = name < len ? name + 1 : len;
	char *text = strndup(line, name);
	struct sys_device *d = text ? same(s, text, NULL) : NULL;

	if (d)
		d->waits = store_text(&s->store, line + rest, len - rest);
	free(text);
}

static void deferred(struct system *s)
{
	size_t size;
	char *text = fileset_read(&s->files, "sys/kernel/debug/devices_deferred", &size);
	size_t len;

	if (!text)
		system_missing(s, "/sys/kernel/debug/devices_deferred");
	for (const char *line = text; line && *line; line += len + (line[len] == '\n')) {
		len = strcspn(line, "\n");
		deferred_line(s, line, len);
	}
	free(text);
}

static bool iommu_lookups(struct system *s)
{
	const struct sys_iommu *all = s->iommus.data;

	if (!lookup_room(&s->iommu_by_node, s->iommus.count) ||
	    !lookup_room(&s->iommu_by_device, s->iommus.count))
		return false;
	for (size_t n = 0; n < s->iommus.count; n++) {
		lookup_add(&s->iommu_by_node, all[n].node, n);
		lookup_add(&s->iommu_by_device, all[n].device, n);
	}
	lookup_sort(&s->iommu_by_node);
	lookup_sort(&s->iommu_by_device);
	return true;
}

static bool iommus(struct system *s)
{
	struct file_names in;
	bool good = true;

	fileset_list(&s->files, "sys/class/iommu", &in);
	for (size_t n = 0; n < in.count && good; n++) {
		struct sys_iommu *i = vec_push(&s->iommus, sizeof(*i));
		const char *place = link_behind(s, "sys/class/iommu", in.list[n], "devices/");
		const char *end = place ? strstr(place, "/iommu/") : NULL;
		char dir[PATH_LEN];

		good = i;
		if (!i)
			continue;
		i->name = store_text(&s->store, in.list[n], strlen(in.list[n]));
		good = i->name;
		if (!end || snprintf(dir, sizeof(dir), "sys/devices/%.*s", (int)(end - place),
				     place) >= PATH_LEN)
			continue;
		i->node = link_behind(s, dir, "of_node", "devicetree/base");
		i->device = store_text(&s->store, last_part(dir), strlen(last_part(dir)));
	}
	names_free(&in);
	return good && iommu_lookups(s);
}

bool system_read_devices(struct system *s)
{
	bool good = true;

	for (size_t n = 0; n < sizeof(buses) / sizeof(buses[0]); n++)
		good = good && bus(s, buses[n]);
	if (!s->devices.count)
		system_missing(s, "/sys/bus");
	return good && lookups(s) && iommus(s);
}

static bool members(struct system *s, uint32_t group, const char *dir)
{
	struct file_names in;
	bool good = true;

	fileset_list(&s->files, dir, &in);
	for (size_t n = 0; n < in.count && good; n++) {
		const char *place = link_behind(s, dir, in.list[n], "devices/");
		struct sys_device *d = same(s, in.list[n], place);

		if (!d)
			d = add_device(s, in.list[n], place);
		good = d;
		if (!d)
			continue;
		d->group = group;
		sys_groups(s)[group].count++;
		details(s, d, NULL);
	}
	names_free(&in);
	return good;
}

static bool one_group(struct system *s, const char *name)
{
	struct sys_group *g = vec_push(&s->groups, sizeof(*g));
	char path[PATH_LEN];

	if (!g)
		return false;
	g->number = (unsigned int)strtoul(name, NULL, 10);
	snprintf(path, sizeof(path), "sys/kernel/iommu_groups/%.64s/type", name);
	g->type = system_string(s, fileset_text(&s->files, path));
	snprintf(path, sizeof(path), "sys/kernel/iommu_groups/%.64s/reserved_regions", name);
	g->reserved = system_string(s, fileset_text(&s->files, path));
	snprintf(path, sizeof(path), "sys/kernel/iommu_groups/%.64s/devices", name);
	return members(s, (uint32_t)s->groups.count - 1, path);
}

bool system_read_groups(struct system *s)
{
	struct file_names in;
	bool good = true;

	if (!fileset_has(&s->files, "sys/kernel/iommu_groups"))
		system_missing(s, "/sys/kernel/iommu_groups");
	fileset_list(&s->files, "sys/kernel/iommu_groups", &in);
	for (size_t n = 0; n < in.count && good; n++)
		good = one_group(s, in.list[n]);
	names_free(&in);
	good = good && lookups(s);
	if (good)
		deferred(s);
	return good;
}
