/*
 * A field marked `data-suggestions` proposes what its text begins to name: the « combobox with a list » of the ARIA
 * patterns. The first answer waits for three characters and a pause; a question that is no longer asked is abandoned.
 * Choosing goes to the page of the thing or, in a field marked `data-facet`, adds it to the filters of the form.
 */

const SHORTEST = 3;
const PAUSE = 500; // milliseconds

let numbered = 0;

class Suggestions {
  constructor(field) {
    this.field = field;
    this.options = [];
    this.list = document.createElement("div");
    this.list.id = `suggestions-${(numbered += 1)}`;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.list.hidden = true;
    this.said = document.createElement("span");
    this.said.className = "vh";
    this.said.setAttribute("role", "status");
    field.after(this.list, this.said);
    Object.assign(field, { type: "text", inputMode: "search" }); // HTML has no combobox of type « search »
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("blur", () => this.close());
    // the field keeps the focus: a press on the list is no reason to leave it
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  typed() {
    this.close();
    const words = this.field.value.trim();
    if (words.length >= SHORTEST && wanted()) {
      this.pause = setTimeout(() => this.ask(words), PAUSE);
    }
  }

  async ask(words) {
    const address = new URL(this.field.dataset.suggestions, location.href);
    address.searchParams.set("q", words);
    this.asked = new AbortController();
    try {
      const answer = await fetch(address, { signal: this.asked.signal });
      if (answer.ok) this.show((await answer.json()).groups);
    } catch {
      // abandoned, or no network: the field is still a field
    }
  }

  show(groups) {
    this.list.replaceChildren(...groups.map((group, rank) => this.group(group, rank)));
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((option, rank) => (option.id = `${this.list.id}-${rank}`));
    const count = this.options.length;
    this.said.textContent = count ? `${count} suggestion${count > 1 ? "s" : ""}` : "Aucune suggestion";
    this.list.hidden = !count;
    this.field.setAttribute("aria-expanded", String(Boolean(count)));
  }

  group({ label, items }, rank) {
    const group = document.createElement("div");
    const title = document.createElement("p");
    title.id = `${this.list.id}-group-${rank}`;
    title.textContent = label;
    title.setAttribute("role", "presentation");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", title.id);
    group.append(title, ...items.map(option));
    return group;
  }

  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Enter" && this.active) this.choose(this.active);
    else if (move && !this.list.hidden) this.activate(this.next(move));
    else if (move === 1 && this.field.value.trim().length >= SHORTEST) this.ask(this.field.value.trim());
    else {
      // Home, End and every letter are for the text
      this.activate(null);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /* The option after or before the active one; past the ends is the field itself. */
  next(move) {
    const ring = [null, ...this.options];
    return ring.at((ring.indexOf(this.active) + move) % ring.length);
  }

  get active() {
    return this.options.find((option) => option.getAttribute("aria-selected") === "true") ?? null;
  }

  activate(option) {
    for (const other of this.options) other.setAttribute("aria-selected", String(other === option));
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    if (!option) return;
    const { facet } = this.field.dataset;
    this.close();
    if (facet) this.add(facet, option.dataset.value);
    else location.assign(option.dataset.url);
  }

  add(name, value) {
    const chosen = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    this.field.value = "";
    this.field.form.append(chosen);
    this.field.form.requestSubmit();
  }

  close() {
    clearTimeout(this.pause);
    this.asked?.abort();
    this.activate(null);
    this.options = [];
    this.said.textContent = "";
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
  }
}

function option({ label, note, url, value }) {
  const choice = document.createElement("div");
  choice.setAttribute("role", "option");
  choice.setAttribute("aria-selected", "false");
  choice.dataset.url = url;
  choice.dataset.value = value;
  choice.append(label);
  if (note) choice.append(" ", Object.assign(document.createElement("small"), { textContent: note }));
  return choice;
}

/* Whether the reader has not refused suggestions, in this browser; storage itself may be refused. */
function wanted() {
  try {
    return localStorage.getItem("suggestions") !== "off";
  } catch {
    return true;
  }
}

/* The switch that lets a reader do without suggestions; the choice stays in this browser. */
function enhanceSwitch(label) {
  const box = label.querySelector("input");
  label.hidden = false;
  box.checked = wanted();
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem("suggestions");
    else localStorage.setItem("suggestions", "off");
  });
}

function enhance() {
  for (const field of document.querySelectorAll("[data-suggestions]:not([role])")) new Suggestions(field);
}

enhance();
document.addEventListener("refreshed", enhance);
document.querySelectorAll("[data-suggestions-switch]").forEach(enhanceSwitch);
