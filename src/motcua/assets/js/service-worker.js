// Goes on where the line ends: keeps the pages of one's own open drafts, takes what is sent from
// them while there is no line, and sends it in order when there is one again.
//
// Nothing else is kept. A page is, when its form says so (data-offline) and for whom; desks and
// administration are never touched. `self.MOTCUA` (build, shell) is written by the server.
import {
  deleteEntry,
  drafts,
  entries,
  fileless,
  hasFiles,
  keep,
  note,
  noted,
  wipe,
  writeEntry,
} from "./outbox.js";

const { build, shell } = self.MOTCUA;
const SHELL = `shell-${build}`;
const PAGES = "drafts"; // survives a new build: what was opened can still be filled in
const FALLBACK = "/ngoai-tuyen/";
const DRAFT = /^\/nop-ho-so\/([0-9a-f-]{36})\//;
const DESKS = /^\/(can-bo|quan-tri|api)\//;
const MARK = /<form[^>]*\sdata-offline="([0-9a-f]+)"/;
const TOKEN = /name="csrfmiddlewaretoken" value="([^"]+)"/;
const SIGN_IN = /\/dang-nhap\//;
// Buttons that save and stay on the page.
const STAYS = /^(upload|remove|add|before|after|turn)$/;
// Milliseconds: a page asked for; a page sent, photographs over a slow line included.
const PAGE_WITHIN = 15_000;
const SENT_WITHIN = 300_000;
const FILED = /\/da-nop\/$/;

self.addEventListener("install", (event) => {
  // The page for what is not kept is nobody's: asked for without cookies.
  const nobody = new Request(FALLBACK, { credentials: "omit" });
  const files = caches.open(SHELL).then((cache) => cache.addAll([...shell, nobody]));
  event.waitUntil(files.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    const past = names.filter((name) => name.startsWith("shell-") && name !== SHELL);
    await Promise.all(past.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(old().then(keepOpened));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || DESKS.test(url.pathname)) return;
  const moves = request.mode === "navigate";
  if (request.method === "POST") {
    if (/^\/(dang-xuat|may-nay)\//.test(url.pathname)) event.waitUntil(forget());
    else if (moves && DRAFT.test(url.pathname)) event.respondWith(post(request, url));
  } else if (shell.includes(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  } else if (moves && request.method === "GET") {
    event.respondWith(get(request, url, event));
  }
});

self.addEventListener("sync", (event) => {
  // A browser told of a failure tries again by itself.
  const sent = () => sendAll().then((all) => all || Promise.reject(new Error("later")));
  if (event.tag === "outbox") event.waitUntil(sent());
});

self.addEventListener("message", (event) => {
  if (event.data.type === "send") event.waitUntil(sendAll());
  if (event.data.type === "forget") event.waitUntil(forget());
});

// Keeping and forgetting, one after the other. What was asked for before somebody signed out is not
// kept after, though its answer came late.

let departures = 0;
let turn = Promise.resolve();

function inTurn(act) {
  turn = turn.then(act, act);
  return turn;
}

const unlessGone = (since, act) => inTurn(() => (since === departures ? act() : undefined));

function forget() {
  departures += 1;
  return inTurn(() => Promise.all([caches.delete(PAGES), wipe()]));
}

// Reading

async function get(request, url, event) {
  const since = departures;
  try {
    const answer = await fetch(request);
    event.waitUntil(Promise.all([keepPage(url, answer.clone(), since), decide(answer)]));
    return answer;
  } catch (error) {
    return (await kept(url)) || (await caches.match(FALLBACK)) || Promise.reject(error);
  }
}

// The pages of whoever was signed in last: another's are not shown.
async function kept(url) {
  const page = await (await caches.open(PAGES)).match(url.pathname);
  return page && page.headers.get("X-Account") === (await noted("account")) ? page : undefined;
}

// A draft's page opened before this worker was there did not come through it.
async function keepOpened() {
  const paths = (await self.clients.matchAll()).map((client) => new URL(client.url).pathname);
  await Promise.all(paths.filter((path) => DRAFT.test(path)).map(refresh));
}

async function keepPage(url, answer, since) {
  const draft = DRAFT.exec(url.pathname);
  if (!draft || answer.redirected || answer.status !== 200) return;
  const text = await answer.text();
  const account = MARK.exec(text)?.[1];
  if (!account) return;
  await unlessGone(since, () => settle(account).then(() => store(url.pathname, text, account)));
  const known = await noted(draft[1]);
  if (!known?.pages.includes(url.pathname)) await keepDraft(draft[1], account, since);
}

// Pages of somebody who was here before go as soon as somebody else is.
async function settle(account) {
  if ((await noted("account")) === account) return;
  await caches.delete(PAGES);
  for (const draft of await drafts()) await note(draft.id, undefined);
  await note("account", account);
}

async function store(path, text, account) {
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Account": account };
  await (await caches.open(PAGES)).put(path, new Response(text, { headers }));
}

// The pages not opened yet, fetched ahead: the line may go at any moment.
async function keepDraft(draft, account, since) {
  const answer = await fetch(`/nop-ho-so/${draft}/cac-trang/`);
  if (!answer.ok || answer.redirected) return;
  const { name, pages } = await answer.json();
  await unlessGone(since, () => note(draft, { name, pages, account }));
  for (const path of pages) {
    if (await (await caches.open(PAGES)).match(path)) continue;
    const page = await fetch(path);
    const text = await page.text();
    if (page.ok && !page.redirected && MARK.exec(text)?.[1] === account) {
      await unlessGone(since, () => store(path, text, account));
    }
  }
}

// Writing

async function post(request, url) {
  const page = await kept(url);
  if (!page) return fetch(request);
  const form = await request.clone().formData();
  const fields = [...form].filter(([name]) => name !== "csrfmiddlewaretoken");
  const account = page.headers.get("X-Account");
  try {
    const answer = await fetch(request);
    // What was typed here without a line has been overtaken.
    if (answer.status === 200 || answer.status === 422) await overtake(url.pathname);
    else await queue(url, fileless(fields), account, "unsure");
    return answer;
  } catch {
    return Response.redirect(await queue(url, fields, account, "waits"), 303);
  }
}

async function overtake(path) {
  const old = (await entries()).filter((entry) => entry.path === path);
  for (const entry of old) await deleteEntry(entry.id);
}

// A worker is not told where an answer leads. The next page tells: to be asked to sign in, or that
// the form was too old, means that what was sent was not taken, and it is sent again.
async function decide(answer) {
  const unsure = (await entries()).filter((entry) => entry.state === "unsure");
  const taken = answer.ok && !SIGN_IN.test(answer.url);
  for (const entry of unsure) {
    if (taken) await deleteEntry(entry.id);
    else await keep({ ...entry, state: "waits" });
  }
}

// One entry a page: what is typed last counts; photographs chosen before go along. Gives the address
// to go on to.
async function queue(url, fields, account, state) {
  const path = url.pathname;
  const draft = DRAFT.exec(path)[1];
  const known = (await noted(draft)) || { pages: [] };
  const submits = path === known.pages[known.pages.length - 1];
  const before = (await entries()).filter((entry) => entry.path === path);
  for (const entry of before) if (submits || !hasFiles(entry.fields)) await deleteEntry(entry.id);
  await writeEntry({ account, draft, path, search: url.search, fields, submits, state });
  self.registration.sync?.register("outbox").catch(() => {}); // not waited for: it may be slow
  if (submits) return `${FALLBACK}?nop=${draft}`;
  if (fields.some(([name]) => STAYS.test(name))) return path;
  const next = known.pages[known.pages.indexOf(path) + 1];
  const changed = url.searchParams.has("sua") ? known.pages[known.pages.length - 1] : next;
  return (changed && (await kept(new URL(changed, location.origin)))) ? changed : FALLBACK;
}

// Sending: one at a time, in the order it was written, by one worker.

let sending = null; // then true when nothing is left to send

function sendAll() {
  sending ??= sendInOrder().finally(() => (sending = null));
  return sending;
}

async function sendInOrder() {
  const account = await noted("account");
  const mine = (await entries()).filter((each) => each.account === account);
  const waiting = mine.filter((each) => each.state === "waits");
  const stuck = new Set(mine.filter((each) => each.state === "refused").map((each) => each.draft));
  for (const entry of waiting) {
    if (entry.submits && stuck.has(entry.draft)) continue; // first what was refused is put right
    await tell({ type: "sending", left: waiting.length });
    const outcome = await send(entry).catch(() => "later"); // the line is down again
    await tell({ type: outcome, path: entry.path, draft: entry.draft });
    if (outcome === "sign-in") return true; // nothing to try before somebody has signed in
    if (outcome === "later") return false;
    if (outcome === "refused") stuck.add(entry.draft);
  }
  if (waiting.length) await tell({ type: "done" });
  for (const draft of new Set(waiting.map((each) => each.draft))) await refreshReview(draft);
  return true;
}

// A line that has just come back may swallow a request, or the rest of its answer: it is given up,
// and made again later.
function within(limit, address, how = {}) {
  const ended = new AbortController();
  setTimeout(() => ended.abort(), limit);
  return fetch(address, { ...how, signal: ended.signal });
}

// The page is asked for first: it says whether we are signed in, and it has a fresh token.
async function send(entry) {
  const page = await within(PAGE_WITHIN, entry.path);
  if (page.redirected) return moved(entry, page);
  if (page.status === 404) return gone(entry, "gone");
  const text = await page.text();
  if (!page.ok || MARK.exec(text)?.[1] !== entry.account) return page.ok ? "sign-in" : "later";
  const body = new FormData();
  body.append("csrfmiddlewaretoken", TOKEN.exec(text)[1]);
  for (const [name, value] of entry.fields) body.append(name, value);
  const answer = await within(SENT_WITHIN, entry.path + entry.search, { method: "POST", body });
  await answer.text(); // read to its end, or it would keep one of the browser's few connections
  if (answer.status === 422) {
    // The server took the files it could; sending them again would double them.
    await keep({ ...entry, state: "refused", fields: fileless(entry.fields) });
    return "refused";
  }
  if (!answer.ok) return "later";
  if (answer.redirected && SIGN_IN.test(answer.url)) return "sign-in";
  if (entry.submits) return FILED.test(answer.url) ? gone(entry, "filed") : "later";
  await deleteEntry(entry.id);
  await refresh(entry.path);
  return "sent";
}

// The page that shows all answers shows those just sent.
async function refreshReview(draft) {
  const path = (await noted(draft))?.pages.slice(-1)[0];
  if (path) await refresh(path);
}

// Only fresher than what is kept: without a line that stays.
async function refresh(path) {
  const since = departures;
  try {
    await keepPage(new URL(path, location.origin), await within(PAGE_WITHIN, path), since);
  } catch {
    return;
  }
}

async function moved(entry, page) {
  if (SIGN_IN.test(page.url)) return "sign-in";
  if (!FILED.test(page.url)) return "later";
  // Submitted before, by us when the answer was lost, or from another machine.
  return gone(entry, entry.submits ? "filed" : "filed-elsewhere");
}

// The draft is no more: neither are its pages and what waited for it.
async function gone(entry, outcome) {
  for (const each of await entries()) if (each.draft === entry.draft) await deleteEntry(each.id);
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname.includes(entry.draft)) await cache.delete(request);
  }
  await note(entry.draft, undefined);
  return outcome;
}

async function tell(message) {
  for (const client of await self.clients.matchAll()) client.postMessage(message);
}
