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
