// The only reader of process.env: parsed once at the start; says plainly what is wrong.
import { resolve } from "node:path";
import { z } from "zod";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

const Shape = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z
    .string()
    .default("./data")
    .transform((path) => resolve(path)),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://")
    .optional(),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/ }).optional(),
  NEXTAUTH_SECRET: z.string().min(32, "needs at least 32 characters").optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(2000).default(200),
  IMPORT_MAX_ENTRIES: z.coerce.number().int().min(10).max(1_000_000).default(20_000),
  IMPORT_MAX_RATIO: z.coerce.number().int().min(10).max(10_000).default(100),
  IMPORT_MAX_WORDS: z.coerce.number().int().min(1000).max(50_000_000).default(2_000_000),
  IMPORT_MEMORY_MB: z.coerce.number().int().min(64).max(16_000).default(384),
  IMPORT_SECONDS: z.coerce.number().int().min(5).max(3600).default(120),
  ALLOW_HTTP: flag,
  RATE_LIMITS: z.enum(["on", "off"]).default("on"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

export interface Env extends z.infer<typeof Shape> {
  /** Where people reach this instance: scheme, host and port, without a path. Undefined on loopback without NEXTAUTH_URL: then any loopback name will do. */
  origin: string | undefined;
}

export class EnvFault extends Error {}

/** A host name that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Reads the settings, or throws an EnvFault that lists everything that is wrong with them. Empty values count as not set. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Shape.safeParse(given);
  if (!parsed.success) {
    throw new EnvFault(`Settings: ${parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}.`);
  }
  const env = parsed.data;
  const origin = env.NEXTAUTH_URL ? new URL(env.NEXTAUTH_URL).origin : undefined;
  if (!origin && !isLoopback(env.HOST)) {
    throw new EnvFault(
      `Settings: HOST=${env.HOST} lets other machines in, so NEXTAUTH_URL must say by which address they come, for instance https://read.example.org.`,
    );
  }
  if (origin?.startsWith("http:") && !isLoopback(new URL(origin).hostname) && !env.ALLOW_HTTP) {
    throw new EnvFault(
      "Settings: NEXTAUTH_URL must begin with https:// (passwords would travel in the clear). On a closed network ALLOW_HTTP=1 permits it.",
    );
  }
  return { ...env, origin };
}

/** What next-auth and Next read from the environment by themselves, set from our settings before they load. */
export function prepareFrameworks(env: Env, secret: string): void {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.NEXTAUTH_SECRET = secret;
  if (env.origin) process.env.NEXTAUTH_URL = env.origin;
  else process.env.AUTH_TRUST_HOST = "1";
}
