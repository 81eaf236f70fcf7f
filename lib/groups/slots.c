// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "groups/slots.h"

#include <string.h>

/* Sixteen consecutive keys share a cache line: IDs are mostly sorted, and large tables
 * of heads do not fit into a cache. */
static uint32_t *chain_head(const struct iop_slots *s, uint32_t scope, uint32_t key)
{
	uint64_t line = ((uint64_t)scope << 32 | key >> 4) * 0x9e3779b97f4a7c15ull;

	return &s->heads[(line >> (64 - s->bits)) ^ (key & 15)];
}

bool iop_slots_init(struct iop_slots *s, uint32_t room, struct iop_arena *a)
{
	*s = (struct iop_slots){ .room = room };
	for (s->bits = 4; s->bits < 31 && room >> s->bits; s->bits++)
		;
	s->heads = iop_alloc(a, (size_t)1 << s->bits, sizeof(*s->heads));
	s->slots = iop_alloc_raw(a, room, sizeof(*s->slots));
	return s->heads && s->slots;
}

struct iop_slot *iop_slot_find(const struct iop_slots *s, uint32_t scope,
			       uint32_t key)
{
	uint32_t n = *chain_head(s, scope, key);

	for (; n; n = s->slots[n - 1].next)
		if (s->slots[n - 1].scope == scope && s->slots[n - 1].key == key)
			return &s->slots[n - 1];
	return NULL;
}

struct iop_slot *iop_slot_take(struct iop_slots *s, uint32_t scope, uint32_t key,
			       uint32_t device)
{
	uint32_t *first = chain_head(s, scope, key);
	struct iop_slot *slot;

	if (s->count == s->room)
		return NULL;
	slot = &s->slots[s->count++];
	*slot = (struct iop_slot){ scope, key, IOP_NONE, device, *first };
	*first = s->count;
	return slot;
}

void iop_slots_undo(struct iop_slots *s, uint32_t count)
{
	/* The newest slot heads its chain, so taking it off is enough. */
	while (s->count > count) {
		struct iop_slot *slot = &s->slots[--s->count];

		*chain_head(s, slot->scope, slot->key) = slot->next;
	}
}
