/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A hash from (scope, key) to a group and the first device that used the key. Every
 * rule by which devices share a number keeps its state here.
 */
#ifndef IOP_SLOTS_H
#define IOP_SLOTS_H

#include "base/arena.h"
#include "model/model.h"

struct iop_slot {
	uint32_t scope;		/* usually the IOMMU's index */
	uint32_t key;
	uint32_t group;		/* index, or IOP_NONE: used, not yet grouped */
	uint32_t device;	/* the first device that used it */
	uint32_t next;		/* chain, index + 1 */
};

struct iop_slots {
	struct iop_slot *slots;
	uint32_t *heads;
	uint32_t count, room;
	uint32_t bits;
};

/* iop_slots_init - allocate @room slots; false if the arena is full. */
bool iop_slots_init(struct iop_slots *s, uint32_t room, struct iop_arena *a);

/* iop_slot_find - the slot, or NULL. */
struct iop_slot *iop_slot_find(const struct iop_slots *s, uint32_t scope,
			       uint32_t key);

/* iop_slot_take - make a slot; there must be none yet. */
struct iop_slot *iop_slot_take(struct iop_slots *s, uint32_t scope, uint32_t key,
			       uint32_t device);

/* iop_slots_undo - free the newest slots, down to @count of them. */
void iop_slots_undo(struct iop_slots *s, uint32_t count);

#endif
