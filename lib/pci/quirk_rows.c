// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The kernel's lists of odd devices: which rows are for a function. */
#include <string.h>

#include "pci/quirks.h"

static bool in_table(const struct iop_row *r, enum iop_table table)
{
	return !strcmp(r->table, iop_table_infos[table].name);
}

static bool lists_device(const struct iop_row *r, const struct iop_pci_function *f)
{
	if (f->class != r->numbers[1])
		return false;
	for (uint8_t n = 2; n < r->count; n++)
		if (f->device == r->numbers[n])
			return true;
	return false;
}

static bool has_type(const struct iop_row *r, const struct iop_pci_function *f)
{
	return !r->numbers[3] || r->numbers[3] >> f->type & 1;
}

static bool has_subsystem(const struct iop_row *r, const struct iop_pci_function *f)
{
	return r->count < 8 || (f->sub_vendor == r->numbers[6] &&
				f->sub_device == r->numbers[7]);
}

bool iop_pci_row_is_for(const struct iop_row *r, const struct iop_pci_function *f)
{
	if (!r->count || f->vendor != r->numbers[0])
		return false;
	if (in_table(r, IOP_T_PCI_HIDDEN))
		return lists_device(r, f);
	if (f->device < r->numbers[1] || f->device > r->numbers[2])
		return false;
	if (in_table(r, IOP_T_PCI_ACS) || in_table(r, IOP_T_PCI_ACS_CONTROL))
		return has_type(r, f);
	if (in_table(r, IOP_T_PCI_ALIAS))
		return has_subsystem(r, f);
	return in_table(r, IOP_T_PCI_BRIDGE) || in_table(r, IOP_T_PCI_ACS_BROKEN);
}

/* The kernel's own rows, then those of the file about PCI. */
static const struct iop_row *row_at(const struct iop_view *v, uint16_t at)
{
	const struct iop_driver *own = &v->facts->drivers[0];

	if (at < own->n_rows)
		return &own->rows[at];
	at = (uint16_t)(at - own->n_rows);
	return v->pci && at < v->pci->n_rows ? &v->pci->rows[at] : NULL;
}

const struct iop_row *iop_pci_row(const struct iop_view *v, enum iop_table table,
				  const struct iop_pci_function *f, uint16_t *at)
{
	const struct iop_row *r;

	while ((r = row_at(v, *at))) {
		++*at;
		/* Nearly all rows are for other vendors: check that first. */
		if (r->count && r->numbers[0] == f->vendor && in_table(r, table) &&
		    iop_pci_row_is_for(r, f) && iop_now(v, r->when))
			return r;
	}
	return NULL;
}
