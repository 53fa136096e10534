"""A letter's words as a simple web page, for programmes that show mail as one.

No picture, no font and nothing else from elsewhere: opening the letter tells nobody of it.
"""

import re
from html import escape
from string import Template

_PAGE = Template("""\
<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>$subject</title>
<style>
body { margin: 0; padding: 24px 20px; background: #fffdf9; color: #26211b;
  font: 17px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
main { max-width: 34em; margin: 0 auto; }
p { margin: 0 0 18px; overflow-wrap: anywhere; }
.link { margin: 26px 0; }
.link a { display: inline-block; padding: 13px 22px; border-radius: 10px;
  background: #1b5146; color: #ffffff; font-weight: 600; text-decoration: none; }
@media (prefers-color-scheme: dark) {
  body { background: #1c1a17 !important; color: #f5ede1 !important; }
  .link a { background: #8fd0bd !important; color: #10211d !important; }
}
</style>
</head>
<body>
<main>
$words
</main>
</body>
</html>
""")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_LINK = re.compile(r"(?:(?P<before>.*)\n)?(?P<label>[^\n]+):\s+(?P<link>https?://\S+)", re.DOTALL)
"""The end of a paragraph that leads somewhere: what is there, a colon, and the address."""


def as_page(subject: str, words: str) -> str:
    """Give the page: a paragraph for each, and a link as a button that says where it leads."""
    parts = [part for paragraph in _PARAGRAPHS.split(words.strip()) for part in _drawn(paragraph)]
    return _PAGE.substitute(subject=escape(subject), words="\n".join(parts))


def _drawn(paragraph: str) -> list[str]:
    found = _LINK.fullmatch(paragraph.strip())
    if found is None:
        return [_text(paragraph)]
    before, label, link = (escape(part or "") for part in found.group("before", "label", "link"))
    button = f'<p class="link"><a href="{link}">{label}</a></p>'
    return [_text(found["before"]), button] if before else [button]


def _text(paragraph: str) -> str:
    return f"<p>{'<br>'.join(escape(line) for line in paragraph.strip().splitlines())}</p>"
