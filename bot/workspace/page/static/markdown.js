// Standard Markdown, the everyday part of it, for `markdown` blocks.

import { el, link } from "./dom.js";
import { withEmoji } from "./emoji.js";

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|~~([^~]+)~~|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>)]+)/g;

function inline(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) nodes.push(withEmoji(text.slice(at, match.index)));
    const [whole, code, b1, b2, s, i1, i2, label, url, bare] = match;
    if (code) nodes.push(el("code", { class: "code" }, code));
    else if (b1 || b2) nodes.push(el("strong", {}, inline(b1 || b2)));
    else if (s) nodes.push(el("s", {}, inline(s)));
    else if (i1 || i2) nodes.push(el("em", {}, inline(i1 || i2)));
    else if (label) nodes.push(link(url, inline(label)));
    else nodes.push(link(bare, bare));
    at = match.index + whole.length;
  }
  if (at < text.length) nodes.push(withEmoji(text.slice(at)));
  return nodes;
}

export function markdown(text) {
  const nodes = [];
  const rows = text.replace(/\r/g, "").split("\n");
  let i = 0;
  const take = (pattern) => {
    const taken = [];
    while (i < rows.length && pattern.test(rows[i])) taken.push(rows[i++]);
    return taken;
  };
  while (i < rows.length) {
    const row = rows[i];
    const heading = /^(#{1,6})\s+(.*)$/.exec(row);
    if (/^```/.test(row)) {
      i += 1;
      const code = take(/^(?!```)/);
      i += 1;
      nodes.push(el("pre", { class: "pre" }, code.join("\n")));
    } else if (heading) {
      nodes.push(el("p", { class: `md-h md-h${heading[1].length}`, role: "heading", "aria-level": heading[1].length + 2 }, inline(heading[2])));
      i += 1;
    } else if (/^\s*[-*+]\s+/.test(row)) {
      nodes.push(el("ul", {}, take(/^\s*[-*+]\s+/).map((r) => el("li", {}, inline(r.replace(/^\s*[-*+]\s+/, ""))))));
    } else if (/^\s*\d+[.)]\s+/.test(row)) {
      nodes.push(el("ol", {}, take(/^\s*\d+[.)]\s+/).map((r) => el("li", {}, inline(r.replace(/^\s*\d+[.)]\s+/, ""))))));
    } else if (/^>/.test(row)) {
      nodes.push(el("blockquote", { class: "quote" }, take(/^>/).flatMap((r, n) => [n ? el("br") : null, ...inline(r.replace(/^>\s?/, ""))])));
    } else if (/^(-{3,}|\*{3,})\s*$/.test(row)) {
      nodes.push(el("hr", { class: "divider" }));
      i += 1;
    } else if (!row.trim()) {
      i += 1;
    } else {
      const paragraph = take(/^(?!\s*$|#{1,6}\s|```|>|\s*[-*+]\s|\s*\d+[.)]\s)/);
      if (!paragraph.length) paragraph.push(rows[i++]);
      nodes.push(el("p", {}, paragraph.flatMap((r, n) => [n ? el("br") : null, ...inline(r)])));
    }
  }
  return nodes;
}
