import type { ProfileView } from '../../bridge/dto';
import { allPermissions } from './profile-draft';

/** A stored profile with every kind of login and network. */
export const storedProfile: ProfileView = {
  id: 'p1',
  kind: '',
  name: 'orders-eu',
  url: 'https://connect:8443',
  moreUrls: ['https://connect-2:8443'],
  adminUrl: '',
  scope: '',
  account: '',
  environment: 'integration',
  color: 5,
  login: 'basic',
  username: 'developer',
  oauth: { tokenUrl: '', clientId: '', scopes: [], audience: '', params: [] },
  headers: [
    { name: 'X-Tenant', value: 'orders', secret: false },
    { name: 'X-Key', value: '', secret: true },
  ],
  caFile: '/etc/ca.p12',
  serverName: '',
  pin: '',
  skipVerify: false,
  certificate: { file: '/home/anna/developer.p12', keyFile: '' },
  proxy: { mode: 'own', url: 'http://proxy:3128', username: 'anna' },
  wayIn: { command: '', limit: 0, agreed: false },
  timeLimit: 15_000,
  permissions: { ...allPermissions, delete: false },
  singleWorker: false,
  groupId: 'connect-orders',
  offsetTopic: '',
  secrets: ['password', 'header:X-Key', 'key_store', 'trust_store', 'proxy'].map((key) => ({
    key,
    stored: true,
    sessionOnly: false,
  })),
};
