// The emoji names that newsrooms and bots use most; flags are computed from their country codes.

const NAMES = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", ok_hand: "👌", wave: "👋", clap: "👏",
  raised_hands: "🙌", pray: "🙏", point_right: "👉", point_left: "👈", point_up: "☝️", point_down: "👇",
  muscle: "💪", handshake: "🤝", eyes: "👀", brain: "🧠",
  smile: "😄", grin: "😁", joy: "😂", slightly_smiling_face: "🙂", wink: "😉", thinking_face: "🤔",
  neutral_face: "😐", confused: "😕", cry: "😢", tada: "🎉", heart: "❤️", fire: "🔥", sparkles: "✨",
  star: "⭐", zap: "⚡", bulb: "💡", rocket: "🚀", "100": "💯",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌",
  negative_squared_cross_mark: "❎", warning: "⚠️", no_entry: "⛔", no_entry_sign: "🚫",
  exclamation: "❗", question: "❓", information_source: "ℹ️", recycle: "♻️",
  red_circle: "🔴", large_yellow_circle: "🟡", large_green_circle: "🟢", large_blue_circle: "🔵",
  white_circle: "⚪", black_circle: "⚫", small_blue_diamond: "🔹", small_orange_diamond: "🔸",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", arrows_counterclockwise: "🔄",
  newspaper: "📰", memo: "📝", pencil2: "✏️", mag: "🔍", mag_right: "🔎", link: "🔗", paperclip: "📎",
  pushpin: "📌", round_pushpin: "📍", calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️",
  clock1: "🕐", hourglass: "⌛", hourglass_flowing_sand: "⏳", stopwatch: "⏱️", alarm_clock: "⏰",
  bar_chart: "📊", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", clipboard: "📋",
  books: "📚", book: "📖", file_folder: "📁", open_file_folder: "📂", page_facing_up: "📄",
  speech_balloon: "💬", left_speech_bubble: "🗨️", mega: "📣", loudspeaker: "📢", bell: "🔔",
  no_bell: "🔕", email: "📧", phone: "☎️", telephone_receiver: "📞", microphone: "🎤",
  moneybag: "💰", dollar: "💵", bank: "🏦", classical_building: "🏛️", globe_with_meridians: "🌐",
  earth_africa: "🌍", earth_americas: "🌎", earth_asia: "🌏", airplane: "✈️", lock: "🔒", unlock: "🔓",
  key: "🔑", gear: "⚙️", wrench: "🔧", robot_face: "🤖", bust_in_silhouette: "👤", busts_in_silhouette: "👥",
  crystal_ball: "🔮", inbox_tray: "📥", outbox_tray: "📤", wastebasket: "🗑️", scales: "⚖️",
};

// Machines without an emoji font draw the same empty box for everything: there the name is shown.
function drawn(text) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 24;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = "18px sans-serif";
  pen.fillText(text, 0, 20);
  return pen.getImageData(0, 0, 24, 24).data.join();
}
export const hasEmoji = drawn("\u{1f440}") !== drawn("\u{1f4f0}");

export function emoji(name) {
  const found = lookUp(name);
  if (!found || hasEmoji) return found;
  const flag = /^flag-([a-z]{2})$/.exec(name);
  return flag ? flag[1].toUpperCase() : `:${name}:`;
}

function lookUp(name) {
  const flag = /^(?:flag-)?([a-z]{2})$/.exec(name);
  if (name.startsWith("flag-") && flag) {
    return [...flag[1]].map((c) => String.fromCodePoint(0x1f1a5 + c.toUpperCase().charCodeAt(0))).join("");
  }
  return NAMES[name] || null;
}

export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) || whole);
