import type { ExportRequest } from '../../bridge/dto';

type Shape = Pick<ExportRequest, 'format' | 'method' | 'bare'>;

/** The formats as a person chooses them. */
export const formats = [
  {
    id: 'put',
    title: 'curl, PUT',
    hint: 'creates it or replaces its config',
    shape: { format: 'curl', method: 'PUT', bare: false },
  },
  {
    id: 'post',
    title: 'curl, POST',
    hint: 'creates only, refused if it exists',
    shape: { format: 'curl', method: 'POST', bare: false },
  },
  {
    id: 'json',
    title: 'JSON',
    hint: 'name and config, the body of a POST',
    shape: { format: 'json', method: 'PUT', bare: false },
  },
  {
    id: 'bare',
    title: 'Bare JSON',
    hint: 'the config alone, the body of a PUT',
    shape: { format: 'json', method: 'PUT', bare: true },
  },
  {
    id: 'properties',
    title: 'Properties',
    hint: 'for a standalone worker',
    shape: { format: 'properties', method: 'PUT', bare: false },
  },
] as const satisfies readonly { id: string; title: string; hint: string; shape: Shape }[];

export type FormatId = (typeof formats)[number]['id'];

export function shapeOf(id: FormatId): Shape {
  return formats.find((format) => format.id === id)?.shape ?? formats[0].shape;
}
