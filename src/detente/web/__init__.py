"""The workbench in the browser: server-rendered pages over the same plain files."""

from __future__ import annotations

from detente.web.server import serve

__all__ = ["serve"]
