/** Talks to the server that this page came from, and to nothing else. */

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly where: string | null = null,
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}

/** The server could not be reached. */
export class Offline extends Error {}

const DEMO = "supple.demo";
const LOCALE = "supple.locale";

/** Is the sample person shown instead of the own record? */
export function isDemo(): boolean {
  return sessionStorage.getItem(DEMO) === "yes";
}

export function setDemo(on: boolean): void {
  if (on) sessionStorage.setItem(DEMO, "yes");
  else sessionStorage.removeItem(DEMO);
}

export function locale(): string {
  const asked = new URLSearchParams(location.search).get("locale");
  if (asked) sessionStorage.setItem(LOCALE, asked);
  return sessionStorage.getItem(LOCALE) ?? "en";
}

/** The address of an endpoint, in the language of the page. */
export function address(path: string, query: Record<string, string | number | undefined> = {}): string {
  const url = new URL(`${isDemo() ? "/api/demo/v1" : "/api/v1"}/${path}`, location.origin);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  if (locale() !== "en") url.searchParams.set("locale", locale());
  return url.pathname + url.search;
}

async function send(input: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(input, init);
  } catch {
    throw new Offline();
  }
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as { error?: Record<string, string> } | null;
  const error = body?.error;
  if (!error && response.status >= 502) throw new Offline();
  throw new ApiError(response.status, error?.["code"] ?? "", error?.["message"] ?? response.statusText, error?.["where"], error?.["hint"]);
}

export async function getJson<T>(path: string, query?: Record<string, string | number | undefined>): Promise<T> {
  return (await send(address(path, query))).json() as Promise<T>;
}

export async function getText(path: string, query?: Record<string, string | number | undefined>): Promise<string> {
  return (await send(address(path, query))).text();
}

export async function postText(path: string, body: unknown): Promise<string> {
  const response = await send(address(path), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return response.text();
}

export async function postJson<T>(path: string, body: unknown): Promise<T> {
  const text = await postText(path, body);
  return (text ? JSON.parse(text) : null) as T;
}
