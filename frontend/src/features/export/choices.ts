import type { ExportManyRequest, ExportRequest } from '../../bridge/dto';

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

type ManyShape = Pick<ExportManyRequest, 'format' | 'method' | 'files'>;

/** The formats of several connectors. */
export const manyFormats = [
  {
    id: 'put',
    title: 'curl, PUT',
    hint: 'one script: creates each or replaces its config',
    shape: { format: 'curl', method: 'PUT', files: false },
  },
  {
    id: 'post',
    title: 'curl, POST',
    hint: 'one script: creates only, refused if it exists',
    shape: { format: 'curl', method: 'POST', files: false },
  },
  {
    id: 'json',
    title: 'JSON',
    hint: 'one file: a list of names and configs',
    shape: { format: 'json', method: 'PUT', files: false },
  },
  {
    id: 'files',
    title: 'JSON files',
    hint: 'a folder: each file is the body of a POST',
    shape: { format: 'json', method: 'PUT', files: true },
  },
  {
    id: 'properties',
    title: 'Properties',
    hint: 'a folder: a file each, for a standalone worker',
    shape: { format: 'properties', method: 'PUT', files: true },
  },
] as const satisfies readonly { id: string; title: string; hint: string; shape: ManyShape }[];

export type ManyFormatId = (typeof manyFormats)[number]['id'];

export function manyShapeOf(id: ManyFormatId): ManyShape {
  return manyFormats.find((format) => format.id === id)?.shape ?? manyFormats[0].shape;
}

export type FormatId = (typeof formats)[number]['id'];

export function shapeOf(id: FormatId): Shape {
  return formats.find((format) => format.id === id)?.shape ?? formats[0].shape;
}
