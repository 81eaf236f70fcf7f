// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Default domain types: the drivers' opinions, then the global default, then
 * what the driver can do at all. */
#include "devices/by_property.h"
#include "devices/iommu_names.h"
#include "pci/pci.h"
#include "devices/traits.h"
#include "plan/defaults.h"
#include "model/lookup.h"

struct choice {
	uint8_t type;		/* enum iop_word; NONE: no opinion */
	uint8_t why;		/* enum iop_domain_why */
};

static uint64_t fact(const struct iop_plan *p, const struct iop_device *d,
		     enum iop_key key, uint64_t fallback)
{
	return iop_fact_of(p, iop_iommu_of(p, d->iommu), key, fallback);
}

bool iop_serves_gpu(const struct iop_plan *p, const struct iop_iommu *i)
{
	return iop_any_listed(p->view, i->driver, IOP_L_GPU_SMMUS, i->names);
}

static bool is_impl(const struct iop_plan *p, const struct iop_iommu *i)
{
	return iop_any_listed(p->view, i->driver, IOP_L_IMPL, i->names) &&
	       (!iop_any_listed(p->view, i->driver, IOP_L_IMPL_ADRENO, i->names) ||
		iop_serves_gpu(p, i));
}

/* Asked for every master. */
bool iop_is_impl(const struct iop_plan *p, const struct iop_iommu *i)
{
	uint8_t *impl = &p->iommus[i - p->iommus].impl;

	if (!*impl)
		*impl = is_impl(p, i) ? 2 : 1;
	return *impl == 2;
}

/* qcom_smmu_def_domain_type(): certain clients of SMMUs the table knows. */
static bool is_client(const struct iop_plan *p, const struct iop_device *d)
{
	const struct iop_driver *driver = iop_iommu_of(p, d->iommu)->driver;

	return !d->requesters &&
	       iop_any_listed(p->view, driver, IOP_L_IDENTITY_CLIENTS,
			      iop_prop(p->tree, d->node, IOP_P_COMPATIBLE)) &&
	       iop_is_impl(p, iop_iommu_of(p, d->iommu));
}

/* arm_smmu_def_domain_type(): certain PCI devices, "vendor:device". */
static bool is_pci_client(const struct iop_plan *p, const struct iop_device *d)
{
	const struct iop_pci_function *f;
	char name[10];

	if (d->function == IOP_NONE)
		return false;
	f = &p->view->target.pci->functions[d->function];
	for (int n = 0; n < 4; n++) {
		name[n] = "0123456789abcdef"[f->vendor >> (12 - 4 * n) & 15];
		name[5 + n] = "0123456789abcdef"[f->device >> (12 - 4 * n) & 15];
	}
	name[4] = ':';
	name[9] = 0;
	return iop_listed(p->view, iop_iommu_of(p, d->iommu)->driver, IOP_L_IDENTITY_PCI, name);
}

static bool has_big_page(const struct iop_plan *p, const struct iop_device *d)
{
	return fact(p, d, IOP_K_PAGE_MIN, 0) > iop_page_size(p);
}

static struct choice opinion(const struct iop_plan *p, const struct iop_device *d)
{
	static const struct {
		enum iop_key key;
		enum iop_domain_why why;
		bool (*holds)(const struct iop_plan *p, const struct iop_device *d);
	} kinds[] = {
		{ IOP_K_FORCED_CLIENT, IOP_DOMAIN_CLIENT, is_client },
		{ IOP_K_FORCED_BIG_PAGE, IOP_DOMAIN_BIG_PAGE, has_big_page },
		{ IOP_K_FORCED_ALWAYS, IOP_DOMAIN_FORCED, NULL },
	};
	uint64_t type;

	if (is_pci_client(p, d))
		return (struct choice){ IOP_W_IDENTITY, IOP_DOMAIN_PCI_CLIENT };
	if (d->legacy) {
		type = fact(p, d, IOP_K_FORCED_LEGACY, IOP_W_NONE);
		return (struct choice){ (uint8_t)type, IOP_DOMAIN_LEGACY };
	}
	type = iop_type_named(p, d);
	if (type != IOP_W_NONE)
		return (struct choice){ (uint8_t)type, IOP_DOMAIN_PROPERTY };
	for (size_t n = 0; n < sizeof(kinds) / sizeof(kinds[0]); n++) {
		type = fact(p, d, kinds[n].key, IOP_W_NONE);
		if (type != IOP_W_NONE && (!kinds[n].holds || kinds[n].holds(p, d)))
			return (struct choice){ (uint8_t)type, (uint8_t)kinds[n].why };
	}
	return (struct choice){ IOP_W_NONE, IOP_DOMAIN_GLOBAL };
}

/* Members disagree: iommu_get_default_domain_type() lets identity win. */
static struct choice opinion_of_group(const struct iop_plan *p,
				      const struct iop_group *g)
{
	struct choice best = opinion(p, iop_device_of(p, g->first)), other;

	if (iop_linux(p->view, IOP_K_OPINION_MEMBER, IOP_W_ALL) == IOP_W_FIRST)
		return best;
	for (uint32_t n = iop_device_of(p, g->first)->next; n != IOP_NONE; n = p->devices[n].next) {
		other = opinion(p, &p->devices[n]);
		if (best.type == IOP_W_NONE || other.type == IOP_W_IDENTITY)
			best = other.type == IOP_W_NONE ? best : other;
	}
	return best;
}

static struct choice able(const struct iop_plan *p, const struct iop_device *d,
			  struct choice c)
{
	bool identity = fact(p, d, IOP_K_HAS_IDENTITY, 0);
	bool dma = fact(p, d, IOP_K_HAS_DMA, 0);

	if (c.type == IOP_W_IDENTITY && identity && fact(p, d, IOP_K_IDENTITY_HANGS, 0))
		return (struct choice){ IOP_W_UNKNOWN, IOP_DOMAIN_HANGS };
	if (c.type == IOP_W_IDENTITY && !identity)
		c = (struct choice){ (uint8_t)iop_linux(p->view, IOP_K_IDENTITY_FALLBACK,
							IOP_W_DMA), IOP_DOMAIN_FALLBACK };
	if (c.type == IOP_W_DMA_FQ && !fact(p, d, IOP_K_HAS_FQ, 0))
		c = (struct choice){ IOP_W_DMA, IOP_DOMAIN_NO_FLUSH };
	if ((c.type == IOP_W_DMA || c.type == IOP_W_DMA_FQ) && !dma)
		c = (struct choice){ IOP_W_UNKNOWN, IOP_DOMAIN_NONE };
	return c;
}

static struct choice global(const struct iop_plan *p)
{
	struct choice c = { p->defaults.type, IOP_DOMAIN_GLOBAL };

	if (c.type == IOP_W_DMA && p->defaults.flush == IOP_W_LAZY)
		c.type = (uint8_t)iop_linux(p->view, IOP_K_LAZY_TYPE, IOP_W_DMA_FQ);
	return c;
}

/* @c: what the drivers think of the group whose first device is @d */
static struct choice choose(const struct iop_plan *p, const struct iop_device *d,
			    struct choice c)
{
	bool arm = p->defaults.arch == IOP_ARCH_ARM;

	/* arm_setup_iommu_dma_ops() attaches its mapping over identity as well. */
	if (arm && c.type == IOP_W_IDENTITY)
		return (struct choice){ c.type, IOP_DOMAIN_ARM32 };
	if (arm && c.type == IOP_W_NONE)
		return (struct choice){ (uint8_t)iop_linux(p->view, IOP_K_ARM32_TYPE,
							   IOP_W_UNKNOWN), IOP_DOMAIN_ARM32 };
	return c.type != IOP_W_NONE ? c : able(p, d, global(p));
}

void iop_domains_choose(struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_groups; n++) {
		const struct iop_device *d = &p->devices[p->groups[n].first];
		struct choice c = choose(p, d, opinion_of_group(p, &p->groups[n]));

		p->groups[n].domain = c.type;
		p->groups[n].domain_why = c.why;
	}
}

bool iop_is_lazy(const struct iop_plan *p, const struct iop_group *g)
{
	if (g->domain != IOP_W_DMA)
		return g->domain == IOP_W_DMA_FQ;
	return p->defaults.flush == IOP_W_LAZY && g->domain_why != IOP_DOMAIN_UNTRUSTED &&
	       iop_linux(p->view, IOP_K_LAZY_TYPE, IOP_W_DMA_FQ) == IOP_W_DMA &&
	       fact(p, iop_device_of(p, g->first), IOP_K_HAS_FQ, 0);
}

/* Types that a context bank is taken for. */
static bool takes_bank(uint8_t type)
{
	return type == IOP_W_DMA || type == IOP_W_DMA_FQ || type == IOP_W_UNMANAGED;
}

bool iop_translates(const struct iop_group *g)
{
	return takes_bank(g->domain);
}

bool iop_translates_alone(const struct iop_plan *p, const struct iop_device *d)
{
	struct choice c = choose(p, d, opinion(p, d));

	return takes_bank(c.type);
}

/*
 * mtk_iommu_probe() registers, which where devices are grouped when they are added links
 * all masters with their larbs, and component_master_add_with_match() binds these only
 * afterwards: mtk_smi_larb_resume() reads a mask that is NULL until then.
 */
bool iop_registration_may_crash(const struct iop_plan *p, const struct iop_iommu *i)
{
	return i->state == IOP_STATE_ACTIVE && i->groups &&
	       iop_linux(p->view, IOP_K_GROUPED_AT, 0) == IOP_W_ADD &&
	       iop_fact_of(p, i, IOP_K_NEEDS_LARBS, 0) &&
	       iop_fact_of(p, i, IOP_K_LARBS_LATE, 0);
}

bool iop_may_refuse(const struct iop_plan *p, const struct iop_group *g)
{
	return g->domain == IOP_W_IDENTITY &&
	       iop_fact_of(p, iop_iommu_of(p, g->iommu), IOP_K_IDENTITY_OPTIONAL, 0);
}
