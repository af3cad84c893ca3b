import { useState } from 'react';
import type { ImportVariable } from '../../bridge/dto';
import { plural } from '../../lib/plural';
import { Button } from '../../ui/button';
import { SecretField } from '../../ui/secret-field';
import styles from './import.module.css';
import type { Import } from './use-import';

/** The variables of the file. None is read before its button is pressed. */
export function VariableRows({ variables, file }: { variables: readonly ImportVariable[]; file: Import }) {
  if (variables.length === 0) {
    return null;
  }
  const open = variables.filter(({ origin }) => origin === '' || origin === 'unset').length;
  return (
    <section className={styles.section} aria-label="Variables">
      <h3 className={styles.title}>{titleOf(variables.length, open)}</h3>
      {variables.map((variable) => (
        <VariableRow
          key={variable.name}
          variable={variable}
          onType={file.type}
          onLeave={file.settle}
          onRead={() => file.read(variable.name)}
        />
      ))}
    </section>
  );
}

function titleOf(all: number, open: number): string {
  if (open === 0) {
    return all === 1 ? 'The variable has a value' : `All ${plural(all, 'variable')} have a value`;
  }
  return `${plural(open, 'variable')}, not read yet`;
}

function VariableRow({
  variable: { name, clusters, optional, origin },
  onType,
  onLeave,
  onRead,
}: {
  variable: ImportVariable;
  onType: (name: string, value: string) => void;
  onLeave: () => void;
  onRead: () => void;
}) {
  const [value, setValue] = useState('');
  return (
    <div className={styles.variable}>
      <span className={styles.variableName} title={name}>
        ${name}
      </span>
      <SecretField
        aria-label={`Value of ${name}`}
        placeholder={placeholderOf(origin, optional)}
        hidden={origin === 'environment' && value === ''}
        value={value}
        onChange={(next) => {
          setValue(next);
          onType(name, next);
        }}
        onBlur={onLeave}
      />
      <Button
        onClick={() => {
          setValue('');
          onRead();
        }}
        aria-label={`Read from environment: ${name}`}
      >
        Read from environment
      </Button>
      <span className={styles.variableNote} role="status">
        {noteOf(origin, name, clusters)}
      </span>
    </div>
  );
}

function placeholderOf(origin: ImportVariable['origin'], optional: boolean): string {
  return optional && origin === '' ? 'value, or the default in the file' : 'value';
}

function noteOf(origin: ImportVariable['origin'], name: string, clusters: readonly number[]): string {
  const of = `cluster ${clusters.slice(0, 8).join(', ')}${clusters.length > 8 ? ', …' : ''}`;
  switch (origin) {
    case '':
      return clusters.length > 1 ? `Used by ${of}.` : '';
    case 'entered':
      return '';
    case 'environment':
      return 'Read from the environment.';
    case 'unset':
      return `${name} is not set in the environment of this app. Enter its value.`;
  }
}
