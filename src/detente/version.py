"""The version, as the installed package tells it."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["VERSION"]

try:
    VERSION = version("detente")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0.1.0"
