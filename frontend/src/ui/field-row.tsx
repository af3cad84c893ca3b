import { IconAlertCircleFilled } from '@tabler/icons-react';
import { type CSSProperties, createContext, type ReactNode, use } from 'react';
import styles from './field.module.css';

const LabelWidth = createContext(208);

/** All rows of settings and dialogs have labels of the same width. */
export function FieldRows({ labelWidth, children }: { labelWidth: number; children: ReactNode }) {
  return <LabelWidth value={labelWidth}>{children}</LabelWidth>;
}

/** A label at the left, its control at the right, a note below. Pass htmlFor if the control is a single input. */
export function FieldRow({
  label,
  htmlFor,
  hint,
  error,
  children,
}: {
  label: ReactNode;
  htmlFor?: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}) {
  const width = use(LabelWidth);
  return (
    <div className={styles.row} style={{ '--label-width': `${width}px` } as CSSProperties}>
      {htmlFor === undefined ? (
        <span className={styles.label}>{label}</span>
      ) : (
        <label className={styles.label} htmlFor={htmlFor}>
          {label}
        </label>
      )}
      <span className={styles.control}>
        {children}
        {hint !== undefined && <span className={styles.below}>{hint}</span>}
        {error !== undefined && error !== '' && <FieldError>{error}</FieldError>}
      </span>
    </div>
  );
}

/** A message below its field. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <span id={id} className={styles.error}>
      <IconAlertCircleFilled size={14} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
