// tRPC doors of what a group does with its notes, and of notes looked up through the book.
import { GroupLook } from "#domain/shapes/group.ts";
import {
  AgendaChange,
  MeetingNotes,
  NewReaction,
  NoteGathering,
  NoteHiding,
  NotePin,
  NoteQuery,
  NoteUnhiding,
  QuestionLook,
  QuestionMove,
  ReplyAsk,
  TagList,
} from "#domain/shapes/margin.ts";
import { door, router } from "../trpc.ts";
import { listNotes, listProposals, listQuestionSteps, listUnread, searchBook } from "./queries.ts";
import { askReply, gatherNotes, hideNote, keepTags, moveQuestion, pinNote, putOnAgenda, react, unhideNote } from "./service.ts";

/** What is done with notes that stand. */
export const handlingRouter = router({
  react: door("annotation:react")
    .input(NewReaction)
    .mutation(({ ctx, input }) => react(ctx, input)),
  pin: door("annotation:pin")
    .input(NotePin)
    .mutation(({ ctx, input }) => pinNote(ctx, input)),
  hide: door("annotation:hide")
    .input(NoteHiding)
    .mutation(({ ctx, input }) => hideNote(ctx, input)),
  unhide: door("annotation:unhide")
    .input(NoteUnhiding)
    .mutation(({ ctx, input }) => unhideNote(ctx, input)),
  askReply: door("annotation:ask_reply")
    .input(ReplyAsk)
    .mutation(({ ctx, input }) => askReply(ctx, input)),
  putOnAgenda: door("annotation:put_on_agenda")
    .input(AgendaChange)
    .mutation(({ ctx, input }) => putOnAgenda(ctx, input)),
  gather: door("annotation:gather")
    .input(NoteGathering)
    .mutation(({ ctx, input }) => gatherNotes(ctx, input)),
});

export const questionRouter = router({
  move: door("question:move")
    .input(QuestionMove)
    .mutation(({ ctx, input }) => moveQuestion(ctx, input)),
  steps: door("question:look")
    .input(QuestionLook)
    .query(({ ctx, input }) => listQuestionSteps(ctx, input)),
});

export const tagRouter = router({
  keep: door("tag:keep")
    .input(TagList)
    .mutation(({ ctx, input }) => keepTags(ctx, input)),
});

export const noteRouter = router({
  list: door("note:list")
    .input(NoteQuery)
    .query(({ ctx, input }) => listNotes(ctx, input)),
  unread: door("note:list")
    .input(GroupLook)
    .query(({ ctx, input }) => listUnread(ctx, input)),
  search: door("note:search")
    .input(NoteQuery)
    .query(({ ctx, input }) => searchBook(ctx, input)),
  forMeeting: door("note:list")
    .input(MeetingNotes)
    .query(({ ctx, input }) => listProposals(ctx, input)),
});
