// Where focus is, and what is wrong with how it shows: [number of the stop, ...faults].
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return [];
  const faults = [element.dataset.stop ?? "-1"];
  const say = (fault) => faults.push(`${fault}: ${element.outerHTML.slice(0, 90)}`);
  const row = element.closest("label") ?? element;
  const rings = [element, row].map((one) => getComputedStyle(one)).filter(
    (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  );
  if (!rings.length) say("focus does not show");

  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  let ground = row.parentElement;
  while (ground.parentElement && channels(getComputedStyle(ground).backgroundColor)[3] === 0) {
    ground = ground.parentElement;
  }
  const around = getComputedStyle(ground).backgroundColor;
  for (const ring of rings.slice(-1)) {
    if (contrast(ring.outlineColor, around) < 3) say(`focus is faint, ${ring.outlineColor} on ${around}`);
  }

  const { left, right, top, bottom } = element.getClientRects()[0];
  const clamp = (value, most) => Math.min(Math.max(value, 0), most - 1);
  const middle = [
    (clamp(left, innerWidth) + clamp(right, innerWidth)) / 2,
    (clamp(top, innerHeight) + clamp(bottom, innerHeight)) / 2,
  ];
  const hit = document.elementFromPoint(...middle);
  if (!hit || !(row.contains(hit) || hit.contains(row))) say("focus is covered or out of sight");
  if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) say("focus is out of sight");
  return faults;
}
