// Selects that one types into: of options that the app is asked for, or of a list that is there.

import { el, fill } from "./dom.js";
import { sign } from "./icons.js";
import { withEmoji } from "./emoji.js";

const label = (object) => withEmoji((object && object.text) || "");

// A select whose options come from the app as one types; of one option, or of several.
export function external(block, element, place) {
  const least = element.min_query_length === undefined ? 3 : element.min_query_length;
  const offer = async (query) => (await place.suggest(block, element, query)).options || [];
  return combobox(block, element, place, { least, offer, told: (chosen) => chosen, chosen: place.value(block, element) });
}

// A select of several options that are all there: typing narrows them down.
export function listed(block, element, place, options) {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const offer = (query) => options.filter((option) => plain(label(option.text)).includes(plain(query.trim())));
  const shown = (one) => options.find((option) => option.value === (one.value || one)) || one;
  const told = (chosen) => chosen.map((one) => one.value);
  return combobox(block, element, place, { least: 0, offer, told, chosen: (place.value(block, element) || []).map(shown) });
}

// `offer` gives the options for what was typed, `told` what the app is told of those chosen.
function combobox(block, element, place, { least, offer, told, chosen: before }) {
  const many = element.type.startsWith("multi_");
  const id = `list-${block.block_id}-${element.action_id}`;
  let chosen = before || (many ? [] : null);
  let timer = 0;
  let offered = [];
  let asked = 0;
  const list = el("ul", { class: "suggestions", role: "listbox", id, hidden: true });
  const chips = el("span", { class: "chosen" });
  const input = el("input", { class: "input", type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": id, placeholder: label(element.placeholder) || "Type to search",
    value: chosen && !many ? label(chosen.text) : "", data: { action: element.action_id } });
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); };
  const keepChosen = (options) => {
    chosen = options;
    fill(chips, options.map((option) => el("button", { class: "chip", type: "button", "aria-label": `Remove ${label(option.text)}`,
      on: { click: () => { keepChosen(chosen.filter((one) => one.value !== option.value)); place.set(block, element, told(chosen)); input.focus(); } } },
    label(option.text), " ", sign("close"))));
  };
  const pick = (option) => {
    close();
    if (!many) {
      input.value = label(option.text);
      return place.set(block, element, told(option));
    }
    input.value = "";
    const room = element.max_selected_items || Infinity;
    if (chosen.length >= room || chosen.some((one) => one.value === option.value)) return undefined;
    keepChosen([...chosen, option]);
    return place.set(block, element, told(chosen));
  };
  const show = (nodes) => { fill(list, nodes); list.hidden = false; hang(); input.setAttribute("aria-expanded", "true"); };
  // In a dialog, whose body scrolls, the list hangs over everything, above or below its input.
  const hang = () => {
    if (!input.closest(".dialog")) return;
    const at = input.getBoundingClientRect();
    const below = innerHeight - at.bottom - 10;
    const up = below < 160 && at.top > below;
    Object.assign(list.style, { left: `${at.left}px`, width: `${at.width}px`, maxHeight: `${Math.min(220, up ? at.top - 10 : below)}px`,
      top: up ? "auto" : `${at.bottom + 2}px`, bottom: up ? `${innerHeight - at.top + 2}px` : "auto" });
  };
  const ask = async () => {
    const mine = (asked += 1);
    if (input.value.length < least) return show(el("li", { class: "quiet" }, `Type at least ${least} character${least === 1 ? "" : "s"}`));
    if (least > 0) show(el("li", { class: "quiet" }, "Searching…"));
    const found = await offer(input.value);
    if (mine !== asked) return undefined;
    offered = many ? found.filter((option) => !chosen.some((one) => one.value === option.value)) : found;
    return show(offered.length ? offered.map((option) => el("li", { role: "option", tabIndex: -1, on: { mousedown: (event) => {
      event.preventDefault();
      pick(option);
    } } }, label(option.text), option.description && el("small", {}, label(option.description)))) : el("li", { class: "quiet" }, "No results"));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (!many && !input.value && block.optional) place.set(block, element, null);
    timer = setTimeout(ask, least > 0 ? 200 : 0);
  });
  input.addEventListener("focus", () => { if (least === 0) ask(); });
  input.addEventListener("click", () => { if (least === 0 && list.hidden) ask(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const items = [...list.querySelectorAll("[role=option]")];
    const at = items.findIndex((n) => n.classList.contains("active"));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden && least === 0) {
      event.preventDefault();
      ask();
    } else if (step && items.length) {
      event.preventDefault();
      items.forEach((n) => n.classList.remove("active"));
      items[(at + step + items.length) % items.length].classList.add("active");
    } else if (event.key === "Enter" && !list.hidden && items.length) {
      event.preventDefault();
      pick(offered[Math.max(at, 0)]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  if (many) keepChosen(chosen);
  return el("div", { class: "external" }, many && chips, input, list);
}
