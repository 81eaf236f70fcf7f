/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdio.h>
#include <string.h>

#include "policy/fields.h"
#include "policy/roles.h"

static int read_name(struct reader *r, const struct scalar *key, const char **out)
{
	struct scalar s = { 0 };
	int rc = cursor_value(&r->c, &s);

	if (!rc && !*s.text)
		return scalar_fail(&r->c, &s, "'%s' is empty", key->text);
	*out = s.text;
	return rc;
}

static int read_path(struct reader *r, const struct scalar *key, void *into)
{
	struct iop_selector *m = into;
	struct scalar s = { 0 };
	int rc = cursor_value(&r->c, &s);

	if (!rc && *s.text != '/' && strncmp(s.text, "**", 2))
		return scalar_fail(&r->c, &s, "a %s must begin with '/' or '**'",
				   key->text);
	m->path = s.text;
	return rc;
}

static int read_alias(struct reader *r, const struct scalar *key, void *into)
{
	return read_name(r, key, &((struct iop_selector *)into)->alias);
}

static int read_label(struct reader *r, const struct scalar *key, void *into)
{
	r->policy->labels = true;
	return read_name(r, key, &((struct iop_selector *)into)->label);
}

static int read_compatible(struct reader *r, const struct scalar *key, void *into)
{
	return read_name(r, key, &((struct iop_selector *)into)->compatible);
}

static int read_role(struct reader *r, const struct scalar *key, void *into)
{
	struct iop_selector *m = into;
	const struct iop_role *role;
	char all[160] = "";
	struct scalar s = { 0 };
	int rc = cursor_value(&r->c, &s);

	for (unsigned int n = 0; !rc && (role = iop_role_at(n)); n++) {
		size_t at = strlen(all);

		snprintf(all + at, sizeof(all) - at, n ? ", %s" : "%s", role->name);
		m->role = strcmp(role->name, s.text) ? m->role : role;
	}
	if (!rc && !m->role)
		rc = scalar_fail(&r->c, &s, "%s cannot be '%.40s': expected one of %s",
				 key->text, s.text, all);
	return rc;
}

static int read_optional(struct reader *r, const struct scalar *key, void *into)
{
	struct iop_selector *m = into;
	struct scalar s = { 0 };
	uint64_t value;
	int rc = cursor_value(&r->c, &s);

	(void)key;
	if (!rc)
		rc = scalar_flag(&r->c, &s, &value);
	if (!rc)
		m->optional = value;
	return rc;
}

int selector_read(struct reader *r, struct iop_selector *out)
{
	static const struct policy_field fields[] = {
		{ "path", read_path, false },
		{ "alias", read_alias, false },
		{ "label", read_label, false },
		{ "compatible", read_compatible, false },
		{ "role", read_role, false },
		{ "optional", read_optional, false },
		{ NULL, NULL, false },
	};
	int rc = fields_read(r, fields, "a match", out, NULL, &out->at);

	if (!rc && !out->path && !out->alias && !out->label &&
	    !out->compatible && !out->role)
		rc = cursor_fail(&r->c, out->at.line, out->at.column,
				 "a match needs path, alias, label, compatible "
				 "or role");
	return rc;
}
