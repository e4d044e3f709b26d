"""What sentences can rest on: the words of registers and sources, numbered in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from detente.explaining.brief import Reference
from detente.explaining.elements import Element
from detente.model.conflict import Citation
from detente.model.register import Record, Register
from detente.model.text import Document, Evidence

__all__ = ["Sources"]


@dataclass(frozen=True)
class Sources:
    """The registers and texts that sentences rest on."""

    registers: tuple[Register, ...] = ()
    documents: tuple[Document, ...] = ()
    version: str = ""
    elements: tuple[Element, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The words that elements of a model rest on; here there is no model."""
        return ()

    @cached_property
    def records(self) -> tuple[tuple[Register, Record], ...]:
        """Every record of every register, in the order of the texts; repeats left out."""
        return tuple(
            (register, record)
            for register in self.registers
            for record in register.records
            if not record.same_as
        )

    def quote(self, evidence: Evidence) -> str:
        """The id of quoted words."""
        document = self.document(evidence.source)
        source = document.id if document else evidence.source
        return f"quote:{source}:{evidence.start}-{evidence.end}"

    def said(self, register: Register, record: Record) -> str:
        """The id of the words of a record."""
        return f"quote:{register.document.id}:{record.start}-{record.end}"

    def document(self, source: str) -> Document | None:
        """The text of a source by its id, its path or its file name."""
        return self._documents.get(source) or self._documents.get(PurePath(source).name)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        known: dict[str, Document] = {}
        for document in self.documents:
            for name in (document.id, document.origin, PurePath(document.origin or "").name):
                if name:
                    known.setdefault(name, document)
        return known

    def references(self, cited: Iterable[str]) -> tuple[Reference, ...]:
        """The quotations that are cited, numbered in the order of their places."""
        needed = set(cited)
        quotes = [reference for id, reference in sorted(self._quotes.items()) if id in needed]  # noqa: A001
        quotes.sort(key=lambda one: (self._place_of(one.source), one.start, one.end))
        return tuple(replace(one, label=str(number)) for number, one in enumerate(quotes, 1))

    def _place_of(self, source: str | None) -> tuple[int, str]:
        order = [document.id for document in self.documents]
        return (order.index(source) if source in order else len(order), source or "")

    @cached_property
    def _quotes(self) -> dict[str, Reference]:
        found: dict[str, Reference] = {}
        for register in self.registers:
            for record in register.records:
                evidence = Evidence(register.document.id, record.start, record.end, record.evidence)
                found.setdefault(self.quote(evidence), self._quoted(evidence))
        for citation in self.citations:
            found.setdefault(self.quote(citation.evidence), self._quoted(citation.evidence))
        return found

    def _quoted(self, evidence: Evidence) -> Reference:
        document = self.document(evidence.source)
        if document is not None:
            evidence.check(document)
        return Reference(
            self.quote(evidence),
            "quote",
            "",
            evidence.quote,
            document.id if document else evidence.source,
            evidence.start,
            evidence.end,
            located=document is not None,
        )
