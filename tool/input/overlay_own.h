/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Fragments whose target is a node of the overlay itself. A Raspberry Pi's boot
 * loader merges them before all others; libfdt takes fragments in their order, and
 * fails where the node is brought by a later one.
 */
#ifndef INPUT_OVERLAY_OWN_H
#define INPUT_OVERLAY_OWN_H

/*
 * overlay_own_last - they follow the fragment that brings it, in place; what is for
 * a dormant fragment becomes dormant too
 *
 * returns: 0 or libfdt's error.
 */
int overlay_own_last(void *overlay);

#endif
