"""The answers of the commands beyond equilibria, as text for people and as JSON values."""
