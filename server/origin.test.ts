// Which hosts, pages and addresses a request is believed, and which only look alike.
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, deviceOf, isOurHost, isOurPage } from "./origin.ts";

/** A request with these headers, from this address. */
function request(headers: Record<string, string>, remote = "203.0.113.9"): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remote });
  const message = new IncomingMessage(socket);
  Object.assign(message.headers, headers);
  return message;
}

const ours = "https://read.example.org";
const local = "http://localhost:3000";

describe("the host asked for", () => {
  test.each<[string, string | undefined, boolean]>([
    ["read.example.org", ours, true],
    ["read.example.org:8443", ours, false],
    ["read.example.org.", ours, false],
    ["read.example.org.evil.example", ours, false],
    ["evil.example", ours, false],
    ["xread.example.org", ours, false],
    ["example.org", ours, false],
    ["localhost", ours, false],
    ["127.0.0.1", ours, false],
    ["", ours, false],
    ["read.example.org:8443", "https://read.example.org:8443", true],
    ["read.example.org", "https://read.example.org:8443", false],
    ["localhost:3000", undefined, true],
    ["127.0.0.1:3000", undefined, true],
    ["127.9.9.9", undefined, true],
    ["[::1]:3000", undefined, true],
    ["localhost:3000", local, true],
    ["127.0.0.1:3000", local, true],
    ["evil.example", undefined, false],
    ["evil.example:3000", local, false],
    ["localhost.evil.example", undefined, false],
    ["127.0.0.1.evil.example", undefined, false],
    ["127.0.0.1.nip.example", local, false],
    ["localhost.", undefined, false],
    ["192.168.1.20:3000", undefined, false],
    ["0.0.0.0:3000", undefined, false],
    ["[::]:3000", undefined, false],
    ["[2001:db8::1]:3000", undefined, false],
    ["", undefined, false],
    ["not a host", undefined, false],
  ])("%j where people reach us at %s: %s", (host, origin, expected) => {
    expect(isOurHost(request({ host }), origin)).toBe(expected);
  });

  test("a request that names none is not ours", () => {
    expect(isOurHost(request({}), undefined)).toBe(false);
    expect(isOurHost(request({}), ours)).toBe(false);
  });
});

describe("the page that sent it", () => {
  test.each<[string, Record<string, string>, string | undefined, boolean]>([
    ["our origin", { origin: ours }, ours, true],
    ["our origin, and the browser agrees", { origin: ours, "sec-fetch-site": "same-origin" }, ours, true],
    ["no origin, but the browser says it is the same", { "sec-fetch-site": "same-origin" }, ours, true],
    ["our origin by the name that was asked for", { origin: local, host: "localhost:3000" }, undefined, true],
    ["nothing at all", {}, ours, false],
    ["nothing but our address as the page before", { referer: `${ours}/` }, ours, false],
    ["an empty origin", { origin: "" }, ours, false],
    ["an empty origin, though the browser says it is the same", { origin: "", "sec-fetch-site": "same-origin" }, ours, false],
    ["a page without origin", { origin: "null" }, ours, false],
    ["no scheme", { origin: "read.example.org" }, ours, false],
    ["the other scheme", { origin: "http://read.example.org" }, ours, false],
    ["another port", { origin: `${ours}:8443` }, ours, false],
    ["a longer name", { origin: `${ours}.evil.example` }, ours, false],
    ["our name before an @", { origin: `${ours}@evil.example` }, ours, false],
    ["a name below ours", { origin: "https://x.read.example.org" }, ours, false],
    ["the name above ours", { origin: "https://example.org" }, ours, false],
    ["two origins", { origin: `${ours} ${ours}` }, ours, false],
    ["a path behind it", { origin: `${ours}/` }, ours, false],
    ["our origin, but the browser says cross-site", { origin: ours, "sec-fetch-site": "cross-site" }, ours, false],
    ["our origin, but the browser says same-site", { origin: ours, "sec-fetch-site": "same-site" }, ours, false],
    ["no origin, from a name beside ours", { "sec-fetch-site": "same-site" }, ours, false],
    ["no origin, from elsewhere", { "sec-fetch-site": "cross-site" }, ours, false],
    ["no origin, typed by hand", { "sec-fetch-site": "none" }, ours, false],
    ["another local port", { origin: "http://localhost:4000", host: "localhost:3000" }, undefined, false],
    ["another local name", { origin: "http://127.0.0.1:3000", host: "localhost:3000" }, undefined, false],
    ["another site, on this machine", { origin: "http://evil.example", host: "localhost:3000" }, undefined, false],
  ])("%s", (_, headers, origin, expected) => {
    expect(isOurPage(request(headers), origin)).toBe(expected);
  });
});

describe("the address behind it", () => {
  const from = (forwarded: string | undefined, proxies: number, remote?: string) =>
    addressOf(request(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }, remote), proxies);

  test.each<[string, string | undefined, number, string]>([
    ["without a proxy the header is not believed", "198.51.100.7", 0, "203.0.113.9"],
    ["one proxy adds the last entry", "198.51.100.7", 1, "198.51.100.7"],
    ["one proxy: what the client wrote before it is not believed", "192.0.2.1, 192.0.2.2, 198.51.100.7", 1, "198.51.100.7"],
    ["two proxies: the second from the right", "198.51.100.7, 10.0.0.2", 2, "198.51.100.7"],
    ["two proxies: what the client wrote before it is not believed", "192.0.2.1,198.51.100.7 , 10.0.0.2", 2, "198.51.100.7"],
    ["fewer entries than proxies: who speaks to us", "198.51.100.7", 2, "203.0.113.9"],
    ["no header behind a proxy: who speaks to us", undefined, 1, "203.0.113.9"],
    ["an empty header: who speaks to us", " , ", 1, "203.0.113.9"],
  ])("%s", (_, forwarded, proxies, expected) => {
    expect(from(forwarded, proxies)).toBe(expected);
  });

  test("whatever a client writes into the header, its address behind proxies stays what the outermost proxy saw", () => {
    const forged = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 12 })), { maxLength: 4 });
    fc.assert(
      fc.property(forged, fc.ipV4(), fc.integer({ min: 1, max: 2 }), (claimed, real, proxies) => {
        const inner = proxies === 2 ? ["10.0.0.2"] : [];
        expect(from([...claimed, real, ...inner].join(", "), proxies)).toBe(real);
      }),
    );
  });

  test("an IPv4 address written as IPv6 is the IPv4 address", () => {
    for (const written of ["::ffff:198.51.100.7", "::FFFF:198.51.100.7", "::ffff:c633:6407"])
      expect(from(undefined, 0, written)).toBe("198.51.100.7");
  });

  test("an IPv6 address counts by its first 64 bits, however it is written", () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    const half = fc.tuple(group, group, group, group);
    /** The eight groups in full, or as short as they go. */
    const write = (groups: number[], short: boolean) => {
      const full = groups.map((part) => part.toString(16).padStart(4, "0")).join(":");
      return short ? new URL(`http://[${full}]`).hostname.slice(1, -1) : full.toUpperCase();
    };
    const isMapped = (groups: number[]) => groups.slice(0, 5).every((part) => part === 0) && groups[5] === 0xffff;
    fc.assert(
      fc.property(half, half, half, half, (network, host, otherNetwork, otherHost) => {
        fc.pre(
          !isMapped([...network, ...host]) && !isMapped([...network, ...otherHost]) && !isMapped([...otherNetwork, ...host]),
        );
        const key = from(undefined, 0, write([...network, ...host], true));
        expect(from(undefined, 0, write([...network, ...otherHost], true))).toBe(key);
        expect(from(undefined, 0, write([...network, ...otherHost], false))).toBe(key);
        expect(from(undefined, 0, write([...otherNetwork, ...host], true)) === key).toBe(`${network}` === `${otherNetwork}`);
      }),
      { numRuns: 300 },
    );
    expect(from(undefined, 0, "2001:db8::1")).toBe("2001:db8:0:0::/64");
  });
});

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"],
  ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1", "Safari, iOS"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/19.0 Safari/605.1", "Safari, macOS"],
  ["<script>", "Browser"],
  [undefined, "Browser"],
])("the device of %j is shown as %s", (agent, expected) => {
  expect(deviceOf(agent)).toBe(expected);
});
