// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What happens to an IOMMU if its supplier does not become available. */
#include "devices/suppliers.h"

#include "bindings/supplies.h"
#include "model/lookup.h"

/* of_device_is_available() looks at the node's own status, and no further up. */
static bool is_off(const struct iop_plan *p, const struct iop_supplier *s)
{
	return s->state == IOP_SUPPLIED_DISABLED && !p->tree->nodes[s->node].enabled;
}

static bool names_nothing(const struct iop_supplier *s)
{
	return s->node == IOP_NO_NODE;
}

static bool forgives(const struct iop_plan *p, const struct iop_supplier *s)
{
	return iop_fact_of(p, &p->iommus[s->iommu], IOP_K_CLOCKS_FORGIVEN, 0);
}

/* of_clk_get_hw_from_clkspec() */
static enum iop_wait clock_wait(const struct iop_plan *p, const struct iop_supplier *s)
{
	uint64_t off = iop_linux(p->view, IOP_K_CLOCK_OFF, IOP_W_UNKNOWN);

	if (names_nothing(s) && s->need == IOP_NEED_MAY)
		return IOP_WAIT_UNSURE;
	if (names_nothing(s))
		return forgives(p, s) ? IOP_WAIT_OVER : IOP_WAIT_FAILS;
	if (!is_off(p, s) || off == IOP_W_DEFER)
		return IOP_WAIT_NEVER;
	if (off != IOP_W_FAIL)
		return IOP_WAIT_UNSURE;
	return s->which == IOP_SUPPLY_CLOCKS && (s->need == IOP_NEED_MAY || forgives(p, s)) ?
	       IOP_WAIT_OVER : IOP_WAIT_FAILS;
}

static enum iop_wait irq_wait(const struct iop_supplier *s)
{
	return s->need == IOP_NEED_ALL || names_nothing(s) ?
	       IOP_WAIT_FAILS : IOP_WAIT_NEVER;
}

/* mtk_iommu_mm_dts_parse() passes over larbs that are disabled. */
static enum iop_wait larb_wait(const struct iop_plan *p, const struct iop_supplier *s)
{
	return names_nothing(s) || is_off(p, s) ? IOP_WAIT_OVER : IOP_WAIT_NEVER;
}

/* A supplier that the driver, or the bus, requests does not become available. */
static enum iop_wait missing(const struct iop_plan *p, const struct iop_supplier *s)
{
	switch (s->which) {
	case IOP_SUPPLY_ASSIGNED_CLOCKS:
	case IOP_SUPPLY_ASSIGNED_PARENTS:
	case IOP_SUPPLY_CLOCKS:
		return clock_wait(p, s);
	case IOP_SUPPLY_INTERRUPTS:
		return irq_wait(s);
	case IOP_SUPPLY_LARBS:
		return larb_wait(p, s);
	case IOP_SUPPLY_MEMORY_CONTROLLER:
	case IOP_SUPPLY_RESETS:
		return names_nothing(s) ? IOP_WAIT_FAILS : IOP_WAIT_NEVER;
	default:
		return IOP_WAIT_NEVER;
	}
}

/* Does fw_devlink know the property, so that even the core waits? */
static bool is_link(const struct iop_plan *p, const struct iop_supplier *s)
{
	return iop_linux(p->view, IOP_K_LINKS_WAIT, 0) &&
	       iop_listed(p->view, &p->view->facts->drivers[0], IOP_L_LINKED, s->property);
}

/* fwnode_links_check_suppliers(): no timeout ends the wait for a device to be made. */
static bool is_no_device(const struct iop_supplier *s)
{
	return s->state == IOP_SUPPLIED_ABSENT && !names_nothing(s) && s->cause == s->node;
}

enum iop_wait iop_wait_of(const struct iop_plan *p, const struct iop_supplier *s)
{
	if (s->state == IOP_SUPPLIED_READY)
		return IOP_WAIT_OVER;
	if (s->state == IOP_SUPPLIED_MODULE)
		return s->need != IOP_NEED_NO || is_link(p, s) ? IOP_WAIT_LATE : IOP_WAIT_OVER;
	if (is_no_device(s) && is_link(p, s))
		return IOP_WAIT_NEVER;
	if (s->need == IOP_NEED_NO)
		return IOP_WAIT_OVER;
	if (s->need == IOP_NEED_UNKNOWN || s->state == IOP_SUPPLIED_UNKNOWN)
		return IOP_WAIT_UNSURE;
	return missing(p, s);
}

static void end(struct iop_iommu *i, uint32_t supplier, enum iop_state state, enum iop_reason why)
{
	i->state = (uint8_t)state;
	i->why = (uint8_t)why;
	i->culprit_supplier = supplier;
}

/* __platform_driver_probe() unregisters a driver that has bound nothing. */
static void late(const struct iop_plan *p, struct iop_iommu *i, uint32_t supplier)
{
	if (iop_fact_of(p, i, IOP_K_NO_DEFERRAL, 0))
		end(i, supplier, IOP_STATE_FAILS, IOP_R_SUPPLIER_LATE);
	i->late = true;
}

void iop_wait_settle(const struct iop_plan *p, struct iop_iommu *i)
{
	for (uint32_t n = 0; n < i->n_suppliers && i->state == IOP_STATE_ACTIVE; n++)
		switch (iop_wait_of(p, &p->suppliers[i->suppliers + n])) {
		case IOP_WAIT_OVER:
			break;
		case IOP_WAIT_LATE:
			late(p, i, i->suppliers + n);
			break;
		case IOP_WAIT_UNSURE:
			i->unsure = true;
			break;
		case IOP_WAIT_FAILS:
			end(i, i->suppliers + n, IOP_STATE_FAILS, IOP_R_SUPPLIER_FAILS);
			break;
		case IOP_WAIT_NEVER:
			end(i, i->suppliers + n, IOP_STATE_DEFERRED, IOP_R_SUPPLIER_NEVER);
			break;
		}
}
