import type { Bridge } from './types';

/** The names of all methods, so that a bridge can be made by walking them. A missing one is a type error below. */
export const methods = {
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
} as const satisfies { [F in FacadeName]: readonly (keyof Bridge[F])[] };

export type FacadeName = Exclude<keyof Bridge, 'on'>;
/** "clusters.rows", "forms.set", … */
export type MethodName = { [F in FacadeName]: `${F}.${Extract<keyof Bridge[F], string>}` }[FacadeName];

type Listed = { [F in FacadeName]: `${F}.${(typeof methods)[F][number]}` }[FacadeName];
/** Fails to compile while a method of Bridge is not listed above. */
export const complete: Exclude<MethodName, Listed> extends never ? true : never = true;
