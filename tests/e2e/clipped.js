// The elements whose text is cut, and whether the page is wider than the screen.
() => {
  const cuts = (style, axis) => /hidden|clip/.test(style[`overflow${axis}`]);
  const isCut = (element) => {
    const style = getComputedStyle(element);
    if (!element.innerText || element.clientWidth < 5 || element.clientHeight < 5 || style.visibility !== "visible") return false;
    return (cuts(style, "X") && element.scrollWidth > element.clientWidth + 2)
      || (cuts(style, "Y") && element.scrollHeight > element.clientHeight + 2);
  };
  const name = (element) => `${element.tagName} ${element.className} ${element.innerText.slice(0, 30)}`;
  const wide = document.documentElement.scrollWidth > innerWidth ? ["too wide"] : [];
  return [...wide, ...[...document.body.querySelectorAll("*")].filter(isCut).map(name)];
}
