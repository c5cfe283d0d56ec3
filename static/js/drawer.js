/*
 * On a small screen, the filters (`details[data-drawer]`) open as a dialog over the page: the browser holds the focus in
 * it, Escape closes it, and the focus comes back to what opened it. The form only moves: it is the same one.
 */

const small = matchMedia("(max-width: 59.99em)");

for (const details of document.querySelectorAll("[data-drawer]")) {
  const [summary, form] = details.children;
  const dialog = drawer();
  const close = dialog.firstChild;
  details.after(dialog);
  tell(close);
  summary.addEventListener("click", (event) => {
    if (!small.matches) return;
    event.preventDefault();
    dialog.prepend(form);
    dialog.showModal();
  });
  form.addEventListener("submit", (event) => event.submitter && dialog.close());
  dialog.addEventListener("close", () => details.append(form));
  document.addEventListener("refreshed", () => tell(close));
}

function drawer() {
  const dialog = Object.assign(document.createElement("dialog"), { className: "drawer" });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-line" });
  dialog.setAttribute("aria-label", "Filtres");
  dialog.append(close);
  dialog.addEventListener("click", ({ target }) => [dialog, close].includes(target) && dialog.close());
  small.addEventListener("change", () => dialog.close());
  return dialog;
}

function tell(close) {
  close.textContent = `Voir les résultats\u00a0: ${document.querySelector("[data-count]").dataset.count}`;
}
