/*
 * A button marked `data-copy-link` copies the address of the page, and says that it did. When the browser refuses, the
 * address is there to be copied by hand.
 */

const DONE = "Lien copié";
const REFUSED = "Adresse à copier";
const LONG = 3000; // milliseconds

function show() {
  for (const button of document.querySelectorAll("[data-copy-link]")) button.hidden = false;
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(location.href);
    tell(button, DONE);
  } catch {
    tell(button, REFUSED);
    offer(button);
  }
}

function tell(button, text) {
  const said = button.nextElementSibling; // the role « status » tells it to who does not see the button
  button.dataset.copyLink ||= button.textContent;
  button.textContent = said.textContent = text;
  setTimeout(() => {
    button.textContent = button.dataset.copyLink;
    said.textContent = "";
  }, LONG);
}

function offer(button) {
  const field = Object.assign(document.createElement("input"), { value: location.href, readOnly: true });
  field.setAttribute("aria-label", REFUSED);
  field.addEventListener("blur", () => field.remove());
  button.after(field);
  field.focus();
  field.select();
}

if (navigator.clipboard) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-link]");
    if (button) copy(button);
  });
  document.addEventListener("refreshed", show);
  show();
}
