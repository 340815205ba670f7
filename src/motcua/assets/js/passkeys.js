// Passkeys: between the site, which says what to ask of the device, and the device.
// A form marked data-passkey="create" or "get" is sent with the device's answer in `credential`.

function fromBase64url(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toBase64url(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function known(list) {
  return (list || []).map((each) => ({ ...each, id: fromBase64url(each.id) }));
}

// Asked for when the button is pressed: the challenge is the latest one of the session.
async function asked(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  const { publicKey } = await answer.json();
  return { ...publicKey, challenge: fromBase64url(publicKey.challenge) };
}

async function create(form) {
  const options = await asked(form);
  return navigator.credentials.create({
    publicKey: {
      ...options,
      user: { ...options.user, id: fromBase64url(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  });
}

async function get(form) {
  const options = await asked(form);
  return navigator.credentials.get({
    publicKey: { ...options, allowCredentials: known(options.allowCredentials) },
  });
}

// Every part of the device's answer is bytes; on the way to the server they are base64url.
function asJson(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toBase64url(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toBase64url(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

function watch(form) {
  const ask = form.dataset.passkey === "create" ? create : get;
  const trouble = document.querySelector("[data-passkey-trouble]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = asJson(await ask(form));
    } catch {
      // Refused, timed out, or a device without a lock: the person may try again.
      trouble.hidden = false;
      return;
    }
    form.submit();
  });
}

// A passkey belongs to a name: there is none for a site reached by its number.
const named = !/^[\d.]+$|:/.test(location.hostname);
if (window.PublicKeyCredential && named) document.querySelectorAll("[data-passkey]").forEach(watch);
