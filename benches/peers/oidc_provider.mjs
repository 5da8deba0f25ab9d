// oidc-provider with a client of its own and the adapter that it brings along, which keeps 1000 things.

import { once } from 'node:events';
import { createServer } from 'node:http';

import { Provider } from 'oidc-provider';

const client = {
  client_id: 'bench',
  client_secret: 'not a real one',
  grant_types: ['client_credentials', 'authorization_code'],
  redirect_uris: ['http://127.0.0.1/callback'],
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_post',
};

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(url, {
  clients: [client],
  cookies: { keys: ['of this run alone'] },
  features: { clientCredentials: { enabled: true }, userinfo: { enabled: true } },
  scopes: ['api'],
});
server.on('request', provider.callback());

// Somebody who has logged in, without the pages.
const grant = new provider.Grant({ accountId: 'somebody', clientId: 'bench' });
grant.addOIDCScope('openid');
const access = new provider.AccessToken({
  accountId: 'somebody',
  client: await provider.Client.find('bench'),
  grantId: await grant.save(),
  gty: 'authorization_code',
  scope: 'openid',
});
console.log(JSON.stringify({ url, token: await access.save() }));
