// What the page knows: one person's workspace, kept up to date by the live line.

export const model = {
  me: null, team: "", app: null, users: new Map(), groups: new Map(), channels: new Map(),
  commands: [], shortcuts: [], suggestions: [], stack: [], home: null, status: new Map(),
  unread: new Map(), current: null, thread: null, tab: "messages", sent: [],
};

export const people = {
  get me() { return model.me; },
  get: (id) => model.users.get(id),
  name: (id) => (model.users.get(id) || {}).real_name || id,
  group: (id) => (model.groups.get(id) || {}).handle || id,
  channelName: (id) => (model.channels.get(id) || {}).name,
};

const listeners = new Set();
export const onChange = (fn) => listeners.add(fn);
const changed = (what) => listeners.forEach((fn) => fn(what));

export function receive(told) {
  if (told.kind === "state") return load(told);
  const channel = model.channels.get(told.channel && told.channel.id ? told.channel.id : told.channel);
  if (told.kind === "message" && channel) {
    put(channel, told.message);
    if (told.actor === "bot") model.status.delete(channel.id);
    const elsewhere = model.current !== channel.id || document.hidden;
    if (elsewhere && told.message.user !== model.me) {
      model.unread.set(channel.id, (model.unread.get(channel.id) || 0) + 1);
    }
  } else if (["changed", "reaction"].includes(told.kind) && channel) put(channel, told.message);
  else if (told.kind === "deleted" && channel) {
    channel.messages = channel.messages.filter((m) => m.ts !== told.message.ts);
  } else if (told.kind === "stack") model.stack = told.stack;
  else if (told.kind === "home") model.home = told.home;
  else if (told.kind === "status" && channel) {
    if (told.data.status) model.status.set(channel.id, told.data.status);
    else model.status.delete(channel.id);
  } else if (told.kind === "prompts" && channel) channel.prompts = told.data;
  else if (told.kind === "title" && channel) channel.titles = { ...channel.titles, [told.data.thread_ts]: told.data.title };
  else if (told.kind === "membership") model.channels.set(told.channel.id, told.channel);
  else if (told.kind === "presence") model.app.online = told.online;
  return changed(told.kind);
}

function put(channel, message) {
  const at = channel.messages.findIndex((m) => m.ts === message.ts);
  if (at >= 0) channel.messages[at] = message;
  else channel.messages.push(message);
  if (message.thread_ts && message.thread_ts !== message.ts) {
    const root = channel.messages.find((m) => m.ts === message.thread_ts);
    if (root) root.thread_ts = root.ts;
  }
}

function load(told) {
  Object.assign(model, {
    me: told.me, team: told.team, app: told.app, commands: told.commands, shortcuts: told.shortcuts,
    suggestions: told.suggestions, stack: told.stack, home: told.home,
    users: new Map(told.users.map((u) => [u.id, u])),
    groups: new Map(told.groups.map((g) => [g.id, g])),
    channels: new Map(told.channels.map((c) => [c.id, c])),
  });
  if (!model.channels.has(model.current)) {
    const first = [...model.channels.values()].find((c) => c.kind !== "im" && c.has_app);
    model.current = (first || [...model.channels.values()][0]).id;
  }
  changed("state");
}

export const here = () => model.channels.get(model.current);

export function go(channel) {
  if (!model.channels.has(channel)) return;
  model.current = channel;
  model.thread = null;
  model.tab = "messages";
  model.unread.delete(channel);
  changed("place");
}

export function openThread(ts) {
  model.thread = ts;
  changed("thread");
}

export function showTab(tab) {
  model.tab = tab;
  changed("place");
}

export function seen() {
  if (model.unread.delete(model.current)) changed("unread");
}

export const threadOf = (channel, ts) =>
  channel.messages.filter((m) => m.ts === ts || (m.thread_ts === ts && m.ts !== ts));
