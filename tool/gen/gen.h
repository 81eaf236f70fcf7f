/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What gen-facts prints. Output depends on the input alone. */
#ifndef GEN_GEN_H
#define GEN_GEN_H

#include <stdbool.h>
#include <stdio.h>

#include "facts/facts.h"

/* gen_tables - C source that defines iop_builtin_facts as @facts */
void gen_tables(FILE *out, const struct iop_facts *facts);

/* gen_suppliers - the part of it that schemas/suppliers.yaml has, as @suppliers */
void gen_suppliers(FILE *out, const struct iop_supplier_table *t);

/* gen_packed - C source that defines what tool/uboot unpacks; false when out
 * of memory */
bool gen_packed(FILE *out, const struct iop_facts *facts);

/* gen_rows - every row on a line of its own, for tests/facts/check */
void gen_rows(FILE *out, const struct iop_facts *facts);

/* gen_schema - JSON schema of a fact file, from the vocabulary */
void gen_schema(FILE *out);

/* gen_doc - Markdown tables of every key, list and table */
void gen_doc(FILE *out);

/* gen_pages - every rule's page below @dir as a C string; 0, or 1 with the error reported. */
int gen_pages(FILE *out, const char *dir);

#endif
