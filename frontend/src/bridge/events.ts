import type { CallRow, Step } from './dto';

// The events of app/events.go, one payload type each. They are small: they say that there is news, and the page asks
// for what it shows.

export interface ClusterEvent {
  readonly profile: string;
  readonly version: number;
}

export interface FormEvent {
  readonly draft: string;
  readonly revision: number;
}

export interface BulkEvent {
  readonly id: string;
}

/** The newest call, for the status bar. */
export interface CallsEvent {
  readonly last: CallRow;
  readonly kept: number;
}

export interface StepEvent {
  readonly call: string;
  readonly step: Step;
}

export interface KeyringEvent {
  readonly state: 'waiting' | 'answered' | 'gave_up';
  readonly for: string;
}

/** Something that ended elsewhere, with one way to go there. */
export interface Notice {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly action: string;
  readonly profile: string;
  readonly name: string;
}

export interface EventMap {
  clusters: unknown;
  cluster: ClusterEvent;
  form: FormEvent;
  bulk: BulkEvent;
  calls: CallsEvent;
  drafts: unknown;
  step: StepEvent;
  keyring: KeyringEvent;
  notice: Notice;
}

export type EventName = keyof EventMap;
export type Unsubscribe = () => void;
