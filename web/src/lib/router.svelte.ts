/** Where the person is in the app. The address bar is the truth, so that back, forward and reload work. */

export const place = $state({ path: location.pathname, query: location.search });

function read(): void {
  place.path = location.pathname;
  place.query = location.search;
}

/** What the history keeps of a page: where the person came from, and how far down it they were. */
interface Kept {
  from?: string;
  y?: number;
}
const kept = () => (history.state ?? {}) as Kept;

export function go(to: string, replace = false): void {
  if (replace) history.replaceState(kept(), "", to);
  else {
    history.replaceState({ ...kept(), y: window.scrollY }, "");
    history.pushState({ from: place.path } satisfies Kept, "", to);
  }
  read();
  window.scrollTo(0, 0);
}

export function back(): void {
  history.back();
}

/** Writes what was chosen on a page into its address, so that going back finds it again. */
export function note(chosen: Record<string, string>): void {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value)).toString();
  history.replaceState(kept(), "", location.pathname + (query && `?${query}`));
}

/** Goes to where the person was on this page, now that it is as long as then. */
export function scrollBack(): void {
  window.scrollTo(0, kept().y ?? 0);
}

/** Follows links of the app without loading the page again. */
export function followLinks(): () => void {
  const click = (event: MouseEvent) => {
    const link = (event.target as Element | null)?.closest("a");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api/") || (link.pathname === place.path && link.hash)) return;
    event.preventDefault();
    if (link.dataset["up"] !== undefined && kept().from === link.pathname) return back();
    go(link.pathname + link.search + link.hash);
  };
  document.addEventListener("click", click);
  window.addEventListener("popstate", read);
  return () => {
    document.removeEventListener("click", click);
    window.removeEventListener("popstate", read);
  };
}
