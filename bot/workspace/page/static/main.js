// The page as a whole: sidebar, conversation, thread, and what changes when something happens.

import { el, fill, keep } from "./dom.js";
import { composer } from "./composer.js";
import { sign } from "./icons.js";
import { avatar, beginning, messageNode, promptButtons, timeline } from "./messages.js";
import { drawHome, drawModal } from "./modal.js";
import { go, here, model, onChange, openThread, people, seen, showTab, threadOf } from "./model.js";
import { ago } from "./time.js";
import { act, connect } from "./wire.js";

const $ = (id) => document.getElementById(id);
const side = $("side");
const messages = $("messages");
const threadPane = $("thread");
let writing = null;
let answering = null;

// Sidebar

function sideItem(channel) {
  const unread = model.unread.get(channel.id) || 0;
  const isDirect = channel.kind === "im";
  const name = isDirect ? model.app.name : channel.name;
  const mark = isDirect ? avatar(model.app.user, true) : el("span", { class: "side-sign", "aria-hidden": "true" }, channel.kind === "group" ? sign("lock") : "#");
  return el("li", {}, el("button", {
    class: "side-item" + (unread ? " unread" : ""), type: "button", data: { channel: channel.id },
    "aria-current": channel.id === model.current ? "page" : undefined,
    on: { click: () => { go(channel.id); if (isDirect) told(model.tab); closeSide(); if (writing) writing.input.focus(); } },
  }, mark, el("span", { class: "side-name" }, name),
  isDirect && el("span", { class: `dot ${model.app.online ? "on" : "off"}`, title: model.app.online ? "connected" : "not connected" }),
  unread > 0 && el("span", { class: "count", "aria-label": `${unread} unread` }, unread)));
}

function drawSide() {
  const all = [...model.channels.values()];
  const group = (title, items) => items.length > 0 && [el("h2", { class: "side-title" }, title), el("ul", {}, items.map(sideItem))];
  fill(side, el("div", { class: "workspace" }, el("span", { class: "workspace-sign", "aria-hidden": "true" }, model.team.slice(0, 1)), el("strong", {}, model.team)),
    group("Channels", all.filter((c) => c.kind !== "im")), group("Apps", all.filter((c) => c.kind === "im")));
  const person = $("person");
  const humans = [...model.users.values()].filter((u) => !u.bot);
  fill(person, humans.map((u) => el("option", { value: u.id, selected: u.id === model.me }, u.real_name)));
}

function closeSide() {
  document.body.classList.remove("side-open");
  $("menu").setAttribute("aria-expanded", "false");
}

// The app hears which of its tabs somebody opens.
function told(tab) {
  if (tab === "home" ? model.app.home_tab : model.app.messages_tab) act("home", { tab });
}

// Conversation

function drawHead() {
  const channel = here();
  const isDirect = channel.kind === "im";
  const tab = (name, text) => el("button", { class: "tab", type: "button", role: "tab", "aria-selected": String(model.tab === name),
    on: { click: () => { showTab(name); told(name); } } }, text);
  const tabs = isDirect && model.app.home_tab && el("div", { class: "tabs", role: "tablist" }, tab("home", "Home"), tab("messages", "Messages"));
  const about = isDirect ? model.app.description : channel.topic;
  const invite = !isDirect && !channel.has_app && el("button", { class: "button", type: "button",
    on: { click: () => act("invite", { channel: channel.id }) } }, `Add ${model.app.name}`);
  fill($("head"), el("div", { class: "head-row" },
    el("h1", {}, isDirect ? [avatar(model.app.user, true), " ", model.app.name, el("span", { class: "badge" }, "APP")] : [el("span", { class: "quiet" }, "# "), channel.name]),
    el("span", { class: "topic quiet" }, about), invite,
    !isDirect && el("span", { class: "quiet members" }, sign("people"), " ", channel.members)), tabs);
  document.title = `${isDirect ? model.app.name : "#" + channel.name} · ${model.team}`;
}

const atEnd = (node) => node.scrollHeight - node.scrollTop - node.clientHeight < 80;

// A list that shows its end keeps showing it when its size or content changes.
let following = true;
let settled = 0;
messages.addEventListener("scroll", () => {
  following = atEnd(messages) || Math.abs(messages.scrollTop - settled) < 2;
  sayMore();
});
new ResizeObserver(() => { if (following) showEnd(); }).observe(messages);
// A picture has its height only once it is there.
messages.addEventListener("load", () => { if (following) showEnd(); }, true);

// The end of a list; of a last message that is taller than the list, its beginning.
function toEnd(list) {
  const articles = list.querySelectorAll(".message");
  const last = articles[articles.length - 1];
  list.scrollTop = list.scrollHeight;
  if (last && last.offsetHeight > list.clientHeight) {
    list.scrollTop += last.getBoundingClientRect().top - list.getBoundingClientRect().top;
  }
}

function showEnd() {
  toEnd(messages);
  settled = messages.scrollTop;
  following = true;
  sayMore();
}

// Whatever goes on below the composer is said to, with the way there.
function sayMore() {
  const rest = messages.scrollHeight - messages.scrollTop - messages.clientHeight;
  $("below").hidden = messages.hidden || rest < 24;
}
$("below").addEventListener("click", () => {
  messages.scrollTop = messages.scrollHeight;
  if (writing) writing.input.focus();
});

function drawMessages({ jump = false } = {}) {
  const channel = here();
  const stay = !jump && !following;
  const top = messages.scrollTop;
  const shown = channel.messages.filter((m) => !m.thread_ts || m.thread_ts === m.ts);
  const status = model.status.get(channel.id);
  const hints = JSON.stringify([channel.id, channel.topic, model.suggestions, model.app.name]);
  keep(messages, [
    { key: "beginning", stamp: hints, make: () => beginning(channel, tryOut) },
    ...timeline(shown),
    ...extra("prompts", channel.prompts, () => promptButtons(channel)),
    ...extra("status", status, () => el("p", { class: "status", role: "status" }, el("strong", {}, model.app.name), " ", status)),
  ]);
  if (stay) messages.scrollTop = top;
  else showEnd();
  sayMore();
}

const extra = (key, told, make) => (told ? [{ key, stamp: JSON.stringify(told), make }] : []);

function tryOut(line) {
  if (writing) writing.put(line);
}

const drafts = new Map(); // what was being typed, by channel or by channel and thread

function drawComposer() {
  const channel = here();
  if (writing) drafts.set(writing.channel, writing.input.value);
  const isDirect = channel.kind === "im";
  const off = isDirect && model.app.read_only;
  const name = isDirect ? model.app.name : `#${channel.name}`;
  writing = composer({ id: "composer", placeholder: off ? "Messages to this app are turned off" : `Message ${name}`, disabled: off,
    target: () => ({ channel: channel.id }), onSend: showEnd });
  writing.channel = channel.id;
  fill($("compose"), writing.node);
  writing.restore(drafts.get(channel.id) || "");
}

function drawPlace() {
  const onHome = here().kind === "im" && model.tab === "home" && model.app.home_tab;
  drawSide();
  drawHead();
  $("home").hidden = !onHome;
  messages.hidden = $("compose").hidden = onHome;
  if (onHome) drawHome($("home"));
  drawComposer();
  drawMessages({ jump: true });
  drawThread();
  drawOffline();
  history.replaceState(null, "", `/archives/${model.current}`);
  if (matchMedia("(min-width: 700px)").matches && !onHome) writing.input.focus();
}

function drawOffline() {
  const line = $("offline");
  line.hidden = model.app.online;
  line.textContent = `${model.app.name} is not connected: commands and clicks will fail until it is.`;
}

// Thread

// A thread that closes keeps what was being typed in it.
function keepAnswer() {
  drafts.set(`${answering.channel} ${answering.ts}`, answering.input.value);
  answering = null;
}

function drawThread() {
  const channel = here();
  threadPane.hidden = !model.thread;
  document.body.classList.toggle("thread-open", Boolean(model.thread));
  if (answering && (answering.channel !== channel.id || answering.ts !== model.thread)) keepAnswer();
  if (!model.thread) return;
  const thread = threadOf(channel, model.thread);
  if (!thread.length) { openThread(null); return; }
  const [root, ...rest] = thread;
  const ts = model.thread;
  if (!answering) {
    answering = composer({ id: "answer", placeholder: "Reply…", target: () => ({ channel: channel.id, thread_ts: ts }),
      onSend: () => toEnd(threadPane.querySelector(".thread-messages")) });
    answering.ts = ts;
    answering.channel = channel.id;
    const list = el("div", { class: "thread-messages", role: "log", "aria-label": "Thread" });
    fill(threadPane, el("header", { class: "pane-head" }, el("div", { class: "head-row" }, el("h2", {}, "Thread"),
      el("span", { class: "quiet topic" }, channel.kind === "im" ? people.name(model.app.user) : `#${channel.name}`),
      el("button", { class: "icon", type: "button", "aria-label": "Close thread", on: { click: () => openThread(null) } }, sign("close")))),
    list, answering.node);
    answering.restore(drafts.get(`${channel.id} ${ts}`) || "");
    answering.input.focus();
  }
  threadPane.querySelector("h2").textContent = channel.titles[ts] || "Thread";
  const list = threadPane.querySelector(".thread-messages");
  const stay = !atEnd(list) && list.childNodes.length > 0;
  const top = list.scrollTop;
  const words = rest.length && `${rest.length} ${rest.length === 1 ? "reply" : "replies"}`;
  keep(list, [
    { key: root.ts, stamp: JSON.stringify(root), make: () => messageNode(root, { inThread: true }) },
    ...extra("count", words, () => el("div", { class: "day thread-count" }, el("span", {}, words))),
    ...timeline(rest, { inThread: true }),
  ]);
  if (stay) list.scrollTop = top;
  else toEnd(list);
}

// Wiring

let pending = false;
onChange((what) => {
  if (what === "state" || what === "place") {
    if (what === "state" && first) arrive();
    drawPlace();
    if (what === "state") drawModal();
    return;
  }
  if (what === "stack") drawModal();
  if (what === "thread") drawThread();
  if (what === "home" && !$("home").hidden) drawHome($("home"));
  if (["presence", "unread", "membership", "message"].includes(what)) { drawSide(); drawOffline(); }
  if (what === "membership") drawHead();
  if (["message", "changed", "deleted", "reaction", "status", "prompts", "title"].includes(what) && !pending) {
    pending = true;
    requestAnimationFrame(() => { pending = false; drawMessages(); drawThread(); });
  }
});

// A link to a message opens its channel and shows it.
let first = true;
function arrive() {
  first = false;
  const [, channel, place] = /^\/archives\/([^/]+)(?:\/p(\d+))?/.exec(location.pathname) || [];
  if (!model.channels.has(channel)) return;
  model.current = channel;
  if (!place) return;
  const ts = `${place.slice(0, -6)}.${place.slice(-6)}`;
  const message = here().messages.find((m) => m.ts === ts);
  if (!message) return;
  if (message.reply) model.thread = message.thread_ts;
  requestAnimationFrame(() => {
    const node = document.querySelector(`.message[data-ts="${CSS.escape(ts)}"]`);
    if (node) { node.classList.add("found"); node.scrollIntoView({ block: "center" }); }
  });
}

$("menu").append(sign("menu"));
$("menu").addEventListener("click", () => {
  const open = document.body.classList.toggle("side-open");
  $("menu").setAttribute("aria-expanded", String(open));
  if (open) { const item = side.querySelector("button"); if (item) item.focus(); }
});
$("pane").addEventListener("click", closeSide);
$("person").addEventListener("change", (event) => {
  sessionStorage.setItem("person", event.target.value);
  model.unread.clear();
  connect(event.target.value);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (document.body.classList.contains("side-open")) closeSide();
    else if (model.thread) { openThread(null); if (writing) writing.input.focus(); }
  }
  if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && model.current) {
    event.preventDefault();
    const ids = [...model.channels.keys()];
    const step = event.key === "ArrowDown" ? 1 : -1;
    go(ids[(ids.indexOf(model.current) + step + ids.length) % ids.length]);
  }
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) seen(); });
setInterval(() => document.querySelectorAll("[data-ago]").forEach((n) => { n.textContent = ago(n.dataset.ago); }), 30000);

connect(sessionStorage.getItem("person") || "");
