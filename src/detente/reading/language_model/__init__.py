"""A reader that asks a language model and verifies its every word."""
