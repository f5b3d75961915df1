// Column forms that every table shares: when a thing was made, and when a state that happens happened.
import { sql } from "drizzle-orm";
import { timestamp } from "drizzle-orm/pg-core";

/** A moment that may not have come: a state is a time, not a flag. Read as ISO text. */
export const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** When the row was made, by the database's clock to the millisecond (what JSON and JavaScript keep). */
export const createdAt = () => moment().notNull().default(sql`date_trunc('milliseconds', now())`);
