/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * board.its: base tree, planned tree, overlay, ramdisk and kernel in one
 * image, each hashed, with a configuration for either tree. Nothing has to be
 * typed or imported for the plan's words: the planned tree has them as its
 * /chosen/bootargs, so a signature over the configuration covers them. Kernel
 * and ramdisk are beside as "Image" and "initrd.img"; where a board loads
 * things is its own business.
 *
 * The kernel comes last: an arm64 one is moved up to the next 2 MiB, over what
 * follows it, and a zImage works in the memory behind it. Where fdt_high keeps
 * bootm from moving the tree, that grows over what follows: not the ramdisk.
 */
#include "artefacts/uboot/boot.h"

#include "text/out.h"

struct part {
	const char *name, *what, *suffix;
};

static const struct part parts[] = {
	{ "fdt-planned", "the annotated tree with the plan's kernel parameters", ".bootargs.dtb" },
	{ "fdt-base", "the tree the plan was made for", ".dtb" },
	{ "fdt-iommu", "the plan as an overlay", ".iommu.dtbo" },
};

struct fit {
	const struct boot_input *in;
	struct out *o;
	const char *arch;
};

static void begin_image(const struct fit *f, const char *name, const char *what,
			const char *file, const char *suffix)
{
	out_fmt(f->o, "\t\t%s {\n\t\t\tdescription = \"%s\";\n"
		"\t\t\tdata = /incbin/(\"", name, what);
	out_str(f->o, file);
	out_fmt(f->o, "%s\");\n\t\t\tarch = \"%s\";\n"
		"\t\t\tcompression = \"none\";\n", suffix, f->arch);
}

static void end_image(const struct fit *f)
{
	out_str(f->o, "\t\t\thash-1 {\n\t\t\t\talgo = \"sha256\";\n"
		"\t\t\t};\n\t\t};\n");
}

static void tree(const struct fit *f, const struct part *p)
{
	begin_image(f, p->name, p->what, f->in->stem, p->suffix);
	out_str(f->o, "\t\t\ttype = \"flat_dt\";\n");
	if (p == parts + 1)
		out_str(f->o, "\t\t\t/* To boot #base#iommu, add load = <fdt_addr_r>; "
			"as space for the overlay. */\n");
	end_image(f);
}

static void ramdisk(const struct fit *f)
{
	begin_image(f, "ramdisk", "initrd", "initrd.img", "");
	out_str(f->o, "\t\t\ttype = \"ramdisk\";\n\t\t\tos = \"linux\";\n");
	end_image(f);
}

static void kernel(const struct fit *f)
{
	begin_image(f, "kernel", "Linux", boot_is_arm(f->in) ? "zImage" : "Image",
		    "");
	out_str(f->o, "\t\t\ttype = \"kernel_noload\";\n\t\t\tos = \"linux\";\n"
		"\t\t\tload = <0>;\n\t\t\tentry = <0>;\n");
	end_image(f);
}

static void configuration(const struct fit *f, const char *name,
			  const char *fdt)
{
	out_fmt(f->o, "\t\t%s {\n\t\t\tkernel = \"kernel\";\n"
		"\t\t\tramdisk = \"ramdisk\";\n"
		"\t\t\tfdt = \"%s\";\n\t\t};\n", name, fdt);
}

void boot_fit(struct out *o, const struct boot_input *in)
{
	struct fit f = { in, o, boot_is_arm(in) ? "arm" : "arm64" };

	out_fmt(o, "/dts-v1/;\n\n/* %s: mkimage -f ", in->generator);
	out_str(o, in->stem);
	out_str(o, ".its board.itb; bootm ADDR, or ADDR#base.\n"
		" * If U-Boot's environment has bootargs, it overrides the tree's.\n"
		" * Do not set fdt_high or initrd_high: U-Boot has to move the tree "
		"and the ramdisk,\n"
		" * on 32-bit boards to within the first 512 MiB of RAM (bootm_size).\n"
		" * If there is no initrd, remove the ramdisk image and the lines that "
		"name it. */\n"
		"/ {\n\tdescription = \"Linux with an IOMMU plan\";\n"
		"\t#address-cells = <1>;\n\n\timages {\n");
	ramdisk(&f);
	for (unsigned int i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		tree(&f, &parts[i]);
	kernel(&f);
	out_str(o, "\t};\n\n\tconfigurations {\n\t\tdefault = \"planned\";\n");
	configuration(&f, "planned", "fdt-planned");
	configuration(&f, "base", "fdt-base");
	out_str(o, "\t\tiommu {\n\t\t\tfdt = \"fdt-iommu\";\n\t\t};\n"
		"\t};\n};\n");
}
