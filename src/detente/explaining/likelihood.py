"""The likelihood words of ICD 203, for analysts who ask for them [ICD203]_.

A share of models is not a probability, and a word of likelihood says nothing of confidence: a
sentence that holds one of these words never speaks of the other.
"""

from __future__ import annotations

__all__ = ["NOTE", "likelihood"]

NOTE = (
    "Likelihood words after ICD 203 name shares of the models looked at, as the analyst asked; "
    "a share of models is not a probability."
)

_TABLE = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)


def likelihood(share: float) -> str:
    """The word for a share.

    Examples
    --------
    >>> likelihood(0.82), likelihood(0.5), likelihood(0.02)
    ('very likely', 'roughly even chance', 'almost no chance')
    """
    return next(word for most, word in _TABLE if share <= most)
