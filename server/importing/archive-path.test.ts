// Links in an archive stay in it, or lead to the web.
import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveLink } from "./archive-path.ts";

test.each([
  ["OPS/text/a.xhtml", "../img/p%20q.png", { is: "inside", name: "OPS/img/p q.png", fragment: "" }],
  ["OPS/a.xhtml", "#n%C3%A9", { is: "inside", name: "OPS/a.xhtml", fragment: "né" }],
  ["OPS/a.xhtml", "b.xhtml?x=1#y", { is: "inside", name: "OPS/b.xhtml", fragment: "y" }],
  ["a.xhtml", "/b//./c.xhtml", { is: "inside", name: "b/c.xhtml", fragment: "" }],
  ["a.xhtml", "100%.xhtml#%E0%A4", { is: "inside", name: "100%.xhtml", fragment: "%E0%A4" }],
  ["a.xhtml", " http://example.org/ä b ", { is: "outside", url: "http://example.org/%C3%A4%20b" }],
  ["a.xhtml", "MAILTO:a@example.org", { is: "outside", url: "mailto:a@example.org" }],
  ["a.xhtml", "java\nscript:alert(1)", { is: "blocked", scheme: "javascript" }],
  ["a.xhtml", "data:text/html,x", { is: "blocked", scheme: "data" }],
  ["a.xhtml", "//example.org/x", { is: "blocked", scheme: "" }],
  ["a.xhtml", "  ", { is: "nothing" }],
])("from %s, %s leads where it says", (base, href, target) => {
  expect(resolveLink(base, href)).toEqual(target);
});

test("no link climbs out of the archive, and none leads to another scheme", () => {
  const part = fc.constantFrom(
    "..",
    "../",
    "/",
    "\\",
    ".",
    "a",
    "%2e%2e",
    "%2F",
    "%5c",
    "#",
    "?",
    ":",
    "javascript",
    "http",
    "\t",
    "\u0000",
    "//",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const target = resolveLink("OPS/text/a.xhtml", parts.join(""));
      if (target.is === "outside") expect(target.url).toMatch(/^(?:https?:\/\/|mailto:)/);
      if (target.is === "inside") expect(target.name).not.toMatch(/(?:^|\/)\.\.(?:\/|$)|^\//);
    }),
  );
});
