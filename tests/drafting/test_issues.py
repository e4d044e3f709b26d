import pytest

from detente.drafting.issues import issues, stems, subject


@pytest.mark.parametrize(
    ("text", "name", "refrain"),
    [
        ("to withdraw its soldiers from the valley", "withdrawal", False),
        ("would never join the pact", "enlargement", True),
        ("the non-deployment of rockets", "missiles", True),
        ("talks on the release of prisoners", "dialogue", False),
        ("release all prisoners before talks", "captives", False),
        ("stop the shelling of the port", "force", True),
        ("lift the embargo", "sanctions", True),
        ("postpone the elections", "vote", True),
        ("not to postpone the elections", "vote", False),
        ("pull its soldiers out of the force", "deployments", True),
        ("sanctions relief", "sanctions", True),
        ("leave the treaty", "agreement", True),
        ("detain the captives", "captives", True),
        ("guarantees that no government would walk away", "guarantees", False),
        ("take steps to defuse the stand-off after the attack", "deescalation", False),
    ],
)
def test_a_phrase_is_about_its_deepest_issue(text, name, refrain):
    about = subject(text)
    assert about.issue is not None
    assert (about.issue.name, about.refrain) == (name, refrain)


def test_a_phrase_outside_the_lexicon_is_about_its_own_words():
    one = subject("return the sculptures to the museum")
    other = subject("the return of the sculptures")
    assert one.issue is None
    assert one.alike(other)
    assert not one.alike(subject("rename the airport"))


def test_two_words_of_forgoing_cancel_out():
    assert not subject("will not stop the deployment").refrain


def test_stems_bring_forms_of_a_word_together():
    assert stems("returned") == stems("returning") == stems("returns")


@pytest.mark.parametrize("issue", issues(), ids=lambda issue: issue.name)
def test_every_issue_is_well_formed(issue):
    assert issue.cues
    assert issue.take[0].isupper()
    assert issue.irreversible in ("", "take", "refrain", "both")
    assert set(issue.opposes) <= {other.name for other in issues()}
    assert len(set(issue.cues)) == len(issue.cues)


def test_no_cue_stands_under_two_issues():
    seen: dict[str, str] = {}
    for issue in issues():
        for cue in issue.cues:
            assert cue not in seen, f"{cue} stands under {seen.get(cue)} and {issue.name}"
            seen[cue] = issue.name
