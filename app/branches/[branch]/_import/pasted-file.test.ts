// What is pasted becomes a file of its kind under the title that was typed.
import { expect, it } from "vitest";
import { pastedFile } from "./pasted-file.ts";

it("is plain text as it was typed when nothing else came with it", async () => {
  const file = pastedFile({ title: "Minutes: 3/5", text: "One\n\nTwo" });
  expect([file.name, await file.text()]).toEqual(["Minutes 3 5.txt", "One\n\nTwo"]);
});

it("is a page with the fragment that was copied and the title that was typed", async () => {
  const html = "<html><body>around<!--StartFragment--><h1>One</h1><!--EndFragment-->it</body></html>";
  const file = pastedFile({ title: "Bread & <roses>", text: "One", html });
  expect(file.name).toBe("Bread & roses.html");
  expect(await file.text()).toBe(
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Bread &amp; &lt;roses></title></head><body><h1>One</h1></body></html>',
  );
});
