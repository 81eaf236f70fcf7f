# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Mutants of C sources: one operator, constant, condition or call at a time."""
import collections
import hashlib
import re

# name: path, line and a number that stays when other lines change.
Mutant = collections.namedtuple("Mutant", "file line start end text kind name")

TOKEN = re.compile(r"""
    (?P<skip>/\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'
        | ^[ \t]*\#(?:[^\n\\]|\\.|\\\n)* )
  | (?P<number>\b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<operator><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^!<>=~?:])
""", re.X | re.S | re.M)

OPERATORS = {
    "==": ["!="], "!=": ["=="], "<": ["<=", ">="], "<=": ["<", ">"],
    ">": [">=", "<="], ">=": [">", "<"], "&&": ["||"], "||": ["&&"],
    "+": ["-"], "-": ["+"], "&": ["|"], "|": ["&"], "<<": [">>"],
    ">>": ["<<"], "++": ["--"], "--": ["++"], "+=": ["-="], "-=": ["+="],
    "|=": ["&="], "&=": ["|="], "!": [""], "%": ["/"], "/": ["*"],
}
WORDS = {"true": ["false"], "false": ["true"], "break": ["continue"],
         "continue": ["break"]}
# A pointer's star, an address, a sign: not between two operands.
BINARY = ("+", "-", "&", "*", "|", "<", ">")
CALL = re.compile(r"^\t+([a-z_]\w*\([^;{}]*\);)$", re.M)
CONDITION = re.compile(r"\b(?:if|while) \(")
OPERAND = re.compile(r"[\w)\]]\s*$")


def _closing(text, at):
    """Where the bracket that opens at @at closes."""
    depth = 0
    for here in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[here], 0)
        if depth == 0:
            return here
    return None


def _tokens(text):
    for match in TOKEN.finditer(text):
        kind, word = match.lastgroup, match.group()
        if kind == "operator":
            if word in BINARY and not OPERAND.search(text[:match.start()][-40:]):
                continue
            for other in OPERATORS.get(word, ()):
                yield match.start(), match.end(), other, "operator"
        elif kind == "number":
            value = int(re.sub(r"[uUlL]+$", "", word), 0)
            suffix = re.search(r"[uUlL]*$", word).group()
            yield match.start(), match.end(), "%d%s" % (
                value + 1, suffix), "constant"
        elif kind == "word":
            for other in WORDS.get(word, ()):
                yield match.start(), match.end(), other, "constant"


def _conditions(text):
    for match in CONDITION.finditer(text):
        start = match.end() - 1
        end = _closing(text, start)
        if end:
            inner = text[start:end + 1]
            yield start, end + 1, "(!%s)" % inner, "condition"


def _calls(text):
    for match in CALL.finditer(text):
        yield match.start(1), match.end(1), ";", "call"


def _comments(text):
    return [m.span() for m in TOKEN.finditer(text) if m.lastgroup == "skip"]


def _body(text):
    """Lines of functions: what is indented by tabs below a brace."""
    inside, lines = False, set()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("{"):
            inside = True
        elif line.startswith("}"):
            inside = False
        elif inside:
            lines.add(number)
    return lines


def of(file, text):
    """All mutants of a source, in its order."""
    skip, body, count = _comments(text), _body(text), collections.Counter()
    found = sorted(set([*_tokens(text), *_conditions(text), *_calls(text)]))
    for start, end, new, kind in found:
        line = text.count("\n", 0, start) + 1
        if line not in body or any(a <= start < b for a, b in skip):
            continue
        source = text[text.rfind("\n", 0, start) + 1:text.find("\n", start)]
        key = (source.strip(), kind, new)
        count[key] += 1
        digest = hashlib.sha256(repr((file, key, count[key])).encode())
        yield Mutant(file, line, start, end, new, kind, digest.hexdigest()[:10])


def applied(mutant, text):
    return text[:mutant.start] + mutant.text + text[mutant.end:]


def shown(mutant, text):
    """The line as it is and as it becomes."""
    lines = [t.split("\n")[mutant.line - 1].strip()
             for t in (text, applied(mutant, text))]
    return "%s  ->  %s" % tuple(lines)
