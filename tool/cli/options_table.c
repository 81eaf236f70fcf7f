/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Every option once: what it is called, where it belongs, what it sets.
 */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/kernel_version.h"
#include "facts/facts.h"
#include "lint/rules.h"

#define JOBS_MAX 256

const char *options_kernel(struct options *o, const char *value)
{
	static const char wrong[] = "is not a kernel version such as 6.12, 6.1.50 or "
				    "6.12.40-1-arm64, nor a range such as 6.1..7.2";
	const char *dots = strstr(value, "..");
	struct kernel_version first, last;

	o->kernel = value;
	o->first = 0;
	if (!kernel_version_read(dots ? dots + 2 : value, strlen(dots ? dots + 2 : value), &last))
		return wrong;
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
	return kernel_version_read(value, strlen(value), &v) ? NULL :
	       "is not a kernel version such as 6.12, 6.1.50 or 6.12.40-1-arm64";
}

static const char *take_from_kernel(struct options *o, const char *value)
{
	return one_kernel(&o->from_kernel, value);
}

static const char *take_to_kernel(struct options *o, const char *value)
{
	return one_kernel(&o->to_kernel, value);
}

static const char *take_page_size(struct options *o, const char *value)
{
	static const struct { const char *name; uint32_t size; } sizes[] = {
		{ "4k", 4096 }, { "16k", 16384 }, { "64k", 65536 },
	};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		if (!strcasecmp(value, sizes[i].name)) {
			o->page_size = sizes[i].size;
			return NULL;
		}
	return "is none of 4k, 16k, 64k";
}

static const char *take_strict(struct options *o, const char *value)
{
	(void)value;
	o->strict_version = true;
	return NULL;
}

static const char *take_from_config(struct options *o, const char *value)
{
	o->from_config = value;
	return NULL;
}

static const char *take_to_config(struct options *o, const char *value)
{
	o->to_config = value;
	return NULL;
}

static const char *take_from_policy(struct options *o, const char *value)
{
	o->from_policy = value;
	return NULL;
}

static const char *take_to_policy(struct options *o, const char *value)
{
	o->to_policy = value;
	return NULL;
}

static const char *take_config(struct options *o, const char *value)
{
	o->kernel_config = value;
	return NULL;
}

static const char *take_overlay(struct options *o, const char *value)
{
	o->run.overlays[o->run.n_overlays++] = value;
	return NULL;
}

static const char *take_schema_dir(struct options *o, const char *value)
{
	o->schema_dir = value;
	return NULL;
}

static const char *take_policy(struct options *o, const char *value)
{
	o->policy = value;
	return NULL;
}

static const char *take_pci(struct options *o, const char *value)
{
	o->pci = value;
	return NULL;
}

static const char *take_format(struct options *o, const char *value)
{
	o->format = value;
	return NULL;
}

static const char *take_output(struct options *o, const char *value)
{
	o->output = value;
	return *value ? NULL : "is no file name";
}

static const char *take_jobs(struct options *o, const char *value)
{
	char *end;
	unsigned long n = strtoul(value, &end, 10);
	long cores;

	if (*value < '0' || *value > '9' || *end || n > JOBS_MAX)
		return "is no number of jobs (0 to 256; 0: one for each core)";
	if (!n) {
		cores = sysconf(_SC_NPROCESSORS_ONLN);
		n = cores < 1 ? 1 : cores > JOBS_MAX ? JOBS_MAX :
						       (unsigned long)cores;
	}
	o->run.jobs = (unsigned int)n;
	return NULL;
}

static const char *take_because(struct options *o, const char *value)
{
	(void)value;
	o->because = true;
	return NULL;
}

static const char *take_quiet(struct options *o, const char *value)
{
	(void)value;
	o->run.quiet = true;
	return NULL;
}

static const char *take_arch(struct options *o, const char *value)
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

static const char *take_bootargs(struct options *o, const char *value)
{
	o->bootargs = value;
	return NULL;
}

static const char *take_color(struct options *o, const char *value)
{
	if (!strcmp(value, "auto"))
		o->color = COLOR_AUTO;
	else if (!strcmp(value, "always"))
		o->color = COLOR_ALWAYS;
	else if (!strcmp(value, "never"))
		o->color = COLOR_NEVER;
	else
		return "is none of auto, always, never";
	return NULL;
}

static const char *take_fail_on(struct options *o, const char *value)
{
	if (!strcmp(value, "error"))
		o->fail_on = FAIL_ON_ERROR;
	else if (!strcmp(value, "warning"))
		o->fail_on = FAIL_ON_WARNING;
	else if (!strcmp(value, "note"))
		o->fail_on = FAIL_ON_NOTE;
	else
		return "is none of error, warning, note";
	return NULL;
}

static const char *take_warning(struct options *o, const char *value)
{
	o->warnings[o->n_warnings++] = value;
	return NULL;
}

static const char *take_source(struct options *o, const char *value)
{
	o->run.sources[o->run.n_sources++] = value;
	return NULL;
}

static const char *take_settings(struct options *o, const char *value)
{
	o->config = value;
	return NULL;
}

static const char *take_no_config(struct options *o, const char *value)
{
	(void)value;
	o->no_config = true;
	return NULL;
}

static const char *take_baseline(struct options *o, const char *value)
{
	o->baseline = value;
	return NULL;
}

static const char *take_update(struct options *o, const char *value)
{
	(void)value;
	o->update_baseline = true;
	return NULL;
}

static const char *take_fix_overlay(struct options *o, const char *value)
{
	o->fix_overlay = value;
	return *value ? NULL : "is no file name";
}

static const char *take_consumers(struct options *o, const char *value)
{
	size_t len;
	int h;

	for (; *value; value += len + (value[len] == ',')) {
		len = strcspn(value, ",");
		for (h = 0; h < IOP_HOLDER_COUNT; h++)
			if (strlen(iop_holder_name(h)) == len &&
			    !memcmp(iop_holder_name(h), value, len))
				break;
		if (h == IOP_HOLDER_COUNT)
			return "is no list of u-boot, barebox, xen, edk2, freebsd";
		o->consumers |= 1u << h;
	}
	return NULL;
}

static const char *take_only(struct options *o, const char *value)
{
	o->only = value;
	return NULL;
}

static const char *take_target(struct options *o, const char *value)
{
	o->target = value;
	return strcmp(value, "u-boot") ? "is no target: there is u-boot" : NULL;
}

const struct option_row option_rows[] = {
	{ "kernel", 'k', "VERSION", FOR_TREES,
	  "Linux to predict: 6.12, what uname -r prints, running, 6.1..7.2",
	  options_kernel },
	{ "strict-version", 0, NULL, FOR_TREES,
	  "a version newer than the newest known is an error", take_strict },
	{ "kernel-config", 0, "FILE", FOR_TREES,
	  "that kernel's .config, plain or gzipped", take_config },
	{ "page-size", 0, "SIZE", FOR_TREES,
	  "of that kernel: 4k, 16k or 64k", take_page_size },
	{ "from-kernel", 0, "VERSION", FOR_DIFF,
	  "the old kernel alone; -k 6.1..7.2 gives both", take_from_kernel },
	{ "to-kernel", 0, "VERSION", FOR_DIFF, "the new kernel alone",
	  take_to_kernel },
	{ "from-config", 0, "FILE", FOR_DIFF,
	  "the old kernel's .config instead of --kernel-config", take_from_config },
	{ "to-config", 0, "FILE", FOR_DIFF,
	  "the new kernel's .config instead of --kernel-config", take_to_config },
	{ "from-policy", 0, "FILE", FOR_DIFF,
	  "the old side's policy instead of --policy", take_from_policy },
	{ "to-policy", 0, "FILE", FOR_DIFF,
	  "the new side's policy instead of --policy", take_to_policy },
	{ "arch", 0, "ARCH", FOR_TREES,
	  "arm or arm64, instead of what the tree's cpus tell", take_arch },
	{ "bootargs", 0, "TEXT", FOR_TREES,
	  "kernel command line instead of the tree's", take_bootargs },
	{ "overlay", 'a', "FILE", FOR_TREES,
	  "apply this overlay first; repeatable, in order", take_overlay },
	{ "schema-dir", 0, "DIR", FOR_TREES,
	  "driver facts over the built-in ones", take_schema_dir },
	{ "policy", 'p', "FILE", FOR_PLAN | FOR_BUILD | FOR_DIFF,
	  "find out how to get what this file wants", take_policy },
	{ "pci", 0, "FILE", FOR_PLAN | FOR_DIFF,
	  "what is on the PCI buses: lspci -D -xxxx, or a sysfs copy", take_pci },
	{ "format", 'f', "FORMAT", FOR_PLAN,
	  "text (default), json or tsv", take_format },
	{ "format", 'f', "FORMAT", FOR_LINT,
	  "text (default), json, sarif, github or junit", take_format },
	{ "format", 'f', "FORMAT", FOR_DIFF,
	  "text (default), json or markdown", take_format },
	{ "warn", 'W', "RULE", FOR_LINT,
	  "RULE, no-RULE or SEVERITY=RULE; all for every rule; repeatable",
	  take_warning },
	{ "source", 0, "FILE", FOR_LINT,
	  "what the tree was compiled from, for lines; repeatable", take_source },
	{ "config", 0, "FILE", FOR_LINT,
	  "settings instead of the .iommuplan.yaml that is found", take_settings },
	{ "no-config", 0, NULL, FOR_LINT, "no settings at all", take_no_config },
	{ "baseline", 0, "FILE", FOR_LINT,
	  "findings that were there before and do not count", take_baseline },
	{ "update-baseline", 0, NULL, FOR_LINT,
	  "take out what is gone; make the baseline if there is none", take_update },
	{ "fix-overlay", 0, "FILE", FOR_LINT,
	  "write what is sure to mend findings as an overlay's source",
	  take_fix_overlay },
	{ "consumer", 0, "LIST", FOR_LINT,
	  "who else reads the tree: u-boot, barebox, xen, edk2, freebsd",
	  take_consumers },
	{ "because", 0, NULL, FOR_PLAN,
	  "tell what each prediction rests on", take_because },
	{ "output", 'o', "FILE", FOR_PLAN | FOR_LINT | FOR_DIFF,
	  "write here instead of standard output", take_output },
	{ "output", 'o', "DIR", FOR_BUILD,
	  "directory of the artefacts, or FILE.dtb for the tree alone",
	  take_output },
	{ "only", 0, "LIST", FOR_BUILD,
	  "only these artefacts, such as dtb,cmdline", take_only },
	{ "target", 0, "TARGET", FOR_BUILD,
	  "u-boot: also what its boot scripts read", take_target },
	{ "fail-on", 0, "SEVERITY", FOR_TREES,
	  "exit 1 from this on: error, warning or note", take_fail_on },
	{ "jobs", 'j', "N", FOR_TREES,
	  "files side by side; 0: one for each core", take_jobs },
	{ "color", 0, "WHEN", FOR_PLAN | FOR_LINT | FOR_DIFF,
	  "auto (default), always or never", take_color },
	{ "quiet", 'q', NULL, FOR_ALL,
	  "no progress, no remarks; errors only", take_quiet },
	{ "help", 'h', NULL, FOR_ALL, "show this help", NULL },
	{ "version", 'V', NULL, FOR_ALL, "show the version", NULL },
	{ NULL, 0, NULL, 0, NULL, NULL },
};
