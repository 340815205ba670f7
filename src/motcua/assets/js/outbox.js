// What waits on this machine to be sent, and a few notes, in the browser's own database. Shared by
// the page, which shows it, and the worker, which sends it.

const NAME = "motcua";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "id", autoIncrement: true });
      request.result.createObjectStore("notes");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within(store, mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const entries = () => within("outbox", "readonly", (store) => store.getAll());
export const writeEntry = (entry) => within("outbox", "readwrite", (store) => store.add(entry));
export const keep = (entry) => within("outbox", "readwrite", (store) => store.put(entry));
export const deleteEntry = (id) => within("outbox", "readwrite", (store) => store.delete(id));

// Notes: `account`, whose pages are kept; by a draft's id its name, pages and account.
export const noted = (key) => within("notes", "readonly", (store) => store.get(key));
export const note = (key, value) =>
  within("notes", "readwrite", (store) => (value === undefined ? store.delete(key) : store.put(value, key)));

export async function drafts() {
  const keys = await within("notes", "readonly", (store) => store.getAllKeys());
  const found = await Promise.all(keys.map(async (key) => ({ id: key, ...(await noted(key)) })));
  return found.filter((each) => each.pages);
}

export async function wipe() {
  await within("outbox", "readwrite", (store) => store.clear());
  await within("notes", "readwrite", (store) => store.clear());
}

// A file control left empty still sends an empty file.
export function hasFiles(fields) {
  return fields.some(([, value]) => value instanceof File && value.size);
}

export function fileless(fields) {
  return fields.filter(([, value]) => !(value instanceof File));
}
