"""The answers beyond equilibria as pages, one file a question."""

from detente.web.answers import change, coalitions, packages, robustness, views

__all__ = ["change", "coalitions", "packages", "robustness", "views"]
