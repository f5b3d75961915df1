// All plain HTTP doors, a line each.
import { annotationRoutes } from "./annotations/routes.ts";
import { bookRoutes } from "./books/routes.ts";
import type { Env } from "./env.ts";
import type { HttpDoor } from "./http.ts";
import { importRoutes } from "./imports/routes.ts";
import { meetingRoutes } from "./meetings/routes.ts";
import { noteFileRoutes } from "./note-files/routes.ts";
import { readingRoutes } from "./reading/routes.ts";

/** The list of doors; the size of an upload is a setting. */
export function routes(env: Pick<Env, "UPLOAD_LIMIT_MB">): HttpDoor[] {
  return [
    ...importRoutes(env.UPLOAD_LIMIT_MB * 1_000_000),
    ...bookRoutes,
    ...readingRoutes,
    ...meetingRoutes,
    ...noteFileRoutes,
    ...annotationRoutes,
  ];
}
