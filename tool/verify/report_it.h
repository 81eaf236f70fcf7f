/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What the maintainers of the tables need if a kernel did not follow the plan. */
#ifndef VERIFY_REPORT_IT_H
#define VERIFY_REPORT_IT_H

#include "text/out.h"

#define REPORT_IT_REMOVED \
	"serial numbers, MAC addresses, random seeds and secrets on the command line are removed"

/* report_it - where @capture, a directory or an archive, was read; NULL: the
 * system itself. A sentence without a newline. */
void report_it(struct out *o, const char *capture);

/* report_it_xml - the same, escaped for XML */
void report_it_xml(struct out *o, const char *capture);

/* report_it_json - the same as a member of an object */
void report_it_json(struct out *o, const char *key, const char *capture);

#endif
