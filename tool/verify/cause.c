// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Why a system is not as planned: what it says itself. */
#include <string.h>

#include "verify/checks.h"

static bool contains(const char *line, size_t len, const char *word)
{
	size_t n = strlen(word);

	for (size_t k = 0; n <= len && k <= len - n; k++)
		if (!memcmp(line + k, word, n))
			return true;
	return false;
}

/* The same for a device's name: "1000.iommu" is not a part of "51000.iommu". */
static bool contains_name(const char *line, size_t len, const char *name)
{
	size_t n = strlen(name);

	for (size_t k = 0; n <= len && k <= len - n; k++)
		if (!memcmp(line + k, name, n) &&
		    (!k || strchr(" \t\n\"'([", line[k - 1])) &&
		    (k + n == len || strchr(" \t\r:,\"')]", line[k + n])))
			return true;
	return false;
}

/* The first line of the log with @device and one of @words in it, or NULL. */
static const char *log_line(struct checks *c, const char *log, const char *device,
			    const char *const *words)
{
	size_t len;

	for (const char *line = log; line && *line; line += len + (line[len] == '\n')) {
		len = strcspn(line, "\n");
		if (!contains_name(line, len, device))
			continue;
		for (const char *const *w = words; *w; w++)
			if (contains(line, len, *w))
				return check_text(c, "%.*s", (int)(len < 1000 ? len : 1000), line);
	}
	return NULL;
}

static const char *device_of(const struct expect_iommu *i, const struct sys_device *d)
{
	return d ? d->name : i->name;
}

bool cause_iommu(struct checks *c, struct check *k, const struct expect_iommu *i,
		 const struct system *s)
{
	static const char *const failed[] = {
		"probe with driver", "probe of ", "failed", "error", "Failed",
		/* drivers that give up with -ENODEV, which the driver core does not print */
		"no translation support!", "context irq(s) but ", "interrupts but expected",
		"missing ", "invalid ", "not probing", "impossible number", "unsupported",
		"too small", "parse fail", NULL,
	};
	const struct sys_device *d = system_device(s, i->path, i->name);
	const char *name = device_of(i, d);

	if (system_iommu(s, i->path, i->name))
		return false;
	if (d && d->waits) {
		k->cause = CAUSE_DEFERRED;
		k->because = d->waits;
		return true;
	}
	k->because = name && s->log ? log_line(c, s->log, name, failed) : NULL;
	if (k->because)
		k->cause = CAUSE_PROBE;
	else if (d && !d->driver)
		k->cause = i->module ? CAUSE_MODULE : CAUSE_DRIVER_ABSENT;
	else if (!d && s->devices.count)
		k->cause = CAUSE_NO_DEVICE;
	else
		k->cause = CAUSE_PREDICTION;
	return true;
}

static const struct expect_iommu *iommu_of(const struct expected *e, const char *path)
{
	for (size_t n = 0; path && n < e->iommus.count; n++)
		if (!strcmp(expect_iommus(e)[n].path, path))
			return &expect_iommus(e)[n];
	return NULL;
}

void cause_no_group(struct checks *c, struct check *k, const struct expected *e,
		    const struct system *s, const struct sys_device *d)
{
	const struct expect_iommu *i = iommu_of(e, k->iommu);

	if (i && cause_iommu(c, k, i, s))
		return;
	if (d && d->waits) {
		k->cause = CAUSE_WAITS;
		k->because = d->waits;
		return;
	}
	k->cause = CAUSE_PREDICTION;
}

/* "iommu: Default domain type: Translated (set via kernel command line)" */
static const char *default_line(struct checks *c, const struct system *s)
{
	static const char *const words[] = { "Default domain type:", NULL };

	return s->log ? log_line(c, s->log, "iommu", words) : NULL;
}

void cause_domain(struct checks *c, struct check *k, const struct expected *e,
		  const struct system *s)
{
	const char *line = default_line(c, s);
	bool identity, planned = e->type && !strcmp(e->type, "identity");

	if (!line) {
		k->cause = CAUSE_PREDICTION;
		k->because = "the kernel log, which tells the default domain, is not there";
		return;
	}
	identity = strstr(line, "Passthrough");
	k->because = line;
	k->cause = identity == planned ? CAUSE_TYPE_WRITTEN : CAUSE_BOOTARGS;
}
