// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>
#include <unistd.h>

#include "cmd/output.h"
#include "cmd/verify_plan.h"
#include "input/overwrite.h"
#include "input/tree_check.h"
#include "verify/checks.h"
#include "verify/record.h"
#include "verify/results.h"

static struct out messages, text;

struct verifying {
	const struct options *o;
	const char *where;
	struct system system;
	struct verify_plan plan;
	struct expected now, built;
	struct checks checks;
};

static int usage(const char *what, const char *value)
{
	out_str(&messages, "iommuplan verify: ");
	out_str(&messages, what);
	if (value) {
		out_str(&messages, ": ");
		out_term(&messages, value);
	}
	out_char(&messages, '\n');
	return EXIT_USAGE;
}

/* No output is what it is made of, by whatever name. */
static int check_outputs(const struct verifying *v)
{
	const char *const *writes = v->o->run.writes;
	int status = overwrite_check(&v->o->run, &(struct input_list){ .files = NULL }, &messages);

	for (size_t n = 0; n < sizeof(v->o->run.writes) / sizeof(*writes) && !status; n++)
		if (writes[n] && fileset_was_read(&v->system.files, writes[n]))
			status = check_say(&messages, writes[n], "is an input and would be "
					   "overwritten", EXIT_USAGE);
	return status;
}

/* Without a disk's or memory's fault more would have been compared. */
static int unread(const struct verifying *v)
{
	return *v->system.files.error ?
	       check_say(&messages, v->where, strerror(*v->system.files.error), EXIT_IO) : EXIT_OK;
}

static int open_system(struct verifying *v)
{
	const struct options *o = v->o;
	int status;

	v->where = o->capture ? o->capture : o->root ? o->root : "/";
	status = system_open(&v->system, v->where, &messages);
	if (status || v->system.tree)
		return status;
	if (v->system.acpi)
		return usage("booted from ACPI: there is no device tree to plan", NULL);
	if (*v->system.files.error)
		return unread(v);
	return check_say(&messages, v->where, "no device tree: neither sys/firmware/fdt nor "
			 "proc/device-tree can be read", EXIT_TREE);
}

static void remark_tree(const struct verifying *v)
{
	if (v->system.flattened && !v->o->run.quiet)
		out_str(&messages, "iommuplan: /sys/firmware/fdt cannot be read: using /proc/device-tree, "
			"where the nodes are in a different order\n");
}

static int write_record(struct verifying *v)
{
	struct redacted r = { 0 };
	struct output output;
	int status = output_open(&output, v->o->record, &messages);

	if (status)
		return status;
	out_to_fd(&text, output.fd);
	record_write(&text, &v->system, v->o->no_redact ? NULL : &r);
	if (unread(v))
		return output_close(&output, false, EXIT_IO);
	if (!v->o->no_redact && !v->o->run.quiet)
		out_fmt(&messages, "iommuplan: removed: %u serial numbers, addresses and seeds of the "
			"tree, %u addresses elsewhere, %u boot arguments\n", r.properties,
			r.addresses, r.arguments);
	return output_finish(&output, &text, EXIT_OK, &messages);
}

static int compare(struct verifying *v)
{
	int status = verify_running(&v->plan, &v->now, &v->system, &messages);

	if (!status && v->o->against)
		status = verify_built(&v->plan, &v->built, &messages);
	if (status)
		return status;
	if (v->o->against)
		checks_tree(&v->checks, &v->built, &v->now, &v->system);
	checks_system(&v->checks, &v->now, &v->system);
	return v->checks.failed ? check_say(&messages, v->where, "out of memory", EXIT_IO) : EXIT_OK;
}

static int write_results(struct verifying *v, results_fn *results)
{
	struct output output;
	int status = output_open(&output, v->o->output, &messages);

	if (status)
		return status;
	out_to_fd(&text, output.fd);
	results(&text, &v->checks, &v->system);
	return output_finish(&output, &text,
			     results_differ(&v->checks) ? EXIT_FINDINGS : EXIT_OK, &messages);
}

static int run(struct verifying *v, results_fn *results)
{
	int status = open_system(v);

	if (status)
		return status;
	remark_tree(v);
	status = unread(v);
	if (!status)
		status = check_outputs(v);
	if (!status)
		status = verify_plan_open(&v->plan, v->o, &v->system, &messages);
	/* What is taken out of a tree is looked for in one that has been checked. */
	if (!status && v->o->record)
		status = verify_running(&v->plan, &v->now, &v->system, &messages);
	if (!status && v->o->record)
		return write_record(v);
	if (!status)
		status = compare(v);
	out_flush(&messages);
	return status ? status : write_results(v, results);
}

int cmd_verify(const struct options *o)
{
	static struct verifying v;
	results_fn *results = results_named(o->format);
	int status;

	v.o = o;
	v.plan.config_fd = -1;
	out_to_fd(&messages, STDERR_FILENO);
	if (o->run.n_files)
		status = usage("takes no FILE (see --root, --capture, --against)", o->run.files[0]);
	else if (o->root && o->capture)
		status = usage("--root and --capture exclude each other", NULL);
	else if (o->first)
		status = usage("--kernel must be one version, not a range", o->kernel);
	else if (!results)
		status = usage("--format must be one of text, json, ktap, junit", o->format);
	else
		status = run(&v, results);
	checks_free(&v.checks);
	expect_free(&v.now);
	expect_free(&v.built);
	verify_plan_close(&v.plan);
	system_close(&v.system);
	out_flush(&messages);
	return status;
}
