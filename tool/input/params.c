/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/params.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/firmware.h"
#include "input/param_fixups.h"
#include "input/param_target.h"

/* The parameter at hand, in the blob that knows it. */
struct param {
	void *blob;
	bool overlay;		/* it is one, with its references open */
	const char *name;
	struct param_report *report;
	const char *why;	/* it is not applied, or not all of it */
};

static const char no_value[] = "not a value that it accepts";
static const char no_node[] = "what it changes does not exist";

/* Errors that end the whole; others are the parameter's own. */
static int settle(struct param *p, int error)
{
	if (!error || error == -FDT_ERR_NOSPACE || error == -FDT_ERR_INTERNAL)
		return error;
	p->why = no_node;
	return 0;
}

static int drop(const struct param *p, int node, const char *prop, uint32_t offset)
{
	const struct param_place place = { node, prop, offset };

	return p->overlay ? param_fixups_drop(p->blob, &place) : 0;
}

/* Looked up each time: whatever changes moves the nodes behind it. */
static int node_of(const struct param *p, const struct param_target *t)
{
	return fdt_node_offset_by_phandle(p->blob, t->phandle);
}

static int set_whole(struct param *p, const struct param_target *t, const void *value, int size)
{
	int error = drop(p, node_of(p, t), t->name, PARAM_ALL);

	return error ? error : fdt_setprop(p->blob, node_of(p, t), t->name, value, size);
}

static int set_text(struct param *p, const struct param_target *t)
{
	char text[PARAM_TEXT];
	int size;

	if (!param_unescape(t->value, text, &size)) {
		p->why = no_value;
		return 0;
	}
	if (!strcmp(t->name, "name")) {
		p->why = "it renames a node";
		return 0;
	}
	return strcmp(t->name, "bootargs") ? set_whole(p, t, text, size) :
	       firmware_append(p->blob, node_of(p, t), text);
}

static int set_bytes(struct param *p, const struct param_target *t)
{
	uint8_t bytes[PARAM_TEXT];
	int size;

	if (!param_bytes(t->value, bytes, &size) || size > 32) {
		p->why = no_value;
		return 0;
	}
	return set_whole(p, t, bytes, size);
}

static void store(uint8_t *at, uint32_t size, uint64_t value)
{
	for (uint32_t n = size; n--; value >>= 8)
		at[n] = (uint8_t)value;
}

/* A property that is too short, or not there, is made long enough. */
static int extend(struct param *p, const struct param_target *t, uint8_t **value)
{
	int need = (int)(t->offset + t->size), size = 0, error, node = node_of(p, t);
	const void *old = fdt_getprop(p->blob, node, t->name, &size);
	uint8_t longer[4096 + 8] = { 0 };

	if (!old || size < need) {
		if (old)
			memcpy(longer, old, (size_t)size);
		error = fdt_setprop(p->blob, node, t->name, longer, need);
		if (error)
			return error;
	}
	*value = fdt_getprop_w(p->blob, node_of(p, t), t->name, &size);
	return *value && size >= need ? 0 : -FDT_ERR_INTERNAL;
}

static bool is_address(const struct param *p, const struct param_target *t)
{
	const char *name = fdt_get_name(p->blob, node_of(p, t), NULL);

	return !t->offset && !strcmp(t->name, "reg") && name && strchr(name, '@');
}

static int set_number(struct param *p, const struct param_target *t, uint64_t number)
{
	struct param_place place = { 0, t->name, t->offset };
	uint8_t *value;
	int error;

	if (is_address(p, t)) {
		p->why = "it renames a node";
		return 0;
	}
	error = drop(p, node_of(p, t), t->name, t->offset);
	if (!error)
		error = extend(p, t, &value);
	if (error)
		return error;
	store(value + t->offset, t->size, number);
	place.node = node_of(p, t);
	return p->overlay && t->size == 4 && t->from != PARAM_NOT_COPIED ?
	       param_fixups_copy(p->blob, &place, p->name, t->from) : 0;
}

static int set_presence(struct param *p, const struct param_target *t, bool present)
{
	int error;

	if (present)
		return set_whole(p, t, NULL, 0);
	error = drop(p, node_of(p, t), t->name, PARAM_ALL);
	if (!error)
		error = fdt_delprop(p->blob, node_of(p, t), t->name);
	return error == -FDT_ERR_NOTFOUND ? 0 : error;
}

static int switch_fragment(struct param *p, unsigned long number, bool on)
{
	static const char *const names[] = { "__dormant__", "__overlay__" };
	char path[40];
	int node;

	snprintf(path, sizeof(path), "/fragment@%lu", number);
	if (fdt_path_offset(p->blob, path) < 0)
		snprintf(path, sizeof(path), "/fragment-%lu", number);
	node = fdt_path_offset(p->blob, path);
	if (node < 0 || !p->overlay)
		return -FDT_ERR_NOTFOUND;
	node = fdt_subnode_offset(p->blob, node, names[!on]);
	if (node < 0)
		return 0;
	param_fixups_rename(p->blob, path, names[!on], names[on]);
	return fdt_set_name(p->blob, fdt_subnode_offset(p->blob, fdt_path_offset(p->blob, path),
							names[!on]), names[on]);
}

static int switch_fragments(struct param *p, const struct param_target *t, bool value)
{
	const char *at = t->name;
	int error = 0;

	while (*at && !error) {
		char how = *at;
		char *end;
		unsigned long number = strtoul(at + 1, &end, 0);

		if (!strchr("+-=!", how) || end == at + 1)
			return -FDT_ERR_BADVALUE;
		error = switch_fragment(p, number, how == '+' || (how == '=' && value) ||
					(how == '!' && !value));
		at = end;
	}
	return error;
}

static int change(struct param *p, const struct param_target *t)
{
	bool fragments = t->kind == PARAM_FRAGMENTS;
	uint64_t number;

	if (!fragments && node_of(p, t) < 0)
		return -FDT_ERR_NOTFOUND;
	if (t->kind == PARAM_STRING)
		return set_text(p, t);
	if (t->kind == PARAM_BYTES)
		return set_bytes(p, t);
	if (!param_number(t->value, fragments && *t->value, &number)) {
		p->why = no_value;
		return 0;
	}
	if (fragments)
		return switch_fragments(p, t, number != 0);
	return t->kind == PARAM_NUMBER ? set_number(p, t, number) :
	       set_presence(p, t, (number != 0) == (t->kind == PARAM_PRESENT));
}

static int change_all(struct param *p, struct param_targets *d, const char *value)
{
	struct param_target t;
	int next = 0, error = 0;

	while (!error && !p->why && (next = param_next_target(d, value, &t)) > 0) {
		if (!p->report->left) {
			p->why = "too many changes";
			break;
		}
		p->report->left--;
		error = settle(p, change(p, &t));
	}
	if (next < 0)
		p->why = no_value;
	return error;
}

/* The list moves as what it is in changes: a copy is read. */
static int apply_copy(struct param *p, const void *list, int size, const char *value)
{
	uint8_t *copy = malloc((size_t)size);
	struct param_targets d;
	int error;

	if (!copy)
		return -FDT_ERR_INTERNAL;
	memcpy(copy, list, (size_t)size);
	d = (struct param_targets){ copy, copy, copy + size };
	error = change_all(p, &d, value);
	free(copy);
	return error;
}

static const void *known_by(const void *blob, const char *name, int *size)
{
	int node = fdt_path_offset(blob, "/__overrides__");

	return node < 0 ? NULL : fdt_getprop(blob, node, name, size);
}

static void tell(struct param_report *r, const char *name, const char *why)
{
	int n = snprintf(r->text + r->n, sizeof(r->text) - r->n, "%s%s (%s)", r->n ? ", " : "", name,
			 why);

	r->n = n < (int)(sizeof(r->text) - r->n) ? r->n + (size_t)n : sizeof(r->text) - 1;
}

static int apply_one(const char *name, const char *value, void *tree, void *overlay,
		     struct param_report *report)
{
	struct param p = { .blob = overlay, .overlay = true, .name = name, .report = report };
	int size = 0, error = 0;
	const void *list = overlay ? known_by(overlay, name, &size) : NULL;

	if (!list) {
		p.blob = tree;
		p.overlay = false;
		list = known_by(tree, name, &size);
	}
	if (!list)
		p.why = "not known";
	else if (size && fdt_off_dt_strings(p.blob) > PARAM_BLOB_MAX)
		p.why = "the tree is too large";
	else if (size)
		error = apply_copy(&p, list, size, value);
	if (p.why)
		tell(report, name, p.why);
	return error;
}

int params_apply(const char *list, void *tree, void *overlay, struct param_report *report)
{
	char word[2 * PARAM_TEXT];
	int error = 0;

	while (*list && !error) {
		size_t n = strcspn(list, ",");
		char *value;

		snprintf(word, sizeof(word), "%.*s", n < sizeof(word) ? (int)n : 0, list);
		value = strchr(word, '=');
		if (value)
			*value++ = 0;
		if (*word)
			error = apply_one(word, value ? value : "true", tree, overlay, report);
		list += n + (list[n] == ',');
	}
	return error;
}
