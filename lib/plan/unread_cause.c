// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Many facts changed between the same two kernels. Which of them a device owes
 * it to that its fate is not known: each is passed alone.
 */
#include <string.h>

#include "model/lookup.h"
#include "plan/defaults.h"

#define KEYS_MAX 64u	/* bits of open_keys */
#define PARTS_MAX 4096u	/* devices, streams and ranges: no board has as many */

static bool serves(const struct iop_plan *p, uint16_t driver)
{
	for (uint32_t i = 0; i < p->n_iommus; i++)
		if (p->iommus[i].driver == &p->view->facts->drivers[driver])
			return true;
	return !driver;
}

/* The open keys of the kernel and of the drivers that the tree has work for. */
static uint32_t find(const struct iop_plan *p, struct iop_open_key *keys)
{
	const struct iop_view *v = p->view;
	uint32_t n = 0;

	for (uint16_t d = 0; d < v->facts->count; d++) {
		size_t cell = (size_t)d * IOP_KEY_COUNT;

		if (!memcmp(v->general + cell, v->general_newer + cell,
			    IOP_KEY_COUNT * sizeof(*v->general)) || !serves(p, d))
			continue;
		for (uint16_t k = 0; k < IOP_KEY_COUNT && n < KEYS_MAX; k++)
			if (v->general[cell + k] != v->general_newer[cell + k])
				keys[n++] = (struct iop_open_key){ d, k };
	}
	return n;
}

static void note(struct iop_plan *p, const struct iop_plan *q, uint32_t bit, bool same)
{
	uint32_t run = 0;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];
		const struct iop_device *o = iop_same_device_of(p, d, q, &run);

		if (iop_same_outcome(p, d, q, o) == same)
			d->open_keys |= 1ull << bit;
	}
}

/*
 * The plan of a kernel that is this version but in one key, and differs; or is
 * the newer one but in one key, and does not.
 */
static bool pass_over(struct iop_plan *p, uint32_t bit, bool newer, struct iop_arena *a)
{
	const struct iop_view *v = p->view;
	size_t all = (size_t)v->facts->count * IOP_KEY_COUNT;
	size_t cell = (size_t)p->open_keys[bit].driver * IOP_KEY_COUNT + p->open_keys[bit].key;
	struct iop_view one = newer ? iop_view_newer(v) : *v;
	const uint16_t *from = one.general;
	struct iop_plan q;

	one.general = iop_alloc(a, all, sizeof(*one.general));
	if (!one.general)
		return false;
	memcpy(one.general, from, all * sizeof(*one.general));
	one.general[cell] = newer ? v->general[cell] : v->general_newer[cell];
	one.general_newer = NULL;
	if (iop_plan_make(&q, p->tree, &one, a))
		return false;
	note(p, &q, bit, newer);
	return true;
}

bool iop_unread_keys(struct iop_plan *p, struct iop_arena *a)
{
	p->open_keys = iop_alloc(a, KEYS_MAX, sizeof(*p->open_keys));
	if (p->open_keys)
		p->n_open_keys = find(p, p->open_keys);
	return p->open_keys;
}

bool iop_unread_causes(struct iop_plan *p, struct iop_arena *a)
{
	size_t used = a->used;
	bool made = true;

	if ((uint64_t)p->n_devices + p->n_streams + p->n_ranges > PARTS_MAX)
		return true;
	for (uint32_t n = 0; n < 2 * p->n_open_keys && made; n++) {
		made = pass_over(p, n / 2, n & 1, a);
		a->used = used;
	}
	return made;
}
