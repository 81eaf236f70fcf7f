/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "policy/roles.h"

#include <string.h>

static const struct iop_role roles[] = {
#define ROLE(name, nodes) { name, nodes },
	IOP_ROLES(ROLE)
#undef ROLE
};

const struct iop_role *iop_role_at(unsigned int n)
{
	return n < sizeof(roles) / sizeof(roles[0]) ? &roles[n] : NULL;
}

bool iop_role_has(const struct iop_role *r, const struct iop_tree *t,
		  uint32_t node)
{
	const char *own = iop_node_name(t, node), *name = r->nodes;
	size_t len = strcspn(own, "@");

	for (; *name; name += strcspn(name, " ") + 1)
		if (strcspn(name, " ") == len && !memcmp(name, own, len))
			return true;
	return false;
}
