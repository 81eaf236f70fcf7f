// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/because/because.h"
#include "model/lookup.h"

void because_default(struct because *b)
{
	const struct iop_defaults *d = &b->r->p->defaults;
	const struct iop_target *t = &b->r->p->view->target;
	bool configured = t->default_passthrough != IOP_CONFIG_UNKNOWN ||
			  t->default_lazy != IOP_CONFIG_UNKNOWN;

	because_add(b, "the kernel's default domain: ");
	because_add(b, iop_words[d->type]);
	if (d->type != IOP_W_IDENTITY) {
		because_add(b, ", ");
		because_add(b, iop_words[d->flush]);
	}
	because_add(b, d->type_set || d->flush_set ?
		    ", set by the command line" :
		    configured ? ", set by its configuration" : " (kernel default)");
	because_say_it(b, because_linux(b, d->type_set || d->type == IOP_W_IDENTITY ?
				     IOP_K_DEFAULT_TYPE : IOP_K_DEFAULT_FLUSH));
}

/* Names the string of a master that puts it on its driver's list. */
static void client(struct because *b, const struct iop_group *g,
		   const struct iop_iommu *i)
{
	const struct iop_fact *f = render_fact(b->r, i, IOP_K_FORCED_CLIENT);

	because_add(b, render_driver(i));
	because_add(b, " requires ");
	because_add(b, iop_words[g->domain]);
	for (uint32_t d = g->first; d != IOP_NONE; d = b->r->p->devices[d].next) {
		struct iop_cells names = render_compatible(b->r,
							   b->r->p->devices[d].node);
		const char *name;

		while ((name = iop_list_next(&names)))
			if (iop_listed(b->r->p->view, i->driver, IOP_L_IDENTITY_CLIENTS, name))
				break;
		if (!name)
			continue;
		because_add(b, " for ");
		because_add(b, name);
		break;
	}
	because_say_it(b, f ? f->from : NULL);
}

/* What a driver does about the default domain, and the fact that tells. */
struct choice {
	enum iop_key key;
	const char *words;	/* after the driver's name */
};

static const struct choice choices[] = {
	[IOP_DOMAIN_FORCED] = { IOP_K_FORCED_ALWAYS, " requires this type for every master" },
	[IOP_DOMAIN_PCI_CLIENT] = { IOP_K_HAS_IDENTITY, " requires identity for this PCI device" },
	[IOP_DOMAIN_LEGACY] = { IOP_K_FORCED_LEGACY, " supports no other type for masters of mmu-masters" },
	[IOP_DOMAIN_FALLBACK] = { IOP_K_HAS_IDENTITY, " does not support the kernel's default type" },
	[IOP_DOMAIN_NO_FLUSH] = { IOP_K_HAS_FQ, " does not support deferred invalidation: DMA-FQ becomes DMA" },
	[IOP_DOMAIN_NONE] = { IOP_K_HAS_DMA, " supports no default domain type" },
	[IOP_DOMAIN_ARM32] = { IOP_K_ARM32_TYPE, ": 32-bit ARM maps DMA through a dma_iommu_mapping, not a default domain" },
	[IOP_DOMAIN_BIG_PAGE] = { IOP_K_FORCED_BIG_PAGE, " requires identity: its page is larger than the kernel's" },
	[IOP_DOMAIN_HANGS] = { IOP_K_IDENTITY_HANGS, " takes a lock that its identity domain does not have: this kernel hangs at boot" },
	[IOP_DOMAIN_UNTRUSTED] = { IOP_K_UNTRUSTED, ": strict DMA below an external-facing port" },
	[IOP_DOMAIN_PROPERTY] = { IOP_K_TYPE_BY_PROPERTY, " requires the type that a property selects" },
	[IOP_DOMAIN_WRITTEN] = { IOP_K_TYPE_WRITE, ": the type is written at run time, as the policy requires" },
};

static void by_driver(struct because *b, const struct iop_group *g,
		      const struct iop_iommu *i)
{
	const struct choice *c = &choices[g->domain_why];
	const struct iop_fact *f = render_fact(b->r, i, c->key);

	because_add(b, render_driver(i));
	because_add(b, c->words);
	because_say_it(b, f ? f->from : because_linux(b, c->key));
}

void because_group(struct because *b, const struct iop_group *g)
{
	const struct iop_iommu *i = iop_iommu_of(b->r->p, g->iommu);

	switch (g->domain_why) {
	case IOP_DOMAIN_GLOBAL:
		because_default(b);
		break;
	case IOP_DOMAIN_CLIENT:
		client(b, g, i);
		break;
	default:
		by_driver(b, g, i);
	}
}
