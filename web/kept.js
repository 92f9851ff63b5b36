// What the book keeps: JSON values under keys that begin with "mlp:", in this browser and nowhere else.
// Where storage is full or blocked, a value lasts until the page is closed, set() returns false and "mlp-kept-failed"
// is fired on the document. Every change, in another tab too, fires "mlp-kept" with {key}.
(() => {
  const PREFIX = "mlp:";
  const unkept = new Map();                                  // key -> text that storage refused
  const tell = (name, key) => document.dispatchEvent(new CustomEvent(name, { detail: { key } }));

  function storage() {
    try { return window.localStorage; } catch { return null; }          // reading it throws where it is blocked
  }

  function owned(key) {
    if (typeof key === "string" && key.startsWith(PREFIX)) return key;
    throw new TypeError(`what the book keeps has a key that begins with "${PREFIX}", not ${key}`);
  }

  function get(key) {
    owned(key);
    try { return JSON.parse(unkept.get(key) ?? storage()?.getItem(key) ?? "null"); } catch { return null; }
  }

  function set(key, value) {
    const text = JSON.stringify(value);
    try {
      storage().setItem(owned(key), text);
      unkept.delete(key);
    } catch (refused) {
      if (!(refused instanceof DOMException) && storage()) throw refused;
      unkept.set(key, text);
      tell("mlp-kept-failed", key);
    }
    tell("mlp-kept", key);
    return !unkept.has(key);
  }

  function remove(key) {
    unkept.delete(owned(key));
    try { storage()?.removeItem(key); } catch { /* blocked: nothing is there */ }
    tell("mlp-kept", key);
  }

  function keys(prefix = PREFIX) {
    let stored = [];
    try { stored = Object.keys(storage() ?? {}); } catch { /* blocked */ }
    return [...new Set([...stored, ...unkept.keys()])].filter((key) => key.startsWith(owned(prefix))).sort();
  }

  function clear() { keys().forEach(remove); }

  addEventListener("storage", ({ key }) => {                 // another tab has written
    if (key !== null && !key.startsWith(PREFIX)) return;
    if (key === null) unkept.clear(); else unkept.delete(key);
    tell("mlp-kept", key ?? PREFIX);
  });

  window.mlpKept = { get, set, remove, keys, clear };
})();
