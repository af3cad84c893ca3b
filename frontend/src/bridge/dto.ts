// What crosses the bridge. The generated code stays behind this folder, so that a screen names one place.
export type * from './generated/views';
