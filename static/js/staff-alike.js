/*
 * In the admin, under a field marked `data-alike`, the entries that look like what one types in it: a double is seen
 * before it is made. Without it, the page of doubles tells the same later.
 */

const PAUSE = 400; // milliseconds without a key

function watch(field) {
  const told = document.createElement("div");
  told.className = "alike help";
  told.setAttribute("role", "status");
  field.after(told);
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => tell(field, told), PAUSE);
  });
}

async function tell(field, told) {
  const asked = field.value;
  const response = await fetch(`${field.dataset.alike}?${new URLSearchParams({ nom: asked })}`);
  if (response.ok && asked === field.value) told.innerHTML = await response.text(); // of our own site, escaped there
}

document.querySelectorAll("[data-alike]").forEach(watch);
