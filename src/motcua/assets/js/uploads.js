// Files over a slow network: refuse one too large before it is sent, say how far the rest is, and go
// on where the line dropped, where the page says it can.
import { Refused, sendFile } from "./tus.js";

const SPOKEN_EVERY = 25; // percent: a screen reader is not asked to count to a hundred

function group(input) {
  return input.closest(".govuk-form-group") || input.parentElement;
}

function checkSize(input) {
  const limit = Number(input.dataset.maxBytes);
  group(input).querySelector(".mc-too-large")?.remove();
  if (![...input.files].some((file) => file.size > limit)) return;
  input.value = "";
  const note = document.createElement("p");
  note.className = "govuk-error-message mc-too-large";
  note.setAttribute("role", "alert");
  note.textContent = input.dataset.tooLarge;
  input.before(note);
}

function chosen(form) {
  return [...form.querySelectorAll('input[type="file"]')].flatMap((input) =>
    [...input.files].map((file) => ({ input, file }))
  );
}

function progressIn(form) {
  const box = document.createElement("div");
  box.className = "mc-upload";
  box.innerHTML =
    '<progress class="mc-upload__bar" max="100" value="0"></progress>' +
    '<p aria-hidden="true"></p><p class="govuk-visually-hidden" role="status"></p>';
  form.append(box);
  box.scrollIntoView({ block: "nearest" });
  const [bar, seen, spoken] = box.children;
  const { sending, notSent } = document.body.dataset;
  bar.setAttribute("aria-label", sending);
  let last = "";
  function say(words, percent) {
    bar.value = percent;
    seen.textContent = `${words} ${percent}%`;
    const now = `${words} ${percent - (percent % SPOKEN_EVERY)}%`;
    if (now !== last) spoken.textContent = now;
    last = now;
  }
  return {
    box,
    show: (percent) => say(sending, percent),
    retry: (words, percent) => say(words, percent),
    fail(words) {
      bar.remove();
      spoken.remove();
      seen.removeAttribute("aria-hidden");
      seen.setAttribute("role", "alert");
      seen.className = "govuk-error-message";
      seen.textContent = words || notSent;
    },
  };
}

// The page in sight. A jump within it also ends in a popstate, and must not load it anew.
let shown = location.pathname + location.search;

// The answer is the next page: shown as it came, since a second request would lose its notices.
function showPage(html, address, start) {
  const next = new DOMParser().parseFromString(html, "text/html");
  if (address !== location.href) history.pushState({}, "", address);
  shown = location.pathname + location.search;
  document.title = next.title;
  document.body.replaceWith(next.body);
  start();
  window.scrollTo(0, 0);
}

// Files in parts before the form; the form then names them. Gives their ids.
async function sendAhead(form, files, progress) {
  const { uploads, place, retrying } = form.querySelector("[data-uploads]").dataset;
  const to = { address: uploads, token: form.elements.csrfmiddlewaretoken.value };
  const total = files.reduce((sum, { file }) => sum + file.size, 0) || 1;
  const arrived = [];
  let before = 0;
  let percent = 0;
  for (const { input, file } of files) {
    const told = {
      sent(bytes) {
        percent = Math.floor((Math.min(before + bytes, total) / total) * 100);
        progress.show(percent);
      },
      retrying: () => progress.retry(retrying, percent),
    };
    arrived.push(await sendFile(file, `${place}/${input.name}`, to, told));
    before += file.size;
  }
  return arrived;
}

function sendForm(form, data, progress) {
  return new Promise((answered, failed) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress?.show(Math.floor((event.loaded / event.total) * 100));
    };
    request.onload = () => answered(request);
    request.onerror = failed;
    request.open("POST", form.action);
    request.send(data);
  });
}

async function send(form, submitter, start) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  form.querySelector(".mc-upload")?.remove();
  const progress = progressIn(form);
  const buttons = form.querySelectorAll("button");
  const lock = (locked) => buttons.forEach((button) => (button.disabled = locked));
  lock(true);
  progress.show(0);
  try {
    // An empty file has nothing to resume: the form carries it, and the answer says what is wrong.
    const resumes = form.querySelector("[data-uploads]");
    const files = resumes ? chosen(form).filter(({ file }) => file.size) : [];
    const arrived = files.length ? await sendAhead(form, files, progress) : [];
    new Set(files.map(({ input }) => input)).forEach((input) => {
      const empty = data.getAll(input.name).filter((file) => !file.size);
      data.delete(input.name);
      empty.forEach((file) => data.append(input.name, file));
    });
    arrived.forEach((id) => data.append("arrived", id));
    const answer = await sendForm(form, data, resumes ? null : progress);
    showPage(answer.responseText, answer.responseURL, start);
  } catch (trouble) {
    lock(false);
    progress.fail(trouble instanceof Refused ? trouble.message : "");
  }
}

export function watchUploads(start) {
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][data-max-bytes]")) checkSize(event.target);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || !chosen(form).length) return;
    event.preventDefault();
    send(form, event.submitter, start);
  });
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) location.reload();
  });
}
