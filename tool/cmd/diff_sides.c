/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmd/diff_sides.h"

/* The options of one side, as those of a command that has one kernel. */
static int open_kernel(struct differing *d, int side, struct out *diag)
{
	const char *kernel = side ? d->o->to_kernel : d->o->from_kernel;
	const char *config = side ? d->o->to_config : d->o->from_config;
	const char *policy = side ? d->o->to_policy : d->o->from_policy;
	struct options *o = &d->side_options[side];

	*o = *d->o;
	if (!side && o->first)
		o->version = o->first;
	o->first = 0;
	if (kernel)
		options_kernel(o, kernel);
	if (config)
		o->kernel_config = config;
	if (policy)
		o->policy = policy;
	return kernel_open(&d->kernel[side], o, diag);
}

int differing_open(struct differing *d, struct out *diag)
{
	int status = EXIT_OK;

	for (int side = 0; side < 2 && !status; side++)
		status = open_kernel(d, side, diag);
	if (!status && d->o->pci) {
		status = pci_dump_open(&d->pci, d->o->pci, d->o->run.quiet, diag);
		for (int side = 0; side < 2; side++)
			d->kernel[side].view.target.pci = &d->pci.bus;
	}
	for (int side = 0; side < 2 && !status; side++)
		if (d->side_options[side].policy)
			status = solving_open(&d->solving[side],
					      &d->side_options[side],
					      &d->kernel[side], diag);
	for (int side = 0; side < 2; side++)
		d->side_options[side].run.labels = d->solving[0].file.policy.labels ||
					       d->solving[1].file.policy.labels;
	d->side.o = d->third.o = &d->side_options[1].run;
	return status;
}

void differing_close(struct differing *d)
{
	for (int side = 0; side < 2; side++) {
		solving_close(&d->solving[side]);
		kernel_close(&d->kernel[side]);
	}
	pci_dump_close(&d->pci);
	side_close(&d->side);
	side_close(&d->third);
	pairs_free(&d->pairs);
}
