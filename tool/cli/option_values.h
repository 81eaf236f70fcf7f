/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Values of options that are more than a text, a flag or a list. */
#ifndef CLI_OPTION_VALUES_H
#define CLI_OPTION_VALUES_H

#include "cli/options.h"

/* Each returns NULL, or what is wrong with the value. */
const char *take_from_kernel(struct options *o, const char *value);
const char *take_to_kernel(struct options *o, const char *value);
const char *take_page_size(struct options *o, const char *value);
const char *take_jobs(struct options *o, const char *value);
const char *take_arch(struct options *o, const char *value);
const char *take_color(struct options *o, const char *value);
const char *take_fail_on(struct options *o, const char *value);
const char *take_consumers(struct options *o, const char *value);
const char *take_target(struct options *o, const char *value);
const char *take_by(struct options *o, const char *value);
const char *take_path_map(struct options *o, const char *value);

#endif
