// Sends one file by tus 1.0.0 (docs/files.md): in pieces, each kept by the other side as it comes.

const PIECE = 256 * 1024; // bytes; less than this is sent again when the line drops
const WAITS = [1, 2, 4, 8, 15, 30]; // seconds between tries, the last of them again and again
const TRIES = 20; // in a row without a byte getting through
const VERSION = { "Tus-Resumable": "1.0.0" };

// What the other side will not take however often it is asked; its words are for people.
export class Refused extends Error {}

function ask(method, address, headers, body, sent = () => {}) {
  return new Promise((answer, fail) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    Object.entries({ ...VERSION, ...headers }).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => sent(event.loaded);
    request.onload = () => answer(request);
    request.onerror = request.ontimeout = fail;
    request.send(body);
  });
}

// Tomorrow's visitor of the same machine learns nothing from it: no names are kept.
const memory = {
  key: (file, slot) => `tus ${slot} ${file.size} ${file.lastModified}`,
  get(file, slot) {
    try {
      return localStorage.getItem(this.key(file, slot));
    } catch {
      return null;
    }
  },
  set(file, slot, address) {
    try {
      if (address) localStorage.setItem(this.key(file, slot), address);
      else localStorage.removeItem(this.key(file, slot));
    } catch {
      // Without it, a file chosen again after a reload starts anew.
    }
  },
};

function inBase64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function checked(request) {
  if (request.status < 400) return request;
  const again = request.status >= 500 || [409, 423, 408].includes(request.status);
  throw again ? new Error(String(request.status)) : new Refused(request.responseText);
}

// How much of the file is there already; nothing when it has to be announced anew.
async function find(file, slot) {
  const address = memory.get(file, slot);
  if (!address) return null;
  const answer = await ask("HEAD", address, {});
  if (answer.status >= 500) throw new Error(String(answer.status));
  const offset = Number(answer.getResponseHeader("Upload-Offset"));
  const same = Number(answer.getResponseHeader("Upload-Length")) === file.size;
  return answer.status === 200 && same ? { address, offset } : null;
}

async function announce(file, slot, to) {
  const headers = {
    "X-CSRFToken": to.token,
    "Upload-Length": String(file.size),
    "Upload-Metadata": `filename ${inBase64(file.name)},slot ${inBase64(slot)}`,
  };
  const answer = checked(await ask("POST", to.address, headers));
  const address = answer.getResponseHeader("Location");
  memory.set(file, slot, address);
  return { address, offset: 0 };
}

async function sendPiece(file, place, to, sent) {
  const headers = {
    "X-CSRFToken": to.token,
    "Upload-Offset": String(place.offset),
    "Content-Type": "application/offset+octet-stream",
  };
  const piece = file.slice(place.offset, place.offset + PIECE);
  const answer = checked(await ask("PATCH", place.address, headers, piece, (bytes) => sent(place.offset + bytes)));
  return { ...place, offset: Number(answer.getResponseHeader("Upload-Offset")) };
}

function pause(seconds) {
  return new Promise((over) => {
    const timer = setTimeout(done, seconds * 1000);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      over();
    }
    addEventListener("online", done);
  });
}

// Gives the id of the file once all of it is there. told.sent(bytes), told.retrying().
export async function sendFile(file, slot, to, told) {
  let place = null;
  let failed = 0;
  for (;;) {
    try {
      place = place || (await find(file, slot)) || (await announce(file, slot, to));
      told.sent(place.offset);
      if (place.offset >= file.size) return place.address.split("/").filter(Boolean).pop();
      place = await sendPiece(file, place, to, told.sent);
      failed = 0;
    } catch (trouble) {
      if (trouble instanceof Refused) {
        memory.set(file, slot, null);
        throw trouble;
      }
      failed += 1;
      if (failed > TRIES) throw trouble;
      place = null; // ask anew where to go on
      told.retrying();
      await pause(WAITS[Math.min(failed, WAITS.length) - 1]);
    }
  }
}
