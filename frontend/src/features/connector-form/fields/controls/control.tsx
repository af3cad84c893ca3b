import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { ValueChip } from '../../../../ui/chip';
import { TextField } from '../../../../ui/text-field';
import { BooleanControl } from './boolean-control';
import { ChoiceControl } from './choice-control';
import { type ControlProps, inputProps, isEmptyText, textOfValue } from './control-props';
import styles from './controls.module.css';
import { ListControl } from './list-control';
import { NumberControl } from './number-control';
import { isChip, PlaceholderChip, PlaceholderInput } from './placeholder-control';
import { SecretControl } from './secret-control';
import { TextControl } from './text-control';

/** The control of a field, by its kind and by what it holds. It never changes while the focus is in it. */
export function Control(props: ControlProps) {
  const { field, value } = props;
  const [holds, setHolds] = useState<'nothing' | 'chip' | 'kind'>('nothing');
  const empty = isEmptyText(value);
  if (field.fixed) {
    return (
      <TextField
        {...inputProps(props)}
        mono
        readOnly
        icon={IconLock}
        value={textOfValue(value)}
        onChange={() => undefined}
      />
    );
  }
  if (holds === 'nothing' && isChip(props)) {
    return <PlaceholderChip {...props} onPress={() => setHolds('chip')} />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears whether the input inside has the focus
    <div
      onFocus={() => setHolds((now) => (now === 'nothing' ? 'kind' : now))}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          setHolds('nothing');
        }
      }}
    >
      {holds === 'chip' ? <PlaceholderInput {...props} /> : <KindControl {...props} />}
      {empty && (
        <span className={styles.empty}>
          <ValueChip>empty text</ValueChip> is sent
        </span>
      )}
    </div>
  );
}

function KindControl(props: ControlProps) {
  switch (props.field.kind) {
    case 'boolean':
      return <BooleanControl {...props} />;
    case 'number':
      return <NumberControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'list':
      return <ListControl {...props} />;
    case 'secret':
      return <SecretControl {...props} />;
    case 'text':
    case 'long_text':
      return <TextControl {...props} />;
  }
}
