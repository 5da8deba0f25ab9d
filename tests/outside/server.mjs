// An OpenID provider that is not ours: oidc-provider with its own pages, on loopback.
//
//     node server.mjs
//
// The first line of JSON says where it is; then comes one for each refresh token that it issues.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';

import { Provider } from 'oidc-provider';

// Made up, with everything in it that a client could forget to encode.
const SECRET = 'outside secret+%&: not a real one';

const key = (alg, kind, options) => {
  const { privateKey } = generateKeyPairSync(kind, options);
  return { ...privateKey.export({ format: 'jwk' }), kid: alg, alg, use: 'sig' };
};

const client = (client_id, alg, more) => ({
  client_id,
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/callback'],
  response_types: ['code'],
  grant_types: [
    'authorization_code',
    'refresh_token',
    'urn:ietf:params:oauth:grant-type:device_code',
  ],
  token_endpoint_auth_method: 'none',
  id_token_signed_response_alg: alg,
  ...more,
});

const configuration = {
  clients: [
    client('public', 'RS256'),
    client('confidential', 'ES256', {
      client_secret: SECRET,
      token_endpoint_auth_method: 'client_secret_basic',
    }),
    client('television', 'EdDSA'),
    client('forged', 'RS256'),
  ],
  jwks: {
    keys: [
      key('RS256', 'rsa', { modulusLength: 2048 }),
      key('ES256', 'ec', { namedCurve: 'P-256' }),
      key('EdDSA', 'ed25519'),
    ],
  },
  enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'EdDSA'] },
  cookies: { keys: ['of this run alone'] },
  features: {
    deviceFlow: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
  },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ttl: { AccessToken: 3600, RefreshToken: 86400 },
};

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

// The client `forged` is told that somebody else logged in; the signature is that of the truth.
const forge = async (ctx, next) => {
  await next();
  if (ctx.oidc?.client?.clientId !== 'forged' || !ctx.body?.id_token) return;
  const [header, claims, signature] = ctx.body.id_token.split('.');
  const said = JSON.parse(Buffer.from(claims, 'base64url'));
  const lie = Buffer.from(JSON.stringify({ ...said, sub: 'mallory' })).toString('base64url');
  ctx.body.id_token = [header, lie, signature].join('.');
};

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, configuration);
provider.use(forge);
provider.on('refresh_token.saved', ({ jti }) => say({ refreshToken: jti }));
provider.on('server_error', (_, error) => console.error(error));
server.on('request', provider.callback());
say({ issuer, secret: SECRET });
