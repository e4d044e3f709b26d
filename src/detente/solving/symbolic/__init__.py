"""The symbolic engine: states as decision diagrams, for conflicts too large to list.

Nothing is imported here, so that the other engines work where the package oxidd does not.
"""
