// openid-client, a certified client that is not ours, at the sandbox's Acme.
//
//     node openid_client.mjs http://127.0.0.1:9480/acme
//
// It checks what it is given itself: metadata, `state`, `iss`, nonce, and the id token's signature.

import assert from 'node:assert/strict';

import * as openid from 'openid-client';

const ISSUER = new URL(process.argv[2]);
const REDIRECT_URI = 'http://127.0.0.1:49152/callback';
const SCOPE = 'openid profile offline_access';
// As docs/sandbox.md has it.
const SECRET = 'sandbox acme:secret+%한글 not a real one';

const refused = (status, code) => (error) => error.status === status && error.error === code;
const walked = (what) => console.log(`openid-client at the sandbox, ${what}: as it should be`);

const discovered = async (client, proof, algorithm) => {
  const execute = [openid.allowInsecureRequests, openid.enableNonRepudiationChecks];
  return openid.discovery(ISSUER, client, undefined, proof, { algorithm, execute });
};

// A login in a browser that is sent on at once.
const loggedIn = async (config) => {
  const verifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    prompt: 'consent',
  });
  const answer = await fetch(url, { redirect: 'manual' });
  const callback = new URL(answer.headers.get('location'));
  assert.equal(callback.searchParams.get('iss'), ISSUER.href);
  return openid.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
};

// From a login to the end of its tokens.
const publicClient = async (algorithm) => {
  const config = await discovered('acme_cli', openid.None(), algorithm);
  const tokens = await loggedIn(config);
  assert.equal(tokens.scope, SCOPE);
  const { sub } = tokens.claims();
  const user = await openid.fetchUserInfo(config, tokens.access_token, sub);
  assert.equal(user.name, '김하늘');
  const renewed = await openid.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  assert.equal((await openid.fetchUserInfo(config, renewed.access_token, sub)).sub, sub);
  await openid.tokenRevocation(config, renewed.refresh_token);
  await assert.rejects(openid.fetchUserInfo(config, renewed.access_token, sub));
  const again = openid.refreshTokenGrant(config, renewed.refresh_token);
  await assert.rejects(again, refused(400, 'invalid_grant'));
  walked(`public client, metadata of ${algorithm}`);
};

const replayedRefreshToken = async () => {
  const config = await discovered('acme_cli', openid.None());
  const tokens = await loggedIn(config);
  const renewed = await openid.refreshTokenGrant(config, tokens.refresh_token);
  for (const { refresh_token } of [tokens, renewed]) {
    const replayed = openid.refreshTokenGrant(config, refresh_token);
    await assert.rejects(replayed, refused(400, 'invalid_grant'));
  }
  walked('replayed refresh token');
};

const confidentialClient = async (proof, how) => {
  const config = await discovered('acme_web', proof);
  const own = await openid.clientCredentialsGrant(config, { scope: 'profile' });
  assert.equal((await openid.tokenIntrospection(config, own.access_token)).active, true);
  await openid.tokenRevocation(config, own.access_token);
  assert.equal((await openid.tokenIntrospection(config, own.access_token)).active, false);
  const tokens = await loggedIn(config);
  assert.equal((await openid.tokenIntrospection(config, tokens.access_token)).active, true);
  walked(`confidential client, ${how}`);
};

const device = async () => {
  const config = await discovered('acme_cli', openid.None());
  const begun = await openid.initiateDeviceAuthorization(config, { scope: SCOPE });
  const tokens = await openid.pollDeviceAuthorizationGrant(config, begun);
  const { sub } = tokens.claims();
  assert.equal((await openid.fetchUserInfo(config, tokens.access_token, sub)).name, '김하늘');
  walked('device');
};

await Promise.all([
  publicClient('oidc'),
  publicClient('oauth2'),
  replayedRefreshToken(),
  confidentialClient(openid.ClientSecretBasic(SECRET), 'client_secret_basic'),
  confidentialClient(openid.ClientSecretPost(SECRET), 'client_secret_post'),
  device(),
]);
