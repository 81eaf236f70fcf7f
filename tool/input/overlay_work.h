/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * libfdt looks for each label's place and each node from the start, and moves
 * the tree for each property: an overlay of 1 MiB can be made to take minutes.
 */
#ifndef INPUT_OVERLAY_WORK_H
#define INPUT_OVERLAY_WORK_H

#include <stdint.h>

/* Twenty times what is most of Raspberry Pi's 366 over a Pi 5: about a second. */
#define OVERLAY_WORK_MAX 100000000u

/*
 * overlay_work - a bound for the steps of fdt_overlay_apply(), of some nanoseconds each
 * @tree: or NULL: of what is done with the overlay alone
 *
 * Both passed fdt_check_full(). returns: UINT64_MAX where a blob cannot be walked.
 */
uint64_t overlay_work(const void *tree, const void *overlay);

#endif
