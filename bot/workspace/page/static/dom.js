// Building elements. Text is only ever set as text: nothing an app or a person wrote becomes markup.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "on") for (const [type, fn] of Object.entries(value)) node.addEventListener(type, fn);
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key in node && key !== "list" && key !== "role") node[key] = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

// An element of a drawing; attributes that are undefined are left out.
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(key, value);
  }
  return add(node, children);
}

export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

// Bring a list up to date, touching only what changed: nothing is read out twice, and what stays
// keeps its focus, its scroll and its menus. Items are { key, stamp, make }.
export function keep(node, items) {
  const old = new Map([...node.children].map((child) => [child.itemKey, child]));
  let at = node.firstElementChild;
  for (const { key, stamp, make } of items) {
    let child = old.get(key);
    old.delete(key);
    if (!child || child.itemStamp !== stamp) {
      const fresh = make();
      fresh.itemKey = key;
      fresh.itemStamp = stamp;
      if (child === at && at) at = at.nextElementSibling;
      if (child) replaceFocused(child, fresh);
      else node.insertBefore(fresh, at);
      child = fresh;
    }
    if (child === at) at = at.nextElementSibling;
    else if (child.nextElementSibling !== at || child.parentNode !== node) node.insertBefore(child, at);
  }
  for (const gone of old.values()) gone.remove();
}

const CONTROLS = "button, a, input, select, textarea";

// Put one node in another's place; the control that had the focus has it again.
function replaceFocused(before, fresh) {
  const at = [...before.querySelectorAll(CONTROLS)].indexOf(document.activeElement);
  before.replaceWith(fresh);
  const control = at >= 0 && fresh.querySelectorAll(CONTROLS)[at];
  if (control) control.focus();
}

// Only addresses that lead to pages or mail become links.
export function link(url, ...children) {
  if (!/^(https?:\/\/|mailto:)/i.test(url || "")) return el("span", {}, ...children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

const FOCUSABLE = "button, [href], input, select, textarea, [tabindex]:not([tabindex='-1'])";

// Keep Tab inside a dialog.
export function trap(dialog, event) {
  if (event.key !== "Tab") return;
  const places = [...dialog.querySelectorAll(FOCUSABLE)].filter((n) => !n.disabled && n.offsetParent);
  if (!places.length) return;
  const first = places[0];
  const last = places[places.length - 1];
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first.focus();
  }
}

export const icon = (text) => el("span", { "aria-hidden": "true" }, text);
