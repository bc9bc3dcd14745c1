// The tables of the room: how many, their names and seats.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, number } from "../lib/i18n.js";
import { Dialog } from "./parts.js";
import { useStore } from "./use.js";

/** Tables as [id, table] in their order; "now" is how they are seated, not a table. */
export const tablesOf = (data) => Object.entries(data.tables ?? {})
  .filter(([id]) => id !== "now").sort(([, a], [, b]) => a.position - b.position);

export const tableName = (table) => table.title || _("Table %(number)s", { number: number(table.position) });

function Row({ id, table }) {
  const store = useStore();
  const name = tableName(table);
  const save = (field) => (event) => {
    const value = field === "seats" ? Number(event.target.value) : event.target.value.trim();
    if (field === "seats" && !(value >= 2 && value <= 20)) { event.target.value = table.seats; return; }
    if (value !== table[field]) store.act("edit_table", { table: id, [field]: value });
  };
  const labels = {
    name: _("Name of %(table)s", { table: name }), seats: _("Seats at %(table)s", { table: name }), remove: _("Remove %(table)s", { table: name }),
  };
  return html`<li><input class="field" value=${table.title} placeholder=${name} maxlength="80" aria-label=${labels.name} onChange=${save("title")} />
    <input class="field seats" type="number" min="2" max="20" value=${table.seats} aria-label=${labels.seats} onChange=${save("seats")} />
    <button class="button quiet small" aria-label=${labels.remove} onClick=${() => store.act("remove_table", { table: id })}>${_("Remove")}</button></li>`;
}

/** Add, name and remove tables. Each change is saved at once and can be undone. */
export function TablesDialog({ data, onClose }) {
  const store = useStore();
  const list = tablesOf(data);
  const [count, setCount] = useState(list.length ? 1 : 6);
  const [seats, setSeats] = useState(list.at(-1)?.[1].seats ?? 6);
  const add = (event) => {
    event.preventDefault();
    store.act("add_tables", { count: Number(count), seats: Number(seats) });
    setCount(1);
  };
  return html`<${Dialog} label=${_("Tables of the room")} kind="wide" onClose=${onClose}>
    <h2>${_("Tables of the room")}</h2>
    <form class="row wrap add-tables" onSubmit=${add}>
      <label class="entry"><span>${_("How many")}</span><input class="field" type="number" min="1" max="60" required value=${count}
        onInput=${(event) => setCount(event.target.value)} /></label>
      <label class="entry"><span>${_("Seats at each")}</span><input class="field" type="number" min="2" max="20" required value=${seats}
        onInput=${(event) => setSeats(event.target.value)} /></label>
      <button class="button small strong">${_("Add tables")}</button></form>
    ${list.length ? html`<div><p class="table-heads small soft"><span>${_("Name")}</span><span>${_("Seats")}</span></p>
        <ol class="table-rows">${list.map(([id, table]) => html`<${Row} key=${id} id=${id} table=${table} />`)}</ol></div>`
      : html`<p class="soft">${_("There are no tables yet.")}</p>`}
    <div class="acts end"><button class="button primary" onClick=${onClose}>${_("Done")}</button></div>
  <//>`;
}
