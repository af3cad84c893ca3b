import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useBridge } from '../../bridge/context';
import type { Problem, Step } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { sharedKeys } from '../../shell/queries';
import { showToast } from '../../ui/toasts';
import type { Fix } from './connection-panel';
import { errorsOf, type FieldErrors, type SectionId, sectionOf, withoutCorrected } from './profile-check';
import { inputOf, type ProfileDraft, withParsed } from './profile-draft';
import { fingerprint, passed, useConnectionTest } from './use-connection-test';

/** The cluster dialog's work: put the address right, test, save. What is typed is never lost. */
export function useProfileForm(initial: ProfileDraft, onSaved: (id: string) => void, needsUrl = true) {
  const bridge = useBridge();
  const client = useQueryClient();
  const [draft, setDraft] = useState(initial);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const test = useConnectionTest();
  const user = useRef<HTMLInputElement>(null);
  const [refusals, setRefusals] = useState(0);
  const [open, setOpen] = useState<ReadonlySet<SectionId>>(new Set());

  const onOpen = (section: SectionId, now: boolean) =>
    setOpen((before) => new Set(now ? [...before, section] : [...before].filter((one) => one !== section)));
  /** Says what is wrong, with the sections open that have it. */
  const say = (found: FieldErrors) => {
    setErrors((now) => ({ ...now, ...found }));
    const wanted = Object.keys(found).flatMap((field) => sectionOf(field) ?? []);
    setOpen((before) => new Set([...before, ...wanted]));
    setRefusals((count) => count + 1);
  };

  const change = (part: Partial<ProfileDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    setErrors((now) => withoutCorrected(now, part));
    setProblem(null);
    if ('url' in part) {
      setNotes([]);
    }
  };

  /** The draft with its address put right; undefined where the address cannot be used, which is then said. */
  const address = async (of: ProfileDraft): Promise<ProfileDraft | undefined> => {
    const parsed = await bridge.profiles.parseURL(of.url);
    if (parsed.problem !== '') {
      setErrors((now) => ({ ...now, url: parsed.problem }));
      return undefined;
    }
    const right = withParsed(of, parsed);
    // Only while it is still the address that was asked about.
    setDraft((now) => (now.url === of.url ? withParsed(now, parsed) : now));
    if (parsed.notes.length > 0) {
      setNotes(parsed.notes);
    }
    return right;
  };

  /** What can be sent to Go, or undefined after saying what is wrong with it. */
  const checked = async (of: ProfileDraft, whole: boolean): Promise<ProfileDraft | undefined> => {
    const right = of.url.trim() === '' ? of : await address(of);
    const found = errorsOf(right ?? of, whole, needsUrl);
    if (right === undefined || Object.keys(found).length > 0) {
      say(found);
      return undefined;
    }
    return right;
  };

  const runTest = async (of: ProfileDraft) => {
    setProblem(null);
    const right = await checked(of, false);
    return right === undefined ? undefined : test.run(inputOf(right));
  };

  const save = async (of: ProfileDraft) => {
    const right = await checked(of, true);
    if (right === undefined) {
      return;
    }
    const { profile, keyring } = await bridge.profiles.save(inputOf(right));
    await client.invalidateQueries({ queryKey: sharedKeys.clusters(), exact: true });
    showToast(savedWords(profile.name, keyring));
    onSaved(profile.id);
  };

  const refused = (reason: unknown) => {
    const why = problemOf(reason);
    if (why.field === '') {
      setProblem(why);
    } else {
      say({ [why.field]: why.text });
    }
  };
  const saving = useMutation({
    mutationFn: (withTest: boolean) => (withTest ? testAndSave() : save(draft)),
    onError: refused,
  });
  const testAndSave = async () => {
    // Everything that a save would refuse is said before the worker is asked.
    const right = await checked(draft, true);
    if (right !== undefined) {
      const result = await test.run(inputOf(right));
      if (passed(result)) {
        await save(right);
      }
    }
  };

  /** An empty text: nothing was chosen, or why not was said. */
  const pickFile = async (): Promise<string> => {
    try {
      return await bridge.desktop.pickFile();
    } catch (reason) {
      refused(reason);
      return '';
    }
  };
  const fix = async (what: Fix) => {
    if (what === 'login') {
      change({ login: 'basic' });
      // The field is there after the next picture.
      setTimeout(() => user.current?.focus());
      return;
    }
    const part = await fixed(what, draft, pickFile, test.result.steps);
    if (part !== undefined) {
      change(part);
      await runTest({ ...draft, ...part });
    }
  };

  const outdated = test.result.of !== '' && test.result.of !== fingerprint(inputOf(draft));
  return {
    draft,
    change,
    notes,
    errors,
    problem,
    user,
    /** Grows with every attempt that a field stood in the way of. */
    refusals,
    test: test.result,
    outdated,
    saving,
    onAddress: (text: string) => text.trim() !== '' && void address({ ...draft, url: text }).catch(refused),
    pickFile,
    open,
    onOpen,
    onTest: () => void runTest(draft).catch(refused),
    onCancelTest: test.cancel,
    onFix: (what: Fix) => void fix(what).catch(refused),
  };
}

function savedWords(name: string, keyring: '' | 'stored' | 'session') {
  switch (keyring) {
    case '':
      return { text: `${name} is saved`, tone: 'good' as const };
    case 'stored':
      return { text: `${name} is saved. Its secrets are in the keyring.`, tone: 'good' as const };
    case 'session':
      return { text: `${name} is saved. Its secrets are in memory until the app closes.`, tone: 'plain' as const };
  }
}

async function fixed(
  what: Exclude<Fix, 'login'>,
  draft: ProfileDraft,
  pickFile: () => Promise<string>,
  steps: readonly Step[],
): Promise<Partial<ProfileDraft> | undefined> {
  switch (what) {
    case 'add_ca': {
      const caFile = await pickFile();
      return caFile === '' ? undefined : { caFile };
    }
    case 'pin': {
      const [own] = steps.find(({ chain }) => chain.length > 0)?.chain ?? [];
      return own === undefined ? undefined : { pin: own.sha256 };
    }
    case 'skip_verify':
      return { skipVerify: true };
    case 'http':
    case 'https':
      return { url: draft.url.replace(/^https?:/i, `${what}:`) };
  }
}
