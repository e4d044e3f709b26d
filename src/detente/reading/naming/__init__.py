"""Who is named: parties, bodies and roles in a sentence."""
