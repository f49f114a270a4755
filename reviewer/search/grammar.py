"""Turns typed text into a query; docs/search.md describes the grammar. Recursive descent, one method a rule.

either  := both ("OR" both)*
both    := negated (["AND"] negated)*
negated := "NOT" negated | "(" either ")" | field | words
words   := one ("NEAR/n" one)* | one "near:redaction/n" | "near:redaction/n" one
one     := word | word* | word~ | "phrase"
"""

from __future__ import annotations

from reviewer.model.exemptions import parse_codes
from reviewer.model.query import And, Fuzzy, Near, NearRedaction, Not, Or, Phrase, Prefix, Query, Term, Words
from reviewer.search.fields import FIELDS, WrongValueError, field_query
from reviewer.search.lexer import Token, tokens
from reviewer.search.mistakes import WrongQueryError, excerpt, mistake

DEEPEST = 20
MOST_PARTS = 200
_EXAMPLE = '"detention bed" code:b5 NOT from:doyle'
_NEAR_EXAMPLE = '"detention bed" near:redaction'


def parse(query: str) -> Query:
    """The query that a text means; an empty text asks for every page.

    Raises QueryError, and nothing else, whatever the text: its message shows where the text is wrong, with an example.
    """
    parser = _Parser(query, tokens(query))
    if parser.peek().kind == "end":
        return And(())
    found = parser.either(0)
    if parser.peek().kind == "close":
        raise parser.wrong(parser.peek(), "this bracket was never opened", "(fee OR cost) code:b5")
    return found


class _Parser:
    def __init__(self, query: str, found: list[Token]) -> None:
        self.query, self.tokens, self.at, self.parts = query, found, 0, 0

    def peek(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.peek()
        self.at += token.kind != "end"
        return token

    def wrong(self, token: Token, reason: str, example: str = _EXAMPLE) -> WrongQueryError:
        return mistake(self.query, token.position, reason, example)

    def either(self, depth: int) -> Query:
        if depth > DEEPEST:
            raise self.wrong(self.peek(), f"brackets and NOT can be nested {DEEPEST} deep")
        parts = [self.both(depth)]
        while self.peek().kind == "or":
            self.take()
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self, depth: int) -> Query:
        parts = [self.negated(depth)]
        while self.peek().kind not in ("or", "close", "end"):
            if self.peek().kind == "and":
                self.take()
            parts.append(self.negated(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negated(self, depth: int) -> Query:
        token = self.peek()
        if token.kind == "not":
            if depth > DEEPEST:
                raise self.wrong(token, f"brackets and NOT can be nested {DEEPEST} deep")
            self.take()
            return Not(self.negated(depth + 1))
        if token.kind == "open":
            return self.bracket(depth)
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise self.wrong(token, f"a query can have {MOST_PARTS} parts")
        if token.kind == "field" and token.name != "near":
            return self.field(self.take())
        if token.kind in ("word", "phrase", "field"):
            return self.words()
        raise self.wrong(token, self.missing(token))

    def missing(self, token: Token) -> str:
        """Why a query cannot go on with this token, or cannot end here."""
        before = self.tokens[self.at - 1].text if self.at else ""
        if token.kind == "end":
            return f"something to search for is missing after “{excerpt(before)}”"
        if token.kind == "close" and before == "(":
            return "there is nothing between these brackets"
        return f"something to search for is missing before “{excerpt(token.text)}”"

    def bracket(self, depth: int) -> Query:
        opening = self.take()
        found = self.either(depth + 1)
        if self.peek().kind != "close":
            raise self.wrong(opening, "this bracket is never closed", "(fee OR cost) code:b5")
        self.take()
        if self.peek().kind == "near" or (self.peek().kind == "field" and self.peek().name == "near"):
            raise self.wrong(self.peek(), "only a word or phrase can be near something, not brackets", _NEAR_EXAMPLE)
        return found

    def field(self, token: Token) -> Query:
        try:
            found = field_query(token.name, token.text)
        except WrongValueError as error:
            example = next(rule.example for name, rule in FIELDS.items() if name == token.name)
            raise self.wrong(token, str(error), example) from None
        if found is None:
            known = ", ".join(FIELDS)
            reason = f"there is no field “{excerpt(token.name)}:” (fields: {known}, near)"
            raise self.wrong(token, reason, f'"{excerpt(token.name)}: {excerpt(token.text)}" for the words themselves')
        return found

    def words(self) -> Query:
        if self.peek().kind == "field":
            near = self.take()
            if self.peek().kind not in ("word", "phrase"):
                raise self.wrong(near, "“near:redaction” needs a word or phrase beside it", _NEAR_EXAMPLE)
            return self.near_redaction(self.one(self.take()), near)
        first = self.one(self.take())
        if self.peek().kind == "field" and self.peek().name == "near":
            return self.near_redaction(first, self.take())
        return self.near(first) if self.peek().kind == "near" else first

    def near(self, first: Words) -> Near:
        parts, distance = [first], self.peek().distance
        while self.peek().kind == "near":
            operator = self.take()
            if operator.distance != distance:
                raise self.wrong(operator, "one chain of NEAR has one distance", "fee NEAR/5 waiver NEAR/5 request")
            if self.peek().kind not in ("word", "phrase"):
                raise self.wrong(operator, "NEAR stands between two words or phrases", "fee NEAR/5 waiver")
            self.parts += 1
            parts.append(self.one(self.take()))
        return Near(tuple(parts), distance) if distance else Near(tuple(parts))

    def near_redaction(self, words: Words, near: Token) -> NearRedaction:
        code = None
        if near.text.lower() != "redaction":
            codes = parse_codes(near.text)
            if len(codes) != 1:
                reason = f"“near:” takes “redaction” or one exemption code, not “{excerpt(near.text)}”"
                raise self.wrong(near, reason, "harm near:b5")
            code = codes[0]
        return NearRedaction(words, near.distance or 5, code)

    def one(self, token: Token) -> Words:
        if not any(c.isalnum() for c in token.text):
            raise self.wrong(token, f"“{excerpt(token.text)}” holds no letter or digit to search for")
        if token.kind == "phrase":
            return Phrase(tuple(token.text.split()))
        stem = token.text.rstrip("*")
        fuzzy = stem.rstrip("~") if stem == token.text else stem
        if "*" in stem:
            raise self.wrong(token, "a * can only end a word", "northw*")
        if fuzzy != stem:
            return Fuzzy(fuzzy)
        return Prefix(stem) if stem != token.text else Term(stem)
