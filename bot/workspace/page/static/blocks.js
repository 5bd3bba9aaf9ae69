// Layout blocks as nodes. What this page doesn't draw yet says so, with the message's fallback text.

import { el, icon, link } from "./dom.js";
import { sign } from "./icons.js";
import { elementNode } from "./elements.js";
import { emoji, withEmoji } from "./emoji.js";
import { markdown } from "./markdown.js";
import { channelMention, mention, textNodes } from "./mrkdwn.js";
import { people } from "./model.js";
import { dateToken } from "./time.js";

export function blockNodes(blocks, place, fallback = "") {
  return blocks.map((block) => {
    const draw = DRAW[block.type];
    return draw ? draw(block, place, fallback) : unknown(block, fallback);
  });
}

function unknown(block, fallback) {
  return el("div", { class: "block unknown" }, `[block type ${block.type}]`, fallback ? ` ${fallback}` : "");
}

function section(block, place) {
  const words = [
    block.text && el("div", { class: "text" }, textNodes(block.text)),
    block.fields && el("div", { class: "fields" }, block.fields.map((f) => el("div", { class: "text" }, textNodes(f)))),
  ];
  const beside = block.accessory && (block.accessory.type === "image"
    ? picture(block.accessory, "thumb") : elementNode(block, block.accessory, place));
  return el("div", { class: "block section" }, el("div", { class: "section-words" }, words),
    beside && el("div", { class: "section-beside" }, beside));
}

function picture(image, cls) {
  return el("img", { class: cls, src: image.image_url || (image.slack_file || {}).url || "", alt: image.alt_text, loading: "lazy" });
}

function imageBlock(block) {
  return el("figure", { class: "block image" },
    block.title && el("figcaption", {}, textNodes(block.title)), picture(block, "picture"));
}

function context(block) {
  return el("div", { class: "block context" }, block.elements.map((one) =>
    one.type === "image" ? picture(one, "mini") : el("span", { class: "text" }, textNodes(one, { inline: true }))));
}

function actions(block, place) {
  return el("div", { class: "block actions" }, block.elements.map((one) => elementNode(block, one, place)));
}

function input(block, place) {
  const id = `in-${block.block_id}`;
  const node = elementNode(block, block.element, place);
  const control = node.matches("input, select, textarea") ? node : node.querySelector("input, select, textarea");
  const grouped = ["checkboxes", "radio_buttons"].includes(block.element.type) || block.element.type.startsWith("multi_");
  if (control && !grouped) control.id = id;
  if (grouped) node.setAttribute("aria-label", block.label.text);
  const complaint = place.error && place.error(block);
  if (control && complaint) {
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${id}-error`);
  }
  if (control && block.element.focus_on_load) control.dataset.first = "yes";
  return el("div", { class: "block input-block" + (complaint ? " wrong" : "") },
    el(grouped ? "div" : "label", { class: "label", htmlFor: grouped ? undefined : id }, withEmoji(block.label.text),
      block.optional && el("span", { class: "quiet" }, " (optional)")),
    node,
    complaint && el("div", { class: "error", id: `${id}-error`, role: "alert" }, sign("warning"), " ", complaint),
    block.hint && el("div", { class: "hint" }, textNodes(block.hint)));
}

// Rich text

function styled(node, style = {}) {
  let shown = node;
  const tags = { bold: "strong", italic: "em", strike: "s", underline: "u", highlight: "mark" };
  if (style.code) shown = el("code", { class: "code" }, shown);
  for (const [name, tag] of Object.entries(tags)) if (style[name]) shown = el(tag, {}, shown);
  return shown;
}

const LEAF = {
  text: (one) => one.text.split("\n").flatMap((line, i) => (i ? [el("br"), line] : [line])),
  link: (one) => link(one.url, one.text || one.url),
  user: (one) => mention(one.user_id),
  channel: (one) => channelMention(one.channel_id),
  usergroup: (one) => el("span", { class: "mention" }, "@" + people.group(one.usergroup_id)),
  broadcast: (one) => el("span", { class: "mention loud" }, "@" + one.range),
  emoji: (one) => emoji(one.name) || `:${one.name}:`,
  date: (one) => el("time", {}, dateToken(one.timestamp, one.format, one.fallback || "")),
  color: (one) => one.value,
  team: (one) => one.team_id,
};

const leaves = (elements) => elements.flatMap((one) => {
  const made = (LEAF[one.type] || (() => `[${one.type}]`))(one);
  return one.style ? styled(el("span", {}, made), one.style) : made;
});

function richPart(part) {
  if (part.type === "rich_text_section") return el("div", { class: "text" }, leaves(part.elements));
  if (part.type === "rich_text_quote") return el("blockquote", { class: "quote" }, leaves(part.elements));
  if (part.type === "rich_text_preformatted") return el("pre", { class: "pre" }, leaves(part.elements));
  if (part.type === "rich_text_list") {
    return el(part.style === "ordered" ? "ol" : "ul", { class: `indent-${Math.min(part.indent || 0, 5)}`, start: part.offset ? part.offset + 1 : undefined },
      part.elements.map((item) => el("li", {}, leaves(item.elements))));
  }
  return el("div", { class: "unknown" }, `[rich text type ${part.type}]`);
}

export const rich = (block) => el("div", { class: "block rich" }, block.elements.map(richPart));

// Tables

function cellNodes(cell) {
  if (!cell) return [];
  if (cell.type === "rich_text") return cell.elements.map(richPart);
  if (cell.type === "raw_number") return [cell.text || cell.value.toLocaleString()];
  return [withEmoji(cell.text || "")];
}

function table(block) {
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

const sortKey = (cell) => {
  if (!cell) return "";
  if (cell.type === "raw_number") return cell.value;
  return cell.type === "raw_text" ? cell.text.toLowerCase() : JSON.stringify(cell.elements).toLowerCase();
};

function dataTable(block) {
  const [head, ...rows] = block.rows;
  const size = block.page_size || 5;
  const named = block.row_header_column_index || 0;
  const shown = { page: 0, column: -1, down: false };
  const holder = el("div", { class: "block table-holder data-table" });
  const draw = () => {
    const sorted = shown.column < 0 ? rows : [...rows].sort((a, b) => {
      const [x, y] = [sortKey(a[shown.column]), sortKey(b[shown.column])];
      return (x < y ? -1 : x > y ? 1 : 0) * (shown.down ? -1 : 1);
    });
    const pages = Math.max(1, Math.ceil(rows.length / size));
    const from = shown.page * size;
    const header = el("tr", {}, head.map((cell, i) => {
      const order = shown.column === i ? (shown.down ? "descending" : "ascending") : "none";
      return el("th", { scope: "col", "aria-sort": order }, el("button", { class: "sort", type: "button", on: { click: () => {
        shown.down = shown.column === i && !shown.down;
        shown.column = i;
        shown.page = 0;
        draw();
      } } }, cellNodes(cell), icon(order === "none" ? " ↕" : shown.down ? " ↓" : " ↑")));
    }));
    const body = sorted.slice(from, from + size).map((row) => el("tr", {}, row.map((cell, i) =>
      el(i === named ? "th" : "td", { scope: i === named ? "row" : undefined, class: cell && cell.type === "raw_number" ? "align-right" : undefined }, cellNodes(cell)))));
    const turn = (step, text) => el("button", { class: "button", type: "button", disabled: shown.page + step < 0 || shown.page + step >= pages,
      on: { click: () => { shown.page += step; draw(); } } }, text);
    holder.replaceChildren(
      el("table", {}, el("caption", {}, block.caption), el("thead", {}, header), el("tbody", {}, body)),
      pages > 1 ? el("div", { class: "pages" }, turn(-1, "Previous"), el("span", { class: "quiet" }, `${from + 1}–${Math.min(from + size, rows.length)} of ${rows.length}`), turn(1, "Next")) : "");
  };
  draw();
  return holder;
}

// Groups

function container(block, place, fallback) {
  const title = block.rich_text_title ? rich(block.rich_text_title) : el("strong", {}, textNodes(block.title));
  const inside = blockNodes(block.child_blocks, place, fallback);
  const more = block.subtitle && el("span", { class: "quiet" }, " ", textNodes(block.subtitle, { inline: true }));
  if (!block.is_collapsible) return el("div", { class: "block container" }, el("div", { class: "container-title" }, title, more), inside);
  return el("details", { class: "block container", open: !block.default_collapsed }, el("summary", {}, title, more), inside);
}

function card(block, place) {
  return el("div", { class: "block card" },
    block.hero_image && picture(block.hero_image, "picture"),
    block.title && el("div", { class: "card-title" }, block.icon && picture(block.icon, "mini"), textNodes(block.title)),
    block.subtitle && el("div", { class: "quiet" }, textNodes(block.subtitle)),
    block.body && el("div", { class: "text" }, textNodes(block.body)),
    block.actions && el("div", { class: "actions" }, block.actions.map((one) => elementNode(block, one, place))));
}

const DRAW = {
  section,
  header: (block) => el("div", { class: "block header", role: "heading", "aria-level": 3 }, textNodes(block.text)),
  divider: () => el("hr", { class: "divider" }),
  context,
  actions,
  context_actions: actions,
  input,
  image: imageBlock,
  rich_text: rich,
  markdown: (block) => el("div", { class: "block markdown" }, markdown(block.text)),
  table,
  data_table: dataTable,
  container,
  card,
  carousel: (block, place) => el("div", { class: "block carousel", role: "group", tabIndex: 0 }, block.elements.map((one) => card(one, place))),
  alert: (block) => el("div", { class: `block alert ${block.level || "default"}`, role: "note" }, textNodes(block.text)),
};
