// What a person sees of the line being down: that nothing is lost, what waits, what came of it.
import { drafts, entries, noted } from "./outbox.js";

const told = document.getElementById("offline-words");
const words = JSON.parse(told.textContent);
const { account } = told.dataset;
// Milliseconds until what could not be sent is tried again; until a silent worker is asked again.
const AGAIN = 3_000;
const LOOK_AGAIN = 20_000;
const main = document.getElementById("main");

function say(text, link, label) {
  let banner = document.querySelector(".mc-offline");
  if (!text) return banner?.remove();
  if (!banner) {
    banner = document.createElement("div");
    banner.className = "mc-offline";
    banner.setAttribute("role", "status");
    main.prepend(banner);
  }
  banner.textContent = text;
  if (link) {
    const a = document.createElement("a");
    Object.assign(a, { href: link, textContent: label, className: "govuk-link" });
    banner.append(" ", a);
  }
}

async function waiting() {
  const own = account || (await noted("account"));
  return (await entries()).filter((entry) => entry.account === own);
}

function counted(text, number) {
  return text.replace("{n}", number);
}

// Signing out removes what waits: whoever has something waiting is asked first.
async function askBeforeSignOut() {
  const out = document.querySelector('form[action$="/dang-xuat/"]');
  if (out) out.dataset.waiting = (await waiting()).length || "";
}

async function showState() {
  const all = await waiting();
  const refused = all.find((entry) => entry.state === "refused");
  const left = all.filter((entry) => entry.state === "waits").length;
  await askBeforeSignOut();
  if (!navigator.onLine) return say(left ? counted(words.kept, left) : words.offline);
  if (refused) return refused.path === location.pathname ? say(words.wrongHere) : say(words.wrong, refused.path, words.open);
  return say(left ? counted(words.waits, left) : "");
}

async function send() {
  const worker = (await navigator.serviceWorker.ready).active;
  if (navigator.onLine && (await waiting()).some((entry) => entry.state === "waits")) {
    worker.postMessage({ type: "send" });
  }
}

let trial;

function again(wait) {
  clearTimeout(trial);
  trial = setTimeout(send, wait);
}

const answers = {
  sending: ({ left }) => {
    say(counted(words.sending, left));
    again(LOOK_AGAIN); // a worker may be ended at any moment
  },
  refused: ({ path }) => say(words.wrong, path, words.open),
  "sign-in": () => say(words.signIn, `/dang-nhap/?next=${encodeURIComponent(location.pathname)}`, words.signInLink),
  filed: ({ draft }) => say(words.filed, `/nop-ho-so/${draft}/da-nop/`, words.see),
  "filed-elsewhere": ({ draft }) => say(words.filedElsewhere, `/nop-ho-so/${draft}/da-nop/`, words.see),
  gone: () => say(words.gone),
  later: () => {
    showState();
    again(AGAIN);
  },
};

// An answer that asks for something stays: "all sent" must not cover it.
const PASSING = ["sending", "later"];
let asked = false;

navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  if (data.type === "done") return asked ? undefined : say(words.sent);
  if (data.type === "sent") return askBeforeSignOut();
  asked ||= !PASSING.includes(data.type);
  return answers[data.type]?.(data);
});

// What was typed on this page without a line is not on the kept page: it is put back.
async function refill() {
  const form = document.querySelector("form[data-offline]");
  const entry = form && (await waiting()).find((each) => each.path === location.pathname);
  if (!entry) return;
  for (const control of form.elements) {
    const values = entry.fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "file") showFiles(control, values);
    else if (/^(checkbox|radio)$/.test(control.type)) control.checked = values.includes(control.value);
    else if (control.name !== "csrfmiddlewaretoken" && control.type !== "submit" && values.length) {
      control.value = values[0];
    }
  }
}

function showFiles(control, values) {
  const names = values.filter((value) => value.size).map((file) => file.name);
  if (!names.length) return;
  const line = document.createElement("p");
  line.className = "govuk-body-s mc-soft";
  line.textContent = `${words.files} ${names.join(", ")}`;
  control.after(line);
}

// In place of a page that is not kept: the drafts that are, and what was asked to be submitted.
async function listDrafts(list) {
  const own = await noted("account");
  for (const draft of (await drafts()).filter((each) => each.account === own)) {
    const item = document.createElement("li");
    const a = document.createElement("a");
    Object.assign(a, { href: draft.pages[0], textContent: draft.name, className: "govuk-link" });
    item.append(a);
    list.append(item);
  }
  list.parentElement.hidden = !list.children.length;
  const submitted = new URLSearchParams(location.search).has("nop");
  document.querySelectorAll("[data-submitted]").forEach((part) => {
    part.hidden = (part.dataset.submitted === "yes") !== submitted;
  });
}

// Without a line a form goes the browser's own way, to the worker, and not through other scripts.
window.addEventListener(
  "submit",
  (event) => {
    if (!navigator.onLine && event.target.dataset.offline) event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("submit", (event) => {
  if (!event.target.action.endsWith("/dang-xuat/") || !event.target.dataset.waiting) return;
  if (!window.confirm(words.signOut)) event.preventDefault();
});

async function start() {
  const list = document.querySelector("[data-kept-drafts]");
  if (list) await listDrafts(list);
  // A browser that forbids it (private windows) works as before, with a line.
  if (account) await navigator.serviceWorker.register("/service-worker.js").catch(() => {});
  await refill();
  await showState();
  await send();
}

if (navigator.serviceWorker) {
  window.addEventListener("online", () => showState().then(send));
  window.addEventListener("offline", showState);
  start();
}
