// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Quirks and ACS of every function, looked up once. */
#include "pci/acs_args.h"
#include "pci/quirks.h"

struct acs_reader {
	const struct iop_pci *bus;
	const struct iop_view *view;
	struct iop_acs_args args;
};

/* pci_dev_specific_acs_enabled(): the first row decides. */
static bool by_quirk(const struct iop_view *v, const struct iop_pci_function *f,
		     bool *isolated)
{
	uint16_t at = 0;
	const struct iop_row *r = iop_pci_row(v, IOP_T_PCI_ACS, f, &at);

	*isolated = r && !(IOP_ACS_ISOLATED & ~r->numbers[4]);
	return r != NULL;
}

/* A row's number for the function, or @other without a row. */
static uint32_t number(const struct iop_view *v, enum iop_table table,
		       const struct iop_pci_function *f, uint8_t column, uint32_t other)
{
	uint16_t at = 0;
	const struct iop_row *r = iop_pci_row(v, table, f, &at);

	return r ? (uint32_t)r->numbers[column] : other;
}

/* pci_acs_flags_enabled(): what the capability lacks is wired on. */
static bool by_registers(const struct acs_reader *j, const struct iop_pci_function *f)
{
	const struct iop_view *v = j->view;
	uint32_t broken = number(v, IOP_T_PCI_ACS_BROKEN, f, 3, 0);
	uint32_t wanted = IOP_ACS_ISOLATED & f->acs_cap & ~broken;
	uint32_t at = number(v, IOP_T_PCI_ACS_CONTROL, f, 4, IOP_ACS_CONTROL);
	uint32_t now = at == IOP_ACS_CONTROL ? f->acs_ctrl : f->acs_ctrl_far;

	/* pci_enable_acs(), by the time anyone asks for the group */
	if (iop_linux(v, IOP_K_ACS_CONFIGURE, 0))
		now |= wanted;
	if (at == IOP_ACS_CONTROL)
		now = iop_acs_args_apply(&j->args, j->bus, f, now, f->acs_ctrl);
	return f->acs && (now & wanted) == wanted;
}

/* pci_acs_enabled() */
static void read_acs(const struct acs_reader *j, const struct iop_pci_function *f,
		     struct iop_pci_trait *t)
{
	if (by_quirk(j->view, f, &t->isolated))
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
	t->isolated = by_registers(j, f);
}

/* What forwards requests in its own way; some only where a PCIe port is above. */
static uint8_t classify_bridge(const struct iop_pci *p, const struct iop_view *v,
			       const struct iop_pci_function *f)
{
	const struct iop_pci_function *above;
	uint32_t kind = f->bridge ? number(v, IOP_T_PCI_BRIDGE, f, 3, 0) : 0;

	if (kind != IOP_PCI_BRIDGE_SECONDARY)
		return (uint8_t)kind;
	if (f->type != IOP_PCI_CONVENTIONAL || f->above == IOP_PCI_NONE)
		return 0;
	above = &p->functions[f->above];
	return above->type == IOP_PCI_CONVENTIONAL || above->type == IOP_PCI_TO_PCI ?
	       0 : IOP_PCI_BRIDGE_SECONDARY;
}

static bool read_aliases(const struct iop_view *v, const struct iop_pci_function *f,
			 struct iop_pci_trait *t, struct iop_arena *a)
{
	uint64_t bits[4], *kept;
	uint16_t at = 0;

	if (iop_pci_row(v, IOP_T_PCI_HIDDEN, f, &at))
		t->unsure = true;
	if (!iop_pci_alias_bits(v, f, bits))
		return true;
	t->aliases = kept = iop_alloc(a, 4, sizeof(*kept));
	for (uint32_t n = 0; kept && n < 4; n++)
		kept[n] = bits[n];
	return kept != NULL;
}

bool iop_pci_read_acs(struct iop_pci_kernel *k, const struct iop_pci *bus,
		      const struct iop_view *v, const char *bootargs, struct iop_arena *a)
{
	const struct acs_reader j = { bus, v, iop_acs_args_read(bootargs, v) };

	*k = (struct iop_pci_kernel){ .bus = bus, .view = v };
	k->traits = iop_alloc(a, bus->count, sizeof(*k->traits));
	if (!k->traits)
		return false;
	for (uint32_t n = 0; n < bus->count; n++) {
		const struct iop_pci_function *f = &bus->functions[n];
		struct iop_pci_trait *t = &k->traits[n];

		read_acs(&j, f, t);
		t->bridge = classify_bridge(bus, v, f);
		if (!read_aliases(v, f, t, a))
			return false;
	}
	return true;
}
