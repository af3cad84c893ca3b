import { TextField } from './text-field';

/** The guard of what cannot be undone: the name is typed, and what is missing is told. Enter confirms once it is whole. */
export function TypedName({
  id,
  name,
  typed,
  onType,
  onConfirm,
}: {
  id: string;
  name: string;
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
      right={typed === name ? 'complete' : missing(name, typed)}
    />
  );
}

/** Where it went wrong no number helps. */
function missing(name: string, typed: string): string {
  const letters = name.length - typed.length;
  return name.startsWith(typed)
    ? `${letters.toString()} ${letters === 1 ? 'letter' : 'letters'} to go`
    : 'does not match';
}
