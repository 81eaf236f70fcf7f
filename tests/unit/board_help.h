/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Random boards as text: SMMUs, masters, PCI hosts, right ones and broken ones. */
#ifndef BOARD_HELP_H
#define BOARD_HELP_H

#include <stdint.h>

/* board_next - a number below @below, and the next seed. */
uint32_t board_next(uint32_t *seed, uint32_t below);

/* board_rarely - once in @times. */
static inline int board_rarely(uint32_t *seed, uint32_t times)
{
	return !board_next(seed, times);
}

/*
 * board_random - "s", "t": SMMUs of one or two cells; "v": one whose groups do
 * not follow from stream IDs; masters /m@0 on, hosts /pci@0 on
 * @banks: of s; the lists are broken now and then with @broken
 *
 * returns: text of the helper's own, until the next one.
 */
const char *board_random(uint32_t *seed, uint32_t banks, int broken);

#endif
