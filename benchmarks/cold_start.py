"""Our functions on Lambda's own runtime, beside the least there can be there.

A cold start is the first call of a function that was never called: Python starts, the code is
loaded, the form is answered. AWS is played by ministack on this machine, over plain HTTP for both.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.bare import write_empty, write_storing, write_usual
from benchmarks.timing import Ratio, beside, compared, seconds
from makker.handlers.cloudfront import ORIGIN as FROM_CLOUDFRONT
from makker_site.packing import Target, pack
from makker_site.project import PROJECT
from tests.standins.account import ORIGIN, furnish_account
from tests.standins.artefact import artefact
from tests.standins.lambda_runtime import Function, has_python, lambda_function
from tests.standins.ministack import ministack
from tests.visitor import CONTACT, MENTOR, Reply, Visitor

_COLD, _WARM = 15, 150
_PUBLIC = "makker.handlers.public.handler"
_OK = 200
_WHATS = ("", ", CPU")
"""What each pair is compared by: the time it takes, and the processor's alone."""
_PUT = "bare boto3 PutItem", "target <= 1.2"
Event = Mapping[str, Any]
Make = Callable[[], Event]


class _Caller(Visitor):
    """A visitor whose forms go to a function by way of CloudFront."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.sent: Event = {}

    def ask(self, event: Event) -> Reply:
        self.sent = {**event, "headers": {**event["headers"], FROM_CLOUDFRONT: ORIGIN}}
        reply = self.function(self.sent)
        return Reply(reply["statusCode"], reply["headers"], reply["body"])


class _Noted(_Caller):
    """One whose forms are only noted, to be sent later."""

    def ask(self, event: Event) -> Reply:
        self.sent = {**event, "headers": {**event["headers"], FROM_CLOUDFRONT: ORIGIN}}
        return Reply(_OK, {}, "")


def measure(folder: Path) -> Iterator[str]:
    """Give a line a measure."""
    if not has_python():
        yield "cold start                   not measured: there is no Python 3.13 here"
        return
    code, storing = artefact("3.13") / "code", write_storing(folder / "storing")
    with ministack() as url, ExitStack() as kept:
        told = furnish_account(url).environment
        warm = kept.enter_context(lambda_function(code, _PUBLIC, told))
        bare = kept.enter_context(lambda_function(storing, "app.handler", told))
        screening, submitting = _screening(_Caller(warm)), _submitting(_Caller(warm))
        empty = write_empty(folder / "empty"), "app.handler", screening
        usual = write_usual(folder / "usual"), "app.handler", screening
        for what, ours, peer, words in (
            ("screening", (code, _PUBLIC, screening), empty, ("an empty handler", "target <= 3")),
            ("usual one", usual, empty, ("an empty handler",)),
            ("submission", (code, _PUBLIC, submitting), (storing, "app.handler", submitting), _PUT),
        ):
            for ratio, how in zip(_cold(ours, peer, told), _WHATS, strict=True):
                yield ratio.line(f"cold start, {what}{how}", *words)
        both = beside(_warm(warm, submitting), _warm(bare, submitting), pairs=_WARM, warm_up=10)
        yield both.line("warm, submission", "bare boto3 PutItem", "target <= 2")
        yield f"memory at most               {warm.peak_megabytes():9.0f} MB   target <= 90"
    yield _size(folder / "arm")


def _size(folder: Path) -> str:
    content, theme = PROJECT / "content", PROJECT / "site" / "theme"
    size = pack(content, theme, folder, Target("arm64", "3.13")).bytes
    return f"artefact for arm64           {size / 1e6:9.2f} MB   target <= 8"


def _screening(caller: _Caller) -> Make:
    def make() -> Event:
        noted = _Noted(caller.function)
        noted.screen("mentor", MENTOR)
        return noted.sent

    return make


def _submitting(caller: _Caller) -> Make:
    """Give what makes the form of somebody new each time: the first step is taken beforehand."""

    def make() -> Event:
        noted = _Noted(caller.function)
        noted.submit(caller.screen("mentor", MENTOR).token, CONTACT)
        return noted.sent

    return make


def _cold(
    ours: tuple[Path, str, Make], peers: tuple[Path, str, Make], told: Mapping[str, str]
) -> tuple[Ratio, Ratio]:
    def first_call(code: Path, handler: str, make: Make) -> tuple[float, float]:
        event = make()
        with lambda_function(code, handler, told) as function:
            return seconds(lambda: _expect(function(event))), function.processor_seconds()

    pairs = [(first_call(*ours), first_call(*peers)) for _ in range(_COLD)]
    clock, processor = ([(one[at], other[at]) for one, other in pairs] for at in (0, 1))
    return compared(clock), compared(processor)


def _warm(function: Function, make: Make) -> Callable[[], None]:
    events = [make() for _ in range(_WARM + 10)]
    return lambda: _expect(function(events.pop()))


def _expect(reply: Mapping[str, Any]) -> None:
    if reply.get("statusCode") != _OK:
        raise ValueError(reply)
