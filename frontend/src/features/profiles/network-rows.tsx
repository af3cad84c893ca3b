import { IconPlus, IconX } from '@tabler/icons-react';
import { readSetting } from '../../lib/durations';
import { Button, IconButton } from '../../ui/button';
import { FieldError, FieldRow } from '../../ui/field-row';
import { Segmented } from '../../ui/segmented';
import { TextField } from '../../ui/text-field';
import { type FieldProps, firstOf } from './field-props';
import type { ProfileDraft } from './profile-draft';
import styles from './profiles.module.css';
import { SecretInput } from './secret-input';
import sections from './sections.module.css';

const proxies = [
  { value: '', label: 'System' },
  { value: 'none', label: 'None' },
  { value: 'own', label: 'Own' },
] as const;

export function NetworkRows(props: FieldProps) {
  const { draft, errors, has, onChange } = props;
  return (
    <>
      {has('endpoint') && (
        <FieldRow
          label="Address"
          htmlFor="cluster-endpoint"
          error={errors['url']}
          hint="Only for a private endpoint or a test. Empty: the usual address of the service."
        >
          <TextField
            id="cluster-endpoint"
            mono
            right="optional"
            value={draft.url}
            invalid={errors['url'] !== undefined}
            onChange={(url) => onChange({ url })}
          />
        </FieldRow>
      )}
      {has('more_urls') && <MoreUrls {...props} />}
      {has('admin_url') && (
        <FieldRow
          label="Admin URL"
          htmlFor="cluster-admin"
          error={errors['adminUrl']}
          hint="Only if the workers have admin.listeners."
        >
          <TextField
            id="cluster-admin"
            mono
            right="optional"
            value={draft.adminUrl}
            invalid={errors['adminUrl'] !== undefined}
            onChange={(adminUrl) => onChange({ adminUrl })}
          />
        </FieldRow>
      )}
      {has('proxy') && <ProxyRow {...props} />}
      {has('time_limit') && (
        <FieldRow
          label="Time limit"
          htmlFor="cluster-limit"
          error={errors['timeLimit']}
          hint="For reads. Validate and changes have 100 s."
        >
          <TextField
            id="cluster-limit"
            mono
            width={128}
            inputMode="numeric"
            value={draft.timeLimit}
            invalid={errors['timeLimit'] !== undefined}
            onChange={(timeLimit) => onChange({ timeLimit })}
          />
          <span className={styles.fact}>ms{reading(draft.timeLimit)}</span>
        </FieldRow>
      )}
    </>
  );
}

function MoreUrls({ draft, errors, onChange }: FieldProps) {
  const { moreUrls } = draft;
  return (
    <FieldRow
      label="More workers"
      error={errors['moreUrls']}
      hint="Workers of the same cluster. If one does not answer, the next one is asked."
    >
      <span className={sections.lines}>
        {moreUrls.map((url, index) => {
          const error = errors[`moreUrls.${index}`];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an address is known by its place while it is typed
            <span key={index} className={sections.lines}>
              <span className={sections.line}>
                <TextField
                  mono
                  aria-label={`URL of worker ${index + 2}`}
                  placeholder="http://connect-2:8083"
                  value={url}
                  invalid={error !== undefined}
                  onChange={(text) => onChange({ moreUrls: moreUrls.map((one, at) => (at === index ? text : one)) })}
                />
                <IconButton
                  icon={IconX}
                  size="xs"
                  label={`Remove worker ${index + 2}`}
                  onClick={() => onChange({ moreUrls: moreUrls.filter((_, at) => at !== index) })}
                />
              </span>
              {error !== undefined && <FieldError>{error}</FieldError>}
            </span>
          );
        })}
        <span>
          <Button variant="link" icon={IconPlus} onClick={() => onChange({ moreUrls: [...moreUrls, ''] })}>
            Add a worker
          </Button>
        </span>
      </span>
    </FieldRow>
  );
}

function ProxyRow(props: FieldProps) {
  const { draft, errors, onChange } = props;
  const { proxy } = draft;
  const set = (part: Partial<typeof proxy>) => onChange({ proxy: { ...proxy, ...part } });
  return (
    <FieldRow label="Proxy" error={firstOf(errors, 'proxy.mode', 'proxy.url', 'proxy.username', 'secrets.proxy')}>
      <Segmented label="Proxy" value={proxy.mode} onChange={(mode) => set({ mode })} segments={proxies} />
      {proxy.mode === '' && <span className={styles.fact}>HTTPS_PROXY and NO_PROXY</span>}
      {proxy.mode === 'own' && (
        <>
          <span className={sections.wide}>
            <TextField
              mono
              aria-label="URL of the proxy"
              placeholder="http://proxy:3128 or socks5://proxy:1080"
              value={proxy.url}
              invalid={errors['proxy.url'] !== undefined}
              onChange={(url) => set({ url })}
            />
          </span>
          <span className={styles.login}>
            <TextField
              aria-label="User name of the proxy"
              placeholder="user name, if it asks"
              value={proxy.username}
              invalid={errors['proxy.username'] !== undefined}
              onChange={(username) => set({ username })}
            />
            {proxy.username !== '' && (
              <SecretInput {...props} secret="proxy" label="Password of the proxy" placeholder="password" />
            )}
          </span>
        </>
      )}
    </FieldRow>
  );
}

function reading(limit: string): string {
  const words = readSetting(limit, 'ms');
  return words === '' ? '' : `, ${words}`;
}

export function networkSummary(draft: ProfileDraft, has: FieldProps['has']): string {
  const { moreUrls, proxy, timeLimit, url } = draft;
  const workers = moreUrls.filter((one) => one.trim() !== '').length;
  return [
    has('endpoint') && url.trim() !== '' ? url.trim() : '',
    workers === 0 ? '' : `${workers + 1} workers`,
    proxy.mode === '' ? "the system's proxy" : proxy.mode === 'none' ? 'no proxy' : proxy.url.trim() || 'own proxy',
    readSetting(timeLimit, 'ms') === '' ? '' : `reads end after ${readSetting(timeLimit, 'ms')}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
