/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Values of options that are more than a text, a flag or a list. */
#include "cli/option_values.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/kernel_version.h"
#include "facts/facts.h"
#include "lint/rules.h"
#include "text/path_map.h"

#define JOBS_MAX 256

const char *options_kernel(struct options *o, const char *value)
{
	static const char wrong[] = "is not a kernel version such as 6.12, 6.1.50 or "
				    "6.12.40-1-arm64, nor a range such as 6.1..7.2, "
				    "nor a kernel image";
	const char *dots = strstr(value, "..");
	struct kernel_version first, last;

	o->kernel = value;
	o->kernel_file = NULL;
	o->first = 0;
	if (!kernel_version_read(dots ? dots + 2 : value, strlen(dots ? dots + 2 : value), &last)) {
		o->kernel_file = kernel_version_file(value);
		o->version = 0;
		o->vendor_kernel = false;
		return o->kernel_file ? NULL : wrong;
	}
	o->version = last.version;
	o->vendor_kernel = last.vendor;
	if (!dots)
		return NULL;
	if (!kernel_version_read(value, (size_t)(dots - value), &first))
		return wrong;
	o->first = first.version;
	return o->first > o->version ? "is a range that ends before it begins" :
				       NULL;
}

static const char *one_kernel(const char **out, const char *value)
{
	struct kernel_version v;

	*out = value;
	return kernel_version_read(value, strlen(value), &v) || kernel_version_file(value) ? NULL :
	       "is not a kernel version such as 6.12, 6.1.50 or 6.12.40-1-arm64";
}

const char *take_from_kernel(struct options *o, const char *value)
{
	return one_kernel(&o->from_kernel, value);
}

const char *take_to_kernel(struct options *o, const char *value)
{
	return one_kernel(&o->to_kernel, value);
}

const char *take_page_size(struct options *o, const char *value)
{
	static const struct { const char *name; uint32_t size; } sizes[] = {
		{ "4k", 4096 }, { "16k", 16384 }, { "64k", 65536 },
	};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		if (!strcasecmp(value, sizes[i].name)) {
			o->page_size = sizes[i].size;
			return NULL;
		}
	return "is not one of 4k, 16k, 64k";
}

const char *take_jobs(struct options *o, const char *value)
{
	char *end;
	unsigned long n = strtoul(value, &end, 10);
	long cores;

	if (*value < '0' || *value > '9' || *end || n > JOBS_MAX)
		return "is not a number of jobs (0 to 256; 0: one for each core)";
	if (!n) {
		cores = sysconf(_SC_NPROCESSORS_ONLN);
		n = cores < 1 ? 1 : cores > JOBS_MAX ? JOBS_MAX :
						       (unsigned long)cores;
	}
	o->run.jobs = (unsigned int)n;
	return NULL;
}

const char *take_arch(struct options *o, const char *value)
{
	if (!strcmp(value, "arm"))
		o->arch = IOP_ARCH_ARM;
	else if (!strcmp(value, "arm64"))
		o->arch = IOP_ARCH_ARM64;
	else
		return "is neither arm nor arm64";
	o->run.arch_given = true;
	return NULL;
}

const char *take_color(struct options *o, const char *value)
{
	if (!strcmp(value, "auto"))
		o->color = COLOR_AUTO;
	else if (!strcmp(value, "always"))
		o->color = COLOR_ALWAYS;
	else if (!strcmp(value, "never"))
		o->color = COLOR_NEVER;
	else
		return "is not one of auto, always, never";
	return NULL;
}

const char *take_fail_on(struct options *o, const char *value)
{
	if (!strcmp(value, "error"))
		o->fail_on = FAIL_ON_ERROR;
	else if (!strcmp(value, "warning"))
		o->fail_on = FAIL_ON_WARNING;
	else if (!strcmp(value, "note"))
		o->fail_on = FAIL_ON_NOTE;
	else
		return "is not one of error, warning, note";
	return NULL;
}

const char *take_consumers(struct options *o, const char *value)
{
	size_t len;
	int h;

	for (; *value; value += len + (value[len] == ',')) {
		len = strcspn(value, ",");
		for (h = 0; h < IOP_CONSUMER_COUNT; h++)
			if (strlen(iop_consumer_name(h)) == len &&
			    !memcmp(iop_consumer_name(h), value, len))
				break;
		if (h == IOP_CONSUMER_COUNT)
			return "is not a list of u-boot, barebox, xen, edk2, freebsd";
		o->consumers |= 1u << h;
	}
	return NULL;
}

const char *take_target(struct options *o, const char *value)
{
	o->target = value;
	return strcmp(value, "u-boot") ? "is not a target: only u-boot is" : NULL;
}

const char *take_by(struct options *o, const char *value)
{
	o->by = value;
	return strcmp(value, "finding") ? "is not finding" : NULL;
}

const char *take_path_map(struct options *o, const char *value)
{
	(void)o;
	return path_map_add(value) ? NULL : "is not OLD=NEW";
}
