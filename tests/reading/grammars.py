"""Sentences with their grammar in both label schemes, as spaCy pipelines of either kind give it.

Each word is written ``word|head|CLEAR|UD`` with heads counted from 1 and 0 for the root; where
the schemes differ in heads too, the head is ``c/u``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """A sentence with its heads and labels in one scheme."""

    words: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def _read(lines: str, scheme: int) -> Sentence:
    words, heads, labels = [], [], []
    for number, entry in enumerate(lines.split()):
        word, head, *both = entry.split("|")
        head = head.split("/")[-1 if scheme else 0]
        words.append(word)
        heads.append(int(head) - 1 if int(head) else number)
        labels.append(both[-1 if scheme else 0])
    return Sentence(tuple(words), tuple(heads), tuple(labels))


_SENTENCES = {
    "urged": "Norway|2|nsubj|nsubj urged|0|ROOT|root Iceland|2|dobj|obj to|5|aux|mark "
    "withdraw|2|xcomp|xcomp its|7|poss|nmod:poss ships|5|dobj|obj .|2|punct|punct",
    "said": "The|2|det|det ministry|5/5|nsubj|nsubj of|2/4|prep|case Norway|3/2|pobj|nmod "
    "said|0|ROOT|root that|10|mark|mark Iceland|10|nsubj|nsubj would|10|aux|aux "
    "not|10|neg|advmod leave|5|ccomp|ccomp if|13|mark|mark talks|13|nsubj|nsubj "
    "failed|10|advcl|advcl .|5|punct|punct",
    "accused": "Iceland|3|nsubjpass|nsubj:pass was|3|auxpass|aux:pass accused|0|ROOT|root "
    "by|3/5|agent|case Norway|4/3|pobj|obl:agent .|3|punct|punct",
    "joined": "Norway|2/5|nsubj|nsubj ,|1/3|punct|punct Iceland|1|conj|conj and|3/5|cc|cc "
    "Denmark|3/1|conj|conj met|0|ROOT|root and|6/8|cc|cc agreed|6|conj|conj .|6|punct|punct",
    "gave": "Iceland|5|nsubj|nsubj ,|1/4|punct|punct which|4|nsubj|nsubj "
    "refused|1|relcl|acl:relcl gave|0|ROOT|root Norway|5|dative|iobj a|8|det|det "
    "letter|5|dobj|obj .|5|punct|punct",
    "never": "Talks|3|nsubj|nsubj never|3|neg|advmod ended|0|ROOT|root because|6|mark|mark "
    "Norway|6|nsubj|nsubj left|3|advcl|advcl .|3|punct|punct",
}
# In the sentence "joined" Norway depends on "met".
_SENTENCES["joined"] = _SENTENCES["joined"].replace("Norway|2/5|", "Norway|6|")

SCHEMES = ("CLEAR", "UD")
GRAMMARS = {
    (name, scheme): _read(lines, number)
    for name, lines in _SENTENCES.items()
    for number, scheme in enumerate(SCHEMES)
}
