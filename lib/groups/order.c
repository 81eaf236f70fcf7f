// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The order in which devices are grouped. From 6.15 on registration of an IOMMU adds
 * its masters, one driver after the other; but a master that refers to several IOMMUs
 * is added only when the last of them registers: after masters of the first that
 * follow it in the tree.
 */
#include "groups/groups.h"
#include "model/lookup.h"

uint32_t iop_added_by(const struct iop_plan *p, const struct iop_device *d)
{
	uint32_t last = d->iommu;

	if (d->requesters || last == IOP_NONE)
		return last;
	for (uint32_t n = 0; n < d->n_streams; n++)
		if (iop_stream_of(p, d, n)->iommu > last)
			last = iop_stream_of(p, d, n)->iommu;
	return last;
}

/* The buses in the order in which registration walks them, then devices that are
 * created later. */
enum turn { PLATFORM, PCI, AMBA, LATER, LATER_AMBA, TURNS };

static enum turn turn_of(const struct iop_device *d)
{
	bool amba = d->bus == IOP_BUS_AMBA;

	if (!d->early)
		return amba ? LATER_AMBA : LATER;
	if (d->function != IOP_NONE)
		return PCI;
	return amba ? AMBA : PLATFORM;
}

/* Of those that have no number yet, the driver that registers first. */
static const struct iop_driver *next_driver(const struct iop_plan *p,
					    const uint32_t *numbers)
{
	const struct iop_driver *next = NULL;

	for (uint32_t n = 0; n < p->n_iommus; n++) {
		const struct iop_driver *d = p->iommus[n].driver;

		if (numbers[n] == IOP_NONE && d && (!next || iop_driver_precedes(p, d, next)))
			next = d;
	}
	return next;
}

/* In which order the IOMMUs register; those without a driver end the line. */
static void number(const struct iop_plan *p, uint32_t *numbers)
{
	const struct iop_driver *next;
	uint32_t count = 0;

	for (uint32_t n = 0; n < p->n_iommus; n++)
		numbers[n] = IOP_NONE;
	do {
		next = next_driver(p, numbers);
		for (uint32_t n = 0; n < p->n_iommus; n++) {
			const struct iop_driver *d = p->iommus[n].driver;

			if (numbers[n] == IOP_NONE &&
			    (!next || (d && !iop_driver_precedes(p, next, d))))
				numbers[n] = count++;
		}
	} while (next);
}

/* Whose turn it is, counted over all registrations. */
static size_t rank(const struct iop_plan *p, const struct iop_device *d,
		   const uint32_t *numbers)
{
	size_t by = iop_added_by(p, d);

	if (iop_linux(p->view, IOP_K_GROUPED_AT, IOP_W_NONE) != IOP_W_ADD)
		by = 0;
	else if (!d->early || by == IOP_NONE)
		by = p->n_iommus;
	else
		by = numbers[by];
	return by * TURNS + turn_of(d);
}

bool iop_order_init(struct iop_grouping *g, struct iop_arena *a)
{
	const struct iop_plan *p = g->plan;
	size_t ranks = ((size_t)p->n_iommus + 1) * TURNS;
	uint32_t *at = iop_alloc(a, ranks + 1, sizeof(*at));
	uint32_t *numbers = iop_alloc_raw(a, p->n_iommus, sizeof(*numbers));

	g->order = iop_alloc_raw(a, p->n_devices, sizeof(*g->order));
	if (!at || !numbers || !g->order)
		return false;
	number(p, numbers);
	for (uint32_t n = 0; n < p->n_devices; n++)
		at[rank(p, &p->devices[n], numbers) + 1]++;
	for (size_t n = 0; n < ranks; n++)
		at[n + 1] += at[n];
	for (uint32_t n = 0; n < p->n_devices; n++)
		g->order[at[rank(p, &p->devices[n], numbers)]++] = n;
	return true;
}
