// Charts as pictures whose numbers can be read: on them, and in a table that unfolds below.

import { el, svg } from "./dom.js";

const HEIGHT = 226;
const EDGE = { top: 18, right: 12, bottom: 28, left: 56 };
const LETTER = 7; // the room that a letter takes

// Drawn as wide as it will stand, so that its letters keep their size on a phone.
const width = () => Math.max(280, Math.min(640, innerWidth - 110));

const full = (value) => value.toLocaleString(undefined, { maximumFractionDigits: 6 });
const short = (value) => {
  const large = Math.abs(value) >= 10000;
  return value.toLocaleString(undefined, { notation: large ? "compact" : "standard", maximumFractionDigits: large ? 1 : 2 });
};
const percent = (part) => part.toLocaleString(undefined, { style: "percent", maximumFractionDigits: 1 });

export function chart(block) {
  const told = block.chart;
  const drawn = told.type === "pie" ? pie(told.segments, block.title) : plot(told, block.title);
  return el("figure", { class: "block chart" }, el("figcaption", {}, block.title), drawn);
}

function table(head, rows) {
  const row = (cells, tag) => el("tr", {}, cells.map((cell, i) => el(i ? tag : "th", { class: i ? "align-right" : undefined, scope: tag === "th" ? "col" : i ? undefined : "row" }, cell)));
  return el("details", { class: "numbers" }, el("summary", {}, "Numbers"),
    el("div", { class: "table-holder", tabIndex: 0, role: "region", "aria-label": "Numbers of the chart" },
      el("table", {}, el("thead", {}, row(head, "th")), el("tbody", {}, rows.map((cells) => row(cells, "td"))))));
}

const key = (entries) => el("ul", { class: "key" }, entries.map(([name, value], i) =>
  el("li", {}, el("span", { class: `swatch colour-${i}`, "aria-hidden": "true" }), el("bdi", {}, name), value && el("span", { class: "quiet" }, value))));

function picture(wide, height, name, nodes) {
  return svg("svg", { viewBox: `0 0 ${wide} ${height}`, class: "plot", role: "img", "aria-label": name }, nodes);
}

// Shares of a whole; what each is stands beside it.
function pie(segments, title) {
  const total = segments.reduce((sum, one) => sum + one.value, 0);
  const [centre, radius] = [90, 84];
  const at = (part) => [centre + radius * Math.sin(2 * Math.PI * part), centre - radius * Math.cos(2 * Math.PI * part)];
  let from = 0;
  const slices = segments.map((one, i) => {
    const share = one.value / total;
    const [x0, y0] = at(from);
    from += share;
    const [x1, y1] = at(from);
    const shape = share > 0.9999
      ? svg("circle", { cx: centre, cy: centre, r: radius, class: `slice colour-${i}` })
      : svg("path", { d: `M${centre} ${centre}L${x0} ${y0}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${x1} ${y1}Z`, class: `slice colour-${i}` });
    shape.append(svg("title", {}, `${one.label}: ${full(one.value)}`));
    return shape;
  });
  const told = segments.map((one) => `${one.label} ${full(one.value)}`).join(", ");
  return el("div", { class: "pie" }, picture(180, 180, `${title}. Shares: ${told}`, slices),
    key(segments.map((one) => [one.label, `${full(one.value)} · ${percent(one.value / total)}`])));
}

// A round step that divides a range into about five parts.
function stepOf(range) {
  const rough = range / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough);
}

function scaleOf(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const whole = values.every(Number.isInteger); // what is counted has no halves
  const step = Math.max(stepOf(high - low || 1), whole ? 1 : 0);
  const [bottom, top] = [Math.floor(low / step) * step, Math.max(Math.ceil(high / step), 1) * step];
  const ticks = [];
  for (let tick = bottom; tick <= top + step / 2; tick += step) ticks.push(Number(tick.toPrecision(12)));
  const y = (value) => EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (1 - (value - bottom) / (top - bottom));
  return { y, ticks };
}

// Bars, lines and areas over categories.
function plot(told, title) {
  const { categories, x_label: below, y_label: beside } = told.axis_config;
  const series = told.series.map((one) => ({ name: one.name, values: categories.map((c) => one.data.find((p) => p.label === c).value) }));
  const { y, ticks } = scaleOf(series.flatMap((one) => one.values));
  const wide = width();
  const longest = Math.max(...categories.map((name) => name.length));
  const slanted = longest * LETTER > (wide - EDGE.left - EDGE.right) / categories.length;
  const left = slanted ? Math.max(EDGE.left, categories[0].length * LETTER * 0.8) : EDGE.left;
  const room = (wide - left - EDGE.right) / categories.length;
  const x = (i) => left + room * (i + 0.5);
  // Values that would cover each other are told by the table alone.
  const values = series.flatMap((one) => one.values.map((value) => short(value).length));
  const labelled = room / (told.type === "bar" ? series.length : 1) >= Math.max(...values) * LETTER;
  const grid = ticks.map((tick) => [
    svg("line", { x1: left, x2: wide - EDGE.right, y1: y(tick), y2: y(tick), class: tick === 0 ? "axis" : "grid" }),
    svg("text", { x: left - 8, y: y(tick) + 4, class: "tick", "text-anchor": "end" }, short(tick)),
  ]);
  const every = Math.ceil((2 * LETTER) / room); // where there is no room for all names, some stand for all
  const names = categories.map((name, i) => i % every === 0 && svg("text", {
    x: x(i), y: HEIGHT - EDGE.bottom + 18, class: "tick", "text-anchor": slanted ? "end" : "middle",
    transform: slanted ? `rotate(-28 ${x(i)} ${HEIGHT - EDGE.bottom + 18})` : undefined,
  }, name));
  const height = HEIGHT + (slanted ? Math.min(longest, 20) * LETTER * 0.47 : 0);
  const draw = told.type === "bar" ? bars : lines;
  const shapes = series.map((one, i) => draw(one, i, { x, y, room, count: series.length, labelled, filled: told.type === "area", categories }));
  const words = series.map((one) => `${one.name}: ${one.values.map((v, i) => `${categories[i]} ${full(v)}`).join(", ")}`).join("; ");
  return [
    beside && el("div", { class: "quiet axis-name" }, beside),
    picture(wide, height, `${title}. ${words}`, [grid, names, shapes]),
    below && el("div", { class: "quiet axis-name below" }, below),
    series.length > 1 && key(series.map((one) => [one.name])),
    table(["", ...series.map((one) => one.name)], categories.map((name, i) => [name, ...series.map((one) => full(one.values[i]))])),
  ];
}

function bars(one, index, { x, y, room, count, labelled, categories }) {
  const wide = Math.min((room * 0.8) / count, 56);
  return one.values.map((value, i) => {
    const left = x(i) - (wide * count) / 2 + wide * index;
    const top = Math.min(y(value), y(0));
    const bar = svg("rect", { x: left, y: top, width: Math.max(wide - 2, 1), height: Math.abs(y(value) - y(0)), class: `bar colour-${index}` },
      svg("title", {}, `${categories[i]}, ${one.name}: ${full(value)}`));
    return [bar, labelled && (value !== 0 || count === 1) && svg("text", { x: left + wide / 2 - 1, y: value < 0 ? y(value) + 13 : top - 4, class: "value", "text-anchor": "middle" }, short(value))];
  });
}

function lines(one, index, { x, y, labelled, filled, categories }) {
  const points = one.values.map((value, i) => `${x(i)},${y(value)}`);
  const area = filled && svg("polygon", { points: [`${x(0)},${y(0)}`, ...points, `${x(points.length - 1)},${y(0)}`].join(" "), class: `area colour-${index}` });
  return [area, svg("polyline", { points: points.join(" "), class: `line stroke-${index}` }), one.values.map((value, i) => [
    svg("circle", { cx: x(i), cy: y(value), r: 3.5, class: `dot-of colour-${index}` }, svg("title", {}, `${categories[i]}, ${one.name}: ${full(value)}`)),
    labelled && svg("text", { x: x(i), y: y(value) - 8, class: "value", "text-anchor": "middle" }, short(value)),
  ])];
}
