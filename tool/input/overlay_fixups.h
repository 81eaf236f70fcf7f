/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What libfdt (to 1.7.2) takes an overlay's word for: overlay_update_local_node_references()
 * reads a cell at any offset that __local_fixups__ names, and the sum that
 * fdt_setprop_inplace_namelen_partial() compares wraps. Both also change the
 * lists they are reading, where these name themselves.
 */
#ifndef INPUT_OVERLAY_FIXUPS_H
#define INPUT_OVERLAY_FIXUPS_H

/*
 * overlay_fixups_trouble - what is wrong with the __fixups__ or __local_fixups__
 * of @overlay, which fdt_check_full() has passed; NULL: every place they name is
 * a cell of the overlay
 */
const char *overlay_fixups_trouble(const void *overlay);

#endif
