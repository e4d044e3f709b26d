"""From registers to a draft conflict, every element with its words or marked as a guess."""

from detente.drafting.draft import draft

__all__ = ["draft"]
