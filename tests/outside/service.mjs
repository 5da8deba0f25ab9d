// The REST service that the integration guide describes, with the guide's own settings.
//
//     PORT=8080 node service.mjs
//
// The first line of JSON says where it is, and the token of its one user: how people log in to it the
// guide does not say. What it remembers ends with it.

import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const { TOSS_OAUTH_BASE, TOSS_CLIENT_ID, TOSS_CLIENT_SECRET, TOSS_SCOPE } = process.env;
const { KFTC_API_BASE, KFTC_CLIENT_ID, KFTC_CLIENT_SECRET, KFTC_SCOPE } = process.env;
const { KFTC_REDIRECT_URI, PORT = '8080' } = process.env;
const [TOSS, KFTC] = ['TOSS_CERT', 'KFTC_OPENBANKING'];
const STATE_MS = 10 * 60 * 1000;

const user = randomBytes(16).toString('hex');
const [connected, states] = [new Map(), new Map()];

class Refused extends Error {
  constructor(status, error) {
    super(error);
    this.status = status;
  }
}

const form = async (url, fields) => {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  const said = await answer.json();
  // Toss has `error` here, KFTC a code of its own and status 200.
  if (!said.access_token) throw new Refused(502, said.error ?? said.rsp_message);
  return said;
};

const remembered = (provider, said) => {
  const now = new Date();
  const before = connected.get(provider);
  const expiresAt = new Date(now.getTime() + said.expires_in * 1000);
  const known = { ...said, expiresAt, lastUpdated: now, connectedAt: before?.connectedAt ?? now };
  connected.set(provider, known);
  return known;
};

const tossToken = () =>
  form(`${TOSS_OAUTH_BASE}/token`, {
    grant_type: 'client_credentials',
    scope: TOSS_SCOPE,
    client_id: TOSS_CLIENT_ID,
    client_secret: TOSS_CLIENT_SECRET,
  });

const kftcToken = (fields) =>
  form(`${KFTC_API_BASE}/oauth/2.0/token`, {
    client_id: KFTC_CLIENT_ID,
    client_secret: KFTC_CLIENT_SECRET,
    ...fields,
  });

const renewed = async () => {
  const { refresh_token } = connected.get(KFTC);
  const fields = { grant_type: 'refresh_token', refresh_token, scope: KFTC_SCOPE };
  return remembered(KFTC, await kftcToken(fields));
};

// KFTC's token, renewed where it is over.
const kftc = async () => {
  const known = connected.get(KFTC);
  if (!known) throw new Refused(404, 'NOT_CONNECTED');
  return known.expiresAt > new Date() ? known : renewed();
};

// The institution's code, with which its numbers begin: the guide has no setting for it.
let institution;
const bankTranId = async () => {
  institution ??= await kftcToken({ grant_type: 'client_credentials', scope: 'oob' });
  const nine = String(randomInt(1e9)).padStart(9, '0');
  return `${institution.client_use_code}U${nine}`;
};

const koreanTime = () =>
  new Date(Date.now() + 9 * 3600 * 1000).toISOString().replace(/\D/g, '').slice(0, 14);

const asked = async (path, query, { access_token, user_seq_no }) => {
  const own = path.endsWith('/fin_num')
    ? { bank_tran_id: await bankTranId(), tran_dtime: koreanTime() }
    : { user_seq_no };
  const url = `${KFTC_API_BASE}/v2.0${path}?${new URLSearchParams({ ...own, ...query })}`;
  return (await fetch(url, { headers: { Authorization: `Bearer ${access_token}` } })).json();
};

const inquiry = async (path, query) => {
  let said = await asked(path, query, await kftc());
  // The token is over by KFTC's clock, and not yet by ours.
  if (said.rsp_code === 'O0003') said = await asked(path, query, await renewed());
  if (said.rsp_code !== 'A0000') throw new Refused(502, `${said.rsp_code} ${said.rsp_message}`);
  return said;
};

const routes = {
  'GET /oauth/toss/token': async () => {
    const known = connected.get(TOSS);
    const live = known?.expiresAt > new Date() ? known : remembered(TOSS, await tossToken());
    return { provider: TOSS, accessToken: live.access_token, expiresAt: live.expiresAt };
  },
  'POST /oauth/toss/test': async () => {
    const { access_token, token_type: tokenType, expires_in: expiresIn } = await tossToken();
    const hasAccessToken = Boolean(access_token);
    return { success: true, provider: TOSS, tokenType, expiresIn, hasAccessToken };
  },
  'GET /oauth/kftc/authorize': async () => {
    const state = randomBytes(16).toString('hex');
    states.set(state, Date.now() + STATE_MS);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: KFTC_CLIENT_ID,
      redirect_uri: KFTC_REDIRECT_URI,
      scope: KFTC_SCOPE,
      state,
      auth_type: '0',
    });
    return { authorizationUrl: `${KFTC_API_BASE}/oauth/2.0/authorize?${query}`, state };
  },
  'GET /oauth/kftc/token': async () => {
    const { access_token: accessToken, expiresAt, user_seq_no: userSeqNo } = await kftc();
    return { provider: KFTC, accessToken, expiresAt, userSeqNo };
  },
  'GET /oauth/kftc/balance/*': async (number) => {
    const query = { fintech_use_num: number };
    const balance = await inquiry('/account/balance/fin_num', query);
    // KFTC has these in the list of accounts, and amounts as text.
    const { res_list: accounts } = await inquiry('/user/me', {});
    const account = accounts.find((one) => one.fintech_use_num === number);
    return {
      bank_code_std: account.bank_code_std,
      bank_name: balance.bank_name,
      account_num_masked: account.account_num_masked,
      balance_amt: Number(balance.balance_amt),
      available_amt: Number(balance.available_amt),
      account_holder_name: account.account_holder_name,
    };
  },
  'POST /oauth/kftc/transactions': async (_, { fintechUseNum, fromDate, toDate }) => {
    const { res_list } = await inquiry('/account/transaction_list/fin_num', {
      fintech_use_num: fintechUseNum,
      inquiry_type: 'A',
      inquiry_base: 'D',
      from_date: fromDate,
      to_date: toDate,
      sort_order: 'D',
    });
    return { res_list };
  },
  'GET /oauth/status': async () => ({
    connected: [...connected].map(([provider, known]) => ({
      provider,
      providerUserId: known.user_seq_no ?? null,
      tokenExpiresAt: known.expiresAt,
      scope: known.scope,
      connectedAt: known.connectedAt,
      lastUpdated: known.lastUpdated,
    })),
  }),
  'DELETE /oauth/*/disconnect': async (name) => {
    const provider = { toss: TOSS, kftc: KFTC }[name];
    if (!provider) throw new Refused(400, 'INVALID_PROVIDER');
    connected.delete(provider);
    return { success: true, provider };
  },
};

// Where the person comes back to, with no token of ours.
const callback = async (query) => {
  const until = states.get(query.get('state')) ?? 0;
  states.delete(query.get('state'));
  if (until < Date.now()) throw new Refused(400, 'INVALID_STATE');
  const code = query.get('code');
  const fields = { grant_type: 'authorization_code', redirect_uri: KFTC_REDIRECT_URI, code };
  remembered(KFTC, await kftcToken(fields));
  return '<!doctype html><title>OpenBanking 연동 완료</title>';
};

const routed = async (request) => {
  const { pathname, searchParams } = new URL(request.url, 'http://service');
  const back = new URL(KFTC_REDIRECT_URI).pathname;
  if (request.method === 'GET' && pathname === back) return callback(searchParams);
  if (request.headers.authorization !== `Bearer ${user}`) throw new Refused(401, 'UNAUTHORIZED');
  for (const [name, handle] of Object.entries(routes)) {
    const [method, path] = name.split(' ');
    const pattern = new RegExp(`^/api/v1${path.replace('*', '([^/]+)')}$`);
    const found = method === request.method && pattern.exec(pathname);
    if (found) {
      const body = (await request.toArray()).join('');
      return handle(found[1], body && JSON.parse(body));
    }
  }
  throw new Refused(404, 'Not Found');
};

const answer = async (request, response) => {
  try {
    const said = await routed(request);
    const [kind, text] =
      typeof said === 'string' ? ['text/html', said] : ['application/json', JSON.stringify(said)];
    response.writeHead(200, { 'content-type': `${kind}; charset=utf-8` }).end(text);
  } catch (error) {
    const known = error instanceof Refused ? error : new Refused(500, String(error));
    response.writeHead(known.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: known.message }));
  }
};

const listening = async (host, port) => {
  const server = createServer(answer).listen(Number(port), host);
  await once(server, 'listening');
  return server.address().port;
};

const back = new URL(KFTC_REDIRECT_URI);
await listening(back.hostname, back.port);
const port = await listening('127.0.0.1', PORT);
process.stdout.write(`${JSON.stringify({ service: `http://127.0.0.1:${port}`, user })}\n`);
