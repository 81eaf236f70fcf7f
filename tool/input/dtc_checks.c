// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "input/dtc_checks.h"

#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/*
 * dtc's own checks of what properties mean. None of them prints anything
 * with -q, and in dtc 1.6.1 some never end, or crash, over a source that
 * compiles; all of these names are older than that. dtc 1.8.1 no longer has
 * graph_child_address, and exits with an error if it is named.
 */
static const char *const unwanted[] = {
	"no-clocks_property", "no-cooling_device_property", "no-dmas_property",
	"no-gpios_property", "no-graph_child_address", "no-graph_endpoint",
	"no-graph_nodes", "no-graph_port", "no-hwlocks_property",
	"no-interrupts_extended_property", "no-interrupts_property",
	"no-io_channels_property", "no-iommus_property", "no-mboxes_property",
	"no-msi_parent_property", "no-mux_controls_property", "no-phys_property",
	"no-power_domains_property", "no-pwms_property", "no-resets_property",
	"no-sound_dai_property", "no-thermal_sensors_property",
};
#define N_UNWANTED (sizeof(unwanted) / sizeof(unwanted[0]))

static bool gone[N_UNWANTED];

const char *dtc_check(unsigned int n)
{
	if (n >= N_UNWANTED)
		return NULL;
	return gone[n] ? "" : unwanted[n];
}

bool dtc_check_gone(int messages)
{
	static const char says[] = "Unrecognized check name \"";
	char text[512];
	ssize_t n = pread(messages, text, sizeof(text) - 1, 0);
	const char *name;
	size_t len;

	text[n < 0 ? 0 : n] = 0;
	name = strstr(text, says);
	if (!name)
		return false;
	name += sizeof(says) - 1;
	len = strcspn(name, "\"");
	for (unsigned int i = 0; i < N_UNWANTED; i++) {
		const char *own = unwanted[i] + 3;	/* behind "no-" */

		if (gone[i] || strlen(own) != len || strncmp(own, name, len))
			continue;
		gone[i] = true;
		return !ftruncate(messages, 0) && !lseek(messages, 0, SEEK_SET);
	}
	return false;
}
