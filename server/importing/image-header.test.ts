// Pictures are known by their first bytes.
import fc from "fast-check";
import { expect, test } from "vitest";
import { readImageHeader } from "./image-header.ts";
import { writePng } from "./zip-fixture.ts";

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));

test("the kinds that are kept are known with their size", () => {
  expect(readImageHeader(writePng(640, 70_000))).toEqual({ type: "image/png", extension: "png", width: 640, height: 70_000 });
  expect(readImageHeader(bytes("GIF89a", [0x20, 0x03, 0x58, 0x02]))).toEqual({
    type: "image/gif",
    extension: "gif",
    width: 800,
    height: 600,
  });
  const exif = bytes([0xff, 0xd8, 0xff, 0xe1, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8, 1, 0x2c, 2, 0x58, 3, 0, 0, 0, 0]);
  expect(readImageHeader(exif)).toEqual({ type: "image/jpeg", extension: "jpg", width: 600, height: 300 });
  const lossy = bytes("RIFF....WEBPVP8 ....", [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00]);
  expect(readImageHeader(lossy)).toEqual({ type: "image/webp", extension: "webp", width: 320, height: 240 });
  const lossless = bytes("RIFF....WEBPVP8L....", [0x2f, 0x3f, 0xc1, 0x3b, 0, 0, 0, 0, 0, 0]);
  expect(readImageHeader(lossless)).toEqual({ type: "image/webp", extension: "webp", width: 320, height: 240 });
  const extended = bytes("RIFF....WEBPVP8X....", [0, 0, 0, 0, 0x3f, 1, 0, 0xef, 0, 0]);
  expect(readImageHeader(extended)).toEqual({ type: "image/webp", extension: "webp", width: 320, height: 240 });
});

test("other bytes are no picture, and no bytes make it fail", () => {
  expect(readImageHeader(bytes("<svg/>"))).toBeUndefined();
  expect(readImageHeader(bytes("BM......"))).toBeUndefined();
  const starts = fc.constantFrom(
    "",
    "\u0089PNG\r\n\u001a\n",
    "GIF89a",
    "\u00ff\u00d8\u00ff",
    "RIFF....WEBPVP8 ",
    "RIFF....WEBPVP8L",
    "RIFF....WEBPVP8X",
  );
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 60 }), (start, rest) => {
      const header = readImageHeader(bytes(start, [...rest]));
      if (start === "") return;
      expect(header?.extension).toMatch(/^(?:png|gif|jpg|webp)$/);
    }),
  );
});
