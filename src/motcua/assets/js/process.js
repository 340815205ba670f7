// Draws the road of a dossier on its page; without it, the list of steps says the same in words.
import Viewer from "bpmn-js/lib/NavigatedViewer";

const READABLE = 0.7; // below this scale the names of steps can no longer be read
const TALLEST = 720; // pixels

function viewerIn(box) {
  const style = getComputedStyle(box);
  const text = { fontFamily: style.fontFamily, fontWeight: "normal", lineHeight: 1.25 };
  return new Viewer({
    container: box,
    zoomScroll: { enabled: false }, // the wheel belongs to the page
    textRenderer: {
      defaultStyle: { ...text, fontSize: 13 },
      externalStyle: { ...text, fontSize: 12 },
    },
    bpmnRenderer: { defaultStrokeColor: "#50545c", defaultLabelColor: style.color },
  });
}

function mark(viewer, ids, marker) {
  const shapes = viewer.get("elementRegistry");
  const known = (ids || "").split(/\s+/).filter((id) => shapes.get(id));
  known.forEach((id) => viewer.get("canvas").addMarker(id, marker));
  return known;
}

// Where a window of this much room begins: the whole drawing in the middle, or else near the step.
function begin(start, length, room, middle) {
  if (length <= room) return start - (room - length) / 2;
  return Math.min(Math.max(middle - room / 2, start), start + length - room);
}

// As tall as the drawing needs at full width; if that is too small to read, closer, on the step.
function fit(viewer, box, step) {
  const canvas = viewer.get("canvas");
  const { inner } = canvas.viewbox();
  const scale = Math.max(READABLE, Math.min(1, box.clientWidth / (inner.width + 40)));
  box.style.height = `${Math.min(TALLEST, Math.round((inner.height + 100) * scale))}px`;
  canvas.resized();
  canvas.zoom("fit-viewport", "auto");
  if (!step || canvas.zoom() >= READABLE) return;
  const { x, y, width, height } = viewer.get("elementRegistry").get(step);
  const room = { width: box.clientWidth / READABLE, height: box.clientHeight / READABLE };
  canvas.viewbox({
    x: begin(inner.x, inner.width, room.width, x + width / 2),
    y: begin(inner.y, inner.height, room.height, y + height / 2),
    ...room,
  });
}

async function draw(box) {
  const answer = await fetch(box.dataset.process, { headers: { Accept: "application/xml" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const drawing = await answer.text();
  box.hidden = false;
  const viewer = viewerIn(box);
  await viewer.importXML(drawing);
  mark(viewer, box.dataset.done, "mc-done");
  const [step] = mark(viewer, box.dataset.current, "mc-current");
  let width = 0;
  const refit = () => {
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    fit(viewer, box, step);
  };
  refit();
  window.addEventListener("resize", refit); // a phone turned round
}

document.querySelectorAll("[data-process]").forEach((box) => {
  draw(box).catch(() => {
    box.textContent = box.dataset.failed;
    box.classList.add("mc-process--failed");
    box.hidden = false;
  });
});
