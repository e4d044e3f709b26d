// What the pages gain from scripts: drag and keys to reorder, files to drop, pictures to zoom.
// Every one of these has a plain form or link beside it that does the same without.
"use strict";

// -- reorder statements: drag one onto another, or Alt with the arrow keys ------------------------

let dragged = null;

document.addEventListener("dragstart", (event) => {
  const statement = closest(event, "li.statement[draggable]");
  dragged = statement && keep(statement);
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

// Where the one that is dragged would go if it were let go now.
function target(event) {
  const over = closest(event, "li.statement[draggable]");
  const from = over && dragged && find(dragged);
  return from && over.parentNode === from.parentNode ? { from, over } : null;
}

document.addEventListener("dragover", (event) => {
  const there = target(event);
  if (there || closest(event, "form.drop")) event.preventDefault();
  document.querySelectorAll(".over").forEach((one) => one.classList.remove("over"));
  if (there && there.over !== there.from) there.over.classList.add("over");
});

document.addEventListener("drop", (event) => {
  const there = target(event);
  if (there && there.over !== there.from) {
    event.preventDefault();
    press(there.from.querySelector("form.move button"), { to: there.over.dataset.index });
  }
  const form = closest(event, "form.drop");
  if (form && event.dataTransfer.files.length) {
    event.preventDefault();
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
    form.requestSubmit();
  }
  dragged = null;
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const statement = closest(event, "li.statement[draggable]");
  const way = event.key === "ArrowUp" ? "up" : "down";
  const button = statement && document.getElementById(`${statement.id}-${way}`);
  if (!button || (button.disabled && !mustWait())) return;
  event.preventDefault();
  if (!(event.repeat && mustWait())) press(button, { follow: true });
});

// -- pictures: zoom with the buttons or Ctrl and the wheel, pan by dragging ------------------------

const pictures = new WeakMap();

function picture(element) {
  const svg = element && element.querySelector("svg");
  if (!svg) return null;
  if (!pictures.has(svg)) pictures.set(svg, svg.getAttribute("viewBox").split(" ").map(Number));
  return svg;
}

function zoom(svg, factor) {
  const [x, y, width, height] = factor ? svg.getAttribute("viewBox").split(" ").map(Number) : pictures.get(svg);
  const w = factor ? width / factor : width;
  const h = factor ? height / factor : height;
  svg.setAttribute("viewBox", [x + (width - w) / 2, y + (height - h) / 2, w, h].join(" "));
}

let view = null; // how closely the picture is looked at while the page is swapped

document.addEventListener("htmx:beforeSwap", (event) => {
  const svg = isPage(event) && picture(document.querySelector(".drawing"));
  const { pathname } = location;
  view = svg ? { pathname, whole: pictures.get(svg).join(" "), near: svg.getAttribute("viewBox") } : null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const svg = isPage(event) && picture(document.querySelector(".drawing"));
  if (!svg || !view || view.pathname !== location.pathname) return;
  if (svg.getAttribute("viewBox") === view.whole) svg.setAttribute("viewBox", view.near);
});

document.addEventListener("click", (event) => {
  const button = closest(event, "button[data-zoom]");
  if (!button) return;
  const svg = picture(button.closest("section").querySelector(".drawing"));
  if (svg) zoom(svg, Number(button.dataset.zoom));
});

document.addEventListener("wheel", (event) => {
  const svg = event.ctrlKey && picture(closest(event, ".drawing"));
  if (!svg) return;
  event.preventDefault();
  zoom(svg, event.deltaY < 0 ? 1.15 : 1 / 1.15);
}, { passive: false });

let pan = null;

document.addEventListener("pointerdown", (event) => {
  const svg = !closest(event, ".drawing a") && picture(closest(event, ".drawing"));
  if (svg) pan = { svg, x: event.clientX, y: event.clientY };
});

document.addEventListener("pointermove", (event) => {
  if (!pan) return;
  const box = pan.svg.getAttribute("viewBox").split(" ").map(Number);
  const scale = box[2] / pan.svg.clientWidth;
  box[0] -= (event.clientX - pan.x) * scale;
  box[1] -= (event.clientY - pan.y) * scale;
  pan.svg.setAttribute("viewBox", box.join(" "));
  pan.x = event.clientX;
  pan.y = event.clientY;
});

document.addEventListener("pointerup", () => { pan = null; });

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener("keydown", (event) => {
  const svg = event.target instanceof Element && event.target.matches(".drawing") && picture(event.target);
  if (!svg || event.altKey || event.ctrlKey || event.metaKey) return;
  const factor = { "+": 1.25, "=": 1.25, "-": 0.8, 0: 0 }[event.key];
  const way = WAYS[event.key];
  if (factor === undefined && !way) return;
  event.preventDefault();
  if (way) move(svg, way);
  else zoom(svg, factor);
});

function move(svg, [right, down]) {
  const [x, y, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  svg.setAttribute("viewBox", [x + (right * width) / 8, y + (down * height) / 8, width, height].join(" "));
}

// -- the brief: what is printed is the brief, not the page around it -------------------------------

document.addEventListener("click", (event) => {
  const frame = closest(event, "a[data-print]") && document.querySelector("iframe.brief");
  if (!frame) return;
  event.preventDefault();
  frame.contentWindow.focus();
  frame.contentWindow.print();
});

// -- a table: the links that give it as text copy it instead ---------------------------------------

document.addEventListener("click", async (event) => {
  const link = closest(event, "a[data-copy]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const told = link.parentElement.querySelector("output") || document.createElement("output");
  link.parentElement.append(told);
  try {
    let answer = await fetch(link.href);
    while (answer.status === 202) answer = await fetch(link.href); // it is computed anew
    if (!answer.ok) throw new Error(answer.statusText);
    await navigator.clipboard.writeText(await answer.text());
    told.textContent = `copied as ${link.dataset.copy}`;
  } catch {
    location.assign(link.href);
  }
});

// -- a report: the words selected in the text go into the form that adds a record ------------------

function placeOf(node, offset) {
  const part = node.parentElement && node.parentElement.closest("[data-start]");
  if (!part || node.nodeType !== Node.TEXT_NODE || node.parentElement.closest("a.at")) return null;
  return Number(part.dataset.start) + Array.from(node.data.slice(0, offset)).length;
}

document.addEventListener("mouseup", () => {
  const form = document.getElementById("add-record");
  const selected = form && document.getSelection();
  if (!selected || selected.isCollapsed || !selected.anchorNode) return;
  const whole = form.parentElement.querySelector(".whole");
  if (!whole.contains(selected.anchorNode) || !whole.contains(selected.focusNode)) return;
  const ends = [
    placeOf(selected.anchorNode, selected.anchorOffset),
    placeOf(selected.focusNode, selected.focusOffset),
  ];
  if (ends.includes(null)) return;
  const copy = selected.getRangeAt(0).cloneContents();
  copy.querySelectorAll("a.at").forEach((mark) => mark.remove());
  form.elements.quote.value = copy.textContent;
  form.elements.position.value = Math.min(...ends);
});
