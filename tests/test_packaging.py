"""What the code imports is what an installation brings."""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
IMPORTED_AS = {
    "python-multipart": "multipart",
    "lxml-html-clean": "lxml_html_clean",
    "python-crfsuite": "pycrfsuite",
}
BROUGHT_ALONG = {  # each by a dependency
    "httpx2": "openai",
    "lxml": "trafilatura",
    "markupsafe": "jinja2",
}


def names(requirements):
    plain = (re.split(r"[<>=!~;\[ ]", one)[0] for one in requirements)
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in plain}


def imports():
    """Every import of something that is neither ours nor Python's: its file, and whether it is
    made whenever the file is."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        top = set(tree.body)
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module]
            else:
                continue
            for module in modules:
                root = module.partition(".")[0]
                if root != "detente" and root not in sys.stdlib_module_names:
                    yield path, root, node in top


def test_everything_imported_is_a_dependency_or_an_extra():
    core = names(PROJECT["dependencies"])
    extra = set().union(*(names(one) for key, one in EXTRAS.items() if key not in ("all", "test")))
    for path, root, _ in imports():
        known = BROUGHT_ALONG.get(root, root)
        assert known in core | extra, f"{path} imports {root}, which nothing installs"


def test_every_dependency_is_imported():
    used = {root for _, root, _ in imports()}
    assert names(PROJECT["dependencies"]) - used == set()
