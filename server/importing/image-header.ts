// What a picture is, by its first bytes and never by its name, and how large it is by its header.

export interface ImageHeader {
  type: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
  extension: "png" | "jpg" | "gif" | "webp";
  /** Pixels; undefined when the header does not tell. */
  width?: number;
  height?: number;
}

/** The header of a PNG, JPEG, GIF or WebP picture, or nothing for any other bytes. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ascii = (start: number, length: number) => String.fromCharCode(...bytes.subarray(start, start + length));
  if (ascii(0, 8) === "\u0089PNG\r\n\u001a\n") {
    const size = bytes.length >= 24 && ascii(12, 4) === "IHDR" ? { width: view.getUint32(16), height: view.getUint32(20) } : {};
    return { type: "image/png", extension: "png", ...size };
  }
  if (ascii(0, 3) === "GIF" && /^8[79]a$/.test(ascii(3, 3))) {
    const size = bytes.length >= 10 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : {};
    return { type: "image/gif", extension: "gif", ...size };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
    return { type: "image/jpeg", extension: "jpg", ...jpegSize(view) };
  if (ascii(0, 4) === "RIFF" && ascii(8, 4) === "WEBP")
    return { type: "image/webp", extension: "webp", ...webpSize(view, ascii(12, 4)) };
  return undefined;
}

type Size = { width?: number; height?: number };

/** Looks for the frame header (SOF, ITU T.81 B.2.2) behind the other segments. */
function jpegSize(view: DataView): Size {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return {};
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += standsAlone ? 2 : 2 + view.getUint16(at + 2);
  }
  return {};
}

/** The three kinds of WebP keep their size in different places (RFC 9649). */
function webpSize(view: DataView, chunk: string): Size {
  if (view.byteLength < 30) return {};
  if (chunk === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (chunk === "VP8L") {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk !== "VP8X") return {};
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return { width: uint24(24) + 1, height: uint24(27) + 1 };
}
