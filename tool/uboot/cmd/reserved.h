/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOMMUPLAN_RESERVED_H
#define IOMMUPLAN_RESERVED_H

#include <linux/types.h>

/**
 * iommuplan_is_reserved() - Is any of it memory that nothing may be loaded to?
 *
 * @at:		Address
 * @size:	Number of bytes
 * Return: true if U-Boot or firmware has reserved some of it for itself
 */
bool iommuplan_is_reserved(u64 at, u64 size);

#endif
