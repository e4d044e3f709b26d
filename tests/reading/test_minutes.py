"""Minutes, resolutions and bulletins: whose an item is, and what a meeting only notes."""

from reading.taking_apart import acts

MINUTES = """Agreed Minutes of the Joint Border Commission
Bamako, 12 March 2024

Chad and Niger, meeting in Bamako on 12 March 2024 with Mali in the chair,

RECALLING the truce which took effect on 1 March 2024,

1. Agreed that both sides will keep their patrols behind the river;

2. Agreed that Niger will reopen the road to Agadez;

3. Noted Chad's assertion that two of its guards have been held since January;

4. Undertook to exchange lists of prisoners.
"""

RESOLUTION = """RESOLUTION OF 12 MARCH 2024

The Security Council,

Recalling its earlier resolutions,

1. Urges Chad to open the road;

2. Demands that Niger:

   (i) withdraw its guards from the river;

   (ii) release the fishermen;

3. Requests the African Union to send observers.
"""

BULLETIN = """LAKE COMMISSION BULLETIN - final day
Tuesday, 12 March 2024

The item was taken up after lunch. CHAD insisted on a cap.
NIGER, supported by MALI, opposed any cap.

CAMEROON proposed a study instead.
"""


def test_items_of_minutes_bind_those_who_met_or_whom_they_name():
    found = acts(MINUTES)
    assert ("accept", "Chad") in found
    assert ("accept", "Niger") in found
    assert ("accuse", "Chad") in found


def test_an_item_that_opens_a_list_leaves_the_next_item_to_the_body():
    found = acts(RESOLUTION)
    assert found[-1] == ("urge", "Security Council")


def test_a_bulletin_is_not_told_in_its_own_words():
    assert acts(BULLETIN) == [("demand", "Chad"), ("refuse", "Niger"), ("offer", "Cameroon")]
