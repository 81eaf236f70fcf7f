/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * board.its: base tree, overlay, planned tree, environment and script in one
 * image, each hashed, with a configuration for either tree. The kernel stands
 * beside as "Image"; where a board loads things is its own business. It comes
 * last: bootm moves it up to the next 2 MiB, over what follows it.
 */
#include "artefacts/uboot/boot.h"

#include "text/out.h"

struct part {
	const char *name, *what, *suffix, *type;
};

static const struct part parts[] = {
	{ "fdt-base", "the tree the plan was made for", ".dtb", "flat_dt" },
	{ "fdt-planned", "that tree with the plan", ".iommu.dtb", "flat_dt" },
	{ "fdt-iommu", "the plan as an overlay", ".iommu.dtbo", "flat_dt" },
	{ "env-iommu", "imxtract it, then env import -t with names", ".env",
	  "firmware" },
	{ "script-iommu", "the boot script, for source", ".boot.cmd", "script" },
};

static void hash(struct out *o)
{
	out_str(o, "\t\t\thash-1 {\n\t\t\t\talgo = \"sha256\";\n\t\t\t};\n\t\t};\n");
}

static void image(struct out *o, const struct boot_input *in,
		  const struct part *p)
{
	out_fmt(o, "\t\t%s {\n\t\t\tdescription = \"%s\";\n"
		"\t\t\tdata = /incbin/(\"", p->name, p->what);
	out_str(o, in->stem);
	out_fmt(o, "%s\");\n\t\t\ttype = \"%s\";\n\t\t\tarch = \"arm64\";\n"
		"\t\t\tcompression = \"none\";\n", p->suffix, p->type);
	if (p == parts)
		out_str(o, "\t\t\t/* \"#base#iommu\" needs room for the overlay: "
			"load = <fdt_addr_r>; */\n");
	hash(o);
}

static void kernel(struct out *o)
{
	out_str(o, "\t\tkernel {\n\t\t\tdescription = \"Linux\";\n"
		"\t\t\tdata = /incbin/(\"Image\");\n"
		"\t\t\ttype = \"kernel_noload\";\n\t\t\tarch = \"arm64\";\n"
		"\t\t\tos = \"linux\";\n\t\t\tcompression = \"none\";\n"
		"\t\t\tload = <0>;\n\t\t\tentry = <0>;\n");
	hash(o);
}

void boot_fit(struct out *o, const struct boot_input *in)
{
	out_fmt(o, "/dts-v1/;\n\n/* %s: mkimage -f ", in->generator);
	out_str(o, in->stem);
	out_str(o, ".its board.itb; bootm ADDR, or ADDR#base */\n"
		"/ {\n\tdescription = \"Linux with an IOMMU plan\";\n"
		"\t#address-cells = <1>;\n\n\timages {\n");
	for (unsigned int i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		image(o, in, &parts[i]);
	kernel(o);
	out_str(o, "\t};\n\n\tconfigurations {\n\t\tdefault = \"planned\";\n"
		"\t\tplanned {\n\t\t\tkernel = \"kernel\";\n"
		"\t\t\tfdt = \"fdt-planned\";\n\t\t};\n"
		"\t\tbase {\n\t\t\tkernel = \"kernel\";\n"
		"\t\t\tfdt = \"fdt-base\";\n\t\t};\n"
		"\t\tiommu {\n\t\t\tfdt = \"fdt-iommu\";\n\t\t};\n\t};\n};\n");
}
