// The QR code of an identity card by the camera, where the browser reads codes by itself
// (BarcodeDetector). Nothing of the picture leaves the page: only the text of the code is sent.

const LOOK_EVERY = 200; // milliseconds

async function readsCodes() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

async function look(video, found) {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  while (video.srcObject) {
    const codes = await detector.detect(video).catch(() => []);
    const card = codes.find((code) => code.rawValue.includes("|"));
    if (card) return found(card.rawValue);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

function close(video) {
  video.srcObject?.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
  video.hidden = true;
}

async function start(camera) {
  const video = camera.querySelector("video");
  const said = camera.querySelector("[role=status]");
  const form = camera.closest("form");
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1280 } },
    });
  } catch {
    said.textContent = camera.dataset.refused;
    return;
  }
  video.hidden = false;
  said.textContent = camera.dataset.looking;
  await video.play();
  look(video, (text) => {
    close(video);
    form.elements.card.value = text;
    form.requestSubmit();
  });
}

async function offer(camera) {
  if (!camera || !(await readsCodes())) return;
  camera.hidden = false;
  camera.querySelector("button").addEventListener("click", () => start(camera));
  window.addEventListener("pagehide", () => close(camera.querySelector("video")));
}

offer(document.querySelector("[data-card-camera]"));
