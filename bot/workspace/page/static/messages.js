// Messages: a channel's, a thread's, with what can be done to each.

import { el, link } from "./dom.js";
import { sign } from "./icons.js";
import { emoji, hasEmoji } from "./emoji.js";
import { blockNodes } from "./blocks.js";
import { menuButton } from "./elements.js";
import { mrkdwn } from "./mrkdwn.js";
import { here, model, openThread, people, threadOf } from "./model.js";
import { ago, clock, day, dayKey, full } from "./time.js";
import { act } from "./wire.js";

const QUICK = ["eyes", "white_check_mark", "+1"];
const COLOURS = 6;

export function avatar(id, small = false) {
  const user = people.get(id) || { real_name: id, bot: false };
  const words = user.real_name.split(/\s+/).filter(Boolean);
  const initials = (words.length > 1 ? words[0][0] + words[words.length - 1][0] : user.real_name.slice(0, 1)).toUpperCase();
  const colour = [...id].reduce((sum, c) => sum + c.charCodeAt(0), 0) % COLOURS;
  const kind = id === model.app.user ? "app" : id === "USLACKBOT" ? "slackbot" : `c${colour}`;
  return el("span", { class: `avatar ${kind}${small ? " small" : ""}`, "aria-hidden": "true" }, initials);
}

// What clicks and choices in a message do.
function placeOf(message) {
  const where = { channel: message.channel, ts: message.ts };
  const find = (block, element) => ((message.state[block.block_id] || {})[element.action_id]) || {};
  return {
    act: (block, element, value) => act("act", { ...where, block_id: block.block_id, action_id: element.action_id, value }),
    suggest: (block, element, query) => act("suggest", { ...where, block_id: block.block_id, action_id: element.action_id, query }),
    set(block, element, value, how) {
      const told = block.type !== "input" || block.dispatch_action;
      if (told && how !== "typing") return this.act(block, element, value);
      return undefined;
    },
    value: (block, element) => first(find(block, element), element),
  };
}

// A value from an element's state, or else its initial one.
export function first(state, element) {
  for (const [key, value] of Object.entries(state)) if (key !== "type") return value;
  const initial = Object.keys(element).find((key) => key.startsWith("initial_"));
  return initial ? element[initial] : null;
}

function body(message) {
  if (message.blocks && message.blocks.length) return blockNodes(message.blocks, placeOf(message), message.text);
  return message.text && el("div", { class: "block text" }, mrkdwn(message.text));
}

// What the app shows below a link, or an old-style attachment.
function attachments(message) {
  return (message.attachments || []).map((one) => el("div", { class: "attachment" },
    one.blocks ? blockNodes(one.blocks, placeOf(message), one.fallback || "") : [
      one.title && el("div", {}, el("strong", {}, one.title_link ? link(one.title_link, one.title) : one.title)),
      el("div", { class: "text" }, mrkdwn(one.text || one.fallback || "")),
    ]));
}

function files(message) {
  return (message.files || []).map((file) => {
    const size = `${file.size.toLocaleString()} bytes`;
    const save = el("a", { class: "file", href: file.url_private, download: file.name, "aria-label": `Download ${file.title}` },
      sign("file"), el("span", {}, el("strong", {}, file.title), el("small", {}, size)));
    if (!/^image\/(png|jpeg|gif|webp)$/.test(file.mimetype || "")) return save;
    return el("figure", { class: "block image" }, el("img", { class: "picture", src: file.url_private, alt: file.alt_txt || file.title, loading: "lazy" }), save);
  });
}

// What kind of somebody they are, where it matters whom one speaks to.
function rank(user) {
  const words = user.stranger ? user.team || "External" : user.guest ? "Guest" : "";
  return words && el("span", { class: "badge", title: user.stranger ? "From another workspace" : "A guest of this workspace" }, words);
}

function reactions(message) {
  if (!message.reactions) return null;
  return el("div", { class: "reactions" }, message.reactions.map((one) => el("button", {
    class: "reaction" + (one.users.includes(model.me) ? " mine" : ""), type: "button",
    "aria-pressed": String(one.users.includes(model.me)),
    title: one.users.map(people.name).join(", "),
    "aria-label": `${one.count} reacted with ${one.name}`,
    on: { click: () => act("react", { channel: message.channel, ts: message.ts, name: one.name }) },
  }, emoji(one.name) || `:${one.name}:`, " ", el("span", {}, one.count))));
}

function replies(message) {
  const thread = threadOf(here(), message.ts).slice(1);
  if (!thread.length) return null;
  const last = thread[thread.length - 1];
  const faces = [...new Set(thread.map((m) => m.user))].slice(0, 4).map((id) => avatar(id, true));
  return el("button", { class: "replies", type: "button", on: { click: () => openThread(message.ts) } },
    faces, el("span", { class: "replies-count" }, `${thread.length} ${thread.length === 1 ? "reply" : "replies"}`),
    el("span", { class: "quiet", data: { ago: last.ts } }, ago(last.ts)));
}

function toolbar(message, inThread) {
  if (message.ephemeral) return null;
  const quick = hasEmoji && QUICK.map((name) => el("button", { class: "tool", type: "button", "aria-label": `React with ${name}`,
    on: { click: () => act("react", { channel: message.channel, ts: message.ts, name }) } }, emoji(name)));
  const reply = !inThread && el("button", { class: "tool", type: "button", "aria-label": "Reply in thread", title: "Reply in thread",
    on: { click: () => openThread(message.thread_ts || message.ts) } }, sign("reply"));
  const where = { channel: message.channel, ts: message.ts };
  const own = model.shortcuts.filter((s) => s.kind === "message").map((s) => ({
    text: s.name, detail: `${s.description} · ${model.app.name}`,
    choose: () => act("message_shortcut", { ...where, shortcut: s.callback_id }),
  }));
  const more = own.length > 0 && menuButton(sign("more"), own, { class: "tool", name: "More actions" });
  return el("div", { class: "toolbar", role: "toolbar", "aria-label": "Message actions" }, quick, reply, more);
}

export function messageNode(message, { compact = false, inThread = false } = {}) {
  const user = people.get(message.user) || { real_name: "Somebody" };
  const isApp = Boolean(message.bot_id);
  const head = el("div", { class: "message-head" },
    el("span", { class: "name" }, user.real_name), isApp && el("span", { class: "badge" }, "APP"), rank(user),
    el("time", { class: "quiet", title: full(message.ts), dateTime: new Date(Number(message.ts) * 1000).toISOString() }, clock(message.ts)));
  return el("article", {
    class: "message" + (message.ephemeral ? " ephemeral" : "") + (compact ? " compact" : ""),
    data: { ts: message.ts }, "aria-label": `${user.real_name}, ${clock(message.ts)}`,
  },
  el("div", { class: "gutter" }, compact ? el("time", { class: "quiet tiny", title: full(message.ts) }, clock(message.ts)) : avatar(message.user)),
  el("div", { class: "message-main" },
    message.ephemeral && el("div", { class: "only-you" }, sign("eye"), " Only visible to you"),
    !compact && head, body(message), attachments(message), files(message),
    message.edited && !message.ephemeral && message.user === model.me && el("span", { class: "quiet tiny" }, "(edited)"),
    reactions(message), !inThread && replies(message)),
  toolbar(message, inThread));
}

function belongsTogether(before, message) {
  return before && before.user === message.user && !before.ephemeral && !message.ephemeral
    && Number(message.ts) - Number(before.ts) < 300 && dayKey(before.ts) === dayKey(message.ts);
}

// The messages of a channel or thread as items for `keep`.
export function timeline(messages, { inThread = false } = {}) {
  const items = [];
  let before = null;
  for (const message of messages) {
    if (!inThread && (!before || dayKey(before.ts) !== dayKey(message.ts))) {
      const text = day(message.ts);
      items.push({ key: `day ${dayKey(message.ts)}`, stamp: text,
        make: () => el("div", { class: "day", role: "separator" }, el("span", {}, text)) });
      before = null;
    }
    const compact = Boolean(belongsTogether(before, message));
    const thread = inThread ? [] : threadOf(here(), message.ts).slice(1).map((m) => m.ts);
    items.push({ key: message.ts, stamp: JSON.stringify([message, compact, thread, model.me]),
      make: () => messageNode(message, { inThread, compact }) });
    before = message;
  }
  return items;
}

// What stands at the beginning of a channel or conversation.
export function beginning(channel, tryOut) {
  const isDirect = channel.kind === "im";
  const title = isDirect ? model.app.name : `#${channel.name}`;
  const lead = isDirect
    ? `This is your conversation with ${model.app.name}. ${model.app.description}`
    : `This is the very beginning of the #${channel.name} channel.${channel.topic ? ` ${channel.topic}.` : ""}`;
  const ideas = model.suggestions.filter((line) => !isDirect || !line.startsWith("@"));
  return el("div", { class: "beginning" },
    isDirect ? avatar(model.app.user) : el("span", { class: "hash", "aria-hidden": "true" }, channel.kind === "group" ? sign("lock") : "#"),
    el("h2", {}, title), el("p", {}, lead),
    ideas.length > 0 && el("div", { class: "try" }, el("p", {}, el("strong", {}, "New here? "), "Click a line, then press Enter:"),
      el("div", { class: "chips" }, ideas.map((line) => el("button", { class: "chip", type: "button", on: { click: () => tryOut(line) } }, line)))));
}

export function promptButtons(channel) {
  const told = channel.prompts;
  if (!told) return null;
  return el("div", { class: "prompts" }, told.title && el("p", { class: "quiet" }, told.title),
    told.prompts.map((p) => el("button", { class: "chip", type: "button",
      on: { click: () => act("say", { channel: channel.id, text: p.message }) } }, p.title)));
}

