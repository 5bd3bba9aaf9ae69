// The composer: sends messages and slash commands, with hints for commands and @names.

import { el, fill } from "./dom.js";
import { sign } from "./icons.js";
import { avatar } from "./messages.js";
import { menuButton } from "./elements.js";
import { model } from "./model.js";
import { act } from "./wire.js";

// The app's shortcuts that need no message.
function shortcuts(target) {
  const own = model.shortcuts.filter((s) => s.kind === "global").map((s) => ({
    text: s.name, detail: `${s.description} · ${model.app.name}`,
    choose: () => act("shortcut", { ...target(), shortcut: s.callback_id }),
  }));
  return own.length > 0 && menuButton(sign("bolt"), own, { class: "icon start", name: "Shortcuts" });
}

// One composer; `target()` gives { channel, thread_ts } at the time of sending.
export function composer({ id, placeholder, target, disabled, onSend }) {
  const history = [];
  let back = 0;
  let choices = [];
  let active = 0;
  const listId = `${id}-choices`;
  const list = el("div", { class: "completions", id: listId, role: "listbox", "aria-label": "Completions", hidden: true });
  const usage = el("div", { class: "usage", "aria-live": "polite", hidden: true });
  const input = el("textarea", { class: "composer-input", id, rows: 1, placeholder, disabled, spellcheck: true,
    "aria-label": placeholder, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId });
  const send = el("button", { class: "send", type: "button", "aria-label": "Send", disabled: true }, sign("send"));

  const grow = () => {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 220)}px`;
    send.disabled = !input.value.trim();
  };

  function put(text) {
    input.value = text;
    input.focus();
    input.setSelectionRange(text.length, text.length);
    grow();
    complete();
  }

  // The word that the caret stands in, if it can be completed.
  function word() {
    const before = input.value.slice(0, input.selectionStart);
    const command = /^\/(\S*)$/.exec(before);
    if (command) return { kind: "command", start: 0, text: command[1] };
    const name = /(^|\s)([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
    if (name) return { kind: name[2], start: before.length - name[3].length - 1, text: name[3] };
    return null;
  }

  function offers(found) {
    const wanted = found.text.toLowerCase();
    if (found.kind === "command") {
      return model.commands.filter((c) => c.name.slice(1).startsWith(wanted)).map((c) => ({
        text: c.name + " ",
        nodes: [el("span", { class: "square", "aria-hidden": "true" }, "/"),
          el("span", {}, el("strong", {}, c.name), " ", el("span", { class: "quiet" }, c.usage_hint), el("small", {}, c.description))],
        side: model.app.name,
      }));
    }
    if (found.kind === "#") {
      return [...model.channels.values()].filter((c) => c.kind !== "im" && c.name.startsWith(wanted))
        .map((c) => ({ text: `#${c.name} `, nodes: [el("strong", {}, `#${c.name}`)], side: "" }));
    }
    const fits = (u) => u.id !== "USLACKBOT" && (u.name.startsWith(wanted) || u.real_name.toLowerCase().split(" ").some((w) => w.startsWith(wanted)));
    const order = (u) => (u.bot ? 0 : 1);
    return [...model.users.values()].filter(fits).sort((a, b) => order(a) - order(b)).slice(0, 8).map((u) => ({
      text: `@${u.real_name} `, nodes: [avatar(u.id, true), el("strong", {}, u.real_name), u.bot && el("span", { class: "badge" }, "APP")], side: "",
    }));
  }

  function complete() {
    const found = word();
    choices = found ? offers(found) : [];
    active = 0;
    draw(found);
    const typed = /^(\/\S+)\s/.exec(input.value);
    const command = typed && model.commands.find((c) => c.name === typed[1]);
    usage.hidden = !command;
    if (command) fill(usage, el("strong", {}, command.name), " ", command.usage_hint, el("span", { class: "quiet" }, ` ${command.description}`));
  }

  function draw(found) {
    list.hidden = !choices.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    if (list.hidden) return;
    const title = found && found.kind === "command" ? "Commands" : found && found.kind === "#" ? "Channels" : "People and apps";
    fill(list, el("div", { class: "completions-title" }, title, el("span", { class: "quiet" }, "↑↓ to move, Tab or Enter to choose, Esc to close")),
      choices.map((choice, i) => el("div", { class: "completion" + (i === active ? " active" : ""), role: "option", id: `${listId}-${i}`,
        "aria-selected": String(i === active), on: { mousedown: (event) => { event.preventDefault(); choose(i); } } },
      choice.nodes, choice.side && el("span", { class: "side-note quiet" }, choice.side))));
    input.setAttribute("aria-activedescendant", `${listId}-${active}`);
    const shown = list.querySelector(".active");
    if (shown) shown.scrollIntoView({ block: "nearest" });
  }

  function choose(i) {
    const found = word();
    if (!found) return;
    const after = input.value.slice(input.selectionStart);
    const before = input.value.slice(0, found.start) + choices[i].text;
    input.value = before + after.replace(/^\s/, "");
    input.setSelectionRange(before.length, before.length);
    grow();
    complete();
  }

  async function submit() {
    const text = input.value.trim();
    if (!text) return;
    const literal = input.value.startsWith(" ");
    history.push(text);
    back = 0;
    input.value = "";
    grow();
    complete();
    if (onSend) onSend();
    const isCommand = text.startsWith("/") && !literal;
    const told = await act(isCommand ? "command" : "say", { ...target(), text });
    if (!told.ok && !input.value) put(text);
  }

  function onKey(event) {
    if (event.isComposing) return;
    if (!list.hidden) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        active = (active + step + choices.length) % choices.length;
        return draw(word());
      }
      const complete = input.value.trim() === (choices[active] || {}).text.trim();
      if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !complete)) {
        event.preventDefault();
        return choose(active);
      }
      if (event.key === "Escape") {
        event.stopPropagation();
        choices = [];
        return draw(null);
      }
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      return submit();
    }
    const recalling = input.value === "" || (back > 0 && input.value === history[history.length - back]);
    if (event.key === "ArrowUp" && recalling && back < history.length) {
      event.preventDefault();
      back += 1;
      input.value = history[history.length - back];
      grow();
    } else if (event.key === "ArrowDown" && back > 0 && recalling) {
      event.preventDefault();
      back -= 1;
      input.value = back ? history[history.length - back] : "";
      grow();
    }
    return undefined;
  }

  input.addEventListener("keydown", onKey);
  input.addEventListener("input", () => { grow(); complete(); });
  input.addEventListener("blur", () => { choices = []; draw(null); });
  send.addEventListener("click", () => { submit(); input.focus(); });

  const node = el("div", { class: "composer" }, list, usage, el("div", { class: "composer-row" }, shortcuts(target), input, send),
    el("p", { class: "keys" }, el("kbd", {}, "Enter"), " to send, ", el("kbd", {}, "Shift+Enter"), " for a new line, ", el("kbd", {}, "/"), " for commands, ", el("kbd", {}, "@"), " for people"));
  const restore = (text) => { input.value = text; grow(); };
  return { node, put, input, restore };
}
