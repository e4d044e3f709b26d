"""What is written is read back the same, and an old text keeps what has not changed."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.cases import case_text, names
from detente.files import dumps, loads
from detente.model.conflict import Option, Party, Prioritised
from detente.model.elements import settled
from detente.model.logic import parse
from strategies import conflicts, preferences, statements

SLOW = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOW
@given(conflicts())
def test_a_conflict_is_read_back_as_it_was_written(conflict):
    text = dumps(conflict)
    assert loads(text) == conflict
    assert loads(text).hash == conflict.hash
    assert dumps(loads(text)) == text


@SLOW
@given(conflicts(), conflicts())
def test_any_conflict_can_be_written_over_any_other(old, new):
    assert loads(dumps(new, dumps(old))) == new


@SLOW
@given(conflicts())
def test_nothing_changes_in_a_text_that_holds_the_conflict_already(conflict):
    text = "# mine\n" + dumps(conflict).replace("\n", "\n\n")
    assert dumps(loads(text), text) == text


@pytest.mark.parametrize("name", names())
def test_every_published_case_comes_back(name):
    conflict = loads(case_text(name))
    assert loads(dumps(conflict)) == conflict
    assert dumps(conflict, case_text(name)) == case_text(name)


# -- edits of a text with comments -----------------------------------------------------------------

TEXT = """\
# A quarrel over a bridge.
# Second line of the heading.

format = 1   # the format
title = "A bridge" # the working title
as_of = 2024-05-01

# The builder.
[parties.east]
name = "East"
options.build = "Build the bridge"   # what it is about
options.toll  = 'Take a toll'
prefers = [
    # red lines
    "build",  # above all
    "not boycott",   # it would hurt

    # the rest
    "toll if build",
    "pay"   # last, no comma
]

# The other bank.
[parties.west]
options = { boycott = "Boycott", pay = "Pay half" }  # two of them
[parties.west.types]  # rival readings
# The reading of the press.
soft = ["build", "not toll"]
# The reading of the east.
hard.prefers = [ "not build", "boycott if build" ]

[rules]
infeasible = ["pay and boycott"] # they cannot do both
irreversible = [ "build" ]
status_quo = []   # nothing yet

# The minister on the bridge.
[[evidence]]
about = "parties.east.prefers.1"
statement = "build"
source = "report.txt"
span = [0, 10]   # the lead
quote = "We build i"

# A letter.
[[evidence]]
about = "parties.west.options.pay"
source = "report.txt"
span = [20, 23]
quote = "pay"
# the end
"""


def changed(text, **parts):
    return dumps(replace(loads(text), **parts), text)


def with_party(conflict, party):
    listed = tuple(party if one.id == party.id else one for one in conflict.parties)
    return replace(conflict, parties=listed, order=())


def difference(old, new):
    """The lines that went, and those that came."""
    before, after = old.splitlines(), new.splitlines()
    gone = list(before)
    come = []
    for line in after:
        if line in gone:
            gone.remove(line)
        else:
            come.append(line)
    return gone, come


def preferring(statements, party="east"):
    conflict = loads(TEXT)
    listed = tuple(parse(text, conflict.names) for text in statements)
    changed = replace(conflict.party(party), preference=Prioritised(listed))
    return settled(with_party(conflict, changed))


EAST = ["build", "not boycott", "toll if build", "pay"]


def test_a_value_keeps_the_comment_on_its_line():
    assert difference(TEXT, changed(TEXT, title="Two bridges")) == (
        ['title = "A bridge" # the working title'],
        ['title = "Two bridges" # the working title'],
    )


def test_a_statement_in_a_long_list_is_edited_alone():
    new = dumps(preferring(["build", "not boycott", "toll iff build", "pay"]), TEXT)
    assert difference(TEXT, new) == (['    "toll if build",'], ['    "toll iff build",'])


def test_a_statement_is_added_between_others():
    new = dumps(preferring([*EAST[:2], "not toll", *EAST[2:]]), TEXT)
    assert difference(TEXT, new) == ([], ['    "not toll",'])
    assert '# it would hurt\n    "not toll",\n\n    # the rest\n' in new


def test_a_statement_at_the_end_takes_the_comma_it_needs():
    new = dumps(preferring([*EAST, "not toll"]), TEXT)
    assert '    "pay",   # last, no comma\n    "not toll"\n]' in new


def test_a_statement_that_goes_takes_the_comment_on_its_line_only():
    new = dumps(preferring(["build", "toll if build", "pay"]), TEXT)
    assert difference(TEXT, new) == (['    "not boycott",   # it would hurt'], [])
    new = dumps(preferring(["not boycott", "toll if build", "pay"]), TEXT)
    assert "    # red lines\n" in new
    assert "above all" not in new


def test_a_statement_that_moves_takes_its_comment_along():
    new = dumps(preferring(["not boycott", "build", "toll if build", "pay"]), TEXT)
    lines = new.splitlines()
    assert '    "not boycott",   # it would hurt' in lines
    assert '    "build",  # above all' in lines
    assert lines.index('    "not boycott",   # it would hurt') < lines.index(
        '    "build",  # above all'
    )
    # Its evidence follows it to its new number.
    assert 'about = "parties.east.prefers.2"\nstatement = "build"' in new


def test_all_comments_stay_where_statements_only_move():
    moved = dumps(preferring(EAST[::-1]), TEXT)
    for comment in ("red lines", "above all", "it would hurt", "the rest", "last, no comma"):
        assert moved.count(f"# {comment}") == 1


def test_an_option_is_added_after_the_others_of_its_party():
    conflict = loads(TEXT)
    for party, line in (("east", 'options.wait = "Wait"'), ("west", ' wait = "Wait" }')):
        one = conflict.party(party)
        more = replace(one, options=(*one.options, Option("wait", "Wait", party)))
        new = dumps(with_party(conflict, more), TEXT)
        assert line in new
        assert len(difference(TEXT, new)[1]) == 1
        assert "# two of them" in new


def test_a_party_is_added_after_the_others():
    conflict = loads(TEXT)
    more = (*conflict.parties, Party("isle", "Isle", (Option("sail", "Sail", "isle"),)))
    new = dumps(replace(conflict, parties=more, order=()), TEXT)
    assert difference(TEXT, new)[0] == []
    assert '\n\n[parties.isle]\nname = "Isle"\noptions.sail = "Sail"\n\n[rules]' in new


def test_a_party_that_goes_takes_the_comment_above_it():
    text = dumps(loads(TEXT.replace('"pay and boycott"', "")), None)
    text = (
        TEXT.replace('"pay and boycott"', "").replace('"not boycott",', "").replace('    "pay"', "")
    )
    text = text[: text.index("# A letter")]
    conflict = loads(text)
    new = dumps(replace(conflict, parties=conflict.parties[:1], order=()), text)
    assert "west" not in new
    assert "The other bank" not in new
    assert "# The builder." in new
    assert "# red lines" in new


def test_a_type_is_edited_in_either_form():
    conflict = loads(TEXT)
    west = conflict.party("west")
    more = Prioritised((parse("pay", conflict.names),))
    for number, line in ((0, 'soft = ["pay"]'), (1, 'hard.prefers = ["pay"]')):
        types = list(west.types)
        types[number] = (types[number][0], more)
        new = dumps(with_party(conflict, replace(west, types=tuple(types))), TEXT)
        gone, come = difference(TEXT, new)
        assert (len(gone), come) == (1, [line])


def test_a_type_is_added_before_and_after_the_others():
    conflict = loads(TEXT)
    west = conflict.party("west")
    more = ("mild", Prioritised((parse("pay", conflict.names),)))
    for types in ((more, *west.types), (*west.types, more)):
        new = dumps(with_party(conflict, replace(west, types=types)), TEXT)
        assert difference(TEXT, new) == ([], ['mild = ["pay"]'])


def test_types_give_way_to_one_preference():
    conflict = loads(TEXT)
    west = replace(
        conflict.party("west"), types=(), preference=Prioritised((parse("pay", conflict.names),))
    )
    new = dumps(with_party(conflict, west), TEXT)
    assert '# two of them\nprefers = ["pay"]\n' in new
    assert "types" not in new
    assert "# The builder." in new


def test_evidence_is_added_removed_and_edited_in_place():
    conflict = loads(TEXT)
    first, second = conflict.evidence
    new = dumps(replace(conflict, evidence=(second,)), TEXT)
    assert new.endswith(
        '# A letter.\n[[evidence]]\nabout = "parties.west.options.pay"\n'
        + new.partition('options.pay"\n')[2]
    )
    assert "The minister" not in new
    other = replace(second, evidence=replace(second.evidence, start=30, end=33))
    new = dumps(replace(conflict, evidence=(first, other)), TEXT)
    assert difference(TEXT, new) == (["span = [20, 23]"], ["span = [30, 33]"])
    new = dumps(replace(conflict, evidence=(first, other, second)), TEXT)
    assert new.count("[[evidence]]") == 3
    assert "# A letter." in new
    new = dumps(replace(conflict, evidence=(second, first)), TEXT)
    assert difference(TEXT, new) == ([], [])
    assert new.index("# A letter.") < new.index("# The minister")
    assert "[[evidence]]" not in dumps(replace(conflict, evidence=()), TEXT)


def test_a_rule_is_added_and_the_last_removed():
    conflict = loads(TEXT)
    more = replace(
        conflict.rules,
        infeasible=(*conflict.rules.infeasible, parse("toll and not build", conflict.names)),
    )
    new = dumps(replace(conflict, rules=more), TEXT)
    assert 'infeasible = ["pay and boycott", "toll and not build"] # they cannot do both' in new
    new = dumps(replace(conflict, rules=replace(conflict.rules, infeasible=())), TEXT)
    assert difference(TEXT, new)[1] == []
    assert "infeasible" not in new


def test_irreversible_options_keep_the_order_in_which_they_were_written():
    text = TEXT.replace('irreversible = [ "build" ]', 'irreversible = [ "not pay", "build" ]')
    conflict = loads(text)
    east = conflict.party("east")
    options = (east.options[0], replace(east.options[1], direction="take"))
    new = dumps(with_party(conflict, replace(east, options=options)), text)
    assert 'irreversible = ["not pay", "build", "toll"]' in new


def test_a_file_with_windows_line_ends_keeps_them():
    text = TEXT.replace("\n", "\r\n")
    assert changed(text, title="Two bridges") == changed(TEXT, title="Two bridges").replace(
        "\n", "\r\n"
    )


def test_a_mark_of_byte_order_and_a_missing_last_line_end_do_no_harm():
    text = "\ufeff" + TEXT.rstrip()
    conflict = loads(text)
    assert loads(changed(text, title="Two")).title == "Two"
    more = (*conflict.evidence, conflict.evidence[0])
    assert loads(changed(text, evidence=more)).evidence == more


def test_parties_in_another_order_are_written_anew():
    conflict = loads(TEXT)
    turned = settled(replace(conflict, parties=conflict.parties[::-1], order=()))
    assert loads(dumps(turned, TEXT)) == turned


def edits(conflict):
    """A conflict that differs from this one in one place."""
    east = conflict.party("east")
    return st.one_of(
        statements(conflict.names).map(
            lambda one: replace(conflict, rules=replace(conflict.rules, feasible=(one,)))
        ),
        st.permutations(east.preference.statements).map(
            lambda some: with_party(conflict, replace(east, preference=Prioritised(tuple(some))))
        ),
        st.sets(st.sampled_from(east.preference.statements)).map(
            lambda some: with_party(
                conflict,
                replace(
                    east,
                    preference=Prioritised(
                        tuple(s for s in east.preference.statements if s in some)
                    ),
                ),
            )
        ),
        preferences(conflict.names).map(
            lambda one: with_party(conflict, replace(east, preference=one))
        ),
        st.permutations(conflict.evidence).map(
            lambda some: replace(conflict, evidence=tuple(some))
        ),
        st.text("YN-#\"'\\\n é", max_size=9).map(lambda title: replace(conflict, title=title)),
    )


@SLOW
@given(st.data())
def test_an_edit_leaves_the_other_tables_alone(data):
    conflict = loads(TEXT)
    new = settled(data.draw(edits(conflict)))
    text = dumps(new, TEXT)
    assert loads(text) == new
    # What the edits above cannot touch is there to the byte.
    start, end = TEXT.index("# The other bank."), TEXT.index("[rules]")
    assert TEXT[start:end] in text
    assert TEXT[: TEXT.index("format")] in text
    assert set(tomllib.loads(text)) >= {"format", "title", "as_of", "parties"}


@pytest.mark.parametrize(
    "arrangement",
    [
        'title = "T"\nparties = { a = { options = { x = "X" } }, b = { prefers = ["x"] } }\n',
        'format = 1\ntitle = "T"\n[parties.a.options]\nx = "X"\n[parties.b]\nprefers = ["x"]',
        'format = 1\ntitle = "T"\n[parties]\na.options.x = "X"\nb.prefers = ["x"]\n',
        'format = 1\ntitle = "T"\nparties.a.options.x = "X"\n"parties".b."prefers" = ["x"]\n',
        'title = "T"\n[parties.b]\nprefers = ["x"]\n[parties.a.options]\nx = "X"\n',
        'title = "T"\nevidence = [{ about = "title", source = "s", span = [0, 1], quote = "q" }]\n'
        '[parties.a.options]\nx = "X"\n[parties.b]\nprefers = ["x"]\n',
    ],
    ids=["inline", "headers", "one header", "dotted", "options below", "inline evidence"],
)
def test_every_arrangement_of_tables_can_be_edited(arrangement):
    text = arrangement if arrangement.startswith("format") else "format = 1\n" + arrangement
    conflict = loads(text)
    a, b = conflict.party("a"), conflict.party("b")
    other = parse("not x", conflict.names)
    for new in (
        replace(conflict, title="New"),
        replace(conflict, status_quo=("a.x",)),
        replace(conflict, questions=("Why?",)),
        replace(conflict, rules=replace(conflict.rules, graph=(("a", (("N", "Y"),)),))),
        with_party(conflict, replace(a, preference=Prioritised((other,)))),
        with_party(conflict, replace(a, types=(("t", Prioritised((other,))),))),
        with_party(conflict, replace(b, preference=Prioritised((other, *b.preference.statements)))),
        with_party(conflict, replace(b, preference=None)),
        with_party(conflict, replace(b, name="B", options=(Option("y", "Y", "b"),))),
        replace(conflict, parties=(*conflict.parties, Party("c", "C")), order=()),
    ):
        whole = replace(new, order=())
        marked = text.replace('title = "T"', 'title = "T"  # kept')
        result = dumps(whole, marked)
        assert loads(result) == whole
        assert "# kept" in result


def test_the_examples_of_the_documentation_are_edited_in_place():
    page = Path(__file__).resolve().parents[2] / "docs" / "draft-and-edit-a-case.md"
    text = "format" + page.read_text("utf-8").partition("```toml\nformat")[2].partition("```")[0]
    new = changed(text, title="Another dam")
    assert difference(text, new)[1] == ['title  = "Another dam"']
