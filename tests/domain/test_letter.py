from dataclasses import replace

from tests.domain.examples import a_letter, a_record


def test_letter_is_called_by_its_record_and_by_its_own_name_where_it_has_none() -> None:
    letter = a_letter(a_record(), "oversigt")
    assert letter.about == letter.reference == "KT4MB7X1"
    assert replace(letter, reference="").about == "KT4MB7X1-oversigt"
