// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Quirks and ACS of every function, looked up once. */
#include <string.h>

#include "pci/quirks.h"

const struct iop_row *iop_pci_row(const struct iop_view *v, enum iop_table table,
				  uint16_t vendor, uint16_t device, uint16_t *at)
{
	const struct iop_driver *linux_ = &v->facts->drivers[0];
	const char *name = iop_table_infos[table].name;

	while (*at < linux_->n_rows) {
		const struct iop_row *r = &linux_->rows[(*at)++];

		if (!strcmp(r->table, name) && r->numbers[0] == vendor &&
		    device >= r->numbers[1] && device <= r->numbers[2] &&
		    iop_span_has(r->when, v->target.version))
			return r;
	}
	return NULL;
}

/* pci_dev_specific_acs_enabled(): the first row that is for this type. */
static bool by_quirk(const struct iop_view *v, const struct iop_pci_function *f,
		     bool *isolated)
{
	const struct iop_row *r;
	uint16_t at = 0;

	while ((r = iop_pci_row(v, IOP_T_PCI_ACS, f->vendor, f->device, &at))) {
		if (r->numbers[3] && !(r->numbers[3] >> f->type & 1))
			continue;
		*isolated = !(IOP_ACS_ISOLATED & ~r->numbers[4]);
		return true;
	}
	return false;
}

/* pci_acs_flags_enabled(): what the capability lacks is wired on. */
static bool by_registers(const struct iop_view *v, const struct iop_pci_function *f)
{
	uint32_t wanted = IOP_ACS_ISOLATED & f->acs_cap, now = f->acs_ctrl;

	/* pci_enable_acs(), by the time anyone asks for the group */
	if (iop_linux(v, IOP_K_ACS_CONFIGURE, 0))
		now |= wanted;
	return f->acs && (now & wanted) == wanted;
}

/* pci_acs_enabled() */
static void judge_acs(const struct iop_view *v, const struct iop_pci_function *f,
		      struct iop_pci_trait *t)
{
	if (by_quirk(v, f, &t->isolated))
		return;
	switch (f->type) {
	case IOP_PCI_CONVENTIONAL:
	case IOP_PCI_TO_PCIE:
	case IOP_PCI_TO_PCI:
	case IOP_PCI_RC_EVENT:
		return;
	case IOP_PCI_ENDPOINT:
	case IOP_PCI_LEGACY_ENDPOINT:
	case IOP_PCI_UPSTREAM:
	case IOP_PCI_RC_ENDPOINT:
		if (f->multifunction)
			break;
		t->isolated = true;
		return;
	case IOP_PCI_ROOT_PORT:
	case IOP_PCI_DOWNSTREAM:
		break;
	default:
		t->isolated = true;
		return;
	}
	t->unsure = f->cut;
	t->isolated = by_registers(v, f);
}

/* What forwards requests in its own way; some only where a PCIe port is above. */
static uint8_t judge_bridge(const struct iop_pci *p, const struct iop_view *v,
			    const struct iop_pci_function *f)
{
	const struct iop_pci_function *above;
	const struct iop_row *r;
	uint16_t at = 0;

	if (!f->bridge)
		return 0;
	r = iop_pci_row(v, IOP_T_PCI_BRIDGE, f->vendor, f->device, &at);
	if (!r || r->numbers[3] != IOP_PCI_BRIDGE_SECONDARY)
		return r ? (uint8_t)r->numbers[3] : 0;
	if (f->type != IOP_PCI_CONVENTIONAL || f->above == IOP_PCI_NONE)
		return 0;
	above = &p->functions[f->above];
	return above->type == IOP_PCI_CONVENTIONAL || above->type == IOP_PCI_TO_PCI ?
	       0 : IOP_PCI_BRIDGE_SECONDARY;
}

bool iop_pci_judge(struct iop_pci_kernel *k, const struct iop_pci *bus,
		   const struct iop_view *v, struct iop_arena *a)
{
	*k = (struct iop_pci_kernel){ .bus = bus, .view = v };
	k->traits = iop_alloc(a, bus->count, sizeof(*k->traits));
	if (!k->traits)
		return false;
	for (uint32_t n = 0; n < bus->count; n++) {
		const struct iop_pci_function *f = &bus->functions[n];
		struct iop_pci_trait *t = &k->traits[n];
		uint16_t at = 0;

		judge_acs(v, f, t);
		t->bridge = judge_bridge(bus, v, f);
		t->has_alias = iop_pci_row(v, IOP_T_PCI_ALIAS, f->vendor,
					   f->device, &at) != NULL;
	}
	return true;
}
