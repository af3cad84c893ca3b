import type { EventMap } from './generated/events';

export type { EventMap } from './generated/events';
export type EventName = keyof EventMap;
export type Unsubscribe = () => void;
