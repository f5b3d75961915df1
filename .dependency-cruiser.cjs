// The import laws of the house: who may know whom. Each law says where a thing that breaks it belongs.
// `npm run check` applies them through scripts/laws.mjs; scripts/laws.test.ts shows each of them refusing a wrong tree.

/** A path inside a package of the given names, wherever node_modules lies. */
const packages = (...names) => `(^|/)node_modules/(?:${names.join("|")})/`;

/** Files that only a test runner loads. An `*.arbitrary.ts` makes values for property tests. */
const proofs = "[.](?:test|spec|arbitrary)[.]tsx?$";

/** A folder directly under server/ that is a slice: `importing` reads files, `exchange` is what notes go out and come in by, `testing` serves tests. */
const slice = "(?!importing/|exchange/|testing/)";

/** The book that is always there: a file to upload where no other is at hand. */
const theHandbook = "^server/handbook[.]ts$";

/** The demonstration acts as several people, through the verbs that people use: the one slice that calls others'. */
const theStory = "^server/demonstration/service[.]ts$";

/** Benches that lay one part of the product beside a peer that has no more than that part: painting marks, carrying anchors. */
const onePart = "^bench/(?:margin|anchors)[^/]*[.]ts$";

/** What brings a request in or hands a page out; nothing below the doors may know it. */
const transports = ["^server/(?:main|router|routes|live|trpc|http)[.]ts$", "^server/[^/]+/(?:router|routes|live)[.]ts$"];
const transportPackages = packages(
  "@trpc/[^/]+",
  "socket[.]io",
  "socket[.]io-client",
  "next",
  "next-auth",
  "react",
  "react-dom",
  "@tanstack/[^/]+",
);

const erased = ["type-only", "type-import"];

module.exports = {
  forbidden: [
    // domain
    {
      name: "domain-is-pure",
      severity: "error",
      comment:
        "domain/ imports domain/, zod and a few pure libraries, so that it runs in a browser and in a server alike. What reads or writes belongs to db/ or a slice of server/, what is shown to app/.",
      from: { path: "^domain/", pathNot: proofs },
      to: {
        pathNot: [
          "^domain/",
          "^mdast$",
          packages("zod", "diff", "mdast-util-from-markdown", "@types/mdast", "ical[.]js", "timezones-ical-library"),
        ],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "domain-without-node",
      severity: "error",
      comment:
        "domain/ uses no built-in module of Node: a browser has none. Hand the value in from server/, which reads files, clocks and randomness.",
      from: { path: "^domain/", pathNot: proofs },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "domain-tests-stay-below",
      severity: "error",
      comment: "A test of domain/ proves domain/ alone. A test that needs a database belongs beside the slice in server/.",
      from: { path: `^domain/.*${proofs}` },
      to: { path: "^(?:app|server|db|e2e|bench)/" },
    },
    // db
    {
      name: "db-looks-down",
      severity: "error",
      comment: "db/ knows tables, not verbs or screens. What decides belongs to a slice of server/, what is pure to domain/.",
      from: { path: "^db/" },
      to: { path: "^(?:app|server|e2e|bench)/" },
    },
    {
      name: "db-libraries",
      severity: "error",
      comment:
        "db/ uses Drizzle, pg, PGlite, zod and Node. Another library means another job: that belongs to a root file or a slice of server/.",
      from: { path: "^db/", pathNot: proofs },
      to: {
        path: "(^|/)node_modules/",
        pathNot: packages(
          "drizzle-orm",
          "drizzle-kit",
          "pg",
          "@types/pg",
          "@electric-sql/pglite",
          "@electric-sql/pglite-socket",
          "zod",
        ),
      },
    },
    {
      name: "embedded-stands-alone",
      severity: "error",
      comment:
        "db/embedded/ is a process of its own: Node, PGlite and itself. What the rest of the program needs from it is asked over its socket by db/client.ts.",
      from: { path: "^db/embedded/", pathNot: proofs },
      to: {
        pathNot: ["^db/embedded/", packages("@electric-sql/pglite", "@electric-sql/pglite-socket")],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "embedded-is-not-imported",
      severity: "error",
      comment:
        "Only a root file of server/ starts db/embedded/. Slices and screens reach any database in one way, through db/client.ts.",
      from: { path: "^(?:app|server/[^/]+|domain)/", pathNot: [proofs, "^server/testing/"] },
      to: { path: "^db/embedded/", dependencyTypesNot: erased },
    },
    // server
    {
      name: "verbs-know-no-transport",
      severity: "error",
      comment:
        "A verb cannot tell which door it came through: service.ts and queries.ts know no router, socket, page or request. What is about a transport belongs to the slice's router.ts or live.ts.",
      from: { path: `^server/${slice}[^/]+/(?:service|queries)[.]ts$` },
      to: { path: [...transports, transportPackages] },
    },
    {
      name: "slices-meet-at-queries",
      severity: "error",
      comment:
        "A slice uses another slice through its queries.ts only. A verb that two slices need is a rule in domain/ or a root file of server/; a new verb belongs to the slice that owns the noun.",
      from: { path: `^server/${slice}([^/]+)/`, pathNot: [proofs, "/(?:router|routes|live)[.]ts$", theStory] },
      to: { path: `^server/${slice}[^/]+/`, pathNot: ["^server/$1/", "^server/[^/]+/queries[.]ts$"] },
    },
    {
      name: "context-is-a-type",
      severity: "error",
      comment: "A slice receives its context and never makes one: import the type Ctx. The value is built by the doors.",
      from: { path: `^server/${slice}[^/]+/(?:service|queries)[.]ts$`, pathNot: theStory },
      to: { path: "^server/context[.]ts$", dependencyTypesNot: erased },
    },
    {
      name: "doors-are-thin",
      severity: "error",
      comment:
        "A slice's router.ts or live.ts parses, calls its own verb and returns. It imports its service.ts, its queries.ts, domain/ and the shared door (../trpc.ts, ../live.ts); tables, libraries and other slices belong behind the verb.",
      from: { path: `^server/${slice}([^/]+)/(?:router|live)[.]ts$` },
      to: { pathNot: ["^domain/", "^server/(?:trpc|live)[.]ts$", "^server/$1/(?:service|queries)[.]ts$"] },
    },
    {
      name: "http-doors-are-thin",
      severity: "error",
      comment:
        "A slice's routes.ts parses, calls its own verb and answers. It imports its service.ts, its queries.ts, domain/, zod, the forms of server/exchange/ and the shared door (../http.ts); tables, other libraries and other slices belong behind the verb.",
      from: { path: `^server/${slice}([^/]+)/routes[.]ts$` },
      to: {
        pathNot: ["^domain/", "^server/http[.]ts$", "^server/exchange/", "^server/$1/(?:service|queries)[.]ts$", packages("zod")],
      },
    },
    {
      name: "exchange-has-no-verbs",
      severity: "error",
      comment:
        "server/exchange/ turns notes into what other programs read, and back. What changes anything is a verb of a slice, and is handed in by the slice's door.",
      from: { path: "^server/exchange/", pathNot: proofs },
      to: { path: [`^server/${slice}[^/]+/(?:service|router|routes|live)[.]ts$`, "^server/testing/", "^app/"] },
    },
    {
      name: "importing-reads-files",
      severity: "error",
      comment:
        "server/importing/ turns a file into a book and knows no table, slice or door, so that it can run in a worker. What stores the result belongs to server/books/.",
      from: { path: "^server/importing/", pathNot: proofs },
      to: { path: ["^(?:db|app)/", `^server/${slice}[^/]+/`, "^server/testing/", ...transports, transportPackages] },
    },
    {
      name: "environment-in-one-place",
      severity: "error",
      comment:
        "server/env.ts alone reads the environment; Biome's noProcessEnv sees process.env, this law the module. Take the setting from Env, and add it there when it is new.",
      from: {
        path: "^(?:app|server|domain|db)/",
        pathNot: [proofs, "^server/(?:env[.]ts$|testing/)", "^db/embedded/"],
      },
      to: { path: "^(?:node:)?process$", dependencyTypes: ["core"] },
    },
    {
      name: "server-without-app",
      severity: "error",
      comment: "server/ never imports app/. A thing both need is pure and belongs to domain/.",
      from: { path: "^(?:server|domain|db)/" },
      to: { path: "^app/" },
    },
    {
      name: "main-is-on-top",
      severity: "error",
      comment:
        "Nothing imports server/main.ts: it starts the program. What another file needs of it belongs to a root file of its own.",
      from: {},
      to: { path: "^server/main[.]ts$" },
    },
    // app
    {
      name: "app-takes-types-only",
      severity: "error",
      comment:
        "app/ is a client of two contracts: it imports types of server/ (import type), never a value. A value both need belongs to domain/; what must run on the server is asked for through tRPC or the hand-over.",
      from: { path: "^app/", pathNot: "^app/api/auth/\\[[.][.][.]nextauth\\]/route[.]ts$" },
      to: { path: "^server/", dependencyTypesNot: erased },
    },
    {
      name: "desk-carries-no-schemas",
      severity: "error",
      comment:
        "The reading desk is fetched by everybody who reads: of domain/shapes/ it takes types, and the server checks. Plain lists of what may be chosen stand in domain/annotations/choices.ts.",
      from: { path: "^app/groups/\\[group\\]/(?:read/_|_notes/)", pathNot: [proofs] },
      to: { path: "^domain/shapes/", dependencyTypesNot: erased },
    },
    {
      name: "sign-in-route-takes-options",
      severity: "error",
      comment: "The next-auth route takes server/auth/options.ts and no other value of server/.",
      from: { path: "^app/api/auth/\\[[.][.][.]nextauth\\]/route[.]ts$" },
      to: { path: "^server/", pathNot: "^server/auth/options[.]ts$", dependencyTypesNot: erased },
    },
    {
      name: "app-without-db",
      severity: "error",
      comment:
        "app/ knows no table, not even its type. A screen's shape is a query's result: take it from AppRouter, or put the shape in domain/shapes/.",
      from: { path: "^app/" },
      to: { path: ["^db/", packages("drizzle-orm", "pg", "@electric-sql/[^/]+")] },
    },
    {
      name: "app-alone",
      severity: "error",
      comment:
        "app/ imports app/, domain/ and types of server/. What serves tests or measures belongs to e2e/, bench/ or scripts/.",
      from: { path: "^app/", pathNot: proofs },
      to: { path: "^(?:e2e|bench|scripts)/" },
    },
    {
      name: "ui-knows-no-feature",
      severity: "error",
      comment:
        "app/_ui/ holds plain controls: React, Base UI, Lucide, the words and itself. A part that knows a book, a note or a route belongs to the private folder of its route.",
      from: { path: "^app/_ui/", pathNot: proofs },
      to: {
        pathNot: [
          "^app/_(?:ui|words)/",
          "^domain/catalogue(?:/|[.]ts$)",
          packages("react", "react-dom", "@types/react", "@types/react-dom", "@base-ui/react", "lucide-react"),
          // A link is a control too.
          `${packages("next")}link`,
        ],
      },
    },
    // proof and tools
    {
      name: "e2e-stands-outside",
      severity: "error",
      comment:
        "e2e/ does what people can do: it speaks HTTP and sockets and imports nothing of app/ or server/. A test of the inside belongs beside the file it proves.",
      from: { path: "^e2e/" },
      to: { path: "^(?:app|server|bench)/", pathNot: theHandbook },
    },
    {
      name: "e2e-without-tables",
      severity: "error",
      comment:
        "e2e/ may know the names in the demonstration data (db/demo), never tables. Ask for the state through the program.",
      from: { path: "^e2e/" },
      to: { path: "^db/", pathNot: "^db/demo(?:/|[.]ts$|-)" },
    },
    {
      name: "bench-stands-outside",
      severity: "error",
      comment:
        "bench/ measures the running program. It may take types of server/ for its clients; values and screens it must not know. Only a part that is measured beside a peer is taken as it is.",
      from: { path: "^bench/", pathNot: onePart },
      to: { path: "^(?:app|server)/", pathNot: theHandbook, dependencyTypesNot: erased },
    },
    {
      name: "commands-before-install",
      severity: "error",
      comment:
        "These commands run in a fresh clone, before anything is installed: Node's own modules and files of scripts/ only. What needs a package is a program of its own that they start.",
      from: { path: "^scripts/(?:start|test|build|check|ensure-[^/]+|one-at-a-time|postgres|find-chromium|run|tally)[.]mjs$" },
      to: { pathNot: "^scripts/", dependencyTypesNot: ["core"] },
    },
    {
      name: "proofs-are-leaves",
      severity: "error",
      comment: "No file imports a test. What two tests share belongs to a file of its own beside them, or to server/testing/.",
      from: {},
      to: { path: "^(?!node_modules/|.*/node_modules/).*[.](?:test|spec)[.]tsx?$" },
    },
    {
      name: "testing-serves-tests",
      severity: "error",
      comment:
        "server/testing/ and *.arbitrary.ts serve tests. What the program needs too belongs to a root file of server/ or to domain/.",
      from: { path: "^(?:app|server|domain|db)/", pathNot: [proofs, "^server/testing/"] },
      to: { path: ["^server/testing/", "^(?:app|server|domain|db)/.*[.]arbitrary[.]tsx?$"] },
    },
    // everywhere
    {
      name: "no-circles",
      severity: "error",
      comment: "Files that need each other are one thing, or share a third: put what both need into a file below both.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nothing uses this file and it uses nothing. Connect it, or delete it.",
      from: {
        orphan: true,
        pathNot: [
          "[.]d[.]m?ts$",
          proofs,
          "(^|/)[^/]+[.]config[.](?:ts|mjs|cjs)$",
          "^[.]dependency-cruiser[.]cjs$",
          // Next finds these by name.
          "^app/.*\\b(?:page|layout|template|route|loading|error|global-error|not-found|forbidden|default|manifest|robots|sitemap|icon)[.]tsx?$",
        ],
      },
      to: {},
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      comment: "This import leads nowhere. Write the whole file name with .ts, or install the package.",
      from: {},
      to: { couldNotResolve: true, pathNot: ["^mdast$", "^(?:server-only|client-only)$"] },
    },
    {
      name: "packages-are-declared",
      severity: "error",
      comment: "A package that is imported stands in package.json itself; one that came along with another may leave with it.",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "program-without-tools",
      severity: "error",
      comment:
        "The program runs on `dependencies`. A devDependency may only give it types; move the package, or move the code to a test.",
      from: { path: "^(?:app|server|domain|db)/", pathNot: [proofs, "^server/testing/"] },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: erased, pathNot: "(^|/)node_modules/@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "(^|/)(?:[.]next|[.]tmp|data)/|^next-env[.]d[.]ts$" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["node", "import", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json", ".css", ".d.ts"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
