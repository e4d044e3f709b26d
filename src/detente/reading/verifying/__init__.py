"""The laws of evidence, corrections, and two readings side by side."""
