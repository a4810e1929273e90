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

/** There is no such thing as the address asks for. */
export class NotFound extends Error {}

/** The server could not be reached, or did not answer in time. */
export class Offline extends Error {}

/** Did the server fail, and not the request? Then what the browser keeps and knows has to do for now. */
export function unreachable(problem: unknown): boolean {
  return problem instanceof Offline || (problem instanceof ApiError && problem.status >= 500);
}

/** How long a page waits [ms]: for what a healthy server knows at once, and for what it has to work out. */
export const BRIEF = 4_000;
const LONG = 60_000;

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

/** Goes on in English: the language that was asked for isn't there. */
export function forgetLocale(): void {
  sessionStorage.removeItem(LOCALE);
  const url = new URL(location.href);
  url.searchParams.delete("locale");
  history.replaceState(null, "", url);
}

/** The address of an endpoint, in the language of the page. */
export function address(path: string, query: Record<string, string | number | undefined> = {}): string {
  const url = new URL(`${isDemo() ? "/api/demo/v1" : "/api/v1"}/${path}`, location.origin);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  if (locale() !== "en") url.searchParams.set("locale", locale());
  return url.pathname + url.search;
}

async function send(input: string, patience: number, init: RequestInit = {}): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(input, { ...init, signal: AbortSignal.timeout(patience) });
    text = await response.text();
  } catch {
    throw new Offline();
  }
  if (response.ok) return text;
  const error = told(text);
  if (!error && response.status >= 500) throw new Offline();
  throw new ApiError(response.status, error?.["code"] ?? "", error?.["message"] ?? response.statusText, error?.["where"], error?.["hint"]);
}

/** The server's own error, if this is one. */
function told(text: string): Record<string, string> | undefined {
  try {
    return (JSON.parse(text) as { error?: Record<string, string> }).error;
  } catch {
    return undefined;
  }
}

type Query = Record<string, string | number | undefined>;

export async function getJson<T>(path: string, query?: Query, patience = LONG): Promise<T> {
  return JSON.parse(await getText(path, query, patience)) as T;
}

export function getText(path: string, query?: Query, patience = LONG): Promise<string> {
  return send(address(path, query), patience);
}

export function postText(path: string, body: unknown, patience = LONG): Promise<string> {
  const headers = { "content-type": "application/json" };
  return send(address(path), patience, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });
}

export async function postJson<T>(path: string, body: unknown, patience = LONG): Promise<T> {
  const text = await postText(path, body, patience);
  return (text ? JSON.parse(text) : null) as T;
}
