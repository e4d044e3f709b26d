"""Reader 1: the stages in order; deterministic, offline, the default."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.model.register import Mentions, Record, Register
from detente.model.text import Document, Span
from detente.reading.learned.layer import Layer
from detente.reading.left_out import accounted
from detente.reading.naming.mentions import Names
from detente.reading.naming.names import common_words
from detente.reading.naming.parties import STRANGER, code_of, is_state, state_of, year_of
from detente.reading.parsing.clauses import Parsed, parse
from detente.reading.parsing.parser import Syntax
from detente.reading.parsing.segment import Layout, Sentence, lay_out
from detente.reading.records import Recorder
from detente.reading.telling.instrument import instrument
from detente.reading.telling.issuer import tellers

__all__ = ["RuleReader"]


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads by rules and word lists; the same text gives the same register.

    ``syntax`` may give the clause bounds of a parser of the user's own; ``progress`` is told how
    many sentences are read, of how many. ``issuer`` is in whose words a text runs, where the text
    itself does not tell it. A ``layer`` learned from annotated reports may revise what the rules
    find.
    """

    syntax: Syntax | None = None
    issuer: str | None = None
    name: str = "rules"
    progress: Callable[[str, int, int], None] | None = None
    layer: Layer | None = None

    def read(self, document: Document) -> Register:
        """Everything that the document says was said and done."""
        layout = lay_out(document)
        names = Names(year_of(document.published), common_words(layout.text))
        whose = tellers(layout, Names(names.year), self.issuer)
        bound = instrument(layout, Names(names.year))
        recorder = Recorder(document, layout, whose, bound, layer=self.layer)
        seen: dict[str, dict[str, None]] = {}
        for number, sentence in enumerate(layout.sentences):
            if self.progress is not None:
                self.progress("sentences", number, len(layout.sentences))
            block = layout.blocks[sentence.block]
            opens = block.lead if sentence.start == block.start else None
            parsed = parse(
                document.text, sentence.start, sentence.end, names, layout, self.syntax, lead=opens
            )
            _collect(parsed, seen)
            if block.heading:
                recorder.glance(parsed)
            elif sentence.leads:
                recorder.pass_over(parsed, sentence.block)
            elif _leads_quotation(layout, sentence):
                recorder.lead_in(parsed, sentence.block)
            else:
                recorder.read(parsed, sentence.block)
        records = recorder.finish()
        _introduce(document.text, records, seen)
        parties = tuple(
            Mentions(_identity(name), name, tuple(words)) for name, words in seen.items()
        )
        warnings = []
        if document.published is None:
            warnings.append("the day of publication is not known: dates such as Friday stay open")
        if whose.unknown:
            warnings.append("whose words these are is not told: name the issuer (--issuer)")
        if not records:
            warnings.append("no statement found")
        issuer = next(iter(whose.issuer), None)
        sentences = tuple(Span(one.start, one.end) for one in layout.sentences)
        left_out = accounted(document, sentences, records, recorder.notes.made)
        return Register(
            document,
            parties,
            records,
            tuple(warnings),
            issuer=issuer,
            sentences=sentences,
            left_out=left_out,
        )


def _identity(party: str) -> str:
    """The ISO code of a state; the name of any other party, and of what shares a state's code."""
    code = code_of(party) if is_state(party) else None
    return code if code and state_of(code) == party else party


def _leads_quotation(layout: Layout, sentence: Sentence) -> bool:
    """Whether a quotation in a paragraph of its own follows a sentence: "It read:"."""
    following = sentence.block + 1
    carried = following < len(layout.blocks) and layout.blocks[following].carried
    return carried and layout.text[sentence.end - 1] == ":"


def _introduce(text: str, records: Iterable[Record], seen: dict[str, dict[str, None]]) -> None:
    """Add the parties that a text names by common words alone: "the strikers"."""
    small = text.lower()
    for record in records:
        for party in (*record.makers, *record.addressee):
            if party not in seen:
                at = small.find(party.lower())
                seen[party] = {text[at : at + len(party)]: None} if at >= 0 else {}


def _collect(parsed: Parsed, seen: dict[str, dict[str, None]]) -> None:
    for mention in parsed.mentions:
        known = len(mention.parties) == 1 and not mention.party.startswith(STRANGER)
        if known and mention.kind != "place":
            start, end = parsed.span(mention.i, mention.j)
            words = " ".join(parsed.source[start:end].split())
            seen.setdefault(mention.party, {}).setdefault(words.strip(" ,"))
