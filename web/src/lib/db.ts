/** The browser's own database: what has to survive a reload or a lost network. */

const NAME = "supple";
const STORES = ["outbox", "refused", "kept"] as const;
export type Store = (typeof STORES)[number];

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  return opened;
}

async function run<T>(store: Store, mode: IDBTransactionMode, work: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  return new Promise((done, fail) => {
    const transaction = db.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => fail(transaction.error);
  });
}

export function get<T>(store: Store, key: string): Promise<T | undefined> {
  return run(store, "readonly", (s) => s.get(key) as IDBRequest<T | undefined>);
}

export function put(store: Store, key: string, value: unknown): Promise<unknown> {
  return run(store, "readwrite", (s) => s.put(value, key));
}

export function remove(store: Store, key: string): Promise<unknown> {
  return run(store, "readwrite", (s) => s.delete(key));
}

/** All values whose key begins with `prefix`, in the order of their keys. */
export function all<T>(store: Store, prefix = ""): Promise<T[]> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  return run(store, "readonly", (s) => s.getAll(range) as IDBRequest<T[]>);
}

/** Forgets everything that begins with `prefix`. */
export async function clear(prefix = ""): Promise<void> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  for (const store of STORES) await run(store, "readwrite", (s) => s.delete(range));
}
