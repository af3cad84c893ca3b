import { plural } from '../lib/plural';
import { TextField } from './text-field';

/** Confirms what cannot be undone: the person types a name or a number, and sees what is missing. Enter confirms once it is complete. */
export function TypedName({
  id,
  name,
  unit = 'letter',
  typed,
  onType,
  onConfirm,
}: {
  id: string;
  name: string;
  unit?: 'letter' | 'digit';
  typed: string;
  onType: (typed: string) => void;
  onConfirm: () => void;
}) {
  return (
    <TextField
      id={id}
      mono
      data-autofocus
      value={typed}
      onChange={onType}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && typed === name) {
          onConfirm();
        }
      }}
      right={typed === name ? 'complete' : missing(name, unit, typed)}
    />
  );
}

/** Where it went wrong no number helps. */
function missing(name: string, unit: string, typed: string): string {
  return name.startsWith(typed) ? `${plural(name.length - typed.length, unit)} to go` : 'does not match';
}
