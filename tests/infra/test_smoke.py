"""The look at a live site, where the site does not even answer."""

from makker_site.aws.smoke import Answer, faults, visit
from tests.serving import free_port


def test_site_that_cannot_be_reached_is_told_of_and_not_a_fault_of_ours() -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    found = list(faults(nobody, nobody))
    assert found[0].startswith("GET / cannot be asked: ")
    assert found[-1].startswith("the way round CloudFront cannot be tried: ")
    assert len(found) == 6


def test_line_that_breaks_once_hides_no_other_fault() -> None:
    def breaks(method: str, address: str) -> Answer:
        if address.endswith("/tilbud/"):
            return visit(method, f"http://127.0.0.1:{free_port()}/")
        return Answer(200, {})

    found = "\n".join(faults("https://peer.example.org", "https://api.example.org", breaks))
    assert "GET /tilbud/ cannot be asked" in found
    assert "GET /findes-ikke/ gives 200, not 404" in found
    assert "the functions answer someone who goes round CloudFront" in found
