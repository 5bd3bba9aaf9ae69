// Tables: the plain one, and the one that sorts, filters and turns its pages by itself.

import { el, icon } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { richPart } from "./rich.js";

const FILTER_FROM = 10; // rows from which one may want to look for some

function cellNodes(cell) {
  if (!cell) return [];
  if (cell.type === "rich_text") return cell.elements.map(richPart);
  if (cell.type === "raw_number") return [cell.text || cell.value.toLocaleString()];
  return [withEmoji(cell.text || "")];
}

const textOf = (content) => {
  if (Array.isArray(content)) return content.map(textOf).join(" ");
  if (content && typeof content === "object") return textOf([content.text || content.name || content.fallback || "", content.elements || []]);
  return String(content || "");
};

const isNumber = (cell) => Boolean(cell) && cell.type === "raw_number";

export function table(block) {
  const settings = block.column_settings || [];
  const [head, ...rows] = block.rows;
  const row = (cells, tag) => el("tr", {}, cells.map((cell, i) => {
    const column = settings[i] || {};
    const cls = [column.align ? `align-${column.align}` : "", column.is_wrapped ? "wrapped" : ""].join(" ").trim();
    return el(tag, { class: cls || undefined, scope: tag === "th" ? "col" : undefined }, cellNodes(cell));
  }));
  return el("div", { class: "block table-holder", tabIndex: 0, role: "region", "aria-label": "Table" },
    el("table", {}, el("thead", {}, row(head, "th")), el("tbody", {}, rows.map((r) => row(r, "td")))));
}

function compare(a, b) {
  if (isNumber(a) && isNumber(b)) return a.value - b.value;
  return textOf(a).trim().localeCompare(textOf(b).trim(), undefined, { numeric: true, sensitivity: "base" });
}

export function dataTable(block) {
  const [head, ...rows] = block.rows;
  const size = block.page_size || 5;
  const named = block.row_header_column_index || 0;
  const numeric = head.map((_, i) => rows.every((row) => isNumber(row[i])));
  const shown = { page: 0, column: -1, down: false, wanted: "" };
  const holder = el("div", { class: "table-holder", tabIndex: 0, role: "region", "aria-label": block.caption });
  const foot = el("div", { class: "pages" });

  const sortBy = (i) => {
    shown.down = shown.column === i && !shown.down;
    shown.column = i;
    shown.page = 0;
    draw();
    holder.querySelectorAll(".sort")[i].focus();
  };

  function heading(cell, i) {
    const order = shown.column === i ? (shown.down ? "descending" : "ascending") : "none";
    const arrow = { none: "↕", ascending: "↑", descending: "↓" }[order];
    return el("th", { scope: "col", "aria-sort": order, class: numeric[i] ? "align-right" : undefined },
      el("button", { class: "sort", type: "button", on: { click: () => sortBy(i) } }, cellNodes(cell), icon(` ${arrow}`)));
  }

  const line = (row) => el("tr", {}, row.map((cell, i) =>
    el(i === named ? "th" : "td", { scope: i === named ? "row" : undefined, class: isNumber(cell) ? "align-right" : undefined }, cellNodes(cell))));

  function draw() {
    const fitting = rows.filter((row) => row.some((cell) => cell.value === Number(shown.wanted) || textOf(cell).toLowerCase().includes(shown.wanted)));
    if (shown.column >= 0) fitting.sort((a, b) => compare(a[shown.column], b[shown.column]) * (shown.down ? -1 : 1));
    const pages = Math.max(1, Math.ceil(fitting.length / size));
    const from = shown.page * size;
    const turn = (step, text) => el("button", { class: "button", type: "button", disabled: shown.page + step < 0 || shown.page + step >= pages,
      on: { click: () => {
        shown.page += step;
        draw();
        const again = [...foot.querySelectorAll("button")].find((b) => b.textContent === text && !b.disabled);
        (again || foot.querySelector("button:not(:disabled)") || holder).focus();
      } } }, text);
    holder.replaceChildren(el("table", {}, el("caption", {}, block.caption), el("thead", {}, el("tr", {}, head.map(heading))),
      el("tbody", {}, fitting.slice(from, from + size).map(line))));
    const range = fitting.length ? `${from + 1}–${Math.min(from + size, fitting.length)} of ${fitting.length}` : "No rows";
    foot.replaceChildren(...(pages > 1 ? [turn(-1, "Previous"), el("span", { class: "quiet", role: "status" }, range), turn(1, "Next")]
      : shown.wanted ? [el("span", { class: "quiet", role: "status" }, range)] : []));
  }

  const filter = rows.length >= FILTER_FROM && el("input", { class: "input filter", type: "search", placeholder: "Filter rows", "aria-label": `Filter: ${block.caption}`,
    on: { input: (event) => { shown.wanted = event.target.value.trim().toLowerCase(); shown.page = 0; draw(); } } });
  draw();
  return el("div", { class: "block data-table" }, filter, holder, foot);
}
