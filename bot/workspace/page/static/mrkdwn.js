// Slack's mrkdwn, and plain text, as nodes. https://docs.slack.dev/messaging/formatting-message-text

import { el, link } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { people } from "./model.js";
import { dateToken } from "./time.js";

export const unescape = (text) =>
  text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

// A text object of either kind.
export function textNodes(object, { inline = false } = {}) {
  if (!object || typeof object.text !== "string") return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, { inline });
  const text = object.emoji === false ? object.text : withEmoji(object.text);
  return lines(text, (line) => [line]);
}

function lines(text, make) {
  return text.split("\n").flatMap((line, i) => (i ? [el("br"), ...make(line)] : make(line)));
}

export function mrkdwn(text, { inline: onlyInline = false } = {}) {
  const nodes = [];
  text.split("```").forEach((part, i, parts) => {
    const fenced = i % 2 === 1 && i < parts.length - 1;
    if (fenced && !onlyInline) {
      nodes.push(el("pre", { class: "pre" }, unescape(part.replace(/^\n|\n$/g, ""))));
    } else {
      const source = i % 2 === 1 && !fenced ? "```" + part : part;
      const before = nodes.length && i % 2 === 0 ? source.replace(/^\n/, "") : source;
      nodes.push(...(onlyInline ? lines(before, inline) : quoted(before)));
    }
  });
  return nodes;
}

// Lines that begin with > are a quotation.
function quoted(text) {
  const nodes = [];
  let quote = null;
  let fresh = true;
  for (const line of text.split("\n")) {
    const match = /^(?:>|&gt;)\s?(.*)$/.exec(line);
    if (match) {
      if (!quote) {
        quote = el("blockquote", { class: "quote" });
        nodes.push(quote);
      } else quote.append(el("br"));
      quote.append(...inline(match[1]));
      fresh = true;
    } else {
      if (!fresh) nodes.push(el("br"));
      nodes.push(...inline(line));
      quote = null;
      fresh = false;
    }
  }
  return nodes;
}

const TOKEN = /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+-]+):|([*_~])/g;
const STYLE = { "*": "strong", _: "em", "~": "s" };

export function inline(text) {
  const nodes = [];
  let at = 0;
  TOKEN.lastIndex = 0;
  const say = (end) => {
    if (end > at) nodes.push(unescape(text.slice(at, end)));
  };
  let match;
  const scanner = new RegExp(TOKEN.source, "g");
  while ((match = scanner.exec(text))) {
    const [whole, entity, code, name, mark] = match;
    let node = null;
    let end = match.index + whole.length;
    if (entity !== undefined) node = entityNode(entity);
    else if (code !== undefined) node = el("code", { class: "code" }, unescape(code));
    else if (name !== undefined) node = emoji(name);
    else {
      const close = closing(text, match.index, mark);
      if (close > 0) {
        node = el(STYLE[mark], {}, inline(text.slice(match.index + 1, close)));
        end = close + 1;
      }
    }
    if (node === null) {
      scanner.lastIndex = match.index + 1;
      continue;
    }
    say(match.index);
    nodes.push(node);
    at = end;
    scanner.lastIndex = end;
  }
  say(text.length);
  return nodes;
}

// Where a style ends: marks hug their words and stand at word boundaries; -1 if they don't.
function closing(text, start, mark) {
  const before = text[start - 1] || " ";
  if (/[\p{L}\p{N}]/u.test(before) || before === mark) return -1;
  if (!text[start + 1] || /\s/.test(text[start + 1]) || text[start + 1] === mark) return -1;
  for (let i = start + 2; i < text.length; i += 1) {
    if (text[i] === "<") i = Math.max(i, text.indexOf(">", i));
    else if (text[i] === "\n") return -1;
    else if (text[i] === mark && !/\s/.test(text[i - 1])) {
      if (!/[\p{L}\p{N}]/u.test(text[i + 1] || " ")) return i;
    }
  }
  return -1;
}

function entityNode(entity) {
  const bar = entity.indexOf("|");
  const target = bar < 0 ? entity : entity.slice(0, bar);
  const label = bar < 0 ? "" : unescape(entity.slice(bar + 1));
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!date^")) {
    const [, epoch, pattern = "", url = ""] = target.split("^");
    const text = dateToken(epoch, pattern, label);
    const shown = el("time", { title: label }, text);
    return url ? link(unescape(url), shown) : shown;
  }
  if (target.startsWith("!subteam^")) {
    return el("span", { class: "mention" }, label || "@" + people.group(target.slice(9)));
  }
  if (target.startsWith("!")) return el("span", { class: "mention loud" }, "@" + target.slice(1));
  if (!/^(https?:\/\/|mailto:)/i.test(target)) return null;
  const url = unescape(target);
  return link(url, label || url.replace(/^mailto:/, ""));
}

export function mention(id, label = "") {
  const user = people.get(id);
  const own = id === people.me;
  const name = user ? user.real_name : label || id;
  return el("span", { class: own ? "mention own" : "mention" }, "@" + name);
}

export function channelMention(id, label = "") {
  return el("span", { class: "mention" }, "#" + (people.channelName(id) || label || id));
}
