"""What was learned from annotated reports: which words are a statement, of which act, whose."""
