// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "api/api.h"

#include <string.h>

#include "facts/builtin.h"
#include "model/names.h"

const char *iommuplan_version(void)
{
	return IOP_VERSION_TEXT;
}

int iommuplan_newest_kernel(char buf[16])
{
	iop_version_text(iop_builtin_facts.newest, buf);
	return 0;
}

/* A version that means its series, like "uname -r" with an ABI number. */
static int choose_version(const char *text, iop_version *v)
{
	iop_version newest = iop_builtin_facts.newest | IOP_VERSION_PATCH_ANY;
	unsigned int n;

	*v = newest;
	if (!text)
		return 0;
	n = iop_version_parse(text, IOP_VERSION_PATCH_ANY, v);
	if (!n || (text[n] && !strchr("-+~.", text[n])))
		return -IOP_ERR_BADKERNEL;
	if (!(*v & IOP_VERSION_PATCH_ANY) && text[n] == '-' &&
	    text[n + 1] >= '0' && text[n + 1] <= '9')
		*v |= IOP_VERSION_PATCH_ANY;
	return *v > newest || *v < iop_builtin_facts.oldest ? -IOP_ERR_BADKERNEL : 0;
}

static int read_target(const struct iommuplan_target *from, struct iop_target *to)
{
	static const struct iommuplan_target nothing = { .size = sizeof(nothing) };

	if (!from)
		from = &nothing;
	if (!IOP_API_FITS(from, bits))
		return -IOP_ERR_BADSIZE;
	*to = (struct iop_target){
		.bootargs = from->bootargs,
		.page_size = from->page_size,
		.arch = from->bits == 32 ? IOP_ARCH_ARM : from->bits == 64 ? IOP_ARCH_ARM64 : 0,
	};
	return choose_version(from->kernel, &to->version);
}

int iommuplan_make(struct iommuplan **plan, const void *fdt, size_t fdt_size,
		   const struct iommuplan_target *target,
		   void *mem, size_t mem_size, size_t *where)
{
	struct iop_place place = { 0 };
	struct iop_target asked;
	struct iop_arena arena;
	struct iommuplan *p;
	int e;
	int status = read_target(target, &asked);

	if (status)
		return status;
	iop_arena_init(&arena, mem, mem ? mem_size : 0);	/* a malloc() that failed */
	p = iop_alloc(&arena, 1, sizeof(*p));
	if (!p || !iop_view_build(&p->view, &iop_builtin_facts, &asked, &arena))
		return -IOP_ERR_NOSPACE;
	e = iop_tree_index(&p->tree, fdt, fdt_size, &arena, &place);
	if (e && where)
		*where = place.offset;
	if (!e)
		e = iop_plan_make(&p->plan, &p->tree, &p->view, &arena);
	if (e)
		return e;
	p->arena = arena;
	*plan = p;
	return 0;
}
