// Encodings: declared, marked, wrong.
import { expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";

const latin = (text: string) => Buffer.from(text, "latin1");

test("byte order marks, UTF-8 and declared encodings are heeded", () => {
  expect(decodeText(Buffer.from("\ufeffé", "utf16le"), "x").text).toBe("é");
  expect(decodeText(Buffer.from("\ufeffé", "utf16le").swap16(), "x").text).toBe("é");
  expect(decodeText(Buffer.from("<p>é</p>", "utf16le"), "x").text).toBe("<p>é</p>");
  expect(decodeText(Buffer.from("é – 漢"), "x")).toEqual({ text: "é – 漢" });
  expect(decodeText(latin('<?xml version="1.0" encoding="ISO-8859-5"?><p>\u00b6</p>'), "x").text).toContain("<p>Ж</p>");
  expect(decodeText(latin('<html><head><meta charset="windows-1250"/></head>\u009e'), "x").text).toContain("ž");
  // A wrong declaration does not spoil what is UTF-8.
  expect(decodeText(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><p>é</p>'), "x").text).toContain("<p>é</p>");
});

test("text in no encoding it names is read as Western European if it was never UTF-8, with its faults marked if it mostly is", () => {
  const western = decodeText(latin("Étienne \u0093mange\u0094 à midi"), "a.html");
  expect(western.text).toBe("Étienne “mange” à midi");
  expect(western.repaired).toContain("a.html");
  const faulty = decodeText(Buffer.concat([Buffer.from("É – “x” "), Buffer.from([0xe9, 0x20])]), "b.html");
  expect(faulty.text).toBe("É – “x” \ufffd ");
  expect(faulty.lost).toContain("1 place");
});
