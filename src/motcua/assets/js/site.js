// Every page works without this file. It only makes some of them quicker or kinder.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  Radios,
  SkipLink,
  createAll,
} from "govuk-frontend";
import "htmx.org";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

const library = [Button, Checkboxes, ErrorSummary, Radios, SkipLink];

function start(scope) {
  library.forEach((component) => createAll(component, {}, { scope, onError: () => {} }));
  scope.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
  });
}

start(document);
document.addEventListener("htmx:after:swap", (event) => start(event.target));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
