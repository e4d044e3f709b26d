// What a reader does stays while the page is replaced: a press or a key that comes in between is
// kept and made on the page that comes; words half typed, what was opened, the focus and the place
// are there again. It is loaded before the page is shown, so that it hears all of them.
"use strict";

const closest = (event, what) => (event.target instanceof Element ? event.target.closest(what) : null);

// -- what an element is called, so that its like is found on the page that comes -------------------

const PASSING = ["token", "version", "index", "to"]; // fields that tell a place or a moment

function keep(element) {
  const name = called(element);
  return { element, name, nth: namesakes(element.localName, name).indexOf(element) };
}

function find({ element, name, nth }) {
  if (element.isConnected) return element;
  const all = namesakes(element.localName, name);
  return all[nth] || all[0] || null;
}

function namesakes(kind, name) {
  return [...document.querySelectorAll(`#page ${kind}`)].filter((one) => called(one) === name);
}

function called(element) {
  const form = element.form || element.closest("form");
  const section = element.closest("section[aria-labelledby]");
  return [
    element.name,
    ownWords(element),
    row(element),
    section && section.getAttribute("aria-labelledby"),
    form && form.getAttribute("action"),
    ...(form ? hidden(form) : []),
  ].join("\n");
}

function ownWords(element) {
  if (element.matches("[type=checkbox], button[name]:not([name=to])")) return element.value;
  if (element.matches("a, button, label, summary")) return element.getAttribute("href") || element.textContent.trim();
  return "";
}

function row(element) {
  const found = element.closest("article, li");
  if (!found || found.matches("article")) return found && found.id;
  const said = found.querySelector("input.code, span");
  return said && (said.defaultValue || said.textContent);
}

function hidden(form) {
  return [...form.querySelectorAll("input[type=hidden]")]
    .filter((one) => !PASSING.includes(one.name))
    .map((one) => `${one.name}=${one.name === "about" ? one.value.replace(/\.\d+/g, "") : one.value}`);
}

// -- presses while an edit is under way, or before forms are listened to, wait for their turn ------

const waiting = [];

let ready = false;

let edit = null; // the request that makes an edit

let sent = null; // the form sent last, and what it held

let making = {}; // how the press is made that is made now

const mustWait = () => edit !== null || !ready;

document.addEventListener("DOMContentLoaded", () => setTimeout(() => { ready = true; goOn(); }));

// Press a button now or in its turn, as `how` says: to what place, and whether the focus goes along.
function press(button, how = {}) {
  if (mustWait()) wait(button, how);
  else make(button, how);
}

function wait(element, how = {}) {
  const kept = { ...keep(element), how: { ...how, from: keep(document.activeElement) } };
  const same = (one) => one && one.name === kept.name;
  const twice = same(edit && edit.by) || waiting.some(same);
  if (!twice || element.matches("[data-again]")) waiting.push(kept);
}

function make(element, how) {
  if (how.to !== undefined) Object.assign(element, { disabled: false, value: how.to });
  if (element.disabled) return;
  making = how;
  element.click();
  making = {};
}

function goOn() {
  while (waiting.length && !mustWait()) {
    const next = waiting.shift();
    const one = find(next);
    if (one) make(one, next.how);
    else if (next.element.href) location.assign(next.element.href);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const by = event.submitter || form.querySelector("button");
  if (mustWait()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    wait(by);
    return;
  }
  const beside = by.closest("article, li");
  const next = beside && beside.nextElementSibling && beside.nextElementSibling.querySelector("button[id]");
  sent = {
    form,
    by: keep(by),
    held: new Map([...form.elements].map((one) => [one, state(one)])),
    from: making.from ? find(making.from) : document.activeElement,
    focus: making.follow ? `${by.id.replace(/-\d+-\w+$/, "")}-${by.value}-text` : by.id,
    next: next && next.id,
  };
}, true);

document.addEventListener("click", (event) => {
  const link = edit && closest(event, "a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.target || link.closest("[hx-boost=false]")) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wait(link);
}, true);

document.addEventListener("htmx:beforeSend", (event) => {
  const { elt, xhr, requestConfig } = event.detail;
  if (requestConfig.verb === "get") return;
  edit = { by: sent && sent.form === elt ? sent.by : null };
  xhr.addEventListener("loadend", () => {
    edit = null;
    if (!(xhr.status && xhr.status < 400)) waiting.length = 0; // they were meant for what was not made
    goOn();
  });
});

// -- of several pages that are asked for at once, the one asked for last is shown ------------------

const isPage = (event) => event.detail.target && event.detail.target.id === "page";

let asked = null; // the request for a page that is under way

document.addEventListener("htmx:beforeRequest", (event) => {
  if (asked && event.detail.elt.id === "progress") event.preventDefault(); // a press goes before a look
});

document.addEventListener("htmx:beforeSend", (event) => {
  const { elt, xhr } = event.detail;
  if (!isPage(event)) return;
  if (!(sent && sent.form === elt)) sent = null;
  const before = asked;
  asked = xhr;
  elt.addEventListener("htmx:beforeOnLoad", (loaded) => {
    if (loaded.detail.xhr === xhr && asked !== xhr) loaded.preventDefault();
  }, { once: true });
  xhr.addEventListener("loadend", () => { if (asked === xhr) asked = null; });
  if (before) leave(before);
});

// Nobody waits for this request any more; to htmx it has come to its end, and is no fault.
function leave(request) {
  request.onabort = request.onload;
  request.abort();
}

addEventListener("popstate", (event) => {
  if (!event.state || !event.state.htmx) return;
  const before = asked;
  asked = null; // who goes back has turned away from it
  waiting.length = 0;
  if (before && !edit) leave(before);
});

// -- a press that began on an element which is replaced before it ends is made on its like ---------

let begun = null;

const BEGUN = "a[href], button, label, summary, input[type=checkbox]";

document.addEventListener("pointerdown", (event) => {
  const one = event.button === 0 && closest(event, BEGUN);
  begun = one ? { ...keep(one), x: event.clientX, y: event.clientY } : null;
}, true);

document.addEventListener("pointerup", (event) => {
  if (begun && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < 5) end();
  begun = null;
}, true);

document.addEventListener("keydown", (event) => {
  const one = event.key === " " && !event.repeat && closest(event, "button, summary, input[type=checkbox]");
  if (one) begun = keep(one);
}, true);

document.addEventListener("keyup", (event) => {
  if (event.key !== " ") return;
  if (begun) end();
  begun = null;
}, true);

function end() {
  const one = !begun.element.isConnected && find(begun);
  if (one) one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}

// -- what was typed, ticked or chosen and not yet sent ---------------------------------------------

const FIELDS = "#page input:not([type=hidden], [type=file]), #page select, #page textarea";

const state = (one) => (one.type === "checkbox" ? one.checked : one.value);

function first(one) {
  if (one.type === "checkbox") return one.defaultChecked;
  if (one.localName !== "select") return one.defaultValue;
  return ([...one.options].find((option) => option.defaultSelected) || one.options[0] || one).value;
}

function unsent() {
  return [...document.querySelectorAll(FIELDS)]
    .filter((one) => state(one) !== (sent && sent.held.has(one) ? sent.held.get(one) : first(one)))
    .map((one) => ({ ...keep(one), own: sent && sent.form === one.form, state: state(one) }));
}

function put(kept) {
  const one = find(kept) || (kept.own && document.getElementById(kept.element.id));
  if (one) one[one.type === "checkbox" ? "checked" : "value"] = kept.state;
}

// -- the swap itself: what is there before it is there after it ------------------------------------

let left = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  if (target.id === "version" && target.firstElementChild) event.detail.shouldSwap = false; // told already
  if (xhr.status === 202 && requestConfig.elt.id === "progress") {
    const inside = { target: requestConfig.elt, selectOverride: "#progress > *", swapOverride: "innerHTML" };
    Object.assign(event.detail, inside);
  }
  if (!isPage(event)) return;
  const records = document.querySelector(".records");
  const opened = [...document.querySelectorAll("#page details[open] > summary")];
  const active = document.activeElement;
  const focused = active === document.body ? null : keep(active);
  if (focused && active.matches("textarea, input:not([type=checkbox], [type=date], [type=file])")) {
    focused.ends = [active.selectionStart, active.selectionEnd];
  }
  left = {
    path: location.pathname,
    y: scrollY,
    inner: records ? records.scrollTop : 0,
    unsent: unsent(),
    opened: opened.filter((one) => !(sent && one.parentNode.contains(sent.form))).map(keep),
    focused,
    sent,
    moved: sent && focused && active !== sent.from,
  };
  sent = null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!left || !isPage(event)) return;
  const same = left.path === location.pathname;
  const place = document.getElementById(location.hash.slice(1));
  const records = document.querySelector(".records");
  if (same) left.opened.forEach((one) => { const now = find(one); if (now) now.parentNode.open = true; });
  if (same) left.unsent.forEach(put);
  if (same && records) records.scrollTop = left.inner;
  if (same && !place) scrollTo(0, left.y);
  else if (place) place.scrollIntoView();
  else scrollTo(0, 0);
  if (same) focusAgain(left);
  else document.getElementById("main").focus({ preventScroll: true });
  left = null;
});

function focusAgain({ focused, sent, moved }) {
  const wrong = document.querySelector("[aria-invalid=true]") || document.querySelector(".told[role=alert]");
  const byId = (id) => id && document.getElementById(id);
  if (wrong && !moved) {
    if (wrong.matches(".told")) wrong.tabIndex = -1;
    wrong.focus();
    return;
  }
  const there = focused && (find(focused) || byId(focused.element.id));
  const places = sent && !moved ? [byId(sent.focus), there, byId(sent.next)] : [there];
  const one = places.find((place) => place && !place.disabled);
  if (one) one.focus({ preventScroll: true });
  if (one && one === there && focused.ends) one.setSelectionRange(...focused.ends);
}
