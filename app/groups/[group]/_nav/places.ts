// Addresses inside a reading group.

export const groupPath = (groupId: string) => `/groups/${groupId}`;
export const chatPath = (groupId: string) => `/groups/${groupId}/chat`;
export const peoplePath = (groupId: string) => `/groups/${groupId}/people`;
export const meetingsPath = (groupId: string) => `/groups/${groupId}/meetings`;
export const newMeetingPath = (groupId: string) => `/groups/${groupId}/meetings/new`;
export const meetingPath = (groupId: string, meetingId: string) => `/groups/${groupId}/meetings/${meetingId}`;
export const revisePath = (groupId: string, meetingId: string) => `/groups/${groupId}/meetings/${meetingId}/edit`;
/** The meeting as a file for a person's own calendar. */
export const calendarFile = (groupId: string, meetingId: string) => `/meetings/${groupId}/${meetingId}/meeting.ics`;

/** Where what came over from another edition is settled. */
export const repairPath = (groupId: string) => `/groups/${groupId}/repair`;

/** A chapter at the desk, from the beginning or from one of its passages. */
export const chapterPath = (groupId: string, chapterId: string, passage?: number) =>
  `/groups/${groupId}/read/${chapterId}${passage === undefined ? "" : `#p-${passage}`}`;

/** The lasting address of a note, or of a reply in its thread; the chapter opens with its card. */
export const notePath = (groupId: string, chapterId: string, noteId: string, replyId?: string) =>
  `${chapterPath(groupId, chapterId)}?note=${noteId}${replyId === undefined ? "" : `&reply=${replyId}`}`;

/** All notes of the book, those that the filter names. */
export const notesPath = (groupId: string, filter: Record<string, string> = {}) => {
  const asked = new URLSearchParams(filter).toString();
  return `/groups/${groupId}/notes${asked && `?${asked}`}`;
};

/** Looking words up in the group's book; without script it is a page of its own. */
export const searchPath = (groupId: string) => `/groups/${groupId}/search`;

/** A passage in which words were found; the page marks them. */
export const foundPath = (groupId: string, at: { chapterId: string; number: number }, words: string) =>
  `/groups/${groupId}/read/${at.chapterId}?find=${encodeURIComponent(words)}#p-${at.number}`;

/** Taking notes out and bringing notes in. */
export const noteFilesPath = (groupId: string) => `/groups/${groupId}/notes/files`;
