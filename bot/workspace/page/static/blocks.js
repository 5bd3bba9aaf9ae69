// Layout blocks as nodes. What this page doesn't draw says so, with the message's fallback text.

import { chart } from "./charts.js";
import { el } from "./dom.js";
import { sign } from "./icons.js";
import { elementNode } from "./elements.js";
import { withEmoji } from "./emoji.js";
import { markdown } from "./markdown.js";
import { textNodes } from "./mrkdwn.js";
import { rich } from "./rich.js";
import { dataTable, table } from "./tables.js";

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
  const grouped = ["checkboxes", "radio_buttons"].includes(block.element.type);
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

// Groups

function container(block, place, fallback) {
  const title = block.rich_text_title ? rich(block.rich_text_title) : el("strong", {}, textNodes(block.title));
  const inside = el("div", { class: "container-body" }, blockNodes(block.child_blocks, place, fallback));
  const head = [block.icon && picture(block.icon, "mini"), el("span", { class: "container-words" }, title,
    block.subtitle && el("span", { class: "quiet container-more" }, textNodes(block.subtitle, { inline: true })))];
  const cls = `block container ${block.width || "standard"}`;
  if (!block.is_collapsible) {
    const line = block.has_header_divider ? " lined" : "";
    return el("div", { class: cls }, el("div", { class: `container-title${line}` }, head), inside);
  }
  return el("details", { class: cls, open: !block.default_collapsed }, el("summary", { class: "container-title" }, sign("fold"), head), inside);
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
  data_visualization: chart,
  container,
  card,
  carousel: (block, place) => el("div", { class: "block carousel", role: "group", tabIndex: 0 }, block.elements.map((one) => card(one, place))),
  alert: (block) => el("div", { class: `block alert ${block.level || "default"}`, role: "note" }, textNodes(block.text)),
};
