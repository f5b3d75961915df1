// How Next builds and serves the app. It asks for nothing over the network, at build or later.

import type { NextConfig } from "next";

// Next reads this before it would report anything about a build.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  compress: true,
  // Pictures are served as they were imported; the CSP allows no other source.
  images: { unoptimized: true },
  // Types are checked once, by `npm run check`.
  typescript: { ignoreBuildErrors: true },
  // Kept out of the bundle: they load native code or worker threads.
  serverExternalPackages: ["pg", "pino", "@electric-sql/pglite", "@node-rs/argon2"],
  // A development server writes no files of its own into the project.
  agentRules: false,
  // A page may answer 403: one may know of it, and not open it.
  experimental: { authInterrupts: true },
  turbopack: {
    root: import.meta.dirname,
    // Messages come compiled (app/_words/compiled.ts): this formatter has no parser.
    resolveAlias: { "use-intl/format-message": "use-intl/format-message/format-only" },
  },
};

export default config;
