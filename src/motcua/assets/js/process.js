// Draws the road of a dossier on its page; without it, the list of steps says the same in words.
import Viewer from "bpmn-js/lib/NavigatedViewer";

async function draw(box) {
  const viewer = new Viewer({ container: box });
  const answer = await fetch(box.dataset.process, { headers: { Accept: "application/xml" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  box.hidden = false;
  await viewer.importXML(await answer.text());
  const canvas = viewer.get("canvas");
  const shapes = viewer.get("elementRegistry");
  const mark = (ids, marker) =>
    (ids || "").split(/\s+/).filter((id) => shapes.get(id)).forEach((id) => canvas.addMarker(id, marker));
  mark(box.dataset.done, "mc-done");
  mark(box.dataset.current, "mc-current");
  canvas.zoom("fit-viewport", "auto");
}

document.querySelectorAll("[data-process]").forEach((box) => {
  draw(box).catch(() => {
    box.textContent = box.dataset.failed;
    box.classList.add("mc-process--failed");
    box.hidden = false;
  });
});
