"""The lexicon of parties: complete, without a name that two parties share."""

import itertools
from collections import defaultdict

import pytest

from detente.reading.naming.parties import (
    code_of,
    gazetteer,
    is_body,
    is_state,
    kinds_of,
    plain,
    role,
    shorts_of,
)
from detente.reading.words.forms import table, words

MEMBERS = """AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH
BWA BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE PRK
DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB
GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR
LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD
NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT
WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS
TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE""".split()
NON_MEMBERS = "XKX TWN PSE VAT ESH HKG SML GRL".split()
SAME_AS_ANOTHER = {"Dominica", "Republic of Congo", "Vatican"}  # demonyms that another state has
NAMED_LIKE_THE_STATE = {"Djibouti", "Luxembourg", "Hong Kong", "Macau", "San Marino"}
STATES = {
    name: [cell.strip() for cell in row.split("|")] for name, row in table("countries").items()
}


def test_every_member_of_the_united_nations_is_there():
    codes = {cells[0] for cells in STATES.values()}
    assert not set(MEMBERS) - codes
    assert not set(NON_MEMBERS) - codes
    assert len(MEMBERS) == 193


@pytest.mark.parametrize("name", STATES)
def test_a_state_has_a_code_demonyms_and_a_capital(name):
    cells = STATES[name]
    assert len(cells) in {5, 6}, "code | demonyms | capital | others | places | kinds"
    assert len(cells[0]) == 3
    assert cells[0].isupper()
    first = next(other for other, row in STATES.items() if row[0] == cells[0])
    if first == name and cells[0] in MEMBERS and name not in SAME_AS_ANOTHER:
        assert cells[1], f"{name} has no demonym"
    if first == name and cells[0] in MEMBERS and name not in NAMED_LIKE_THE_STATE:
        assert cells[2], f"{name} has no capital"


def test_no_name_stands_for_two_parties():
    owners = defaultdict(set)
    for name, aliases in gazetteer():
        for alias in aliases:
            if alias.kind != "person":
                owners[name].add(alias.party)
    assert {name: parties for name, parties in owners.items() if len(parties) > 1} == {}


def test_an_office_holder_speaks_for_one_party_at_a_time():
    for name, aliases in gazetteer():
        people = [alias for alias in aliases if alias.kind == "person"]
        unbounded = {alias.party for alias in people if alias.since == 0}
        assert len(unbounded) <= 1, name
        bounded = sorted((a.since, a.until, a.party) for a in people if a.since)
        for one, next_one in itertools.pairwise(bounded):
            assert one[1] <= next_one[0] + 1 or one[2] == next_one[2], name


def test_names_stand_without_accents():
    for name, _ in gazetteer():
        assert all(word == plain(word) for word in name), name


@pytest.mark.parametrize(
    ("written", "party"),
    [
        ("Yaoundé", "Cameroon"),
        ("Élysée", "France"),
        ("Chișinău", "Moldova"),
        ("Türkiye", "Turkey"),
        ("Asunción", "Paraguay"),
        ("Malé", "Maldives"),
    ],
)
def test_a_name_is_found_with_its_accents(written, party):
    hit = gazetteer().at([plain(written)], 0, None)
    assert hit is not None
    assert hit[1].party == party


@pytest.mark.parametrize(
    ("name", "year", "party"),
    [
        ("Jens Stoltenberg", 2010, "Norway"),
        ("Jens Stoltenberg", 2021, "NATO"),
        ("Donald Tusk", 2016, "European Union"),
        ("Donald Tusk", 2024, "Poland"),
        ("Kaja Kallas", 2023, "Estonia"),
        ("Kaja Kallas", 2025, "European Union"),
        ("Mark Rutte", 2019, "Netherlands"),
    ],
)
def test_the_year_tells_for_whom_an_office_holder_speaks(name, year, party):
    hit = gazetteer().at(name.split(), 0, year)
    assert hit is not None
    assert hit[1].party == party


def test_kinds_codes_and_short_names():
    assert "rebels" in kinds_of("M23")
    assert kinds_of("Jordan") == {"kingdom"}
    assert kinds_of("nobody") == frozenset()
    assert (code_of("FARC"), code_of("Gazprom"), code_of("NATO")) == ("COL", "RUS", None)
    assert shorts_of("South Korea") == ("South",)
    assert is_state("Kosovo")
    assert not is_state("Hamas")
    assert is_body("African Union")
    assert not is_body("Polisario Front")


def test_every_movement_belongs_to_a_country_or_to_none():
    codes = {cells[0] for cells in STATES.values()}
    for group in ("movements", "companies"):
        for name in table("organisations")[group]:
            assert code_of(name) in codes | {None}, name


def test_a_role_noun_has_one_role():
    sorts = [words("roles", name) for name in ("persons", "organs", "groups")]
    assert not sorts[0] & sorts[2]
    assert role("minister") == "persons"
    assert role("ministry") == "organs"
    assert role("rebels") == "groups"
    assert role("river") is None
