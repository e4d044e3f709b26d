import re

CONGO = "eastern-congo-2022.txt"


def test_answers_in_the_case_settle_its_guesses(detente, examples, tmp_path):
    assert detente("draft", examples / CONGO, "-o", "case.toml").status == 0
    text = (tmp_path / "case.toml").read_text("utf-8")
    question = re.search(r"Once done, can “[^”]*” by [\w ]+ be undone\? \(yes/no\)", text)
    assert question is not None
    answered = text.replace(question[0], f"{question[0]} yes")
    (tmp_path / "case.toml").write_text(answered, "utf-8")
    done = detente("draft", examples / CONGO, "--answers", "case.toml", "-o", "case.toml")
    assert done.status == 0
    settled = (tmp_path / "case.toml").read_text("utf-8")
    assert f"{question[0]} yes" in settled
    assert "irreversible" not in settled


def test_a_word_that_is_no_answer_and_a_missing_file_are_said_in_one_line(
    detente, examples, tmp_path
):
    (tmp_path / "answers.txt").write_text("Is it so? (yes/no) maybe\n", "utf-8")
    done = detente("draft", examples / CONGO, "--answers", "answers.txt")
    assert done.status == 1
    assert "error: `maybe` is no answer to: Is it so? (yes/no): say yes or no" in done.err
    done = detente("draft", examples / CONGO, "--answers", "none.txt")
    assert done.status == 1
    assert done.err.splitlines()[-1] == "error: none.txt: there is no such file: check the name"


def test_who_is_no_party_is_said_up_front(detente, tmp_path):
    text = "Peru demanded that Chile release the crew. Chile refused to release the crew. "
    text += "Bolivia demanded that Chile open the port. Chile refused to open the port."
    (tmp_path / "one.txt").write_text(text, "utf-8")
    done = detente("draft", "one.txt", "--not-parties", "Bolivia", "-o", "one.toml")
    assert done.status == 0
    written = (tmp_path / "one.toml").read_text("utf-8")
    assert "[parties.bolivia]" not in written
    assert "Is Bolivia a party to this dispute? (yes/no) no" in written
