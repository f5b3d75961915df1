// The settings: what holds when nothing is said, and for each mistake a sentence that names the variable.
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvFault, readEnv } from "./env.ts";

/** The sentence with which these settings are refused. */
function refusal(source: Record<string, string>): string {
  try {
    readEnv(source);
  } catch (fault) {
    if (fault instanceof EnvFault) return fault.message;
    throw fault;
  }
  return "";
}

test("without settings it is a server for this machine alone, with its data beside it", () => {
  expect(readEnv({})).toEqual({
    PORT: 3000,
    HOST: "127.0.0.1",
    DATA_DIR: resolve("data"),
    TRUSTED_PROXIES: 0,
    UPLOAD_LIMIT_MB: 200,
    IMPORT_MAX_ENTRIES: 20_000,
    IMPORT_MAX_RATIO: 100,
    IMPORT_MAX_WORDS: 2_000_000,
    IMPORT_MEMORY_MB: 384,
    IMPORT_SECONDS: 120,
    ALLOW_HTTP: false,
    RATE_LIMITS: "on",
    LOG_LEVEL: "info",
    NODE_ENV: "production",
    origin: undefined,
  });
});

test("an empty value counts as not set", () => {
  const names = ["PORT", "HOST", "DATA_DIR", "DATABASE_URL", "NEXTAUTH_URL", "NEXTAUTH_SECRET", "SMTP_URL", "RATE_LIMITS"];
  expect(readEnv(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(readEnv({}));
});

test("what other programs put into the environment is neither read nor kept", () => {
  expect(readEnv({ PATH: "/bin", AWS_SECRET: "x" })).toEqual(readEnv({}));
});

test.each([
  ["PORT", "eighty"],
  ["PORT", "70000"],
  ["PORT", "80.5"],
  ["DATABASE_URL", "mysql://localhost/x"],
  ["DATABASE_URL", "localhost:5432"],
  ["NEXTAUTH_URL", "read.example.org"],
  ["NEXTAUTH_URL", "ftp://read.example.org"],
  ["NEXTAUTH_SECRET", "short"],
  ["SMTP_URL", "mail.example.org"],
  ["TRUSTED_PROXIES", "-1"],
  ["TRUSTED_PROXIES", "all"],
  ["UPLOAD_LIMIT_MB", "0"],
  ["UPLOAD_LIMIT_MB", "much"],
  ["IMPORT_MAX_ENTRIES", "0"],
  ["IMPORT_MAX_RATIO", "1.5"],
  ["IMPORT_MAX_WORDS", "all"],
  ["IMPORT_MEMORY_MB", "1"],
  ["IMPORT_SECONDS", "-1"],
  ["ALLOW_HTTP", "yes"],
  ["RATE_LIMITS", "maybe"],
  ["LOG_LEVEL", "loud"],
  ["NODE_ENV", "staging"],
])("%s=%s is refused by the name of the variable", (name, value) => {
  expect(refusal({ [name]: value })).toMatch(new RegExp(`^Settings: ${name} .+\\.$`));
});

test("everything that is wrong is said at once", () => {
  const said = refusal({ PORT: "eighty", LOG_LEVEL: "loud", NEXTAUTH_SECRET: "short" });
  for (const name of ["PORT", "LOG_LEVEL", "NEXTAUTH_SECRET"]) expect(said).toContain(name);
});

test("a refused secret is not repeated in the sentence", () => {
  expect(refusal({ NEXTAUTH_SECRET: "hunter2", DATABASE_URL: "user:hunter2@host" })).not.toContain("hunter2");
});

describe("where people reach it", () => {
  const https = "https://read.example.org";

  test.each([
    [https, https],
    [`${https}/`, https],
    [`${https}:443/some/path?x#y`, https],
    ["https://READ.example.org:8443", "https://read.example.org:8443"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://127.0.0.1:4000", "http://127.0.0.1:4000"],
    ["http://[::1]:3000", "http://[::1]:3000"],
  ])("NEXTAUTH_URL=%s means the origin %s", (given, origin) => {
    expect(readEnv({ NEXTAUTH_URL: given }).origin).toBe(origin);
  });

  test.each([
    "http://read.example.org",
    "http://192.168.1.20:3000",
    "http://localhost.example.org",
    "http://127.0.0.1.example.org",
    "http://0.0.0.0",
  ])("passwords do not travel in the clear to %s, unless ALLOW_HTTP=1 says that they may", (given) => {
    expect(refusal({ NEXTAUTH_URL: given })).toMatch(/NEXTAUTH_URL must begin with https:\/\/.*ALLOW_HTTP=1/);
    expect(refusal({ NEXTAUTH_URL: given, ALLOW_HTTP: "0" })).not.toBe("");
    expect(readEnv({ NEXTAUTH_URL: given, ALLOW_HTTP: "1" }).origin).toBe(given);
  });

  test.each(["0.0.0.0", "::", "192.168.1.20", "read.example.org", "localhost.example.org"])(
    "HOST=%s lets others in, so NEXTAUTH_URL must say by which address",
    (host) => {
      expect(refusal({ HOST: host })).toMatch(new RegExp(`HOST=${host}.*NEXTAUTH_URL`));
      expect(readEnv({ HOST: host, NEXTAUTH_URL: https })).toMatchObject({ HOST: host, origin: https });
    },
  );

  test.each(["127.0.0.1", "127.8.9.10", "localhost", "::1"])("HOST=%s is this machine alone and needs no address", (host) => {
    expect(readEnv({ HOST: host })).toMatchObject({ HOST: host, origin: undefined });
  });
});
