import { IconChevronDown } from '@tabler/icons-react';
import { Button } from '../../../../ui/button';
import { Menu } from '../../../../ui/menu';
import { TokenList } from '../../../../ui/token-list';
import { type ControlProps, placeholderOf, textOfValue } from './control-props';
import styles from './controls.module.css';
import { partsOf, textOf } from './list-text';

/** A list as tokens over the text it is; what is not touched keeps its characters. */
export function ListControl(props: ControlProps) {
  const { session, field, value, id, invalid, describedBy } = props;
  const parts = partsOf(textOfValue(value));
  const change = (next: readonly string[]) => session.type(field.key, textOf(next));
  const tokens = (
    <TokenList
      id={id}
      label={field.key}
      invalid={invalid}
      required={field.required}
      describedBy={describedBy}
      values={parts}
      placeholder={placeholderOf(props)}
      onChange={change}
    />
  );
  const recommended = [...new Set(field.recommended)];
  if (recommended.length === 0) {
    return tokens;
  }
  return (
    <span className={styles.list}>
      {tokens}
      <Menu items={recommended.map((item) => ({ id: item, label: item, run: () => change([...parts, item]) }))}>
        <Button variant="plain" className={styles.recommended}>
          {recommended.length} recommended <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </Button>
      </Menu>
    </span>
  );
}
