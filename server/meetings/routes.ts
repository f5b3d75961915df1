// The plain HTTP door of meetings: one of them as a file for a person's own calendar.
import { AppError } from "#domain/errors.ts";
import { MeetingEnd } from "#domain/shapes/meeting.ts";
import type { HttpDoor } from "../http.ts";
import { getMeetingCalendar } from "./queries.ts";

const Asked = MeetingEnd.omit({ id: true });

/** Downloads are one object each; `method` in the type must be the one inside (RFC 5545, section 8.1). */
export const meetingRoutes: HttpDoor[] = [
  {
    method: "GET",
    path: "/meetings/:groupId/:meetingId/meeting.ics",
    action: "meeting:download",
    async handle(ctx, { params }) {
      const asked = Asked.safeParse(params);
      if (!asked.success) throw new AppError("not_found", "not_found");
      const { fileName, calendar } = await getMeetingCalendar(ctx, asked.data);
      return {
        headers: {
          "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH",
          "Content-Disposition": `attachment; filename="${fileName}"`,
          "X-Content-Type-Options": "nosniff",
        },
        body: calendar,
      };
    },
  },
];
