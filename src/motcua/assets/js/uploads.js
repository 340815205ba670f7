// Files over a slow network: refuse one too large before it is sent, and say how far the rest is.

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

function carriesFiles(form) {
  return [...form.querySelectorAll('input[type="file"]')].some((input) => input.files.length);
}

function progressIn(form) {
  const box = document.createElement("div");
  box.className = "mc-upload";
  box.innerHTML = '<progress class="mc-upload__bar" max="100" value="0"></progress><p role="status"></p>';
  form.append(box);
  box.scrollIntoView({ block: "nearest" });
  const [bar, words] = box.children;
  bar.setAttribute("aria-label", document.body.dataset.sending);
  return {
    box,
    show(percent) {
      bar.value = percent;
      words.textContent = `${document.body.dataset.sending} ${percent}%`;
    },
    fail() {
      bar.remove();
      words.className = "govuk-error-message";
      words.textContent = document.body.dataset.notSent;
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

function send(form, submitter, start) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  form.querySelector(".mc-upload")?.remove();
  const progress = progressIn(form);
  const buttons = form.querySelectorAll("button");
  const lock = (locked) => buttons.forEach((button) => (button.disabled = locked));
  lock(true);
  progress.show(0);
  const request = new XMLHttpRequest();
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) progress.show(Math.floor((event.loaded / event.total) * 100));
  };
  request.onload = () => showPage(request.responseText, request.responseURL, start);
  request.onerror = () => {
    lock(false);
    progress.fail();
  };
  request.open("POST", form.action);
  request.send(data);
}

export function watchUploads(start) {
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][data-max-bytes]")) checkSize(event.target);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || !carriesFiles(form)) return;
    event.preventDefault();
    send(form, event.submitter, start);
  });
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) location.reload();
  });
}
