import type { Commands } from '../ui/keys/commands';
import { kitCommands } from '../ui/keys/kit-commands';

const back = { label: 'back', keys: ['Escape'], quiet: true } as const;
const down = { label: 'move', keys: ['J', 'ArrowDown'], show: ['J', 'K'], motion: true } as const;
const up = { label: 'move', keys: ['K', 'ArrowUp'], show: [], motion: true } as const;
const first = { label: 'first row', keys: ['Home'], show: [], motion: true } as const;
const last = { label: 'last row', keys: ['End'], show: [], motion: true } as const;
const copyCurl = { label: 'copy as curl', keys: ['C'] } as const;
const send = { label: 'send', keys: ['Ctrl+Enter'], inFields: true } as const;

/** The actions on a connector, with the names that Go uses. */
const changes = {
  restart_failed: { label: 'restart failed tasks', keys: [] },
  restart_all: { label: 'restart connector and tasks', keys: [] },
  pause: { label: 'pause', keys: [] },
  resume: { label: 'resume', keys: [] },
  stop: { label: 'stop…', keys: [] },
  delete: { label: 'delete…', keys: [] },
} as const;

/**
 * All commands, by the place where they work. To add one, add a line here and a `run` in the component that does it.
 * Buttons, menus, the status bar and the keys dialog get their labels and keys from here.
 */
export const commands = {
  ...kitCommands,
  Everywhere: {
    calls: { label: 'calls', keys: ['Ctrl+J'], quiet: true },
    settings: { label: 'settings', keys: ['Ctrl+,'], quiet: true },
    drafts: { label: 'drafts', keys: [] },
    addCluster: { label: 'add a cluster…', keys: [] },
    importClusters: { label: 'import clusters…', keys: [] },
    exportClusters: { label: 'export clusters…', keys: [] },
    refresh: { label: 'refresh', keys: ['F5', 'Ctrl+R'], show: ['F5', 'Ctrl+R'], quiet: true },
    back: { label: 'back', keys: ['Escape', 'Alt+ArrowLeft'], show: ['Escape', 'Alt+ArrowLeft'], quiet: true },
    zoomIn: { label: 'zoom in', keys: ['Ctrl++', 'Ctrl+='], quiet: true, always: true },
    zoomOut: { label: 'zoom out', keys: ['Ctrl+-'], quiet: true, always: true },
    zoomReset: { label: 'zoom 100 %', keys: ['Ctrl+0'], quiet: true, always: true },
    lock: { label: 'lock changes', keys: ['L'] },
    keys: { label: 'all keys', keys: ['?'] },
  },
  Cluster: {
    edit: { label: 'edit…', keys: [] },
    duplicate: { label: 'duplicate…', keys: [] },
    moveUp: { label: 'move up', keys: [] },
    moveDown: { label: 'move down', keys: [] },
    delete: { label: 'delete…', keys: [] },
  },
  Settings: { down, up, back: { ...back, quiet: false } },
  List: {
    create: { label: 'new connector', keys: ['N'], quiet: true },
    restart: { label: 'restart…', keys: ['R'] },
    edit: { label: 'edit config', keys: ['E'], quiet: true },
    copyCurl: { ...copyCurl, quiet: true },
    export: { label: 'export…', keys: [] },
    more: { label: 'more', keys: ['M'] },
    about: { label: 'about this cluster', keys: ['A'], quiet: true },
    calls: { label: 'calls to this cluster', keys: [] },
    ...changes,
  },
  Selection: { ...changes, export: { label: 'export…', keys: [] } },
  Ask: { send: { label: 'send', keys: ['Enter'] } },
  Connector: {
    restartFirst: { label: 'restart…', keys: ['R'] },
    edit: { label: 'edit', keys: ['E'] },
    copyCurl,
    copyJson: { label: 'copy as JSON', keys: [] },
    copyProperties: { label: 'copy as properties', keys: [] },
    export: { label: 'export…', keys: [] },
    previousFailing: { label: 'previous, next failing', keys: ['['], show: ['[', ']'] },
    nextFailing: { label: 'next failing', keys: [']'], show: [] },
    back,
    ...changes,
    restart: { label: 'restart the connector', keys: [] },
  },
  Tasks: {
    down: { ...down, label: 'other task' },
    up: { ...up, label: 'other task' },
    restart: { label: 'restart the task', keys: ['Shift+R'] },
  },
  Config: {
    down,
    up,
    first,
    last,
    edit: { label: 'edit at this key', keys: ['E'] },
    reveal: { label: 'show secret', keys: ['Space'] },
  },
  Confirm: { send },
  Production: {
    once: { label: 'only this time', keys: ['1'], inFields: true },
    unlock: { label: 'unlock for 15 minutes', keys: ['2'], inFields: true },
    send: { label: 'send', keys: ['Enter'] },
  },
  Picker: {
    up: {
      label: 'choose',
      keys: ['ArrowUp', 'K'],
      show: ['ArrowUp', 'ArrowDown'],
      inFields: ['ArrowUp'],
      motion: true,
    },
    down: { label: 'choose', keys: ['ArrowDown', 'J'], show: [], inFields: ['ArrowDown'], motion: true },
    open: { label: 'open the form', keys: ['Enter'], inFields: true },
    paste: { label: 'paste a config…', keys: [] },
    back,
  },
  Paste: { open: { label: 'open in the form', keys: ['Ctrl+Enter'], inFields: true } },
  'Cluster dialog': {
    save: { label: 'test and save', keys: ['Ctrl+Enter'], inFields: true },
    saveUntested: { label: 'save without testing', keys: [] },
  },
  'Import clusters': { add: { label: 'add the clusters', keys: ['Ctrl+Enter'], inFields: true } },
  'Export clusters': { save: { label: 'save as a file…', keys: ['Ctrl+Enter'], inFields: true } },
  Welcome: { add: { label: 'test and add', keys: ['Enter'] } },
  Export: {
    copy: { label: 'copy', keys: ['Ctrl+C'] },
    save: { label: 'save as a file…', keys: [] },
  },
  Form: {
    save: { label: 'save…', keys: ['Ctrl+S'], inFields: true },
    validate: { label: 'validate', keys: ['Ctrl+Enter'], inFields: true },
    nextProblem: { label: 'next problem', keys: ['F8'] },
    previousProblem: { label: 'previous problem', keys: ['Shift+F8'], quiet: true },
    groupAll: { label: 'show all of a group', keys: ['F4'] },
    fieldMenu: { label: 'menu of the field', keys: ['Alt+Enter'], quiet: true, inFields: true },
    pinDocs: { label: 'pin the docs', keys: ['F1'], quiet: true },
    export: { label: 'export…', keys: [] },
    leave: { label: 'leave, the draft stays', keys: ['Escape'] },
  },
  Review: {
    save: { label: 'save', keys: ['Ctrl+S'], inFields: true },
    nextChange: { label: 'next change', keys: ['F8'] },
    previousChange: { label: 'previous change', keys: ['Shift+F8'], quiet: true },
    back: { label: 'back to the form', keys: ['Escape'] },
  },
  Created: {
    open: { label: 'open the connector', keys: ['Enter'] },
    edit: { label: 'back to the form', keys: ['E'] },
    restart: { label: 'restart failed tasks', keys: ['R'] },
    another: { label: 'create another…', keys: [] },
    delete: { label: 'delete…', keys: [] },
    back,
  },
  Drafts: {
    down,
    up,
    open: { label: 'continue, recreate', keys: ['Enter'] },
    discard: { label: 'discard…', keys: ['Delete'] },
    back,
  },
  About: { down, up, copyClass: { label: 'copy the class', keys: ['C'] }, back },
  Calls: { copyCurl, clear: { label: 'clear the call log', keys: [] }, back },
} as const satisfies Record<string, Commands>;
