// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The clients of each swgroup are facts: schemas/tegra-mc.yaml. */
#include "explain/mc_clients.h"

#include <string.h>

#include "facts/view.h"

/* Is it one of the words? */
static bool lists(const char *words, const char *word, size_t len)
{
	for (const char *at = words; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == len && !memcmp(at, word, len))
			return true;
	return false;
}

static const struct iop_driver *clients_of(const struct iop_facts *facts)
{
	for (uint16_t n = 0; n < facts->count; n++)
		if (!strcmp(facts->drivers[n].name, "tegra-mc"))
			return &facts->drivers[n];
	return NULL;
}

bool mc_client_swgroup(const struct iop_plan *p, uint32_t node, const char *client, size_t len,
		       uint32_t *swgroup)
{
	const struct iop_driver *d = clients_of(p->view->facts);

	for (uint16_t n = 0; d && len && n < d->n_rows; n++) {
		const struct iop_row *r = &d->rows[n];

		if (!r->compatible || !r->name ||
		    strcmp(r->table, iop_table_infos[IOP_T_MC_CLIENTS].name) ||
		    !iop_compatible(p->tree, node, r->compatible) || !lists(r->name, client, len))
			continue;
		*swgroup = (uint32_t)r->numbers[0];
		return true;
	}
	return false;
}

uint32_t mc_only(const struct iop_plan *p, uint32_t *node)
{
	uint32_t found = IOP_NONE;

	for (uint32_t n = 0; n < p->n_iommus; n++) {
		if (!p->iommus[n].driver || strcmp(p->iommus[n].driver->name, "tegra-smmu"))
			continue;
		if (found != IOP_NONE)
			return IOP_NONE;
		found = n;
	}
	if (found != IOP_NONE)
		*node = p->iommus[found].node;
	return found;
}
