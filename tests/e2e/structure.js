// What a page is made of, read as somebody hears it: returns a line for each fault, with its criterion of RGAA 4.1.2.
() => {
  const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const text = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const name = (element) => element.getAttribute("aria-label") ?? text(element);
  const faults = [];
  const expect = (holds, criterion, element) => holds || faults.push(`${criterion}: ${element.outerHTML?.slice(0, 120) ?? element}`);

  const words = (element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode())
      for (const word of texts.currentNode.data.matchAll(/[\p{L}\d]+/gu)) found.push([texts.currentNode, word.index, word[0].length]);
    return found;
  };
  const isCut = ([node, start, length]) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + length);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
  };

  const headings = all("h1, h2, h3, h4, h5, h6");
  const levels = headings.map((heading) => Number(heading.tagName[1]));
  expect(levels.filter((level) => level === 1).length === 1, "9.1 one main heading", levels.join(" "));
  headings.forEach((heading, i) => {
    expect(text(heading), "9.1 empty heading", heading);
    expect(i === 0 || levels[i] <= levels[i - 1] + 1 || levels[i] === 1, "9.1 skipped level", heading);
    expect(!words(heading).some(isCut), "word of a heading on two lines", heading);
  });

  for (const landmark of ["body > header", "main", "body > footer"])
    expect(all(landmark).length === 1, "9.2 landmark", landmark);
  all("nav").forEach((nav) => expect(nav.ariaLabel || nav.hasAttribute("aria-labelledby"), "9.2 menu without a name", nav));

  all("table").forEach((table) => expect(text(table.caption), "5.4 table without a title", table));
  all("th").forEach((th) => expect(th.scope, "5.7 heading of a table without a scope", th));
  all("figure:has(img, [role=img]):has(figcaption)").forEach((figure) =>
    expect(figure.ariaLabel === text(figure.querySelector("figcaption")), "1.9 caption that is not tied", figure));

  const leads = new Map();
  all("a[href]").forEach((link) => {
    expect(!link.hasAttribute("target"), "13.2 new window", link);
    const heard = [link.closest("section, nav")?.querySelector("h2"), link.closest("li, p, tr, dd"), link];
    const words = heard.map((part) => part && name(part)).join();
    expect([undefined, link.getAttribute("href")].includes(leads.get(words)), "6.1 two links with one name", link);
    leads.set(words, link.getAttribute("href"));
  });

  all("p:not([role=status]), li, th, dd, dt, legend, label").forEach((element) =>
    expect(element.childNodes.length, "8.9 empty element", element));
  all("br + br, [align], [bgcolor], font, center").forEach((element) => expect(false, "8.9 tag for its looks", element));
  all("[tabindex]").forEach((element) => expect(element.tabIndex <= 0, "12.8 order changed", element));
  all("fieldset").forEach((fieldset) => expect(text(fieldset.querySelector("legend")), "11.6 group without a legend", fieldset));
  all("input[required], [aria-invalid=true]").forEach((field) =>
    expect(field.closest("[aria-describedby]") || (field.type === "radio" && !field.ariaInvalid), "11.10 format not told", field));
  return faults;
}
