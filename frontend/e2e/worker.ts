import { expect } from 'vitest';

/** The real worker that the flows share; build/tasks/test starts it. */
export interface RealWorker {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** A folder that its file connectors may use. */
  readonly files: string;
}

export function worker(): RealWorker {
  return { url: variable('URL'), user: variable('USER'), password: variable('PASSWORD'), files: variable('FILES') };
}

export const hasWorker = process.env['SLUICEWAY_WORKER_URL'] !== undefined;

function variable(name: string): string {
  const value = process.env[`SLUICEWAY_WORKER_${name}`];
  if (value === undefined) {
    throw new Error(`SLUICEWAY_WORKER_${name} is not set: these flows need a real worker`);
  }
  return value;
}

/** Asks the worker past the app. */
export async function ask(path: string, method = 'GET', body?: unknown): Promise<Response> {
  const { url, user, password } = worker();
  const login = Buffer.from(`${user}:${password}`).toString('base64');
  const headers = { authorization: `Basic ${login}`, 'content-type': 'application/json' };
  return fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

/** A worker answers a write before it has read it back itself. */
export const settles = { timeout: 10_000, interval: 100 };

/** The config of a connector, or null where there is none. */
export async function configOf(name: string): Promise<Record<string, string> | null> {
  const answer = await ask(`/connectors/${name}/config`);
  return answer.ok ? ((await answer.json()) as Record<string, string>) : null;
}

/** Makes a connector past the app; a worker that has just been changed wants to be asked again. */
export async function makeConnector(name: string, config: Record<string, string>): Promise<void> {
  await expect.poll(async () => (await ask(`/connectors/${name}/config`, 'PUT', config)).ok, settles).toBe(true);
}

/** The states of a connector and of its tasks, as "RUNNING FAILED". */
export async function statesOf(name: string): Promise<string> {
  const answer = await ask(`/connectors/${name}/status`);
  if (!answer.ok) return '';
  const { connector, tasks } = (await answer.json()) as { connector: State; tasks: State[] };
  return [connector, ...tasks].map(({ state }) => state).join(' ');
}

interface State {
  readonly state: string;
}

/** Leaves nothing of a flow behind; there may be nothing any more. */
export async function deleteConnector(name: string): Promise<void> {
  await ask(`/connectors/${name}`, 'DELETE');
}
