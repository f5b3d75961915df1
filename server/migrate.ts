// `npm run db:migrate`: brings the database to the current schema without starting the server. (The server does the same at every start.)
import { readEnv } from "./env.ts";
import { openLog } from "./log.ts";
import { openStore } from "./store.ts";

const env = readEnv();
const store = await openStore(env, openLog(env.LOG_LEVEL));
await store.close();
console.log("The database is at the current schema.");
