"""Whom an act faces, and whom words such as "it" and "the ministry" mean."""
