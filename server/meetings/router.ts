// tRPC doors of discussion meetings.
import { MeetingAnswer, MeetingEnd, MeetingRevision, NewMeeting } from "#domain/shapes/meeting.ts";
import { door, router } from "../trpc.ts";
import { getMeeting } from "./queries.ts";
import { answerMeeting, callOffMeeting, reviseMeeting, scheduleMeeting } from "./service.ts";

export const meetingRouter = router({
  read: door("meeting:read")
    .input(MeetingEnd.omit({ id: true }))
    .query(({ ctx, input }) => getMeeting(ctx, input)),
  schedule: door("meeting:schedule")
    .input(NewMeeting)
    .mutation(({ ctx, input }) => scheduleMeeting(ctx, input)),
  revise: door("meeting:revise")
    .input(MeetingRevision)
    .mutation(({ ctx, input }) => reviseMeeting(ctx, input)),
  callOff: door("meeting:call_off")
    .input(MeetingEnd)
    .mutation(({ ctx, input }) => callOffMeeting(ctx, input)),
  answer: door("meeting:answer")
    .input(MeetingAnswer)
    .mutation(({ ctx, input }) => answerMeeting(ctx, input)),
});
