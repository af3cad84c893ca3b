import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ExportText } from '../../bridge/dto';
import { renderKit } from '../../testing/render';
import { ExportPreview } from './export-preview';

const text = (kind: 'secret' | 'clear'): ExportText => ({
  text: '"db.password": "x"\n',
  variables: [],
  secrets: ['db.password'],
  spans: [{ from: 16, to: 17, kind }],
  settings: 1,
  readAt: 0,
  needs: '',
});

it.each([
  ['secret', 'secret, left out: db.password'],
  ['clear', 'secret, in clear: db.password'],
] as const)('says of a span of kind %s what it is', (kind, legend) => {
  renderKit(<ExportPreview text={text(kind)} />);
  expect(screen.getByText(/^secret,/).textContent).toBe(legend);
});
