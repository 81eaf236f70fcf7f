/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Prints the place of every property of these names, of a tree and sources:
 *
 *	places TREE SOURCE... -- PROPERTY...
 *
 * One line each: node, property, file, line, column, separated by tabs; file
 * is "-" where the place is not known.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "srcpos/srcpos.h"
#include "srcpos/property.h"

static struct out diag;

static const struct iop_tree *indexed;
static char **names;

static void print(struct places *p, uint32_t node, const char *name)
{
	struct source_place at = place_of(p, node, name);
	char path[4096];

	iop_node_path(indexed, node, path, sizeof(path));
	printf("%s\t%s\t%s\t%u\t%u\n", path, name, at.file ? at.file : "-",
	       at.line, at.column);
}

static void print_all(struct places *p)
{
	struct source_property value;
	uint32_t node;
	char **name;

	for (node = 0; node < indexed->count; node++)
		for (name = names; *name; name++)
			if (property_named(indexed, node, *name, &value))
				print(p, node, *name);
}

static int see(void *ctx, const struct input_tree *tree)
{
	static uint8_t memory[64 << 20];
	struct iop_arena a;
	struct iop_place where;
	struct iop_tree t;
	struct places *p;

	iop_arena_init(&a, memory, sizeof(memory));
	if (iop_tree_index(&t, tree->blob, tree->size, &a, &where))
		return EXIT_TREE;
	indexed = &t;
	if (places_open(&p, ctx, tree, &t, &diag))
		return EXIT_TREE;
	print_all(p);
	places_close(p, &diag);
	return EXIT_OK;
}

int main(int argc, char **argv)
{
	static uint8_t memory[64 << 20];
	struct run_config o = { .sources.names = (const char **)(argv + 2) };
	struct iop_arena a;
	struct input in;
	int status;

	for (names = argv + 2; *names && strcmp(*names, "--"); names++)
		o.sources.n++;
	if (argc < 3 || !*names++)
		return EXIT_USAGE;
	out_to_fd(&diag, STDERR_FILENO);
	iop_arena_init(&a, memory, sizeof(memory));
	status = input_begin(&in, &o, &a, &diag);
	if (!status)
		status = input_each(&in, argv[1], see, &o, &diag);
	input_end(&in);
	out_flush(&diag);
	return fflush(stdout) ? EXIT_IO : status;
}
