// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* How a page looks, and the search that its script adds. */
#include "html/html.h"

static const char style[] =
	":root{color-scheme:light dark;--ink:#1b1f24;--faint:#57606a;--paper:#fff;--line:#d0d7de;"
	"--head:#f3f5f8;--link:#0550ae;--bad:#b3151f;--warn:#8a4600;--good:#1a7f37}\n"
	"@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--faint:#9da7b3;"
	"--paper:#0d1117;--line:#30363d;--head:#1c2330;--link:#79b8ff;--bad:#ff7b72;"
	"--warn:#ffa657;--good:#3fb950}}\n"
	"body{margin:0 auto;max-width:1340px;padding:1rem;background:var(--paper);color:var(--ink);"
	"font:15px/1.45 system-ui,\"Segoe UI\",Roboto,\"Noto Sans\",\"DejaVu Sans\",sans-serif}\n"
	"a{color:var(--link)}\n"
	"h1{font-size:1.6rem;margin:.5rem 0}\nh2{font-size:1.2rem;margin:2rem 0 .5rem}\n"
	"code{font:.87em ui-monospace,\"DejaVu Sans Mono\",Menlo,Consolas,monospace;"
	"overflow-wrap:break-word}\n"
	"tbody th code{overflow-wrap:anywhere}\n"
	"nav{margin:.6rem 0}nav a{margin-right:1rem;display:inline-block}\n"
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;margin:.5rem 0}\n"
	"dt{color:var(--faint)}dd{margin:0;overflow-wrap:anywhere}\n"
	".wide{overflow-x:auto;max-width:100%}\n.wide>svg{min-width:960px;display:block}\n"
	".wide:focus-visible,a:focus-visible,input:focus-visible"
	"{outline:3px solid var(--link);outline-offset:2px}\n"
	"table{border-collapse:collapse;width:100%;font-size:.92rem}\n"
	"caption{text-align:left;color:var(--faint);padding:.2rem 0}\n"
	"th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}\n"
	"thead th{background:var(--head);position:sticky;top:0}\n"
	"tbody th{font-weight:normal;min-width:8.5rem}\n"
	"th.board{min-width:15rem}td.n{text-align:right}\n"
	".faint{color:var(--faint)}.error,.bad{color:var(--bad);font-weight:600}"
	".warning{color:var(--warn);font-weight:600}\n"
	".e::before{display:inline-block;width:1.4em;font-weight:700}\n"
	".e{white-space:nowrap}\n"
	".e.translated::before{content:\"\\2713\"}.e.identity::before{content:\"=\"}"
	".e.blocked::before{content:\"\\2715\"}.e.foreign::before{content:\"\\25C7\"}"
	".e.open::before{content:\"\\2192\"}.e.firmware::before{content:\"\\25E7\"}"
	".e.unknown::before{content:\"?\"}.e.none::before{content:\"\\2013\"}\n"
	".e.translated{color:var(--good)}.e.blocked{color:var(--bad);font-weight:600}"
	".e.open,.e.firmware,.e.foreign{color:var(--warn);font-weight:600}\n"
	".search{margin:.3rem 0}.search input{font:inherit;padding:.2rem .4rem;width:20rem;max-width:90%}\n"
	"@media screen and (max-width:40rem){dl{display:block}dd{margin-bottom:.4rem}"
	"td{min-width:5rem}td:last-child:not(:nth-child(-n+3)){min-width:16rem}"
	"caption{position:sticky;left:0;width:calc(100vw - 2rem)}"
	"tbody th{position:sticky;left:0;background:var(--paper)}"
	"tbody th,th.board{min-width:7.5rem;max-width:9rem}.board code{overflow-wrap:anywhere}}\n"
	"tr[hidden],li[hidden],section[hidden]{display:none}\n"
	".skip{position:absolute;left:-99rem}.skip:focus{left:1rem}\n"
	"@media print{nav,.search,.skip{display:none}body{max-width:none;padding:0;font-size:9pt}"
	"tr{break-inside:avoid}h2,caption,thead{break-after:avoid}thead{display:table-header-group}thead th{position:static}"
	".wide{overflow:visible}.wide>svg{min-width:0;width:100%}a{color:inherit}}\n";

/* Tables with ten rows and more get a line to type in. */
static const char script[] =
	"\"use strict\";\n"
	"for(const t of document.querySelectorAll(\"table\")){\n"
	"const rows=[...t.tBodies[0].rows];\n"
	"if(rows.length<10)continue;\n"
	"const p=document.createElement(\"p\"),l=document.createElement(\"label\"),"
	"i=document.createElement(\"input\"),s=document.createElement(\"span\");\n"
	"p.className=\"search\";i.type=\"search\";s.setAttribute(\"role\",\"status\");\n"
	"l.append(\"Search: \",i);p.append(l,\" \",s);t.parentNode.before(p);\n"
	"i.addEventListener(\"input\",()=>{\n"
	"const w=i.value.toLowerCase().split(/\\s+/).filter(Boolean);let n=0;\n"
	"for(const r of rows){const x=r.textContent.toLowerCase();"
	"r.hidden=!w.every(v=>x.includes(v));n+=!r.hidden}\n"
	"s.textContent=w.length?n+\" of \"+rows.length+\" rows\":\"\"})}\n";

void html_style(struct out *o)
{
	out_str(o, style);
}

void html_script(struct out *o)
{
	out_str(o, script);
}
