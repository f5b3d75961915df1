// Where to go on after signing in: an address from outside is followed only when it stays on this site.

/** Stands for this site; a path that leaves it shows by another origin. */
const SITE = "http://this.site";

/** The path with its query and fragment, as the browser will read it; "/" for everything that is not a path of this site. */
export function ownPath(asked: string | undefined): string {
  if (!asked?.startsWith("/") || !URL.canParse(asked, SITE)) return "/";
  const url = new URL(asked, SITE);
  // "/.//elsewhere" is a path until its dots are taken out, and then the address of another site.
  if (url.origin !== SITE || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
