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

/* What drivers, and the driver core, print when a probe fails. */
static const char *const failed[] = {
	"probe with driver", "probe of ", "failed", "error", "Failed",
	/* drivers that give up with -ENODEV, which the driver core does not print */
	"no translation support!", "context irq(s) but ", "interrupts but expected",
	"missing ", "invalid ", "not probing", "impossible number", "unsupported",
	"too small", "parse fail",
};

static bool says_failed(const char *line, size_t len)
{
	for (size_t n = 0; n < sizeof(failed) / sizeof(failed[0]); n++)
		if (contains(line, len, failed[n]))
			return true;
	return false;
}

static const char *kept_line(struct checks *c, const char *line, size_t len)
{
	return check_text(c, "%.*s", (int)(len < 1000 ? len : 1000), line);
}

#define NAME_LEN 128	/* of a device; longer words are none */

/* The IOMMU whose name begins the text, as a whole: "1000.iommu" is not a part of
 * "51000.iommu"; SIZE_MAX: none. */
static size_t named(const struct lookup *names, const char *at, size_t len)
{
	char name[NAME_LEN];

	for (size_t n = 0; n < len && n + 1 < NAME_LEN && !strchr(" \t", at[n]); n++) {
		const struct lookup_entry *found;

		name[n] = at[n];
		name[n + 1] = 0;
		if (n + 1 < len && !strchr(" \t\r:,\"')]", at[n + 1]))
			continue;
		found = lookup_find(names, name);
		if (found)
			return found->n;
	}
	return SIZE_MAX;
}

static void read_line(struct checks *c, const struct lookup *names, const char *line, size_t len)
{
	if (!says_failed(line, len))
		return;
	for (size_t k = 0; k < len; k++) {
		size_t n = k && !strchr(" \t\"'([", line[k - 1]) ? SIZE_MAX :
			   named(names, line + k, len - k);

		if (n != SIZE_MAX && !c->failures[n])
			c->failures[n] = kept_line(c, line, len);
	}
}

static const char *device_of(const struct expect_iommu *i, const struct sys_device *d)
{
	return d ? d->name : i->name;
}

/* One pass over the log for all IOMMUs; false: out of memory. */
static bool read_failures(struct checks *c, const struct expected *e, const struct system *s)
{
	struct lookup names = { .list = NULL };
	size_t len;

	if (c->failures)
		return true;
	c->failures = store_alloc(&c->store, (e->iommus.count + 1) * sizeof(*c->failures));
	if (!c->failures || !lookup_room(&names, e->iommus.count)) {
		c->failed = true;
		return false;
	}
	for (size_t n = 0; n < e->iommus.count; n++) {
		const struct expect_iommu *i = &expect_iommus(e)[n];

		lookup_add(&names, device_of(i, system_device(s, i->path, i->name)), n);
	}
	lookup_sort(&names);
	for (const char *line = s->log; line && *line; line += len + (line[len] == '\n')) {
		len = strcspn(line, "\n");
		read_line(c, &names, line, len);
	}
	lookup_free(&names);
	return true;
}

bool cause_iommu(struct checks *c, struct verify_check *k, const struct expected *e,
		 const struct expect_iommu *i, const struct system *s)
{
	const struct sys_device *d = system_device(s, i->path, i->name);

	if (system_iommu(s, i->path, i->name))
		return false;
	if (d && d->waits) {
		k->cause = CAUSE_DEFERRED;
		k->because = d->waits;
		return true;
	}
	if (read_failures(c, e, s))
		k->because = c->failures[i - expect_iommus(e)];
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

void cause_no_group(struct checks *c, struct verify_check *k, const struct expected *e,
		    const struct system *s, const struct sys_device *d)
{
	const struct expect_iommu *i = expect_iommu(e, k->iommu);

	if (i && cause_iommu(c, k, e, i, s))
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
	const char *at = s->log ? strstr(s->log, "Default domain type:") : NULL;

	if (!at)
		return NULL;
	while (at > s->log && at[-1] != '\n')
		at--;
	return kept_line(c, at, strcspn(at, "\n"));
}

void cause_domain(struct checks *c, struct verify_check *k, const struct expected *e,
		  const struct system *s)
{
	const char *line = default_line(c, s);
	bool identity, planned = e->type && !strcmp(e->type, "identity");

	if (!line) {
		k->cause = CAUSE_PREDICTION;
		k->because = "the kernel log, which shows the default domain, is missing";
		return;
	}
	identity = strstr(line, "Passthrough");
	k->because = line;
	k->cause = identity == planned ? CAUSE_TYPE_WRITTEN : CAUSE_BOOTARGS;
}
