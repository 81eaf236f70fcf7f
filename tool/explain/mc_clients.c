// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The clients of each swgroup of the IOMMU, read in Linux 7.3.4:
 * tegra30_mc_clients and so on, drivers/memory/tegra/tegra30.c, tegra114.c,
 * tegra124.c (Tegra132 has the same) and tegra210.c. Later ones have an arm-smmu,
 * whose faults have a stream ID.
 */
#include "explain/mc_clients.h"

#include <string.h>

struct mc_swgroup {
	uint8_t swgroup;
	const char *clients;	/* with a space in between; NULL: the end */
};

static const struct mc_swgroup tegra30[] = {
	{ 1, "display0a display0b display0c display1b displayhc" },
	{ 2, "display0ab display0bb display0cb display1bb displayhcb" },
	{ 3, "eppup eppu eppv eppy" },
	{ 4, "g2pr g2sr g2dr g2dw" },
	{ 5, "mpeunifbr mpe_ipred mpeamemrd mpecsrd mpeunifbw mpecswr" },
	{ 6, "viruv viwsb viwu viwv viwy" },
	{ 7, "afir afiw" },
	{ 8, "avpcarm7r avpcarm7w" },
	{ 9, "fdcdrd idxsrd texsrd fdcdwr" },
	{ 10, "fdcdrd2 idxsrd2 texsrd2 fdcdwr2" },
	{ 11, "hdar hdaw" },
	{ 12, "host1xdmar host1xr host1xw" },
	{ 13, "ppcsahbdmar ppcsahbslvr ppcsahbdmaw ppcsahbslvw" },
	{ 14, "satar sataw" },
	{ 15, "vdebsevr vdember vdemcer vdetper vdebsevw vdedbgw vdembew vdetpmw" },
	{ 18, "ispw" },
	{ 0, NULL }
};

static const struct mc_swgroup tegra114[] = {
	{ 1, "display0a display0b display0c displayhc" },
	{ 2, "display0ab display0bb display0cb displayhcb" },
	{ 3, "eppup eppu eppv eppy" },
	{ 4, "g2pr g2sr g2dr g2dw" },
	{ 5, "avpcarm7r avpcarm7w" },
	{ 6, "fdcdrd fdcdrd2 idxsrd texl2srd fdcdwr fdcdwr2 fdcdwr3 fdcdrd3 fdcwr4 fdcrd4" },
	{ 7, "hdar hdaw" },
	{ 8, "host1xdmar host1xr host1xw" },
	{ 9, "msencsrd msencswr" },
	{ 10, "ppcsahbdmar ppcsahbslvr ppcsahbdmaw ppcsahbslvw" },
	{ 11, "vdebsevr vdember vdemcer vdetper vdebsevw vdedbgw vdembew vdetpmw" },
	{ 14, "viwsb viwu viwv viwy" },
	{ 15, "ispw" },
	{ 16, "xusb_hostr xusb_hostw" },
	{ 17, "xusb_devr xusb_devw" },
	{ 19, "tsecsrd tsecswr" },
	{ 0, NULL }
};

static const struct mc_swgroup tegra124[] = {
	{ 1, "display0a display0b display0c displayhc displayt displayd" },
	{ 2, "display0ab display0bb display0cb displayhcb" },
	{ 3, "afir afiw" },
	{ 4, "avpcarm7r avpcarm7w" },
	{ 5, "hdar hdaw" },
	{ 6, "host1xdmar host1xr host1xw" },
	{ 7, "msencsrd msencswr" },
	{ 8, "ppcsahbdmar ppcsahbslvr ppcsahbdmaw ppcsahbslvw" },
	{ 9, "satar sataw" },
	{ 10, "vdebsevr vdember vdemcer vdetper vdebsevw vdedbgw vdembew vdetpmw" },
	{ 13, "ispra ispwa ispwb" },
	{ 14, "xusb_hostr xusb_hostw" },
	{ 15, "xusb_devr xusb_devw" },
	{ 16, "isprab ispwab ispwbb" },
	{ 17, "tsecsrd tsecswr" },
	{ 18, "a9avpscr a9avpscw" },
	{ 19, "gpusrd gpuswr" },
	{ 20, "sdmmcra sdmmcwa" },
	{ 21, "sdmmcraa sdmmcwaa" },
	{ 22, "sdmmcr sdmmcw" },
	{ 23, "sdmmcwab" },
	{ 24, "vicsrd vicswr" },
	{ 25, "viw" },
	{ 0, NULL }
};

static const struct mc_swgroup tegra210[] = {
	{ 1, "display0a display0b display0c displayhc displayt displayd" },
	{ 2, "display0ab display0bb display0cb displayhcb" },
	{ 3, "afir afiw" },
	{ 4, "avpcarm7r avpcarm7w" },
	{ 5, "hdar hdaw" },
	{ 6, "host1xdmar host1xr host1xw" },
	{ 7, "nvencsrd nvencswr" },
	{ 8, "ppcsahbdmar ppcsahbslvr ppcsahbdmaw ppcsahbslvw" },
	{ 9, "satar sataw" },
	{ 11, "ispra ispwa ispwb" },
	{ 12, "xusb_hostr xusb_hostw" },
	{ 13, "xusb_devr xusb_devw" },
	{ 14, "isprab ispwab ispwbb" },
	{ 15, "tsecsrd tsecswr" },
	{ 16, "a9avpscr a9avpscw" },
	{ 17, "gpusrd gpuswr gpusrd2 gpuswr2" },
	{ 18, "sdmmcra sdmmcwa" },
	{ 19, "sdmmcraa sdmmcwaa" },
	{ 20, "sdmmcr sdmmcw" },
	{ 21, "sdmmcwab" },
	{ 22, "vicsrd vicswr" },
	{ 23, "viw" },
	{ 24, "nvdecsrd nvdecswr" },
	{ 25, "aper apew" },
	{ 26, "nvjpgsrd nvjpgswr" },
	{ 27, "sesrd seswr" },
	{ 28, "axiapr axiapw" },
	{ 29, "etrr etrw" },
	{ 30, "tsecsrdb tsecswrb" },
	{ 0, NULL }
};

static const struct {
	const char *compatible;
	const struct mc_swgroup *swgroups;
} controllers[] = {
	{ "nvidia,tegra30-mc", tegra30 },
	{ "nvidia,tegra114-mc", tegra114 },
	{ "nvidia,tegra124-mc", tegra124 },
	{ "nvidia,tegra132-mc", tegra124 },
	{ "nvidia,tegra210-mc", tegra210 },
};

/* Is it one of the words? */
static bool lists(const char *words, const char *word, size_t len)
{
	for (const char *at = words; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == len && !memcmp(at, word, len))
			return true;
	return false;
}

bool mc_client_swgroup(const struct iop_tree *t, uint32_t node, const char *client, size_t len,
		       uint32_t *swgroup)
{
	const struct mc_swgroup *g = NULL;

	for (size_t n = 0; !g && n < sizeof(controllers) / sizeof(controllers[0]); n++)
		if (iop_compatible(t, node, controllers[n].compatible))
			g = controllers[n].swgroups;
	for (; g && g->clients; g++)
		if (len && lists(g->clients, client, len)) {
			*swgroup = g->swgroup;
			return true;
		}
	return false;
}
