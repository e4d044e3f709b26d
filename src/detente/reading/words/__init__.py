"""Tokens, word forms, the cues of acts, and the tables of words they are found by."""
