/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Options of the boot argument "pci=" that write the ACS control register. */
#ifndef IOP_ACS_ARGS_H
#define IOP_ACS_ARGS_H

#include <stddef.h>

#include "facts/view.h"
#include "pci/pci.h"

struct iop_acs_option {
	const char *text;	/* what follows "=", not terminated; NULL: not given */
	size_t len;
};

struct iop_acs_args {
	struct iop_acs_option redirect;	/* disable_acs_redir= */
	struct iop_acs_option config;	/* config_acs= */
	bool from_firmware;	/* other bits are as they were before the kernel */
};

/* iop_acs_args_read - read those that this kernel supports; the last of several counts. */
struct iop_acs_args iop_acs_args_read(const char *bootargs, const struct iop_view *v);

/*
 * iop_acs_args_apply - the value of a function's control register with these options
 * @control: as the kernel sets it without them; @firmware: as it was before
 */
uint32_t iop_acs_args_apply(const struct iop_acs_args *args, const struct iop_pci *bus,
			    const struct iop_pci_function *f, uint32_t control,
			    uint32_t firmware);

#endif
