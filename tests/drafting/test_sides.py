from detente.drafting.sides import sides


def said(act, party, *to, together=()):
    words = f"{party} {act} {' '.join(to)}."
    return {"says": words, "act": act, "party": party, "to": list(to), "with": list(together)}


def test_who_only_appeals_or_offers_help_is_no_contender(register_of):
    found = sides(
        [
            register_of(
                said("demand", "Arvia", "Borland"),
                said("urge", "Corvia", "Arvia", "Borland"),
                said("offer", "Dorland", "Arvia"),
            )
        ]
    )
    assert found.contenders == ("Arvia", "Borland")


def test_whoever_faces_a_threat_or_a_charge_is_drawn_in(register_of):
    found = sides(
        [register_of(said("threaten", "Arvia", "Borland"), said("accuse", "Corvia", "Dorland"))]
    )
    assert found.contenders == ("Arvia", "Borland", "Corvia", "Dorland")


def test_the_opponent_is_whom_a_party_mostly_faces(register_of):
    found = sides(
        [
            register_of(
                said("accuse", "Arvia", "Corvia"),
                said("demand", "Arvia", "Borland"),
                said("refuse", "Borland", "Arvia"),
            )
        ]
    )
    assert found.opponent("Arvia") == "Borland"
    assert found.opponent("Corvia") == "Arvia"
    assert found.opponent("Nobody") is None


def test_allies_are_no_opponents(register_of):
    found = sides(
        [
            register_of(
                said("demand", "Arvia", "Corvia", together=["Borland"]),
                said("accuse", "Arvia", "Borland"),
            )
        ]
    )
    assert found.allies("Arvia") == ("Borland",)
    assert found.opponent("Arvia") == "Corvia"


def test_where_nobody_contends_everybody_named_does(register_of):
    found = sides([register_of(said("offer", "Arvia", "Borland"))])
    assert found.contenders == ("Arvia", "Borland")
