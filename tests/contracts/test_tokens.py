import hashlib
import re
from collections.abc import Callable

import pytest
from itsdangerous import URLSafeSerializer

from makker.adapters.signing import SignedTokens
from makker.ports import Tokens
from tests.fakes import PlainTokens

VALUES = {"program": "vejle", "fund": [["ÆØÅ", "ja", "x", None], ["B", "nej", "y", 2]], "tal": 7}
MAKERS: dict[str, Callable[[], Tokens]] = {
    "plain": PlainTokens,
    "signed": lambda: SignedTokens(["hemmelighed"]),
}


@pytest.fixture(params=MAKERS)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    return MAKERS[request.param]()


@pytest.mark.parametrize("values", [VALUES, {}, {"tekst": "🐦\n<b>" * 500}], ids=range(3))
def test_values_come_back_as_they_were_sealed(tokens: Tokens, values: dict[str, object]) -> None:
    assert tokens.open("her", tokens.seal("her", values)) == values


def test_same_values_come_back_from_every_copy(tokens: Tokens) -> None:
    token = tokens.seal("her", VALUES)
    assert tokens.open("her", token) == tokens.open("her", token) == VALUES


def test_changed_token_gives_the_same_values_or_none(tokens: Tokens) -> None:
    token = tokens.seal("her", VALUES)
    refused = 0
    for place, char in enumerate(token):
        other = "A" if char != "A" else "B"
        opened = tokens.open("her", token[:place] + other + token[place + 1 :])
        assert opened in (None, VALUES)
        refused += opened is None
    assert refused >= len(token) - 1  # the last character may hold bits that mean nothing


def test_cut_or_lengthened_token_gives_none(tokens: Tokens) -> None:
    token = tokens.seal("her", VALUES)
    for strange in (token[:-2], token[2:], token + "xx", token + "." + token, token.upper()):
        assert tokens.open("her", strange) is None


@pytest.mark.parametrize("token", ["", "x", ".", "a.b", "{}", "null", "ÆØÅ.æøå", "\x00", "a" * 99])
def test_token_that_was_not_made_here_gives_none(tokens: Tokens, token: str) -> None:
    assert tokens.open("her", token) is None


def test_token_of_another_secret_gives_none() -> None:
    assert SignedTokens(["ny"]).open("her", SignedTokens(["gammel"]).seal("her", VALUES)) is None


def test_secret_can_be_rotated() -> None:
    old, both, new = (SignedTokens(each) for each in (["gammel"], ["ny", "gammel"], ["ny"]))
    assert both.open("her", old.seal("her", VALUES)) == VALUES
    assert new.open("her", both.seal("her", VALUES)) == VALUES
    assert old.open("her", both.seal("her", VALUES)) is None
    assert both.fits(old.code("indsendelse"), "indsendelse")
    assert both.code("indsendelse") == new.code("indsendelse") != old.code("indsendelse")


def test_signed_token_can_stand_in_a_form_as_it_is() -> None:
    assert set(SignedTokens(["hemmelighed"]).seal("her", VALUES)) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
    )


def test_token_for_another_purpose_gives_none(tokens: Tokens) -> None:
    assert tokens.open("der", tokens.seal("her", VALUES)) is None


def test_code_fits_its_submission_alone_however_it_is_typed(tokens: Tokens) -> None:
    code = tokens.code("indsendelse-1")
    assert code == tokens.code("indsendelse-1") != tokens.code("indsendelse-2")
    for typed in (code, code.lower(), f" {code[:3]} {code[3:]} "):
        assert tokens.fits(typed, "indsendelse-1")
    for wrong in ("", code[:-1], code + "A", "æøå", "\x00", tokens.code("indsendelse-2")):
        assert not tokens.fits(wrong, "indsendelse-1")


def test_code_of_an_older_secret_still_fits() -> None:
    code = SignedTokens(["gammel"]).code("indsendelse-1")
    assert SignedTokens(["gammel", "ny"]).fits(code, "indsendelse-1")
    assert not SignedTokens(["ny"]).fits(code, "indsendelse-1")


def test_code_can_be_read_aloud() -> None:
    code = SignedTokens(["hemmelighed"]).code("indsendelse-1")
    assert re.fullmatch("([A-HJ-NPR-UVWXY]{2}[2-9]){2}[A-HJ-NPR-UVWXY]{2}", code)


def test_token_of_an_earlier_version_can_be_read() -> None:
    library = URLSafeSerializer(
        "hemmelighed",
        salt="makker.her",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
    values = {"tekst": "x" * 500}  # so that the library compresses it
    assert library.dumps(values).startswith(".")
    tokens = SignedTokens(["hemmelighed"])
    assert tokens.open("her", str(library.dumps(values))) == values
    assert library.loads(tokens.seal("her", values)) == values
