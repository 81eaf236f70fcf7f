// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "base/error.h"

const char *iop_error_text(enum iop_error e)
{
	static const char *const texts[] = {
#define TEXT(id, text) [IOP_E_##id] = text,
		IOP_ERRORS(TEXT)
#undef TEXT
	};

	return (unsigned int)e < IOP_ERROR_COUNT ? texts[e] : "unknown error";
}
