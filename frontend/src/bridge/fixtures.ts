import type { Fixtures } from './memory';

// Every fixtures/*.json is a map of method to answer, in the shape that memory.ts describes; a Go test writes them.
const files = import.meta.glob<Fixtures>('./fixtures/*.json', { eager: true, import: 'default' });

export const fixtures: Fixtures = Object.fromEntries(Object.values(files).flatMap((file) => Object.entries(file)));
