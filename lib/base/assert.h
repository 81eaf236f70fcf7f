/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What has to be true whatever the input: an index that is used leads to an
 * element. IOP_NONE does not, and a forgotten initialiser makes it 0, which
 * does; so debug builds (SAN=1, -DIOP_DEBUG) stop at the first that leads
 * nowhere. No input may end here; in other builds nothing is left of it.
 */
#ifndef IOP_ASSERT_H
#define IOP_ASSERT_H

#ifdef IOP_DEBUG
#define iop_assert(holds) ((holds) ? (void)0 : __builtin_trap())
#elif defined(IOP_COVERED)	/* nothing that could be run */
#define iop_assert(holds) ((void)0)
#else
#define iop_assert(holds) ((void)sizeof(!(holds)))
#endif

#endif
