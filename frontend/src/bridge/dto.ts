// The types of the bridge. Screens import them from here, never from the generated code.
export type * from './generated/views';
