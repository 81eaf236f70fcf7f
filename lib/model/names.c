/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "model/names.h"

#include "base/text.h"

const char *iop_state_text(enum iop_state state)
{
	static const char *const words[] = {
		[IOP_STATE_ACTIVE] = "active",
		[IOP_STATE_DISABLED] = "disabled",
		[IOP_STATE_NO_DRIVER] = "no-driver",
		[IOP_STATE_FAILS] = "fails-to-probe",
		[IOP_STATE_DEFERRED] = "deferred",
	};

	return words[state];
}

const char *iop_supplied_text(enum iop_supplied_state state)
{
	static const char *const words[] = {
		[IOP_SUPPLIED_READY] = "ready",
		[IOP_SUPPLIED_MODULE] = "module",
		[IOP_SUPPLIED_DISABLED] = "disabled",
		[IOP_SUPPLIED_NOT_BUILT] = "not-built",
		[IOP_SUPPLIED_ABSENT] = "absent",
		[IOP_SUPPLIED_UNKNOWN] = "unknown",
	};

	return words[state];
}

const char *iop_confidence_text(enum iop_confidence confidence)
{
	static const char *const words[] = {
		[IOP_CERTAIN] = "certain",
		[IOP_IF_ACS] = "if-acs",
		[IOP_IF_DRIVER_BINDS] = "if-driver-binds",
		[IOP_IF_BOOTLOADER] = "if-bootloader",
		[IOP_UNSURE] = "unknown",
	};

	return words[confidence];
}

void iop_version_text(iop_version v, char *buf)
{
	struct iop_text t = { buf, 16, 0 };

	iop_text_dec(&t, v >> 24);
	iop_text_char(&t, '.');
	iop_text_dec(&t, v >> 16 & 0xff);
	if ((v & 0xffff) != IOP_VERSION_PATCH_ANY) {
		iop_text_char(&t, '.');
		iop_text_dec(&t, v & 0xffff);
	}
	iop_text_end(&t);
}
