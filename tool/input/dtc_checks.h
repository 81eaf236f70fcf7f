/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The checks of dtc that are turned off, as far as the dtc that runs has them. */
#ifndef INPUT_DTC_CHECKS_H
#define INPUT_DTC_CHECKS_H

#include <stdbool.h>

/* dtc_check - the argument of the @n-th -W: "" if this dtc lacks it, NULL after the last */
const char *dtc_check(unsigned int n);

/*
 * dtc_check_gone - did dtc refuse one of them as unknown?
 * @messages: the file with what it printed; emptied if so
 *
 * returns: true: run it once more, without.
 */
bool dtc_check_gone(int messages);

#endif
