// Links inside an archive: from where they stand to what they name.

/** What a link points at: an entry of the archive with or without a fragment, an allowed address outside, or nothing usable. */
export type LinkTarget =
  | { is: "inside"; name: string; fragment: string }
  | { is: "outside"; url: string }
  | { is: "blocked"; scheme: string }
  | { is: "nothing" };

/** Addresses a reader may follow out of a book. */
const OUTSIDE = new Set(["http:", "https:", "mailto:"]);

/**
 * Resolves a link that stands in the entry `base`. Steps upwards end at the archive's root, so nothing outside it can be named.
 * A fragment is "" when there is none. Anything with a scheme other than http, https and mailto is blocked.
 */
export function resolveLink(base: string, href: string): LinkTarget {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers ignore these inside a scheme, so they must not hide one
  const link = href.replace(/[\u0000-\u001f\u007f]/g, "").trim();
  if (link === "") return { is: "nothing" };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(link)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    const url = OUTSIDE.has(`${scheme}:`) ? URL.parse(link) : null;
    return url === null ? { is: "blocked", scheme } : { is: "outside", url: url.href };
  }
  if (link.startsWith("//")) return { is: "blocked", scheme: "" };
  const hash = link.indexOf("#");
  const fragment = hash < 0 ? "" : decode(link.slice(hash + 1));
  const path = (hash < 0 ? link : link.slice(0, hash)).replace(/\?.*$/, "");
  if (path === "") return { is: "inside", name: base, fragment };
  const steps = path.startsWith("/") ? [] : base.split("/").slice(0, -1);
  for (const step of decode(path).replaceAll("\\", "/").split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return { is: "inside", name: steps.join("/"), fragment };
}

/** The one string that stands for a place in a book while links are not yet resolved. */
export function addressOf(name: string, fragment: string): string {
  return `${name}#${fragment}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
