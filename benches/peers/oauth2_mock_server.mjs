// oauth2-mock-server, as its page begins: one RSA key, and nothing else set.

import { OAuth2Server } from 'oauth2-mock-server';

const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');
await server.start(0, '127.0.0.1');
const url = `http://127.0.0.1:${server.address().port}`;
const token = await server.issuer.buildToken();
console.log(JSON.stringify({ url, token }));
