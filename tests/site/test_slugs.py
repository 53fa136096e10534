import pytest

from makker_site.slugs import slugify


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Få hjælp nu", "faa-hjaelp-nu"),
        ("Peer-fællesskabet", "peer-faellesskabet"),
        ("Café på Dæmningen 58, 1. sal", "cafe-paa-daemningen-58-1-sal"),
        ("Tilgængelighedserklæring", "tilgaengelighedserklaering"),
        ("Være", "vaere"),
        ("A\u030aben", "aaben"),
    ],
)
def test_slugify_writes_danish_letters_as_danes_do(words: str, slug: str) -> None:
    assert slugify(words) == slug
