// Interactive elements: buttons, menus, pickers and inputs, in messages and in modals.
//
// A `place` says where an element stands and what a click or a choice does there:
// { act(block, element, value), suggest(block, element, query), value(block, element), set(…) }.

import { el, trap } from "./dom.js";
import { sign } from "./icons.js";
import { withEmoji } from "./emoji.js";
import { external, listed } from "./lookup.js";
import { textNodes } from "./mrkdwn.js";
import { model, people } from "./model.js";

const label = (object) => withEmoji((object && object.text) || "");

// Ask before an action, where the app wants it asked.
function confirmed(element, then) {
  const question = element.confirm;
  if (!question) return then();
  const before = document.activeElement;
  const done = (yes) => {
    overlay.remove();
    if (before) before.focus();
    if (yes) then();
  };
  const no = el("button", { class: "button", on: { click: () => done(false) } }, label(question.deny));
  const kind = question.style === "danger" ? "button danger" : "button primary";
  const yes = el("button", { class: kind, on: { click: () => done(true) } }, label(question.confirm));
  const dialog = el("div", { class: "dialog small", role: "alertdialog", "aria-modal": "true", "aria-label": label(question.title) },
    el("h2", {}, label(question.title)),
    el("div", { class: "dialog-body" }, textNodes(question.text)),
    el("div", { class: "dialog-foot" }, no, yes));
  const overlay = el("div", { class: "overlay", on: {
    keydown: (event) => {
      event.stopPropagation();
      if (event.key === "Escape") done(false);
      trap(dialog, event);
    },
  } }, dialog);
  document.getElementById("layer").append(overlay);
  yes.focus();
  return undefined;
}

function button(block, element, place) {
  const styles = { primary: " primary", danger: " danger" };
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(people.me)) return null;
  return el("button", {
    class: "button" + (styles[element.style] || ""),
    type: "button",
    title: element.url || undefined,
    "aria-label": element.accessibility_label,
    data: { action: element.action_id },
    on: { click: (event) => confirmed(element, () => {
      if (/^(https?:|mailto:)/i.test(element.url || "")) window.open(element.url, "_blank", "noopener,noreferrer");
      return busy(event.currentTarget || event.target, place.act(block, element));
    }) },
  }, label(element.text));
}

// A click that takes its time shows that it was taken.
async function busy(node, work) {
  if (node && node.classList) node.classList.add("busy");
  await work;
  if (node && node.classList) node.classList.remove("busy");
}

function iconButton(block, element, place) {
  return el("button", { class: "button subtle", type: "button", "aria-label": element.accessibility_label || element.text.text,
    on: { click: () => confirmed(element, () => place.act(block, element)) } }, sign("trash"), " ", label(element.text));
}

function feedback(block, element, place) {
  const side = (key, drawing) => {
    const one = element[key];
    return el("button", { class: "button subtle feedback", type: "button", title: label(one.text), "aria-pressed": "false",
      "aria-label": one.accessibility_label || label(one.text),
      on: { click: (event) => {
        const both = event.currentTarget.parentNode.querySelectorAll(".feedback");
        both.forEach((b) => b.setAttribute("aria-pressed", String(b === event.currentTarget)));
        return place.act(block, element, one.value);
      } } }, sign(drawing));
  };
  return el("span", { class: "feedback-pair" }, side("positive_button", "up"), side("negative_button", "down"));
}

function overflow(block, element, place) {
  const options = element.options.map((option) => ({
    text: label(option.text),
    detail: label(option.description),
    choose: () => confirmed(element, () => {
      if (/^https?:/i.test(option.url || "")) window.open(option.url, "_blank", "noopener,noreferrer");
      return place.act(block, element, option.value);
    }),
  }));
  return menuButton(sign("more"), options, { class: "button overflow", name: "More actions" });
}

// A button with a menu below it, by keyboard too.
export function menuButton(content, options, { class: cls, name }) {
  const opener = el("button", { class: cls, type: "button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": name }, content);
  const holder = el("span", { class: "menu-holder" }, opener);
  const close = (refocus) => {
    const menu = holder.querySelector(".menu-list");
    if (menu) menu.remove();
    opener.setAttribute("aria-expanded", "false");
    document.removeEventListener("click", outside, true);
    if (refocus) opener.focus();
  };
  const outside = (event) => { if (!holder.contains(event.target)) close(false); };
  const open = () => {
    const items = options.map((option) => el("button", { class: "menu-item", role: "menuitem", type: "button",
      on: { click: () => { close(true); option.choose(); } } }, option.text, option.detail && el("small", {}, option.detail)));
    const menu = el("div", { class: "menu-list", role: "menu", on: { keydown: (event) => {
      const at = items.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); items[(at + step + items.length) % items.length].focus(); }
      if (event.key === "Escape" || event.key === "Tab") { event.stopPropagation(); close(true); }
    } } }, items);
    holder.append(menu);
    // Towards where there is room.
    const at = menu.getBoundingClientRect();
    menu.classList.toggle("rightwards", at.left < 8);
    menu.classList.toggle("upwards", at.bottom > innerHeight - 8 && at.height < at.top);
    opener.setAttribute("aria-expanded", "true");
    document.addEventListener("click", outside, true);
    items[0].focus();
  };
  opener.addEventListener("click", () => (holder.querySelector(".menu-list") ? close(true) : open()));
  return holder;
}

const choicesOf = (element) => [...(element.options || []), ...(element.option_groups || []).flatMap((g) => g.options)];

function select(block, element, place, options) {
  const chosen = place.value(block, element);
  const current = chosen && (chosen.value || chosen);
  const make = (option) => el("option", { value: option.value, selected: option.value === current }, label(option.text));
  const groups = (element.option_groups || []).map((g) => el("optgroup", { label: label(g.label) }, g.options.map(make)));
  const node = el("select", { class: "select", data: { action: element.action_id }, on: { change: () => confirmed(element, () => {
    if (node.value !== "") place.set(block, element, node.value);
  }) } },
  el("option", { value: "", selected: !current, disabled: !block.optional }, label(element.placeholder) || "Choose an option"),
  groups.length ? groups : options.map(make));
  return node;
}

function checkboxes(block, element, place) {
  const { options } = element;
  const chosen = new Set((place.value(block, element) || []).map((o) => o.value || o));
  const boxes = options.map((option) => {
    const box = el("input", { type: "checkbox", value: option.value, checked: chosen.has(option.value), on: { change: () => {
      if (box.checked) chosen.add(option.value); else chosen.delete(option.value);
      place.set(block, element, options.filter((o) => chosen.has(o.value)).map((o) => o.value));
    } } });
    return el("label", { class: "choice" }, box, el("span", {}, textNodes(option.text),
      option.description && el("small", {}, textNodes(option.description))));
  });
  return el("div", { class: "choices", role: "group", data: { action: element.action_id } }, boxes);
}

function radios(block, element, place) {
  const chosen = place.value(block, element);
  const name = `${block.block_id}-${element.action_id}-${Math.random()}`;
  return el("div", { class: "choices", role: "radiogroup", data: { action: element.action_id } }, element.options.map((option) =>
    el("label", { class: "choice" },
      el("input", { type: "radio", name, value: option.value, checked: chosen && chosen.value === option.value,
        on: { change: () => place.set(block, element, option.value) } }),
      el("span", {}, textNodes(option.text), option.description && el("small", {}, textNodes(option.description))))));
}

const isThere = (element) => document.querySelector(`[data-action="${CSS.escape(element.action_id)}"]`);

// Milliseconds without a key after which an app that wants to know hears what was typed.
const PAUSE = 400;
let pausing = 0;

function typed(block, element, place, type) {
  const value = place.value(block, element) || "";
  const triggers = (element.dispatch_action_config || {}).trigger_actions_on || ["on_enter_pressed"];
  const told = (trigger) => block.dispatch_action && triggers.includes(trigger);
  const common = { class: "input", placeholder: label(element.placeholder), value, maxLength: element.max_length || 3000,
    data: { action: element.action_id }, on: {
      input: (event) => {
        const text = event.target.value || null;
        place.set(block, element, text, "typing");
        clearTimeout(pausing);
        if (told("on_character_entered")) pausing = setTimeout(() => isThere(element) && place.act(block, element, text), PAUSE);
      },
      keydown: (event) => {
        if (event.key === "Enter" && told("on_enter_pressed") && !element.multiline) {
          event.preventDefault();
          place.act(block, element, event.target.value || null);
        }
      },
    } };
  return element.multiline ? el("textarea", { ...common, rows: 4 }) : el("input", { ...common, type });
}

function picker(block, element, place, type) {
  return el("input", { class: "input picker", type, value: place.value(block, element) || "", data: { action: element.action_id },
    "aria-label": label(element.placeholder) || undefined,
    on: { change: (event) => place.set(block, element, event.target.value || null) } });
}

function dateTimePicker(block, element, place) {
  const seconds = place.value(block, element);
  const local = seconds ? new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60000).toISOString().slice(0, 16) : "";
  return el("input", { class: "input picker", type: "datetime-local", value: local, data: { action: element.action_id },
    on: { change: (event) => place.set(block, element, event.target.value ? Math.floor(new Date(event.target.value).getTime() / 1000) : null) } });
}

const asOption = (value, text) => ({ value, text: { type: "plain_text", text, emoji: false } });
const persons = () => [...model.users.values()].filter((u) => u.id !== "USLACKBOT").map((u) => asOption(u.id, u.real_name));
const rooms = (kinds) => [...model.channels.values()].filter((c) => kinds.includes(c.kind)).map((c) => asOption(c.id, "#" + c.name));

const MAKERS = {
  button, icon_button: iconButton, feedback_buttons: feedback, overflow, workflow_button: button,
  static_select: (b, e, p) => select(b, e, p, choicesOf(e)),
  multi_static_select: (b, e, p) => listed(b, e, p, choicesOf(e)),
  external_select: external,
  multi_external_select: external,
  users_select: (b, e, p) => select(b, e, p, persons()),
  multi_users_select: (b, e, p) => listed(b, e, p, persons()),
  conversations_select: (b, e, p) => select(b, e, p, rooms(["channel", "group"])),
  multi_conversations_select: (b, e, p) => listed(b, e, p, rooms(["channel", "group"])),
  channels_select: (b, e, p) => select(b, e, p, rooms(["channel"])),
  multi_channels_select: (b, e, p) => listed(b, e, p, rooms(["channel"])),
  checkboxes,
  radio_buttons: radios,
  datepicker: (b, e, p) => picker(b, e, p, "date"),
  timepicker: (b, e, p) => picker(b, e, p, "time"),
  datetimepicker: dateTimePicker,
  plain_text_input: (b, e, p) => typed(b, e, p, "text"),
  email_text_input: (b, e, p) => typed(b, e, p, "email"),
  url_text_input: (b, e, p) => typed(b, e, p, "url"),
  number_input: (b, e, p) => typed(b, e, p, "number"),
};

export function elementNode(block, element, place) {
  const make = MAKERS[element.type];
  if (!make) return el("span", { class: "unknown" }, `[element type ${element.type}]`);
  return make(block, element, place);
}
