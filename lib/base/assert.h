/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Invariants that no input may break: an index that is used refers to an
 * element. IOP_NONE does not, but a forgotten initialiser is 0, which does;
 * debug builds (SAN=1, -DIOP_DEBUG) stop at the first index that refers to
 * nothing. Other builds contain no code for it.
 */
#ifndef IOP_ASSERT_H
#define IOP_ASSERT_H

#ifdef IOP_DEBUG
#define iop_assert(holds) ((holds) ? (void)0 : __builtin_trap())
#elif defined(IOP_COVERED)	/* nothing that can be executed */
#define iop_assert(holds) ((void)0)
#else
#define iop_assert(holds) ((void)sizeof(!(holds)))
#endif

#endif
