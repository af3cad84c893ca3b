import type { CauseView } from '../../bridge/dto';
import { PathLink } from '../../shell/navigation';
import { paths } from '../../shell/paths';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Card } from '../../ui/page';
import type { Place } from './api';
import styles from './overview.module.css';
import { holders } from './restart-words';

/** One root cause: where it occurs, its message, and the settings whose values are in the message. */
export function CauseCard({
  place,
  cause,
  total,
  editable,
  onTrace,
}: {
  place: Place;
  cause: CauseView;
  total: number;
  editable: boolean;
  /** Set if there are several traces to choose from. */
  onTrace?: (() => void) | undefined;
}) {
  return (
    <Card tone="red" padded>
      <div className={styles.causeHead}>
        <h2 className={styles.causeTitle}>Root cause</h2>
        <span className={styles.note}>{holders(cause.tasks, cause.connector, total)}</span>
        <span className={styles.right}>
          {onTrace !== undefined && (
            <Button variant="plain" size="sm" onClick={onTrace}>
              Show its trace
            </Button>
          )}
          <CopyButton
            text={cause.class === '' ? cause.text : `${cause.class}: ${cause.text}`}
            variant="plain"
            size="sm"
          />
        </span>
      </div>
      <p className={styles.message}>
        {cause.class !== '' && (
          <>
            <b className={styles.class} title={cause.class}>
              {cause.short}
            </b>{' '}
          </>
        )}
        {cause.text}
      </p>
      {cause.settings.length > 0 && (
        <p className={styles.settings}>
          {cause.settings.length === 1
            ? 'The value of this setting is in the message:'
            : 'The values of these settings are in the message:'}
          {cause.settings.map((setting) => {
            const words = (
              <>
                <span className={styles.settingText}>
                  {setting.key} = {setting.text}
                </span>
              </>
            );
            return editable ? (
              <PathLink
                key={setting.key}
                className={styles.setting}
                to={paths.edit(place.profile, place.name, setting.key)}
                title="Edit this setting"
              >
                {words}
              </PathLink>
            ) : (
              <span key={setting.key} className={styles.setting}>
                {words}
              </span>
            );
          })}
        </p>
      )}
    </Card>
  );
}
