/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "model/names.h"

const char *iop_state_text(enum iop_state state)
{
	static const char *const words[] = {
		[IOP_STATE_ACTIVE] = "active",
		[IOP_STATE_DISABLED] = "disabled",
		[IOP_STATE_NO_DRIVER] = "no-driver",
		[IOP_STATE_FAILS] = "fails-to-probe",
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

static char *number(char *at, uint32_t n)
{
	if (n > 9)
		at = number(at, n / 10);
	*at++ = (char)('0' + n % 10);
	return at;
}

void iop_version_text(iop_version v, char *buf)
{
	char *at = number(buf, v >> 24);

	*at++ = '.';
	at = number(at, v >> 16 & 0xff);
	if ((v & 0xffff) != IOP_VERSION_PATCH_ANY) {
		*at++ = '.';
		at = number(at, v & 0xffff);
	}
	*at = '\0';
}
