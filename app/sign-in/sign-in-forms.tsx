// The two ways to sign in, one at a time; the address typed in one is there in the other.
"use client";

import { useState } from "react";
import { refusedBySignIn, useSentences } from "#app/_client/errors.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { LinkForm } from "#app/sign-in/link-form.tsx";
import { PasswordForm } from "#app/sign-in/password-form.tsx";

export interface SignInFormsProps {
  /** A path of this site. */
  next: string;
  byLink: boolean;
  /** next-auth's `error`, when it led here. */
  error?: string | undefined;
}

export function SignInForms({ next, byLink: first, error }: SignInFormsProps) {
  const t = useWords("entry");
  const sentences = useSentences();
  const [byLink, setByLink] = useState(first);
  const [email, setEmail] = useState("");
  return (
    <div className="flex flex-col gap-4">
      {error && <FormFault>{sentences.of(refusedBySignIn(error))}</FormFault>}
      {byLink ? <LinkForm email={email} onEmail={setEmail} /> : <PasswordForm email={email} onEmail={setEmail} next={next} />}
      <Button variant="quiet" onClick={() => setByLink(!byLink)}>
        {t(byLink ? "signIn.byPassword" : "signIn.byLink")}
      </Button>
    </div>
  );
}
