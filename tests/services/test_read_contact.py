from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.faults import Code, Fault, Rejected
from makker.domain.private import Contact, Way, has_cpr
from makker.services.read_contact import FIELDS, read_contact

FULL = {
    "navn": "Anna",
    "telefon": "20264577",
    "email": "anna@eksempel.dk",
    "kontakt_via": "opkald",
    "besked": "Hej",
    "samtykke": "ja",
}
LONG_EMAIL = "a" * 64 + "@" + ".".join(["b" * 63, "c" * 63, "d" * 58]) + ".dk"


def read(**changes: str) -> Contact | Rejected:
    return read_contact({name: [value] for name, value in {**FULL, **changes}.items()})


def contact(**changes: str) -> Contact:
    given_contact = read(**changes)
    assert isinstance(given_contact, Contact)
    return given_contact


def faults(**changes: str) -> list[tuple[str, Code]]:
    given_contact = read(**changes)
    if isinstance(given_contact, Contact):
        return []
    return [(fault.field, fault.code) for fault in given_contact.faults]


def test_full_form_gives_the_contact() -> None:
    assert read() == Contact("Anna", "+4520264577", "anna@eksempel.dk", Way.CALL, "Hej")


@pytest.mark.parametrize(
    "typed",
    [
        "20264577",
        "+45 20 26 45 77",
        "0045 20264577",
        "2026-4577",
        "20 26 45 77",
        "20\u00a026\u00a045\u00a077",
        "(+45) 20.26.45.77",
        "２０２６４５７７",  # noqa: RUF001 - full-width digits
        " 20264577\r\n",
        "4520264577",
    ],
)
def test_phone_has_one_stored_form(typed: str) -> None:
    assert contact(telefon=typed).phone == "+4520264577"


@pytest.mark.parametrize(
    ("typed", "stored"), [("+46 70 123 45 67", "+46701234567"), ("0049 30 123456", "+4930123456")]
)
def test_phone_may_be_foreign(typed: str, stored: str) -> None:
    assert contact(telefon=typed).phone == stored


@pytest.mark.parametrize(
    "typed",
    ["2026 457", "202645777", "tyve", "20264577 lok. 3", "+45", "-", "2" * 41, "112", "'; drop--"],
)
def test_phone_is_malformed_when_it_is_no_number(typed: str) -> None:
    assert faults(telefon=typed) == [("telefon", Code.MALFORMED)]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Anna@EKSEMPEL.dk", "Anna@eksempel.dk"),
        (" anna@eksempel.dk ", "anna@eksempel.dk"),
        ("søren@blåbær.dk", "søren@blåbær.dk"),
        ("anna+peer@post.eksempel.dk", "anna+peer@post.eksempel.dk"),
        (LONG_EMAIL, LONG_EMAIL),
    ],
)
def test_email_is_stored_in_its_normal_form(typed: str, stored: str) -> None:
    assert contact(email=typed).email == stored


@pytest.mark.parametrize(
    "typed", ["anna", "anna@", "@eksempel.dk", "a b@eksempel.dk", "anna@eksempel", "a@b@c.dk"]
)
def test_email_is_malformed_when_it_is_no_address(typed: str) -> None:
    assert faults(email=typed) == [("email", Code.MALFORMED)]


@pytest.mark.parametrize(
    ("field", "most"), [("navn", "å" * 100), ("email", LONG_EMAIL), ("besked", "🐦" * 500)]
)
def test_text_may_be_as_long_as_its_limit_and_no_longer(field: str, most: str) -> None:
    assert len(most) in {100, 254, 500}
    assert faults(**{field: most}) == []
    assert faults(**{field: most + "x"}) == [(field, Code.TOO_LONG)]


def test_line_break_of_a_message_counts_once() -> None:
    assert contact(besked="x\r\n" * 249 + "xx").message == "x\n" * 249 + "xx"


@pytest.mark.parametrize("cpr", ["010203-1234", "010203 1234", "0102031234"])
@pytest.mark.parametrize("field", ["navn", "email", "besked"])
def test_cpr_is_refused_wherever_text_is_written(field: str, cpr: str) -> None:
    typed = f"{cpr}@eksempel.dk" if field == "email" else f"Hej {cpr} hej"
    assert faults(**{field: typed}) == [(field, Code.CPR)]


def test_cpr_is_not_looked_for_in_the_phone_number() -> None:
    assert contact(telefon="+46 010203-1234").phone
    assert faults(telefon="010203-1234") == [("telefon", Code.MALFORMED)]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\x00"])
def test_cpr_is_refused_when_it_is_hidden(hidden: str) -> None:
    assert faults(besked=f"010203{hidden}1234") == [("besked", Code.CPR)]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\r\n"])
def test_name_is_missing_when_nothing_is_to_be_seen(name: str) -> None:
    assert faults(navn=name) == [("navn", Code.MISSING)]


@pytest.mark.parametrize("name", ["X Æ A-12", "O'Neill", "李", "Anna & Bo", "<b>", "Ørn 🐦", "?"])
def test_name_may_be_anything_a_person_is_called(name: str) -> None:
    assert contact(navn=name).name == name


def test_consent_is_missing_when_the_box_is_not_ticked() -> None:
    assert faults(samtykke="") == [("samtykke", Code.MISSING)]
    without = {name: [value] for name, value in FULL.items() if name != "samtykke"}
    assert read_contact(without) == Rejected((Fault("samtykke", Code.MISSING),))


MISSING, MALFORMED = Code.MISSING, Code.MALFORMED
NO_WAY = ("telefon", Code.NO_WAY_TO_REACH)


@pytest.mark.parametrize(
    ("way", "phone", "email", "expected"),
    [
        ("", "", "", [NO_WAY]),
        ("opkald", "", "", [NO_WAY]),
        ("sms", "", "", [NO_WAY]),
        ("email", "", "", [NO_WAY]),
        ("opkald", "", "a@eksempel.dk", [("telefon", MISSING)]),
        ("sms", "", "a@eksempel.dk", [("telefon", MISSING)]),
        ("email", "20264577", "", [("email", MISSING)]),
        ("email", "tyve", "", [("telefon", MALFORMED), ("email", MISSING)]),
        ("opkald", "", "anna", [("telefon", MISSING), ("email", MALFORMED)]),
        ("", "tyve", "anna", [("telefon", MALFORMED), ("email", MALFORMED)]),
        ("", "", "anna", [("email", MALFORMED)]),
    ],
)
def test_way_of_contact_must_lead_somewhere(
    way: str, phone: str, email: str, expected: list[tuple[str, Code]]
) -> None:
    assert faults(kontakt_via=way, telefon=phone, email=email) == expected


@pytest.mark.parametrize(
    ("way", "phone", "email", "chosen"),
    [
        ("", "20264577", "", Way.CALL),
        ("", "", "a@eksempel.dk", Way.EMAIL),
        ("", "20264577", "a@eksempel.dk", Way.CALL),
        ("opkald", "20264577", "", Way.CALL),
        ("sms", "20264577", "", Way.SMS),
        ("email", "", "a@eksempel.dk", Way.EMAIL),
        ("email", "20264577", "a@eksempel.dk", Way.EMAIL),
        ("sms", "20264577", "a@eksempel.dk", Way.SMS),
    ],
)
def test_way_of_contact_is_the_chosen_or_the_likely_one(
    way: str, phone: str, email: str, chosen: Way
) -> None:
    assert contact(kontakt_via=way, telefon=phone, email=email).way is chosen


def test_every_fault_is_given_at_once_in_the_order_of_the_form() -> None:
    empty = {"navn": "", "telefon": "", "email": "", "besked": "x" * 501, "samtykke": ""}
    assert faults(**empty) == [
        ("navn", MISSING),
        NO_WAY,
        ("besked", Code.TOO_LONG),
        ("samtykke", MISSING),
    ]
    nothing = read_contact({})
    assert isinstance(nothing, Rejected)
    assert [fault.field for fault in nothing.faults] == ["navn", "telefon", "samtykke"]


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"cpr": ["x"]}, Fault("cpr", Code.UNKNOWN_FIELD)),
        ({"navn": ["Anna", "Bo"]}, Fault("navn", Code.REPEATED)),
        ({"kontakt_via": ["brevdue"]}, Fault("kontakt_via", Code.UNKNOWN_VALUE)),
        ({"samtykke": ["nej"]}, Fault("samtykke", Code.UNKNOWN_VALUE)),
        ({"samtykke": ["ja", "ja"]}, Fault("samtykke", Code.REPEATED)),
    ],
)
def test_form_is_tampered_when_no_person_could_send_it(
    form: Mapping[str, Sequence[str]], fault: Fault
) -> None:
    read_back = read_contact({**{name: [value] for name, value in FULL.items()}, **form})
    assert read_back == Rejected((fault,))
    assert isinstance(read_back, Rejected)
    assert read_back.tampered


ANYTHING = st.text() | st.sampled_from(["", "ja", "sms", "20264577", "010203-1234", *FULL.values()])


@pytest.mark.property
@given(st.dictionaries(st.sampled_from(FIELDS), st.lists(ANYTHING, max_size=2)))
def test_any_form_gives_a_contact_or_faults_of_its_fields(form: dict[str, list[str]]) -> None:
    read_back = read_contact(form)
    if isinstance(read_back, Rejected):
        assert {fault.field for fault in read_back.faults} <= set(FIELDS)
        return
    assert read_back.name
    assert read_back.phone or read_back.email
    assert not has_cpr(read_back.name + "\n" + read_back.message)
    assert len(read_back.message) <= 500
