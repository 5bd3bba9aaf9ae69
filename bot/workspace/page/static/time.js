// Times as Slack shows them, in the reader's own zone and language.

const format = (options) => new Intl.DateTimeFormat(undefined, options);
const CLOCK = format({ hour: "numeric", minute: "2-digit" });
const CLOCK_SECONDS = format({ hour: "numeric", minute: "2-digit", second: "2-digit" });
const LONG_DAY = format({ weekday: "long", month: "long", day: "numeric", year: "numeric" });
const DAY = format({ month: "long", day: "numeric", year: "numeric" });
const SHORT_DAY = format({ month: "short", day: "numeric", year: "numeric" });
const FULL = format({ dateStyle: "full", timeStyle: "medium" });

export const moment = (ts) => new Date(Number(ts) * 1000);
export const clock = (ts) => CLOCK.format(moment(ts));
export const full = (ts) => FULL.format(moment(ts));

function daysAgo(date) {
  const start = (d) => new Date(d.getFullYear(), d.getMonth(), d.getDate());
  return Math.round((start(new Date()) - start(date)) / 86400000);
}

function pretty(date, otherwise) {
  const names = { 0: "Today", 1: "Yesterday", [-1]: "Tomorrow" };
  return names[daysAgo(date)] || otherwise.format(date);
}

export const day = (ts) => pretty(moment(ts), LONG_DAY);
export const dayKey = (ts) => moment(ts).toDateString();

export function ago(ts) {
  const seconds = Math.max(0, Date.now() / 1000 - Number(ts));
  if (seconds < 60) return "just now";
  const steps = [[86400, "day"], [3600, "hour"], [60, "minute"]];
  for (const [size, name] of steps) {
    const count = Math.floor(seconds / size);
    if (count) return `${count} ${name}${count > 1 ? "s" : ""} ago`;
  }
  return "just now";
}

// <!date^epoch^format^link|fallback>
export function dateToken(epoch, pattern, fallback) {
  const date = new Date(Number(epoch) * 1000);
  if (!Number.isFinite(Number(epoch)) || Number.isNaN(date.getTime())) return fallback;
  const parts = {
    date_num: () => [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((n) => String(n).padStart(2, "0")).join("-"),
    date: () => DAY.format(date),
    date_short: () => SHORT_DAY.format(date),
    date_long: () => LONG_DAY.format(date),
    date_pretty: () => pretty(date, DAY),
    date_short_pretty: () => pretty(date, SHORT_DAY),
    date_long_pretty: () => pretty(date, LONG_DAY),
    day_divider_pretty: () => pretty(date, LONG_DAY),
    time: () => CLOCK.format(date),
    time_secs: () => CLOCK_SECONDS.format(date),
    ago: () => ago(epoch),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (parts[name] ? parts[name]() : whole));
}
