// All tRPC doors, a line each. The browser knows the server by the type of this router and nothing else.
import { adoptionRouter } from "./adoption/router.ts";
import { annotationRouter, marginRouter, replyRouter } from "./annotations/router.ts";
import { sessionRouter } from "./auth/router.ts";
import { bookRouter, chapterRouter, placeRouter } from "./books/router.ts";
import { branchRouter } from "./branches/router.ts";
import { carryingRouter } from "./carrying/router.ts";
import { messageRouter } from "./chat/router.ts";
import { demonstrationRouter } from "./demonstration/router.ts";
import { groupRouter, memberRouter } from "./groups/router.ts";
import { importRouter } from "./imports/router.ts";
import { instanceRouter } from "./instance/router.ts";
import { invitationRouter } from "./invitations/router.ts";
import { handlingRouter, noteRouter, questionRouter, tagRouter } from "./margin/router.ts";
import { meetingRouter } from "./meetings/router.ts";
import { deskRouter, personRouter } from "./people/router.ts";
import { declarationRouter, passageRouter, placeLookRouter } from "./reading/router.ts";
import { shelfRouter } from "./shelf/router.ts";
import { tokenRouter } from "./tokens/router.ts";
import { makeCaller, mergeRouters, router } from "./trpc.ts";

export const appRouter = router({
  instance: mergeRouters(instanceRouter, demonstrationRouter),
  session: sessionRouter,
  token: tokenRouter,
  person: personRouter,
  desk: deskRouter,
  branch: branchRouter,
  group: groupRouter,
  member: memberRouter,
  invitation: invitationRouter,
  book: mergeRouters(bookRouter, shelfRouter, adoptionRouter),
  carrying: carryingRouter,
  import: importRouter,
  chapter: mergeRouters(chapterRouter, declarationRouter),
  passage: passageRouter,
  place: mergeRouters(placeRouter, placeLookRouter),
  annotation: mergeRouters(annotationRouter, handlingRouter),
  reply: replyRouter,
  margin: marginRouter,
  question: questionRouter,
  tag: tagRouter,
  note: noteRouter,
  message: messageRouter,
  meeting: meetingRouter,
});
export type AppRouter = typeof appRouter;

/** Calls the same doors from inside the server: for server components. */
export const callerFactory = makeCaller(appRouter);
export type AppCaller = ReturnType<typeof callerFactory>;
