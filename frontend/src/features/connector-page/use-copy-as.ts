import { useBridge } from '../../bridge/context';
import type { ExportFormat, Problem } from '../../bridge/dto';
import { problemOf } from '../../bridge/errors';
import { useCopy } from '../../ui/copy-button';
import { showToast } from '../../ui/toasts';
import type { Place } from './api';

const words: Readonly<Record<ExportFormat, string>> = { curl: 'curl', json: 'JSON', properties: 'properties' };

/** Copies the stored config in a form that can be taken away; secrets stay behind. */
export function useCopyAs(place: Place, onProblem: (problem: Problem) => void): (format: ExportFormat) => void {
  const bridge = useBridge();
  const copy = useCopy();
  return (format) => {
    const request = {
      profile: place.profile,
      name: place.name,
      draft: '',
      format,
      method: 'PUT' as const,
      bare: false,
      includeSecrets: false,
      withLogin: true,
      withDefaults: false,
    };
    bridge.exports
      .print(request)
      .then(({ text }) => copy(text))
      .then(
        () => showToast({ text: `Copied ${place.name} as ${words[format]}, secrets left out`, tone: 'good' }),
        (reason: unknown) => onProblem(problemOf(reason)),
      );
  };
}
