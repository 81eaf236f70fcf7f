// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "full_help.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define MEMORY (4u << 20)
#define GUARD 64u
#define RUNS_MOST 4000

static uint8_t *memory;

static int run(full_fn *f, size_t size, size_t *used)
{
	struct iop_arena a;
	int e;

	memset(memory + size, 0xa5, GUARD);
	iop_arena_init(&a, memory, size);
	e = f(&a);
	*used = a.used;
	ck_assert_uint_le(a.used, size);
	for (size_t n = 0; n < GUARD; n++)
		ck_assert_uint_eq(memory[size + n], 0xa5);
	return e;
}

uint32_t full_in_every_space(full_fn *f)
{
	size_t size = MEMORY, used;
	uint32_t failed = 0;

	memory = malloc(MEMORY + GUARD);
	ck_assert_ptr_nonnull(memory);
	ck_assert_int_eq(run(f, size, &used), 0);
	for (int n = 0; size && n < RUNS_MOST; n++) {
		int e;

		/* Where all is divided, or what was given back is not known: by steps. */
		size = used && used < size && size - used < size / 80 + 16 ? used - 1 :
		       size - size / 80 - 1;
		e = run(f, size, &used);
		ck_assert(!e || e == -IOP_ERR_NOSPACE);
		failed += e != 0;
	}
	ck_assert_uint_eq(size, 0);
	free(memory);
	return failed;
}
