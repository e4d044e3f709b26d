"""From a text to sentences, clauses, verb groups and conditions, with exact offsets."""
