// How migrations are generated: from db/schema, for Postgres, in snake_case.
import { defineConfig } from "drizzle-kit";

export default defineConfig({ dialect: "postgresql", schema: "./db/schema", out: "./db/migrations", casing: "snake_case" });
