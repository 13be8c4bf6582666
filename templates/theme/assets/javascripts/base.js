// What Material's bundle expects to find, and writes as an inline script of its own: where the site
// begins, a hash, and a store of settings under that place. A file, so that the Content-Security-
// Policy needs to allow no inline script.
window.__md_scope = new URL(document.currentScript.dataset.scope, location);
window.__md_hash = (text) =>
  [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
window.__md_get = (key, storage = localStorage, scope = window.__md_scope) => {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null;
  }
};
window.__md_set = (key, value, storage = localStorage, scope = window.__md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // Without storage the setting lasts as long as the page.
  }
};
