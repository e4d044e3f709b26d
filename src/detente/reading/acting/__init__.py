"""What the words do: from a clause to an act."""
