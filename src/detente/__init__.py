"""Reads reports of an international dispute and works out where it can settle."""
