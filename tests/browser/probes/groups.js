// Radio buttons and boxes that stand in no group with words of its own, and fields without a label.
() => {
  const faults = [];
  for (const control of document.querySelectorAll("main input:not([type=hidden]), main textarea")) {
    const legend = control.closest("fieldset")?.querySelector("legend")?.textContent.trim();
    if (/radio|checkbox/.test(control.type) && !legend) faults.push(`no group: ${control.outerHTML}`);
    if (!control.labels[0]?.textContent.trim()) faults.push(`no label: ${control.outerHTML}`);
  }
  return faults;
}
