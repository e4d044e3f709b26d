"""The values that reading, solving and explaining hand to one another."""
