import type { Bridge } from './types';

export type FacadeName = Exclude<keyof Bridge, 'on'>;
/** "clusters.rows", "forms.set", … */
export type MethodName = { [F in FacadeName]: `${F}.${Extract<keyof Bridge[F], string>}` }[FacadeName];

type Names = { [F in FacadeName]: readonly (keyof Bridge[F])[] };
type Missing<T extends Names> = { [F in FacadeName]: Exclude<keyof Bridge[F], T[F][number]> }[FacadeName];

/** Refuses to compile while a method of Bridge is not in the list. */
const all = <const T extends Names>(names: [Missing<T>] extends [never] ? T : Missing<T>): T => names as T;

/** The names of all methods, so that a bridge can be made by walking them. */
export const methods = all({
  profiles: ['list', 'save', 'deletePreview', 'delete', 'reorder', 'parseURL', 'test'],
  clusters: [
    'list',
    'open',
    'state',
    'refresh',
    'rows',
    'search',
    'wanted',
    'bulk',
    'bulkState',
    'cancelBulk',
    'dismissDeleted',
  ],
  connectors: [
    'detail',
    'trace',
    'config',
    'reveal',
    'topics',
    'offsets',
    'act',
    'stopFollowing',
    'deleteFacts',
    'delete',
  ],
  plugins: ['list', 'facts'],
  forms: [
    'startNew',
    'startCopy',
    'startText',
    'startDeleted',
    'startEdit',
    'resume',
    'view',
    'set',
    'state',
    'focus',
    'validate',
    'reveal',
    'review',
    'resolve',
    'create',
    'save',
    'close',
  ],
  drafts: ['list', 'count', 'discard', 'forget'],
  exports: ['print', 'saveFile'],
  calls: ['page', 'detail', 'clear'],
  desktop: [
    'boot',
    'saveSettings',
    'about',
    'openFolder',
    'openURL',
    'copyText',
    'pickFile',
    'visible',
    'keyring',
    'keyringChoice',
    'resetSandbox',
    'painted',
  ],
});
