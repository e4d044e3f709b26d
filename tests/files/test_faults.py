# ruff: noqa: E501 - one line for each fault
"""Every fault of a case file is one line with the place, what is wrong and what to do.

In the texts below § stands where the message must point.
"""

import pytest

from detente.errors import CaseError, StatementError
from detente.files import load

HEAD = 'format = 1\ntitle = "T"\n'
EAST = '[parties.east]\noptions.build = "Build"\noptions.toll = "Take a toll"\n'
WEST = '[parties.west]\noptions.pay = "Pay"\n'
TWO = HEAD + EAST + WEST
CITED = '[[evidence]]\nabout = "title"\nsource = "report.txt"\n'

FAULTS = {
    # the format
    "no format": ('§title = "T"\n', "no format", "add `format = 1`"),
    "format to come": ("§format = 2\n", "newer than this version", "get a newer detente"),
    "format of old": ("§format = 0\n", "there is no format 0", "write `format = 1`"),
    "format as text": ('§format = "1"\n', "format must be a whole number, not a string", ""),
    "format as truth": ("§format = true\n", "must be a whole number, not true or false", ""),
    # the top
    "no title": ("§format = 1\n" + EAST, "no title", "add title"),
    "no parties": ('§format = 1\ntitle = "T"\n', "no parties", "[parties.NAME]"),
    "parties empty": (HEAD + "§parties = {}\n", "no parties", "add a [parties.NAME] table"),
    "parties a list": (HEAD + "§parties = []\n", "parties must be a table, not a list", ""),
    "no options": (HEAD + "§[parties.east]\nname = 'E'\n", "no party has an option", "add options.NAME"),
    "unknown key": (HEAD + "§titel = 'x'\n" + EAST, "unknown key `titel`", "did you mean `title`?"),
    "unknown table": (HEAD + EAST + "§[rule]\n", "unknown key `rule`", "did you mean `rules`?"),
    "title no text": ("format = 1\n§title = 3\n" + EAST, "title must be a string, not `3`", ""),
    "a day that is none": (HEAD + "§as_of = '2022-02-30'\n" + EAST, "as_of must be a day", "2022-01-14"),
    "a time": (HEAD + "§as_of = 2022-02-03T10:00:00\n" + EAST, "as_of must be a day", ""),
    "sources no list": (HEAD + "§sources = 'r.txt'\n" + EAST, "sources must be a list", ""),
    "a source elsewhere": (HEAD + "sources = [§'/etc/passwd']\n" + EAST, "must be a path relative", ""),
    "questions of numbers": (HEAD + "questions = [§1]\n" + EAST, "questions.1 must be a string", ""),
    # ids
    "party id": (HEAD + "§[parties.East]\noptions.build = 'B'\n", "party id `East` must be lower-case", ""),
    "party keyword": (HEAD + "§[parties.if]\noptions.build = 'B'\n", "is a word of the logic", "choose another"),
    "option id": (HEAD + "[parties.east]\n§options.Build = 'B'\n", "option id `Build` must be", ""),
    "option keyword": (HEAD + "[parties.east]\n§options.not = 'B'\n", "`not` is a word of the logic", ""),
    "option label": (HEAD + "[parties.east]\n§options.build = 1\n", "options.build must be a string", ""),
    "options a list": (HEAD + "[parties.east]\n§options = ['a']\n", "options must be a table", ""),
    "party twice": (TWO + "[parties.east§]\n", "not TOML: this table stands twice", ""),
    "option twice": (HEAD + "[parties.east]\noptions.a = 'A'\noptions.a = 'B'§\n", "this key stands twice", ""),
    "type id": (TWO + "§types.Soft = []\n", "type id `Soft` must be", ""),
    # parties
    "party key": (TWO + "§prefer = []\n", "unknown key `prefer` in parties.west", "did you mean `prefers`?"),
    "prefers and ranking": (TWO + "prefers = []\n§ranking = []\n", "west has both prefers and ranking", "keep one"),
    "prefers and types": (TWO + "prefers = []\n§types.soft = []\n", "west has both prefers and types", "keep one"),
    "prefers no list": (TWO + "§prefers = 'pay'\n", "parties.west.prefers must be a list", ""),
    "a statement of numbers": (TWO + "prefers = ['pay', §3]\n", "parties.west.prefers.2 must be a string", ""),
    "groups in groups": (TWO + "prefers = [['pay', §['build']]]\n", "prefers.1.2 must be a string, not a list", ""),
    "a type of nothing": (TWO + "§types.soft = {}\n", "types.soft needs prefers or ranking", "one of the two"),
    "a type of both": (TWO + "§types.soft = { prefers = [], ranking = [] }\n", "needs prefers or ranking", ""),
    "a type of text": (TWO + "§types.soft = 'pay'\n", "types.soft must be a table", ""),
    # statements: the caret stands within the string
    "unknown option": (TWO + 'prefers = ["not §bild"]\n', "`bild` is no option", "did you mean `build`?"),
    "unknown, unlike any": (TWO + 'prefers = ["§xyz"]\n', "`xyz` is no option; the options are build, toll, pay", ""),
    "operator missing": (TWO + 'prefers = ["build §pay"]\n', "expected `and`, `or`, `if`", ""),
    "operand missing": (TWO + 'prefers = ["build and§"]\n', "expected an option", "the statement ends here"),
    "parenthesis open": (TWO + 'prefers = ["(build or pay§"]\n', "expected `)`", ""),
    "two loose words": (TWO + 'prefers = ["build if pay §iff toll"]\n', "put parentheses around", ""),
    "a sign of no meaning": (TWO + 'prefers = ["build §+ pay"]\n', "`+` has no meaning here", ""),
    "an empty statement": (TWO + 'prefers = ["§"]\n', "expected an option", ""),
    "a count without number": (TWO + 'prefers = ["at most §of (build)"]\n', "expected `one` or a number", ""),
    "a pattern out of place": (TWO + 'prefers = ["§YN-"]\n', "a Y/N pattern has no place here", "write a statement"),
    "an escaped statement": (TWO + 'prefers = [§"\\u0078yz"]\n', "`xyz` is no option", ""),
    "a name of two parties": (
        HEAD + "[parties.a]\noptions.x = ''\n[parties.b]\noptions.x = ''\nprefers = [\"§x\"]\n",
        "`x` is an option of several parties", "write `a.x` or `b.x`",
    ),
    # order
    "order twice": (HEAD + "order = ['pay', 'build', §'pay', 'toll']\n" + EAST + WEST, "stands twice in order", "remove one"),
    "order short": (HEAD + "§order = ['pay', 'build']\n" + EAST + WEST, "order leaves out toll", "name every option once"),
    "order unknown": (HEAD + "order = [§'pya']\n" + EAST + WEST, "`pya` is no option", "did you mean `pay`?"),
    # rankings
    "ranking no state": (TWO + "ranking = ['YYY', §'YY']\n", "`YY` is no state", "write 3 signs"),
    "ranking twice": (TWO + "ranking = ['YYY', ['NNN', §'YYY']]\n", "the ranking names YYY twice", "remove one"),
    "ranking short": (TWO + "§ranking = ['YYY', 'NNN']\n", "leaves out 6 feasible states", "name every feasible state once"),
    "ranking infeasible": (
        TWO + "ranking = ['YYY', 'YYN', 'YNY', 'YNN', §'NYY', 'NYN', 'NNY', 'NNN']\n[rules]\ninfeasible = ['toll and not build']\n",
        "parties.west.ranking.5: state NYY (toll, pay) is infeasible: the rule `toll and not build` forbids it", "remove it",
    ),
    # rules
    "rules key": (TWO + "[rules]\n§infeasable = []\n", "unknown key `infeasable` in rules", "did you mean `infeasible`?"),
    "rules a list": (TWO.replace("\n[", "\n§rules = []\n[", 1), "rules must be a table", ""),
    "rules statement": (TWO + "[rules]\ninfeasible = ['pay', §2]\n", "rules.infeasible.2 must be a string", ""),
    "rules option": (TWO + '[rules]\ninfeasible = ["pay", "build and §payy"]\n', "`payy` is no option", "did you mean `pay`?"),
    "a pattern too long": (TWO + '[rules]\ninfeasible = ["§YNYN"]\n', "the pattern has 4 signs, but there are 3 options", ""),
    "no state left": (TWO + "[rules]\ninfeasible = ['pay', §'not pay', 'build']\n", "leaves no feasible state", "remove or mend it"),
    "no state allowed": (TWO + "[rules]\ninfeasible = ['pay']\n§feasible = ['pay']\n", "together leave no feasible state", "mend one"),
    "both ways": (TWO + "[rules]\nirreversible = ['pay', §'not pay']\n", "irreversible both ways", "keep one"),
    "irreversible of two": (TWO + "[rules]\nirreversible = [§'pay or build']\n", "must name one option", "`not x`"),
    "status quo a text": (TWO + "[rules]\n§status_quo = 'pay'\n", "must be a list of the options taken", '["talks"]'),
    "status quo unknown": (TWO + "[rules]\nstatus_quo = [§'payy']\n", "`payy` is no option", "did you mean `pay`?"),
    "status quo impossible": (
        TWO + "[rules]\ninfeasible = ['pay and not build']\n§status_quo = ['pay']\n",
        "the status quo cannot be: state NNY (pay) is infeasible", "the rule `pay and not build` forbids it",
    ),
    "overlapping classes": (
        TWO + "[rules]\nindistinguishable = ['pay', §'build']\n", "lies in two classes", "mend rules.indistinguishable",
    ),
    "a preference that splits a class": (
        TWO + "types.soft = ['toll', §'pay']\n[rules]\nindistinguishable = ['build']\n".replace("'toll', §", "§'toll', "),
        "`toll` is true at YYY and false at YNY, which are one state", "one value on each",
    ),
    # graphs
    "graph empty": (TWO + "§[graph]\n", "an empty graph", "add moves.PARTY"),
    "graph key": (TWO + "[graph]\n§move.east = []\n", "unknown key `move` in graph", "did you mean `moves`?"),
    "graph party": (TWO + "[graph]\n§moves.eas = []\n", "unknown key `eas` in graph.moves", "did you mean `east`?"),
    "graph pair": (TWO + "[graph]\nmoves.east = [['YYY', 'NNN'], §['YYY']]\n", "graph.moves.east.2 must be a pair", "[from, to]"),
    "graph state": (TWO + "[graph]\nmoves.east = [['YYY', §'NN']]\n", "`NN` is no state", "write 3 signs"),
    "graph loop": (TWO + "[graph]\nmoves.east = [§['YYY', 'YYY']]\n", "moves from YYY to itself", "remove it"),
    "graph infeasible": (
        TWO + "[graph]\nmoves.east = [['YYY', 'NNN'], §['YNY', 'NNY']]\n[rules]\ninfeasible = ['pay and not toll']\n",
        "graph.moves.east.2: state YNY (build, pay) is infeasible", "forbids it",
    ),
    # evidence and marks
    "evidence a table": (HEAD + EAST + "§[evidence]\nabout = 'title'\n", "evidence must be a list", ""),
    "evidence key": (TWO + CITED + "span = [0, 4]\nquote = 'East'\n§quotes = ''\n", "unknown key `quotes`", "did you mean `quote`?"),
    "no about": (TWO + "§[[evidence]]\nsource = 'r'\nspan = [0, 1]\nquote = 'x'\n", "evidence.1 lacks `about`", ""),
    "no quote": (TWO + "§" + CITED + "span = [0, 4]\n", "evidence.1 lacks `quote`", ""),
    "no span": (TWO + "§" + CITED + "quote = 'x'\n", "evidence.1 lacks `span`", ""),
    "span backwards": (TWO + CITED + "§span = [4, 0]\nquote = 'East'\n", "must be [start, end]", "counted from 0"),
    "span of three": (TWO + CITED + "§span = [0, 1, 2]\nquote = 'x'\n", "must be [start, end]", ""),
    "span of text": (TWO + CITED + "span = [§'0', 4]\nquote = 'East'\n", "span.1 must be a whole number", ""),
    "span too short": (TWO + CITED + "span = [0, 3]\n§quote = 'East'\n", "the quote has 4 characters, its span 3", "mend one"),
    "wrong words": (TWO + CITED + "span = [0, 4]\n§quote = 'West'\n", "report.txt reads 'East' at [0, 4], not 'West'", "mend the span or the quote"),
    "moved words": (TWO + CITED + "span = [0, 5]\n§quote = 'would'\n", "reads 'East '", "the quote stands at [5, 10]"),
    "beyond the text": (TWO + CITED + "span = [900, 904]\n§quote = 'East'\n", "reads ''", "the quote stands at [0, 4]"),
    "a source upstairs": (TWO + "[[evidence]]\nabout = 'title'\n§source = 'C:\\\\r.txt'\nspan = [0, 1]\nquote = 'x'\n", "must be a path relative", ""),
    "guessed a number": (HEAD + "guessed = [§1]\n" + EAST, "guessed.1 must be a table", ""),
    "guessed without about": (HEAD + "guessed = [§{ statement = 'pay' }]\n" + EAST, "guessed.1 lacks `about`", ""),
    # no TOML
    "a value missing": ("format = §\n", "not TOML: a value must be a string", ""),
    "a key alone": (HEAD + "parties§\n", "not TOML: expected `=` after a key", ""),
    "a string open": (HEAD + 'as_of = "x§\n', "not TOML: ", ""),
    "a list open": (HEAD + "questions = [1, 2§", "not TOML: a list lacks its `]`", ""),
    "left over": (HEAD + "as_of = 'x' §y\n", "not TOML: something is left over", ""),
    "too deep": (HEAD + "as_of = " + "[" * 24 + "§" + "[" * 76 + "\n", "nested more than 24 levels deep", ""),
}  # fmt: skip


def place_of(marked):
    before = marked.partition("§")[0]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "report.txt").write_text("East would build a bridge.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("marked", "says", "advice"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_said_with_its_place_and_what_to_do(folder, marked, says, advice):
    assert marked.count("§") == 1
    path = folder / "case.toml"
    path.write_text(marked.replace("§", ""), encoding="utf-8")
    with pytest.raises(CaseError) as found:
        load(path)
    error = found.value
    assert says in error.message
    assert advice in error.message
    assert (error.file, error.line, error.column) == (str(path), *place_of(marked)), error
    assert "\n" not in str(error)
    assert len(error.message) < 400


def test_a_statement_is_shown_with_a_caret_under_its_fault(folder):
    (folder / "case.toml").write_text(TWO + 'prefers = ["pay", "build and bild"]\n')
    with pytest.raises(StatementError) as found:
        load(folder / "case.toml")
    assert found.value.caret == "build and bild\n          ^"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("case.toml", b"\x00\x01", "binary"),
        ("case.toml", b"title = '\xff'", "not UTF-8"),
        ("case.toml", b"x" * 8_000_001, "8,000,000"),
        ("case.toml", b"", "no format"),
    ],
)
def test_a_file_that_is_no_case(folder, name, content, says):
    (folder / name).write_bytes(content)
    with pytest.raises(CaseError, match=says):
        load(folder / name)


def test_a_file_that_cannot_be_read(folder):
    for name, says in (
        ("none.toml", "no such file"),
        (".", "folder"),
        ("x" * 300, "name too long"),
        ("a\0b", "null"),
    ):
        with pytest.raises(CaseError, match=says):
            load(f"{folder}/{name}")
    (folder / "loop.toml").symlink_to(folder / "loop.toml")
    with pytest.raises(CaseError, match="symbolic links"):
        load(folder / "loop.toml")


def test_a_missing_source_is_no_fault(folder):
    text = TWO + CITED.replace("report", "lost") + "span = [0, 4]\nquote = 'East'\n"
    (folder / "case.toml").write_text(text)
    assert len(load(folder / "case.toml").evidence) == 1


def test_line_ends_of_a_source_may_have_changed_on_the_way(folder):
    text = TWO + CITED + 'span = [5, 11]\nquote = "b\\nc\\nd"\n'.replace("11", "10")
    (folder / "case.toml").write_text(text)
    for ends in (b"\n", b"\r\n"):
        (folder / "report.txt").write_bytes(ends.join([b"aaaa", b"b", b"c", b"d"]))
        assert load(folder / "case.toml").evidence[0].evidence.quote == "b\nc\nd"
