import { type ReactNode, useEffect, useState } from 'react';
import { copyText } from '../ui/text/copy-text';
import { showError } from './notices';

interface CopyButtonProps {
  readonly value: string;
  /** `copied` is true for a moment after it was. */
  readonly children: (state: { readonly copied: boolean; readonly copy: () => void }) => ReactNode;
}

const SHOWN_MS = 1500;

/** A button that copies a text, wherever the page was served from; says so where the browser does not let it. */
export function CopyButton({ value, children }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  const copy = (): void => {
    copyText(value).then(() => {
      setCopied(true);
    }, showError);
  };
  return children({ copied, copy });
}
