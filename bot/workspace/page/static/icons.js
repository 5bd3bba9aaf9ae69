// The page's own signs, drawn here so that they need no emoji font.

const PATHS = {
  eye: "M1.5 8s2.5-4.5 6.5-4.5S14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  people: "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4 M11 2.8a2.3 2.3 0 0 1 0 4.5 M12 9.8c1.6.5 2.6 1.8 2.6 3.7",
  reply: "M2 3.5h12v8H7.5L4.5 14v-2.5H2z",
  lock: "M4 7h8v6.5H4z M5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  file: "M4 1.5h5l3 3v10H4z M9 1.5v3h3",
  trash: "M3 4h10 M6.5 4V2.5h3V4 M4.5 4l.6 9.5h5.8l.6-9.5",
  up: "M5 14V7l3-5c1.3 0 1.8 1 1.5 2.2L9 6.5h4l-1 7.5z M2 7h3v7H2z",
  down: "M5 2v7l3 5c1.3 0 1.8-1 1.5-2.2L9 9.5h4L12 2z M2 2h3v7H2z",
  warning: "M8 2l6.5 11.5h-13z M8 6.5v3.5 M8 12v.2",
  close: "M3.5 3.5l9 9 M12.5 3.5l-9 9",
  back: "M10 3L5 8l5 5",
  send: "M2 2.5L14.5 8 2 13.5 4 8z M4 8h5",
  menu: "M2 4h12 M2 8h12 M2 12h12",
  fold: "M5 3l5 5-5 5",
  bolt: "M9 1.5L3.5 9H8l-1 5.5L12.5 7H8z",
  more: "M3 8h.1 M8 8h.1 M13 8h.1",
};
const SPACE = "http://www.w3.org/2000/svg";

export function sign(name) {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `sign sign-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SPACE, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
