// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Which IOMMUs probe: enabled, with a driver that is built and not excluded by another. */
#include "bindings/entries.h"
#include "devices/probe.h"
#include "devices/suppliers.h"

static void fail(struct iop_iommu *i, enum iop_state state, enum iop_reason why)
{
	i->state = (uint8_t)state;
	i->why = (uint8_t)why;
}

static uint8_t how_built(const struct iop_plan *p, const struct iop_iommu *i)
{
	const uint8_t *b = p->view->target.built;

	return b ? b[i->driver - p->view->facts->drivers] : IOP_CONFIG_UNKNOWN;
}

static void probe_one(const struct iop_plan *p, struct iop_iommu *i)
{
	enum iop_reason why;

	if (!p->tree->nodes[i->node].available)
		return fail(i, IOP_STATE_DISABLED, IOP_R_IOMMU_DISABLED);
	if (!i->driver)
		return fail(i, IOP_STATE_NO_DRIVER, IOP_R_NO_LINUX_DRIVER);
	if (!i->compat || !(i->driver->arches & p->defaults.arch))
		return fail(i, IOP_STATE_NO_DRIVER, IOP_R_NO_DRIVER_HERE);
	if (how_built(p, i) == IOP_CONFIG_NO)
		return fail(i, IOP_STATE_NO_DRIVER, IOP_R_NOT_BUILT);
	if (p->defaults.skipped && p->defaults.skipped[i->driver - p->view->facts->drivers])
		return fail(i, IOP_STATE_NO_DRIVER, IOP_R_INITCALL_SKIPPED);
	i->built_as_module = how_built(p, i) == IOP_CONFIG_MODULE;
	i->built_unknown = p->view->target.built && *i->driver->kconfig &&
			   how_built(p, i) == IOP_CONFIG_UNKNOWN;
	if (i->exist == IOP_EXIST_NEVER)
		return fail(i, IOP_STATE_FAILS, IOP_R_IOMMU_NOT_CREATED);
	why = iop_probe_needs(p, i);
	if (why == IOP_R_IS_ROOT)
		i->why = IOP_R_IS_ROOT;
	else if (why)
		return fail(i, IOP_STATE_FAILS, why);
	iop_wait_settle(p, i);
}

static uint32_t rank(const struct iop_plan *p, const struct iop_driver *d)
{
	static const uint8_t level[] = {
		[IOP_W_CORE] = 1, [IOP_W_ARCH] = 3, [IOP_W_SUBSYS] = 4,
		[IOP_W_DEVICE_INIT] = 6,
	};
	uint64_t when = iop_fact_value(p->view, d, IOP_K_INITCALL,
				       (struct iop_cells){ 0 }, IOP_W_DEVICE_INIT);
	uint64_t order = iop_fact_value(p->view, d, IOP_K_LINK_ORDER,
					(struct iop_cells){ 0 }, 0xffff);

	return (uint32_t)level[when] << 16 | (uint32_t)(order & 0xffff);
}

bool iop_driver_precedes(const struct iop_plan *p, const struct iop_driver *a,
			 const struct iop_driver *b)
{
	return rank(p, a) < rank(p, b);
}

/* The driver whose instance registers first, among the active ones. */
static const struct iop_driver *first_driver(const struct iop_plan *p)
{
	const struct iop_driver *best = NULL;

	for (uint32_t n = 0; n < p->n_iommus; n++) {
		const struct iop_driver *d = p->iommus[n].driver;

		if (p->iommus[n].state == IOP_STATE_ACTIVE && d != best &&
		    (!best || iop_driver_precedes(p, d, best)))
			best = d;
	}
	return best;
}

static void shut_out_other_drivers(struct iop_plan *p)
{
	const struct iop_driver *winner = first_driver(p);

	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].state == IOP_STATE_ACTIVE &&
		    p->iommus[n].driver != winner)
			fail(&p->iommus[n], IOP_STATE_FAILS, IOP_R_OTHER_DRIVER);
}

static bool shares_bus(const struct iop_plan *p, uint32_t a, uint32_t b)
{
	for (enum iop_bus bus = IOP_BUS_PLATFORM; bus <= IOP_BUS_FSL_MC; bus++)
		if (!iop_bus_refused(p, a, bus) && !iop_bus_refused(p, b, bus))
			return true;
	return false;
}

/* bus_set_iommu() refuses the second driver; most drivers do not mind. */
static void shut_out_late_claims(struct iop_plan *p)
{
	const struct iop_driver *winner = first_driver(p);

	for (uint32_t n = 0, w = 0; winner && n < p->n_iommus; n++) {
		struct iop_iommu *i = &p->iommus[n];
		uint64_t effect;

		if (i->state != IOP_STATE_ACTIVE || i->driver == winner)
			continue;
		while (p->iommus[w].driver != winner)
			w++;
		effect = iop_fact_of(p, i, IOP_K_BUS_TAKEN, IOP_W_IGNORE);
		if (effect != IOP_W_IGNORE && shares_bus(p, w, n))
			fail(i, IOP_STATE_FAILS, effect == IOP_W_CRASH ?
			     IOP_R_OTHER_DRIVER_CRASH : IOP_R_OTHER_DRIVER);
	}
}

/* What the first instance of a driver to probe settles for the later ones. */
static bool fits_first(const struct iop_plan *p, const struct iop_iommu *first,
		       const struct iop_iommu *i, enum iop_reason *why)
{
	*why = IOP_R_OTHER_VARIANT;
	if (iop_fact_of(p, i, IOP_K_ONE_VARIANT, 0) && i->compat != first->compat)
		return false;
	*why = IOP_R_BINDING_MIXED;
	return !iop_fact_of(p, i, IOP_K_LEGACY, 0) || i->legacy == first->legacy;
}

static const struct iop_iommu *first_of_driver(const struct iop_plan *p,
					       const struct iop_driver *d)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].state == IOP_STATE_ACTIVE && p->iommus[n].driver == d)
			return &p->iommus[n];
	return NULL;
}

static void shut_out_misfits(struct iop_plan *p)
{
	const struct iop_iommu *first = NULL;
	enum iop_reason why;

	for (uint32_t n = 0; n < p->n_iommus; n++) {
		struct iop_iommu *i = &p->iommus[n];

		if (i->state != IOP_STATE_ACTIVE)
			continue;
		if (!first || first->driver != i->driver)
			first = first_of_driver(p, i->driver);
		iop_assert(first);	/* this one at the latest */
		if (!fits_first(p, first, i, &why))
			fail(i, IOP_STATE_FAILS, why);
	}
}

static bool has_root(const struct iop_plan *p, const struct iop_driver *d)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].state == IOP_STATE_ACTIVE &&
		    p->iommus[n].driver == d && p->iommus[n].why == IOP_R_IS_ROOT)
			return true;
	return false;
}

/* ipmmu_probe() waits for ever where ipmmu_find_root() finds none. */
static void shut_out_rootless(struct iop_plan *p)
{
	const struct iop_driver *asked = NULL;
	bool root = false;

	for (uint32_t n = 0; n < p->n_iommus; n++) {
		struct iop_iommu *i = &p->iommus[n];

		if (i->state != IOP_STATE_ACTIVE || i->why == IOP_R_IS_ROOT ||
		    !iop_fact_of(p, i, IOP_K_ROOTS, 0))
			continue;
		root = i->driver == asked ? root : has_root(p, i->driver);
		asked = i->driver;
		if (!root)
			fail(i, IOP_STATE_FAILS, IOP_R_NO_ROOT);
	}
}

/* The IOMMU that an IOMMU's own iommus lead to first, or IOP_NONE. */
static uint32_t behind(const struct iop_plan *p, const struct iop_iommu *i)
{
	struct iop_cells list = iop_prop(p->tree, i->node, IOP_P_IOMMUS);
	enum iop_reason why;
	struct iop_entry e;

	return iop_entry_next(p, &list, &e, &why) ? e.iommu : IOP_NONE;
}

/* iommu_device_link() makes "iommu" in its directory, where its own class
 * would: iommu_device_sysfs_add() gets -EEXIST. */
static void shut_out_masters(struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_iommus; n++) {
		struct iop_iommu *i = &p->iommus[n];
		uint32_t by;

		if (i->state != IOP_STATE_ACTIVE ||
		    !iop_has(p->tree, i->node, IOP_P_IOMMUS))
			continue;
		by = behind(p, i);
		if (by != IOP_NONE && by != n && p->iommus[by].state == IOP_STATE_ACTIVE &&
		    !iop_has(p->tree, p->iommus[by].node, IOP_P_IOMMUS))
			fail(i, IOP_STATE_FAILS, IOP_R_IS_MASTER);
	}
}

void iop_probe_all(struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		probe_one(p, &p->iommus[n]);
	shut_out_misfits(p);
	shut_out_rootless(p);
	shut_out_masters(p);
	if (iop_linux(p->view, IOP_K_DRIVER_SCOPE, IOP_W_MANY) == IOP_W_ONE)
		shut_out_other_drivers(p);
	else if (iop_linux(p->view, IOP_K_DRIVER_SCOPE, IOP_W_MANY) == IOP_W_BUS)
		shut_out_late_claims(p);
}
