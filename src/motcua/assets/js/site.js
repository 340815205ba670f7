// Every page works without this file. It only makes some of them quicker or kinder.
import { Button, Checkboxes, ErrorSummary, Radios, SkipLink, createAll } from "govuk-frontend";
import htmx from "htmx.org";

import { watchQuestions } from "./questions.js";
import { watchUploads } from "./uploads.js";

const library = [Button, Checkboxes, ErrorSummary, Radios, SkipLink];

function start(scope) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  library.forEach((component) => createAll(component, {}, { scope, onError: () => {} }));
  watchQuestions(scope);
  scope.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
  });
}

start(document);
watchUploads(() => {
  start(document);
  htmx.process(document.body);
});
document.addEventListener("htmx:after:swap", (event) => start(event.target));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
