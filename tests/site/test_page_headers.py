import mimetypes
from pathlib import Path

import pytest

from makker_site.page_headers import content_type


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/makker.0123456789.js", "text/javascript; charset=utf-8"),
        ("moeder.ics", "text/calendar; charset=utf-8"),
        ("sitemap.xml", "application/xml"),
        ("skema.pdf", "application/pdf"),
        ("billede.webp", "image/webp"),
        ("noget.ukendt", "application/octet-stream"),
    ],
)
def test_file_is_of_the_kind_its_name_says_whatever_the_machine_believes(
    monkeypatch: pytest.MonkeyPatch, name: str, header: str
) -> None:
    for kind in ("text/x-noget-andet", ""):
        monkeypatch.setitem(mimetypes.types_map, Path(name).suffix, kind)
        assert content_type(name) == header
