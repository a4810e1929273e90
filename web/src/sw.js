// Keeps the shell, the words and the pictures of this build, so that the player opens and goes on without a network.
const FILES = __FILES__;
const SHELL = `shell-${__VERSION__}`;
const DATA = "data-1";

// A new build waits until the pages of the last one are closed, so that none of them loses its files.
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const old = (keys) => keys.filter((key) => key !== SHELL && key !== DATA).map((key) => caches.delete(key));
  event.waitUntil(caches.keys().then((keys) => Promise.all(old(keys))).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(caches.delete(DATA));
});

// Only what holds nothing about the person is kept here; the session itself is in the browser's own database.
const KEPT = [/^\/api\/v1\/figures\//, /^\/api\/v1\/screen\/questions/];

// What is kept steps in when the server is away, fails, or is silent for this long.
const PATIENCE_MS = 2000;

async function networkFirst(request) {
  const cache = await caches.open(DATA);
  const kept = await cache.match(request);
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok) await cache.put(request, answer.clone());
    return answer.ok || !kept ? answer : kept;
  });
  if (!kept) return fresh;
  const silent = new Promise((done) => setTimeout(() => done(kept), PATIENCE_MS));
  return Promise.race([fresh.catch(() => kept), silent]);
}

async function shell(request) {
  const cache = await caches.open(SHELL);
  return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.open(SHELL)).match("/");
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/api/")) {
    if (KEPT.some((kept) => kept.test(url.pathname))) event.respondWith(networkFirst(event.request));
    return;
  }
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else event.respondWith(shell(event.request));
});
