// `rich_text`: sections, lists, quotes and code, and the leaves they are made of.

import { el, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { people } from "./model.js";
import { channelMention, mention } from "./mrkdwn.js";
import { dateToken } from "./time.js";

function styled(node, style = {}) {
  let shown = node;
  const tags = { bold: "strong", italic: "em", strike: "s", underline: "u", highlight: "mark", client_highlight: "mark" };
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
  date: (one) => {
    const shown = el("time", { title: one.fallback || undefined }, dateToken(one.timestamp, one.format, one.fallback || ""));
    return one.url ? link(one.url, shown) : shown;
  },
  color: (one) => one.value,
  team: (one) => one.team_id,
};

const leaves = (elements) => elements.flatMap((one) => {
  const made = (LEAF[one.type] || (() => `[${one.type}]`))(one);
  return one.style ? styled(el("span", {}, made), one.style) : made;
});

export function richPart(part) {
  if (part.type === "rich_text_section") return el("div", { class: "text" }, leaves(part.elements));
  if (part.type === "rich_text_quote") return el("blockquote", { class: "quote", dir: "auto" }, leaves(part.elements));
  if (part.type === "rich_text_preformatted") return el("pre", { class: "pre" }, leaves(part.elements));
  if (part.type === "rich_text_list") {
    return el(part.style === "ordered" ? "ol" : "ul", { class: `indent-${Math.min(part.indent || 0, 5)}${part.border ? " quote" : ""}`, dir: "auto", start: part.offset ? part.offset + 1 : undefined },
      part.elements.map((item) => el("li", {}, leaves(item.elements))));
  }
  return el("div", { class: "unknown" }, `[rich text type ${part.type}]`);
}

export const rich = (block) => el("div", { class: "block rich" }, block.elements.map(richPart));
