// Sends one file to the server, telling how much has arrived. XMLHttpRequest, because fetch does not tell.
"use client";

import { refusedByBody } from "#app/_client/errors.ts";

/** What `done` fails with when the upload was stopped here. */
export class Stopped extends Error {}

/** What `done` fails with when the line broke off before all was sent. */
export class CutOff extends Error {}

export interface Upload {
  stop: () => void;
  /** Resolves when the server has all of the file; fails with its refusal, Stopped or CutOff. */
  done: Promise<void>;
}

/** Where a file is to go: the import's own id, the branch, and the book it is a corrected text of. */
export interface UploadTo {
  id: string;
  branchId: string;
  ofBookId: string | undefined;
}

/** Begins to send a file. The same upload sent again is the same import; `onSent` is given bytes. */
export function upload(file: File, { id, branchId, ofBookId }: UploadTo, onSent: (bytes: number) => void): Upload {
  const request = new XMLHttpRequest();
  const query = new URLSearchParams({ id, branch: branchId, name: file.name.slice(-255), ...(ofBookId && { of: ofBookId }) });
  const done = new Promise<void>((resolve, reject) => {
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => (request.status === 202 ? resolve() : reject(refusedByBody(request.responseText)));
    request.onerror = () => reject(new CutOff());
    request.onabort = () => reject(new Stopped());
  });
  request.open("POST", `/upload/book?${query}`);
  request.setRequestHeader("X-Interleaf", "upload");
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
  return { stop: () => request.abort(), done };
}
