// require.js looks for the widget bundle beside itself, on whatever path the site is served.
require.config({ baseUrl: document.currentScript.src.replace(/[^/]*$/, "") });
