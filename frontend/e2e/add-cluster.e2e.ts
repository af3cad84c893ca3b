import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Page } from './page';
import { type AppWindow, filesWith, newHome, openWindow, pressNative } from './window';
import { worker } from './worker';

let app: AppWindow;
let page: Page;
let gateway: Server;
const home = newHome('add-cluster');
const certificates = process.env['SLUICEWAY_CERTIFICATES'] ?? '';
const certificateUrl = process.env['SLUICEWAY_WORKER_CERTIFICATE_URL'] ?? '';
const ssh = process.env['SLUICEWAY_SSH'];
const token = 'e2e-token-4711';

beforeAll(async () => {
  gateway = await startGateway();
  app = await openWindow(home);
  page = new Page(app);
});

afterAll(async () => {
  await app.quit();
  gateway.close();
});

/** Like many gateways: it wants a token and a header, and logs in to the worker itself. */
async function startGateway(): Promise<Server> {
  const { url, user, password } = worker();
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}` || request.headers['x-tenant'] !== 'orders') {
      response.writeHead(401).end();
      return;
    }
    const login = Buffer.from(`${user}:${password}`).toString('base64');
    fetch(url + (request.url ?? ''), { method: request.method ?? 'GET', headers: { authorization: `Basic ${login}` } })
      .then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
        response.end(await answer.text());
      })
      .catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

async function login(): Promise<void> {
  await page.press('Basic');
  await page.fill('User name', worker().user);
  await page.fill('Password', worker().password);
}

test('a private authority: the wrong one fails, and the chain that the worker sent is shown', async () => {
  await page.addCluster();
  await page.fill('Name', 'vault');
  await page.fill('Worker URL', certificateUrl);
  await login();
  await page.screen('86-add-cluster');
  await page.accessible('the cluster dialog');
  await page.press('TLS and trust');
  await page.fill('CA file', '/etc/ssl/certs/ca-certificates.crt');
  await page.press('Test');
  await page.see(/TLS[\s\S]*worker[\s\S]*signed by/);
  await page.see('Trust exactly this certificate');
  await page.screen('87-wrong-authority');
});

test('with the right one the worker asks for a client certificate', async () => {
  await page.fill('CA file', join(certificates, 'ca.pem'));
  await page.see('Sluiceway devcluster CA');
  await page.press('Test again');
  await page.see(/client certificate/);
  await page.screen('88-no-client-certificate');
});

test('with a client certificate the cluster is added', async () => {
  await page.fill('Client certificate', join(certificates, 'developer.p12'));
  await page.see('The file is locked with a password.');
  await page.fill('Password of the client certificate', worker().password);
  await page.see(/developer.*until/);
  await page.press('Test again');
  await page.see('all passed', 40);
  await page.screen('89-client-certificate');
  await page.press('Test and save');
  await page.dialogClosed();
  await page.see('orders-file-sink', 40);
  expect(filesWith(join(home, 'data'), worker().password)).toEqual([]);
});

test('a token and a header of a gateway', async () => {
  await page.addCluster();
  await page.fill('Name', 'gateway');
  await page.fill('Worker URL', `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`);
  await page.press('Bearer token');
  await page.fill('Token', token);
  await page.press('Test');
  await page.see(/Authorised[\s\S]*(refused|401)/i);
  await page.press('Headers');
  await page.press('Add a header');
  await page.fill('Name of header 1', 'X-Tenant');
  await page.fill('Value of header 1', 'orders');
  await page.screen('90-token-and-header');
  await page.press('Test and save');
  await page.dialogClosed();
  await page.see('orders-file-sink', 40);
  expect(filesWith(join(home, 'data'), token)).toEqual([]);
});

test.skipIf(ssh === undefined)('a way in through SSH, which ends with the app', async () => {
  const { port } = new URL(worker().url);
  await page.addCluster();
  await page.fill('Name', 'bastion');
  await page.fill('Worker URL', 'http://127.0.0.1:{port}');
  await login();
  await page.press('Way in');
  await page.fill('Command', `${ssh} -L {port}:127.0.0.1:${port}`);
  await page.press('Test');
  pressNative('Start a command', 'alt+y', '91-start-a-command');
  await page.see('all passed', 40);
  await page.screen('92-way-in');
  await page.press('Test and save');
  await page.dialogClosed();
  await page.see('orders-file-sink', 40);
  expect(tunnels(port)).toBeGreaterThan(0);
  await app.quit();
  await expect.poll(() => tunnels(port), { timeout: 10_000 }).toBe(0);
  app = await openWindow(home);
  page = new Page(app);
  await page.see('bastion');
});

/** The SSH tunnels to the worker that run now. */
function tunnels(port: string): number {
  const all = execFileSync('ps', ['-eo', 'args']).toString().split('\n');
  return all.filter((line) => /^(\S*\/)?ssh /.test(line) && line.includes(`:127.0.0.1:${port}`)).length;
}
