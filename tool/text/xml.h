/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef TEXT_XML_H
#define TEXT_XML_H

#include "text/out.h"

/*
 * out_xml - text for an element or a quoted attribute of XML 1.0
 *
 * As out_term() writes it, which leaves no character that XML has no place
 * for, with & < > " ' as entities.
 */
void out_xml(struct out *o, const char *s);
void out_xml_mem(struct out *o, const char *s, size_t n);

#endif
