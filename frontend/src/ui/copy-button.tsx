import { IconCheck, IconCopy } from '@tabler/icons-react';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import type { Combo } from '../lib/keys';
import { Button, type ButtonVariant, IconButton } from './button';

/** A secret does not stay on the clipboard for long. */
type CopyText = (text: string, secret?: boolean) => Promise<void>;

const CopyContext = createContext<CopyText>((text) => navigator.clipboard.writeText(text));

/** Writes to the clipboard. The page sets the host's function, because the web view may refuse its own. */
export function CopyProvider({ copy, children }: { copy: CopyText; children: ReactNode }) {
  return <CopyContext value={copy}>{children}</CopyContext>;
}

export function useCopy(): CopyText {
  return use(CopyContext);
}

/** Copies a text exactly and confirms it for two seconds. Pass a function if the text must be fetched. */
export function CopyButton({
  text,
  children = 'Copy',
  variant = 'default',
  size = 'md',
  combo,
  iconOnly = false,
  secret = false,
}: {
  text: string | (() => Promise<string>);
  children?: string;
  variant?: ButtonVariant;
  size?: 'md' | 'sm';
  combo?: Combo | undefined;
  iconOnly?: boolean;
  /** The text contains a secret. */
  secret?: boolean;
}) {
  const copy = useCopy();
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') {
      return;
    }
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  const onClick = async () => {
    try {
      await copy(typeof text === 'string' ? text : await text(), secret);
      setState('done');
    } catch {
      setState('failed');
    }
  };
  const words = { idle: children, done: 'Copied', failed: 'Not copied' }[state];
  const icon = state === 'done' ? IconCheck : IconCopy;
  if (iconOnly) {
    return <IconButton icon={icon} label={words} size={size} onClick={() => void onClick()} />;
  }
  return (
    <Button variant={variant} size={size} icon={icon} aria-live="polite" onClick={() => void onClick()} combo={combo}>
      {words}
    </Button>
  );
}
