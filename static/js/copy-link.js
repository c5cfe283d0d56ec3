/* A button marked `data-copy-link` copies the address of the page, and says that it did. */

const DONE = "Lien copié";
const LONG = 3000; // milliseconds

function show() {
  for (const button of document.querySelectorAll("[data-copy-link]")) button.hidden = false;
}

async function copy(button) {
  const label = button.textContent;
  await navigator.clipboard.writeText(location.href);
  if (label === DONE) return;
  const said = button.nextElementSibling; // the role « status » tells it to who does not see the button
  button.textContent = said.textContent = DONE;
  setTimeout(() => {
    button.textContent = label;
    said.textContent = "";
  }, LONG);
}

if (navigator.clipboard) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-link]");
    if (button) copy(button);
  });
  document.addEventListener("refreshed", show);
  show();
}
