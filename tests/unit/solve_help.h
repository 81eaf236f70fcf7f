/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A policy as text, solved for a board as text. One at a time. */
#ifndef SOLVE_HELP_H
#define SOLVE_HELP_H

#include "dts_help.h"
#include "solve/solve.h"

#define ALL "allow: [cmdline, runtime, tree]\n"

extern struct iop_solution solved;

/* solve - with newer kernels to look for remedies; it has to find its nodes. */
void solve(iop_version version, const char *dts, const char *yaml);

/* solve_status - what iop_solve() returns. */
int solve_status(iop_version version, const char *dts, const char *yaml,
		 struct iop_solve_error *e);

/* solve_error - the selector's line that finds nothing. */
struct iop_solve_error solve_error(const char *dts, const char *yaml);

/* expect_met - all of it, with this base and as many writes and edits. */
void expect_met(enum iop_type base, uint32_t writes, uint32_t edits);

/* expect_clash - requirements by their lines in the file, up to 0. */
void expect_clash(uint32_t line, ...);

/* expect_reached - of a master, in the end. */
void expect_reached(const char *path, enum iop_type type);
void expect_unmet(const char *path, enum iop_obstacle obstacle);

/* expect_remedy - the @n-th; @since 0: on the same kernel. */
void expect_remedy(uint32_t n, uint8_t allow, iop_version since);

/* device_after - the master's entry in the solution's plan. */
uint32_t device_after(const char *path);

#endif
