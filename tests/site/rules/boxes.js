// Every text that does not stay inside a card, and every two that lie on top of each other.
() => {
  const sheet = document.documentElement.getBoundingClientRect();
  const cards = [...document.querySelectorAll("rect.box")].map((one) => one.getBoundingClientRect());
  const texts = [...document.querySelectorAll("text")].map((one) => ({
    text: one.textContent, style: one.getAttribute("class"), at: one.getBoundingClientRect() }));
  const inside = (at, card) => at.left >= card.left && at.right <= card.right
    && at.top >= card.top && at.bottom <= card.bottom;
  const meet = (one, two) => one.left < two.right && two.left < one.right
    && one.top < two.bottom - 4 && two.top < one.bottom - 4;
  const headings = new Set(["title", "section"]);
  const out = texts.filter(({ at, style }) => !inside(at, sheet)
    || (!cards.some((card) => inside(at, card)) && cards.some((card) => meet(at, card)))
    || (!headings.has(style) && at.top > cards[0].top && !cards.some((card) => inside(at, card))));
  const over = texts.filter((one, place) =>
    texts.slice(place + 1).some((two) => meet(one.at, two.at)));
  const crossed = cards.filter((one, place) => cards.slice(place + 1).some((two) => meet(one, two)));
  return [...out, ...over].map(({ text }) => text).concat(crossed.map(() => "card on card"));
}
