/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The texts that are printed for enumerations of the model; never NULL. */
#ifndef IOP_MODEL_NAMES_H
#define IOP_MODEL_NAMES_H

#include "model/model.h"

const char *iop_state_text(enum iop_state state);

/* iop_supplied_text - as printed in JSON; likewise. */
const char *iop_supplied_text(enum iop_supplied_state state);
const char *iop_confidence_text(enum iop_confidence confidence);

/* iop_version_text - write "7.2" or "6.1.50"; @buf has 16 bytes. */
void iop_version_text(iop_version v, char *buf);

#endif
