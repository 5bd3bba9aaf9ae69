// Modals: the top of the person's stack, filled in, sent off, closed.

import { el, fill, trap } from "./dom.js";
import { sign } from "./icons.js";
import { blockNodes } from "./blocks.js";
import { withEmoji } from "./emoji.js";
import { first } from "./messages.js";
import { model } from "./model.js";
import { act } from "./wire.js";

const layer = document.getElementById("layer");
let shown = null; // { id, hash, overlay }
let before = null; // what had the focus
const typed = new Map(); // view id → block/action → { block_id, action_id, value }

export function drawModal() {
  const view = model.stack[model.stack.length - 1];
  if (!view) return gone();
  if (!shown) before = document.activeElement;
  const same = shown && shown.id === view.id;
  const focused = same && document.activeElement ? document.activeElement.id : "";
  const caret = focused ? caretOf(document.activeElement) : null;
  const scroll = same ? shown.overlay.querySelector(".dialog-body").scrollTop : 0;
  if (shown) shown.overlay.remove();
  const overlay = build(view, view.errors || {});
  layer.append(overlay);
  shown = { id: view.id, overlay };
  overlay.querySelector(".dialog-body").scrollTop = scroll;
  focusIn(overlay, focused, same);
  const now = document.activeElement;
  if (caret && now && now.id === focused) now.setSelectionRange(...caret);
  return undefined;
}

// Where somebody is typing, for a form that is drawn anew meanwhile.
function caretOf(node) {
  const textual = node.tagName === "TEXTAREA" || (node.tagName === "INPUT" && node.type === "text");
  return textual ? [node.selectionStart, node.selectionEnd] : null;
}

function gone() {
  if (!shown) return;
  typed.delete(shown.id);
  shown.overlay.remove();
  shown = null;
  if (before && document.contains(before)) before.focus();
}

// What an update puts on top is to be seen: the focus moves the view in a new window alone.
function focusIn(overlay, id, same) {
  const wanted = (id && overlay.querySelector(`#${CSS.escape(id)}`))
    || overlay.querySelector("[aria-invalid]") || overlay.querySelector("[data-first]")
    || overlay.querySelector(".dialog-body input, .dialog-body select, .dialog-body textarea")
    || overlay.querySelector(".dialog-foot .button.primary") || overlay.querySelector(".close");
  if (wanted) wanted.focus({ preventScroll: Boolean(same) });
}

function placeOf(view, errors) {
  const values = typed.get(view.id) || new Map();
  typed.set(view.id, values);
  const key = (block, element) => JSON.stringify([block.block_id, element.action_id]);
  // What was typed into a field that an update has taken away is gone, as in Slack.
  const there = new Set(view.blocks.map((block) => block.block_id));
  for (const [name, kept] of [...values]) if (!there.has(kept.block_id)) values.delete(name);
  const where = (block, element) => ({ view: view.id, block_id: block.block_id, action_id: element.action_id });
  return {
    error: (block) => errors[block.block_id],
    act: (block, element, value) => act("act", { ...where(block, element), value }),
    suggest: (block, element, query) => act("suggest", { ...where(block, element), query }),
    set(block, element, value, how) {
      values.set(key(block, element), { block_id: block.block_id, action_id: element.action_id, value });
      const told = (block.type !== "input" || block.dispatch_action) && how !== "typing";
      return told ? this.act(block, element, value) : undefined;
    },
    value(block, element) {
      const mine = values.get(key(block, element));
      if (mine) return asShown(element, mine.value);
      return first(((view.state.values || {})[block.block_id] || {})[element.action_id] || {}, element);
    },
  };
}

// A value as the element draws it: options by value, the rest as they are.
function asShown(element, value) {
  const options = [...(element.options || []), ...(element.option_groups || []).flatMap((g) => g.options)];
  if (Array.isArray(value)) return value.map((v) => options.find((o) => o.value === v) || v);
  return options.find((o) => o.value === value) || value;
}

function build(view, errors) {
  const close = (all) => act("close", { all });
  const submit = async (event) => {
    if (event) event.preventDefault();
    const button = overlay.querySelector(".dialog-foot .primary");
    if (button) button.disabled = true;
    const told = await act("submit", { view: view.id, values: [...(typed.get(view.id) || new Map()).values()] });
    if (button) button.disabled = false;
    if (told.errors && Object.keys(told.errors).length && shown && shown.id === view.id) {
      const top = model.stack[model.stack.length - 1];
      if (top) top.errors = told.errors;
      drawModal();
    }
  };
  const depth = model.stack.length;
  const title = withEmoji(view.title.text);
  const dialog = el("form", { class: "dialog", role: "dialog", "aria-modal": "true", "aria-label": title, noValidate: true, on: { submit } },
    el("header", { class: "dialog-head" },
      depth > 1 && el("button", { class: "icon", type: "button", "aria-label": "Back", on: { click: () => close(false) } }, sign("back")),
      el("h2", {}, title),
      el("button", { class: "icon close", type: "button", "aria-label": "Close", on: { click: () => close(true) } }, sign("close"))),
    view.notice && el("p", { class: "dialog-notice", role: "alert" }, sign("warning"), " ", view.notice),
    el("div", { class: "dialog-body" }, blockNodes(view.blocks, placeOf(view, errors))),
    (view.submit || view.close) && el("footer", { class: "dialog-foot" },
      el("button", { class: "button", type: "button", on: { click: () => close(false) } }, view.close ? withEmoji(view.close.text) : "Cancel"),
      view.submit && el("button", { class: "button primary", type: "submit" }, withEmoji(view.submit.text))));
  const overlay = el("div", { class: "overlay", on: {
    keydown: (event) => {
      if (event.key === "Escape") { event.stopPropagation(); close(false); }
      trap(dialog, event);
    },
    mousedown: (event) => { if (event.target === overlay) close(false); },
  } }, dialog);
  return overlay;
}

// The App Home of this person.
export function drawHome(node) {
  const view = model.home;
  if (!view) {
    return fill(node, el("div", { class: "beginning" }, el("h2", {}, "Nothing here yet"),
      el("p", {}, `${model.app.name} has not published its Home.`)));
  }
  return fill(node, blockNodes(view.blocks, placeOf(view, view.errors || {})));
}
