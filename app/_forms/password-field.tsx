// A password one chooses or knows, with a way to see what is typed. Pasting and password managers are welcome.
"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";

export interface PasswordFieldProps {
  /** A new one is checked by its shape, and password managers offer to make it. */
  chosen?: boolean;
  error?: string;
}

export function PasswordField({ chosen = false, error }: PasswordFieldProps) {
  const t = useWords("entry");
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextField
        name="password"
        type={shown ? "text" : "password"}
        label={t("fields.password")}
        {...(chosen && { hint: t("fields.passwordHint") })}
        {...(error && { error })}
        autoComplete={chosen ? "new-password" : "current-password"}
        autoCapitalize="none"
        spellCheck={false}
        required
        inputClassName="pe-12"
      />
      <div className="absolute end-0 top-0 -mt-2.5">
        <IconButton
          size="small"
          label={t(shown ? "fields.hidePassword" : "fields.showPassword")}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </IconButton>
      </div>
    </div>
  );
}
