// Talking to the workspace: actions as JSON posts, everything that happens over one WebSocket.

import { model, receive } from "./model.js";

const toast = document.getElementById("toast");
let hiding = 0;

export function complain(text) {
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { toast.hidden = true; }, 6000);
}

export async function act(doing, body = {}) {
  try {
    const answer = await fetch(`/human/${doing}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: model.me, ...body }),
    });
    const told = await answer.json();
    if (!told.ok) complain(told.error);
    return told;
  } catch (problem) {
    complain("The workspace does not answer. Is it still running?");
    return { ok: false };
  }
}

let socket = null;
let attempts = 0;

export function connect(person) {
  if (socket) socket.onclose = null;
  if (socket) socket.close();
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/human/live?as=${encodeURIComponent(person)}`);
  socket.onmessage = (event) => {
    attempts = 0;
    document.body.classList.remove("cut-off");
    receive(JSON.parse(event.data));
  };
  socket.onclose = () => {
    document.body.classList.add("cut-off");
    attempts += 1;
    // The person may be of an earlier run; the next state says who there is now.
    setTimeout(() => connect(attempts > 1 ? "" : person), Math.min(500 * attempts, 5000));
  };
}
