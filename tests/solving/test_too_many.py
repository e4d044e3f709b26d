"""What is too large to be judged model by model is refused at once, not after an hour."""

import pytest
from generator import dispute, size_of

from detente.errors import EngineError
from detente.solving.inverse import changes
from detente.solving.robustness import robustness
from detente.solving.walking import Walker


def test_twenty_options_are_refused_before_their_moves_are_listed():
    conflict = dispute("anywhere", 20, 3, size_of(20))
    with pytest.raises(EngineError, match="states are too many to solve one changed model"):
        changes(conflict, Walker(conflict).start(None))
    with pytest.raises(EngineError, match="states are too many to solve one changed model"):
        robustness(conflict)
