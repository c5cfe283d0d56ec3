/* In the admin, the fields of Select2 and those of tables, under the name that their label or their column gives. */

const nameOf = (select) =>
  document.querySelector(`label[for="${select.id}"]`)?.textContent.trim().replace(/\s*:$/, "") ||
  columnOf(select.closest("td"));

/** The heading of the column, for a field of a table. */
const columnOf = (cell) =>
  cell?.closest("table").tHead.rows[0].cells[cell.cellIndex]?.textContent.trim() ?? "";

function name(select) {
  const box = select.nextElementSibling?.querySelector(".select2-selection");
  const value = box?.getAttribute("aria-labelledby") ?? "";
  box?.setAttribute("aria-label", nameOf(select));
  if (box && value) {
    box.id ||= `${select.id}-box`;
    box.setAttribute("aria-labelledby", `${box.id} ${value}`);
  }
  box?.querySelectorAll("input, [role=textbox]").forEach((part) => part.setAttribute("aria-label", nameOf(select)));
}

/** A field that a table shows without its label. */
function nameInTable(field) {
  if (!field.labels?.length && !field.ariaLabel) field.ariaLabel = nameOf(field);
}

function nameAll(within) {
  within.querySelectorAll("select.admin-autocomplete").forEach(name);
  within.querySelectorAll("td :is(input:not([type=hidden]), select, textarea)").forEach(nameInTable);
}

const jQuery = globalThis.django?.jQuery; // there on the pages of forms
jQuery?.(() => nameAll(document)); // after Select2, which waits for the same moment
document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
jQuery?.(document).on("select2:open", ({ target }) => {
  document
    .querySelector(".select2-container--open .select2-search__field")
    ?.setAttribute("aria-label", `Chercher\u00a0: ${nameOf(target)}`);
});
