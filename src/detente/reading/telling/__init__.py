"""Who tells it: verbs of speaking and acting, and how far they reach."""
