/*
 * The results of a list follow its filters without leaving the page: the same address is fetched, and the regions of
 * the page (`data-region`) are replaced by those of the answer. The focus stays where it was, the number of results is
 * told, the address and the back button are those of a plain navigation, which is also what any failure falls back to.
 */

const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");
document.querySelector("main").append(said);

let asked = new AbortController();
let shown = bare(location.href);

async function refresh(address, { push }) {
  asked.abort();
  asked = new AbortController();
  region("results").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!region("results", page)) throw new Error("not a list");
    if (push) history.pushState(null, "", address);
    shown = bare(address);
    replace(page);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

/* An address without the place in the page, which changes nothing to the results. */
function bare(address) {
  return new URL(address).href.split("#", 1)[0];
}

function region(name, page = document) {
  return page.querySelector(`[data-region="${name}"]`);
}

function replace(page) {
  const back = focused();
  document.title = page.title;
  for (const old of document.querySelectorAll("[data-region]")) {
    const fresh = region(old.dataset.region, page);
    old.replaceChildren(...(fresh?.childNodes ?? []));
    Object.assign(old.dataset, fresh?.dataset);
  }
  region("results").removeAttribute("aria-busy");
  back();
  said.textContent = region("results").dataset.count;
  document.dispatchEvent(new Event("refreshed"));
}

/* How to give the focus back to what has it now, or to what stands for it: the title of the results. */
function focused() {
  const held = document.activeElement;
  if (!held.closest("[data-region]")) return () => {};
  const { id, name, value, type } = held;
  const box = type === "checkbox" && `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`;
  return () => {
    const same = (id && document.getElementById(id)) || (box && document.querySelector(box));
    const title = region("results").querySelector("h2");
    (same || title).focus({ preventScroll: Boolean(same) });
  };
}

/* The address that the form would lead to, without the fields that say nothing. */
function address(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const target = new URL(form.getAttribute("action") ?? location.pathname, location.href);
  target.search = new URLSearchParams(fields);
  return target;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-refresh]");
  // what is typed is sent when the form is; a field that suggests is not done with
  if (form && event.target.matches("select, [type=checkbox]")) refresh(address(form), { push: true });
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-refresh]")) return;
  event.preventDefault();
  refresh(address(event.target), { push: true });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-refresh] a");
  if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  refresh(link.href, { push: true });
});

addEventListener("popstate", () => {
  if (bare(location.href) !== shown) {
    refresh(location.href, { push: false });
  } else {
    asked.abort(); // what was asked for meanwhile is no longer wanted
    region("results").removeAttribute("aria-busy");
  }
});
