import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';
import { FieldRow, FieldRows } from '../../ui/field-row';
import { TextField } from '../../ui/text-field';
import { CertificateRows } from './certificate-rows';
import { EnvironmentField } from './environment-field';
import type { FieldProps } from './field-props';
import { GroupRows, groupSummary } from './group-rows';
import { HeaderLines, headerSummary } from './header-lines';
import { LoginFields } from './login-fields';
import { NetworkRows, networkSummary } from './network-rows';
import { PermissionRows, permissionSummary } from './permission-rows';
import type { SectionId } from './profile-check';
import { hostOf, nameOf } from './profile-draft';
import styles from './profiles.module.css';
import { AccountRow, ScopeRow } from './scope-rows';
import { Section } from './section';
import { TlsRows, tlsSummary } from './tls-rows';
import { WayInRows } from './way-in-rows';

export interface ProfileFieldsProps extends FieldProps {
  /** What was put right in the address. */
  notes: readonly string[];
  /** Starts at the user name instead of the address. */
  atLogin: boolean;
  /** The address is complete: pasted, or left. */
  onAddress: (text: string) => void;
  userRef: Ref<HTMLInputElement>;
  /** The sections that are open. */
  open: ReadonlySet<SectionId>;
  onOpen: (section: SectionId, open: boolean) => void;
}

/** The left of the cluster dialog: what most people need, then sections that fold. */
export function ProfileFields(props: ProfileFieldsProps) {
  const { draft, errors, has, onChange } = props;
  return (
    <FieldRows labelWidth={112}>
      <div className={styles.fields}>
        <FieldRow label="Name" htmlFor="cluster-name" error={errors['name']}>
          <TextField
            id="cluster-name"
            value={draft.name}
            invalid={errors['name'] !== undefined}
            placeholder={draft.url.trim() === '' ? nameOf(draft) : hostOf(draft.url)}
            onChange={(name) => onChange({ name })}
          />
        </FieldRow>
        {has('url') && <Address {...props} />}
        {has('account') && <AccountRow {...props} />}
        <EnvironmentField draft={draft} onChange={onChange} error={errors['environment']} />
        <hr className={styles.rule} />
        {has('login') && <LoginFields {...props} />}
        {has('certificate') && <CertificateRows {...props} />}
        {has('scope') && <ScopeRow {...props} />}
      </div>
      <Sections {...props} />
    </FieldRows>
  );
}

function Sections(props: ProfileFieldsProps) {
  const { draft, has, open, onOpen } = props;
  const section = (id: SectionId, title: string, summary: string, children: ReactNode, mono = false) => (
    <Section title={title} summary={summary} mono={mono} open={open.has(id)} onOpen={(now) => onOpen(id, now)}>
      {children}
    </Section>
  );
  const network = has('endpoint') || has('more_urls') || has('admin_url') || has('proxy') || has('time_limit');
  const command = draft.wayIn.command.trim();
  return (
    <>
      {has('trust') && section('tls', 'TLS and trust', tlsSummary(draft), <TlsRows {...props} />)}
      {network && section('network', 'Network', networkSummary(draft, has), <NetworkRows {...props} />)}
      {has('way_in') && section('wayIn', 'Way in', command || 'none', <WayInRows {...props} />, command !== '')}
      {section('permissions', 'Permissions', permissionSummary(draft), <PermissionRows {...props} />)}
      {has('headers') &&
        section(
          'headers',
          'Headers',
          headerSummary(draft.headers),
          <FieldRow label="Send">
            <HeaderLines {...props} />
          </FieldRow>,
        )}
      {has('group') && section('group', 'Group', groupSummary(draft), <GroupRows {...props} />)}
    </>
  );
}

function Address({ draft, errors, label, notes, atLogin, onChange, onAddress }: ProfileFieldsProps) {
  return (
    <FieldRow label={label('url', 'Worker URL')} htmlFor="cluster-url" error={errors['url']}>
      <TextField
        id="cluster-url"
        mono
        data-autofocus={!atLogin || undefined}
        value={draft.url}
        invalid={errors['url'] !== undefined}
        placeholder={label('urlExample', 'localhost:8083')}
        onChange={(url) => onChange({ url })}
        onBlur={(event) => onAddress(event.currentTarget.value)}
        onPaste={(event) => {
          const field = event.currentTarget;
          // After the paste is in the field.
          setTimeout(() => onAddress(field.value));
        }}
      />
      {notes.map((note) => (
        <span key={note} className={styles.note}>
          <IconInfoCircle size={14} stroke={1.75} aria-hidden /> {note}
        </span>
      ))}
    </FieldRow>
  );
}
