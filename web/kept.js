// What this browser keeps for the reader, under keys that begin with "mlp:"; nothing of it leaves the browser.
(() => {
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const attempt = (act, instead) => { try { return act(); } catch { return instead; } };
  const keys = (prefix = "mlp:") => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), []);

  function get(key) {
    return attempt(() => JSON.parse(localStorage.getItem(key)), null);
  }
  function set(key, value) {
    const kept = attempt(() => { localStorage.setItem(key, JSON.stringify(value)); return true; }, false);
    tell(kept ? "mlp-kept" : "mlp-kept-failed", { key });
    return kept;
  }
  function remove(key) {
    attempt(() => localStorage.removeItem(key));
    tell("mlp-kept", { key });
  }
  window.mlpKept = { get, set, remove, keys, clear: () => keys().forEach(remove) };
})();
