// The controls of the page, in their order; `focusFaults()` then tells which ones the focus missed, or did not show.
() => {
  const selector = "a[href], button, input, select, textarea, summary, [tabindex]";
  const isReachable = (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true });
  const name = (element) => element.outerHTML.slice(0, 120);
  const group = (element) => `input[type=radio][name="${element.name}"]`;
  const isStop = (element) => // the Tab key goes to one radio button of a group, the arrows to the others
    element.type !== "radio" ||
    element === (document.querySelector(`${group(element)}:checked`) ?? document.querySelector(group(element)));
  const controls = [...document.querySelectorAll(selector)].filter(isReachable).filter(isStop);
  const [reached, unseen] = [[], []];
  const shows = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  document.addEventListener("focusin", ({ target }) => {
    reached.push(target);
    if (![target, ...target.querySelectorAll("*"), ...(target.labels ?? [])].some(shows)) unseen.push(target);
  });
  window.focusFaults = () => [
    ...controls.filter((control) => !reached.includes(control)).map((control) => `missed: ${name(control)}`),
    ...unseen.map((control) => `not shown: ${name(control)}`),
    ...(controls.every((control, i) => reached[i] === control) ? [] : ["order"]),
  ];
  return controls.length;
}
