"""Which day an act has, and what is older than the present round."""
