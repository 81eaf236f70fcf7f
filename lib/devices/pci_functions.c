// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * PCI functions a dump names: of_iommu_configure() looks every requester ID
 * of a function up in its host's iommu-map, and the first that fails costs
 * the function its IOMMU.
 */
#include "devices/pci_functions.h"

#include "devices/requesters.h"
#include "devices/masters.h"

struct walk {
	struct iop_host host;
	struct iop_pci_alias ids[IOP_PCI_ALIASES];
	uint32_t at, count;
};

static void open_walk(const struct iop_plan *p, struct iop_map_index *x,
		      const struct iop_device *d,
		      struct walk *w)
{
	w->host = iop_host_open(p, x, d->host);
	w->at = 0;
	w->count = iop_pci_aliases(&p->pci->kernel, d->function, w->ids);
	/* Old kernels look only at the ID that arrives at the root bus. */
	if (!iop_linux(p->view, IOP_K_PCI_ALIASES, 0))
		w->at = w->count - 1;
}

/* Why one more ID of the device is refused; IOP_R_NONE: it is @s. */
static enum iop_reason look_up(const struct iop_plan *p, struct iop_device *d,
			       const struct walk *w, struct iop_stream *s)
{
	struct iop_range r;
	enum iop_reason why;

	iop_range_at(p, &w->host, w->ids[w->at].rid & w->host.map.mask, &r);
	*s = (struct iop_stream){ r.iommu, r.id, r.mask };
	if (!r.why)
		return iop_entry_refused(p, d, &(struct iop_entry){ .iommu = r.iommu });
	why = r.why;
	if (why == IOP_R_MAP_UNMATCHED && w->at)
		why = IOP_R_ALIAS_UNMATCHED;
	d->iommu = r.iommu;
	return why;
}

static void count_streams(const struct iop_plan *p, struct iop_map_index *x, struct iop_device *d)
{
	struct iop_stream s;
	struct walk w;

	open_walk(p, x, d, &w);
	for (; w.at < w.count; w.at++) {
		d->why = (uint8_t)look_up(p, d, &w, &s);
		if (d->why) {
			d->n_streams = 0;
			return;
		}
		d->n_streams++;
	}
}

static const struct iop_pci_host *numbers_of(const struct iop_plan *p, uint32_t host)
{
	for (uint32_t n = 0; p->pci && n < p->pci->n_hosts; n++)
		if (p->pci->hosts[n].node == host)
			return &p->pci->hosts[n];
	return NULL;
}

static const struct iop_pci *dump(const struct iop_plan *p)
{
	return p->pci->kernel.bus;
}

static bool is_behind(const struct iop_plan *p, const struct iop_pci_host *h, uint32_t n)
{
	return n < dump(p)->count && dump(p)->functions[n].domain == h->domain &&
	       iop_pci_bus(&dump(p)->functions[n]) <= h->last;
}

static uint32_t first_behind(const struct iop_plan *p, const struct iop_pci_host *h)
{
	return iop_pci_at(dump(p), h->domain, h->first << 8);
}

bool iop_functions_known(const struct iop_plan *p, uint32_t host)
{
	const struct iop_pci_host *h = numbers_of(p, host);

	return h && is_behind(p, h, first_behind(p, h));
}

static bool binding_groups(const struct iop_plan *p)
{
	return iop_linux(p->view, IOP_K_GROUPED_AT, IOP_W_ADD) == IOP_W_BIND;
}

static bool add_one(struct iop_plan *p, struct iop_map_index *x,
		    struct iop_arena *a, uint32_t host, uint32_t n)
{
	uint32_t node = p->pci->nodes[n];
	struct iop_device *d = iop_master_add(p, a, node == IOP_NO_NODE ? host : node);

	if (!d)
		return false;
	p->pci->devices[n] = p->n_devices - 1;
	d->bus = IOP_BUS_PCI;
	d->exist = IOP_EXIST_BY_DRIVER;
	d->early = iop_any_listed(p->view, &p->view->facts->drivers[0], IOP_L_EARLY_HOSTS,
				  iop_prop(p->tree, host, IOP_P_COMPATIBLE));
	d->host = host;
	d->function = n;
	d->child = dump(p)->functions[n].rid;
	if (!iop_pci_is_sure(&p->pci->kernel, n))
		d->confidence = IOP_IF_ACS;
	if (binding_groups(p) && dump(p)->functions[n].class == IOP_PCI_CLASS_HOST)
		d->confidence = IOP_IF_DRIVER_BINDS;
	count_streams(p, x, d);
	return true;
}

/* Ports bind to a driver that is always built in, host bridges to none. */
static uint32_t binds_in_round(const struct iop_pci_function *f)
{
	if (f->bridge)
		return 0;
	return f->class == IOP_PCI_CLASS_HOST ? 2 : 1;
}

bool iop_functions_add(struct iop_plan *p, struct iop_map_index *x,
		       struct iop_arena *a, uint32_t host)
{
	const struct iop_pci_host *h = numbers_of(p, host);
	uint32_t rounds = binding_groups(p) ? 3 : 1;

	for (uint32_t round = 0; h && round < rounds; round++)
		for (uint32_t n = first_behind(p, h); is_behind(p, h, n); n++)
			if (p->pci->devices[n] == IOP_NONE &&
			    (rounds == 1 || binds_in_round(&dump(p)->functions[n]) == round) &&
			    !add_one(p, x, a, host, n))
				return false;
	return true;
}

void iop_function_fill(struct iop_plan *p, struct iop_map_index *x,
		       const struct iop_device *d)
{
	struct iop_device scratch = *d;
	uint32_t out = d->streams;
	struct walk w;

	open_walk(p, x, d, &w);
	for (; out < d->streams + d->n_streams; w.at++)
		look_up(p, &scratch, &w, &p->streams[out++]);
}
