import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderKit } from '../testing/render';
import { Button } from './button';
import { ComboField } from './combo-field';
import { CopyButton, CopyProvider } from './copy-button';
import { Dialog } from './dialog';
import { SearchBox } from './search-box';
import { SecretField } from './secret-field';
import { Segmented } from './segmented';
import { ErrorBlock } from './states';
import { Tabs } from './tabs';
import { EnvTag } from './tag';
import { TokenList } from './token-list';
import { VerdictText, verdictName } from './verdict';

function Tokens({ start = [], changed }: { start?: string[]; changed: (values: string[]) => void }) {
  const [values, setValues] = useState(start);
  return (
    <TokenList
      label="Tables"
      values={values}
      onChange={(next) => {
        setValues(next);
        changed(next);
      }}
    />
  );
}

function Combo({ changed }: { changed: (text: string) => void }) {
  const [value, setValue] = useState('');
  return (
    <ComboField
      aria-label="Plugin"
      value={value}
      onChange={(text) => {
        setValue(text);
        changed(text);
      }}
      options={['decoderbufs', 'pgoutput']}
      notes={{ pgoutput: '9.1.0, 9.0.2' }}
    />
  );
}

function Classes({ changed }: { changed: (text: string) => void }) {
  const [value, setValue] = useState('');
  return (
    <ComboField
      aria-label="Converter"
      value={value}
      onChange={(text) => {
        setValue(text);
        changed(text);
      }}
      options={[
        'io.debezium.converters.BinaryDataConverter',
        'org.apache.kafka.connect.converters.ByteArrayConverter',
        'org.apache.kafka.connect.json.JsonConverter',
        'org.apache.kafka.connect.json.JsonConverter',
      ]}
    />
  );
}

function Search() {
  const [value, setValue] = useState('');
  return (
    <SearchBox label="Filter" value={value} onChange={setValue} placeholder="Filter" found={`${value.length} of 9`} />
  );
}

describe('TokenList', () => {
  it('adds with Enter, comma and leaving; never an empty one', async () => {
    const changed = vi.fn();
    const { user } = renderKit(<Tokens changed={changed} />);
    await user.type(screen.getByLabelText('Tables'), 'a{Enter} b ,{Enter},c');
    await user.tab();
    expect(changed).toHaveBeenLastCalledWith(['a', 'b', 'c']);
  });

  it('holds what is typed before it is a token', async () => {
    const changed = vi.fn();
    const { user } = renderKit(<Tokens start={['a']} changed={changed} />);
    await user.type(screen.getByLabelText('Tables'), 'bc');
    expect(changed).toHaveBeenLastCalledWith(['a', 'bc']);
    expect(screen.queryByRole('button', { name: 'Remove bc' })).toBeNull();
    await user.tab();
    expect(screen.getByRole('button', { name: 'Remove bc' })).toBeDefined();
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('leaves Enter to an input method that is composing', async () => {
    const { user } = renderKit(<Tokens changed={vi.fn()} />);
    const box = screen.getByLabelText<HTMLInputElement>('Tables');
    await user.type(box, 'に');
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true });
    expect(box.value).toBe('に');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(box.value).toBe('');
  });

  it('splits what is pasted', async () => {
    const changed = vi.fn();
    const { user } = renderKit(<Tokens changed={changed} />);
    await user.click(screen.getByLabelText('Tables'));
    await user.paste('public.orders, public.refunds\npublic.lines');
    expect(changed).toHaveBeenLastCalledWith(['public.orders', 'public.refunds', 'public.lines']);
  });

  it('takes one out, and Backspace brings the last one back to be changed', async () => {
    const changed = vi.fn();
    const { user } = renderKit(<Tokens start={['a', 'b', 'cd']} changed={changed} />);
    await user.click(screen.getByLabelText('Remove a'));
    expect(changed).toHaveBeenLastCalledWith(['b', 'cd']);
    await user.type(screen.getByLabelText('Tables'), '{Backspace}{Backspace}x{Enter}');
    expect(changed).toHaveBeenLastCalledWith(['b', 'cx']);
  });
});

describe('ComboField', () => {
  it('offers what is recommended and keeps any other text as it was typed', async () => {
    const changed = vi.fn();
    const { user } = renderKit(<Combo changed={changed} />);
    const box = screen.getByLabelText('Plugin');
    await user.type(box, ' Own');
    expect(changed).toHaveBeenLastCalledWith(' Own');
    await user.clear(box);
    await user.type(box, 'pg');
    expect((await screen.findByRole('option')).textContent).toBe('pgoutput 9.1.0, 9.0.2');
    await user.click(screen.getByText('pgoutput'));
    expect(changed).toHaveBeenLastCalledWith('pgoutput');
  });
});

describe('ComboField with classes', () => {
  const shown = () => screen.queryAllByRole('option').map((each) => each.textContent.trim());

  it('shows what fits, each once; Enter takes the highlighted one', async () => {
    const changed = vi.fn();
    const { user } = renderKit(<Classes changed={changed} />);
    const box = screen.getByRole('combobox', { name: 'Converter' });
    await user.type(box, 'json');
    expect(shown()).toEqual(['org.apache.kafka.connect.json.JsonConverter']);
    await user.clear(box);
    await user.type(box, 'converter');
    expect(shown()).toHaveLength(3);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(changed).toHaveBeenLastCalledWith('org.apache.kafka.connect.json.JsonConverter');
    expect(shown()).toEqual([]);
    expect(document.activeElement).toBe(box);
  });

  it('keeps a text of its own on Enter, and closes with Esc or when it is left', async () => {
    const changed = vi.fn();
    const { user } = renderKit(<Classes changed={changed} />);
    const box = screen.getByRole('combobox', { name: 'Converter' });
    await user.type(box, 'com.example.Own{Enter}');
    expect(changed).toHaveBeenLastCalledWith('com.example.Own');
    await user.keyboard('{ArrowDown}');
    expect(shown()).toHaveLength(3);
    await user.keyboard('{Escape}');
    expect(shown()).toEqual([]);
    await user.keyboard('{ArrowDown}');
    await user.tab();
    expect(shown()).toEqual([]);
  });
});

describe('SecretField', () => {
  it('shows dots, and asks for a stored one only when the eye is pressed', async () => {
    const reveal = vi.fn();
    const { user } = renderKit(
      <SecretField aria-label="Password" hidden value="" onChange={() => undefined} onReveal={reveal} />,
    );
    const input = screen.getByLabelText('Password');
    expect(input.getAttribute('type')).toBe('password');
    expect(reveal).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(reveal).toHaveBeenCalledOnce();
    expect(input.getAttribute('type')).toBe('text');
  });
});

describe('SearchBox', () => {
  it('/ goes there, Esc empties it first and leaves it then', async () => {
    const { user } = renderKit(<Search />);
    await user.keyboard('/');
    const box = screen.getByLabelText<HTMLInputElement>('Filter');
    expect(document.activeElement).toBe(box);
    await user.keyboard('a/b');
    expect(box.value).toBe('a/b');
    expect(screen.getByText('3 of 9')).toBeDefined();
    await user.keyboard('{Escape}');
    expect([box.value, document.activeElement === box]).toEqual(['', true]);
    await user.keyboard('{Escape}');
    expect(document.activeElement).not.toBe(box);
  });
});

describe('choices', () => {
  it('Segmented is a group of radio buttons', async () => {
    const onChange = vi.fn();
    const { user } = renderKit(
      <Segmented
        label="Theme"
        value="light"
        onChange={onChange}
        segments={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />,
    );
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Light' }).checked).toBe(true);
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith('dark');
  });

  it('Tabs go round with the arrows', () => {
    const onChange = vi.fn();
    renderKit(
      <Tabs
        label="Parts"
        value="b"
        onChange={onChange}
        tabs={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B', count: 3 },
        ]}
      >
        The panel
      </Tabs>,
    );
    const tab = screen.getByRole('tab', { selected: true });
    const panel = screen.getByRole('tabpanel', { name: /B/ });
    expect(panel.textContent).toBe('The panel');
    expect(tab.getAttribute('aria-controls')).toBe(panel.id);
    expect(tab.textContent).toBe('B3');
    fireEvent.keyDown(tab, { key: 'ArrowRight' });
    expect(onChange).toHaveBeenLastCalledWith('a');
  });
});

describe('Button', () => {
  it('cannot be pressed twice while it works', async () => {
    const onClick = vi.fn();
    const { user } = renderKit(
      <Button busy onClick={onClick}>
        Save
      </Button>,
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onClick).not.toHaveBeenCalled();
  });
});

describe('CopyButton', () => {
  it('copies byte by byte and says so; says so, too, when it failed', async () => {
    const copy = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('no'));
    const { user } = renderKit(
      <CopyProvider copy={copy}>
        <CopyButton text={'a\n\tb '} />
      </CopyProvider>,
    );
    await user.click(screen.getByRole('button'));
    expect(copy).toHaveBeenCalledExactlyOnceWith('a\n\tb ', false);
    expect((await screen.findByRole('button', { name: 'Copied' })).textContent).toBe('Copied');
    await user.click(screen.getByRole('button'));
    expect((await screen.findByRole('button', { name: 'Not copied' })).textContent).toBe('Not copied');
  });
});

describe('Dialog', () => {
  it('is named, closes with Esc and the cross, not with a press beside it', async () => {
    const onClose = vi.fn();
    const { user } = renderKit(
      <Dialog
        title="Delete orders?"
        width={400}
        onClose={onClose}
        fact="Nothing sent yet."
        actions={<Button>Cancel</Button>}
      >
        <input aria-label="name" data-autofocus />
      </Dialog>,
    );
    const dialog = await screen.findByRole('dialog', { name: 'Delete orders?' });
    expect(dialog.textContent).toContain('Nothing sent yet.');
    const overlay = document.querySelector('.mantine-Modal-overlay');
    if (overlay !== null) {
      await user.click(overlay);
    }
    expect(onClose).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(2);
  });
});

describe('words and signs', () => {
  it('a state the worker writes has a word, an unknown one is said to be unknown', () => {
    renderKit(<VerdictText verdict={verdictName('FAILED')} />);
    expect(screen.getByText('Failed')).toBeDefined();
    expect(verdictName('HIBERNATING')).toBe('unknown');
  });

  it('any environment has a tag', () => {
    renderKit(
      <>
        <EnvTag environment="production" />
        <EnvTag environment="qa" color={-3} />
        <EnvTag environment="" />
      </>,
    );
    expect(screen.getByText('production').dataset['tone']).toBe('production');
    expect(screen.getByText('qa').style.background).toBe('var(--sl-env-5-soft)');
    expect(screen.getByText('no environment')).toBeDefined();
  });

  it('an error has our sentence and the worker’s words, and both are copied', async () => {
    const copy = vi.fn().mockResolvedValue(undefined);
    const { user } = renderKit(
      <CopyProvider copy={copy}>
        <ErrorBlock problem={{ text: 'The worker refused.', worker: '409 Conflict' }} />
      </CopyProvider>,
    );
    expect(screen.getByRole('alert').textContent).toContain('409 Conflict');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(copy).toHaveBeenCalledExactlyOnceWith('The worker refused.\n409 Conflict', false);
  });
});
