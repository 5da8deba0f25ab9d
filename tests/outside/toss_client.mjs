// A client of Toss's sessions that is not ours: Node's own cryptography, at the sandbox.
//
//     node toss_client.mjs approve|pages     the environment is that of `qetta sandbox env`
//
// What is signed is checked by `openssl cms`.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as crypto from 'node:crypto';

const { TOSS_OAUTH_BASE, TOSS_API_BASE, TOSS_PUBLIC_KEY } = process.env;
const WITH_PAGES = process.argv[2] === 'pages';
const IDENTITY = 'sign/user/auth/id';
const SIMPLE = 'sign/user/auth';
const DOCUMENT = 'sign/doc';

// As in Toss's SDKs: one for each call.
class Session {
  id = crypto.randomUUID();
  key = crypto.randomBytes(32);
  iv = crypto.randomBytes(12);

  get sessionKey() {
    const part = `AES_GCM$${this.key.toString('base64')}$${this.iv.toString('base64')}`;
    const key = crypto.createPublicKey({
      key: Buffer.from(TOSS_PUBLIC_KEY, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const how = { key, padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    return `v1$${this.id}$${crypto.publicEncrypt(how, Buffer.from(part)).toString('base64')}`;
  }

  encrypt(text) {
    const cipher = crypto.createCipheriv('aes-256-gcm', this.key, this.iv).setAAD(this.key);
    const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return `v1$${this.id}$${Buffer.concat(sealed).toString('base64')}`;
  }

  decrypt(field) {
    const [version, id, sealed] = field.split('$');
    assert.deepEqual([version, id], ['v1', this.id]);
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = crypto.createDecipheriv('aes-256-gcm', this.key, this.iv).setAAD(this.key);
    decipher.setAuthTag(bytes.subarray(-16));
    return decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
  }
}

const form = new URLSearchParams({
  grant_type: 'client_credentials',
  scope: process.env.TOSS_SCOPE,
  client_id: process.env.TOSS_CLIENT_ID,
  client_secret: process.env.TOSS_CLIENT_SECRET,
});
const token = await (await fetch(`${TOSS_OAUTH_BASE}/token`, { method: 'POST', body: form })).json();

const called = async (path, document) => {
  const headers = {
    Authorization: `Bearer ${token.access_token}`,
    'Content-Type': 'application/json',
  };
  const body = JSON.stringify(document);
  return (await fetch(`${TOSS_API_BASE}/api/${path}`, { method: 'POST', headers, body })).json();
};

const call = async (path, document) => {
  const answer = await called(path, document);
  assert.equal(answer.resultType, 'SUCCESS', JSON.stringify(answer));
  return answer.success;
};

// What a person does on the phone, where nobody agrees by themselves.
const decided = async (address) => {
  const page = await (await fetch(address)).text();
  const value = (name) => page.match(new RegExp(`name="${name}"[^>]* value="([^"]*)"`))[1];
  const decision = { ticket: value('ticket'), person: value('person'), decision: 'approve' };
  const to = new URL('/toss/app', address);
  const sent = { method: 'POST', redirect: 'manual', body: new URLSearchParams(decision) };
  assert.equal((await fetch(to, sent)).status, 303);
};

// The text inside, if the signature is good.
const opened = (signature) => {
  const command = 'cms -verify -noverify -inform DER -binary'.split(' ');
  const input = Buffer.from(signature, 'base64');
  return execFileSync('openssl', command, { input, stdio: ['pipe', 'pipe', 'pipe'] }).toString();
};

const certificateOf = (signature) => {
  const input = Buffer.from(signature, 'base64');
  const pem = execFileSync('openssl', 'pkcs7 -inform DER -print_certs'.split(' '), { input });
  return new crypto.X509Certificate(pem);
};

// One transaction, from the request to the result.
const walked = async (family, document) => {
  const begun = await call(`v2/${family}/request`, document);
  assert.match(begun.requestedDt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
  const { txId } = begun;
  const page = begun.authUrl ?? new URL(`/toss/app/${txId}`, TOSS_API_BASE).href;
  if (WITH_PAGES) {
    assert.equal((await call(`v2/${family}/status`, { txId })).status, 'REQUESTED');
    await fetch(page);
    assert.equal((await call(`v2/${family}/status`, { txId })).status, 'IN_PROGRESS');
    const early = { txId, sessionKey: new Session().sessionKey };
    assert.equal((await called(`v2/${family}/result`, early)).error.errorCode, 'CE3102');
    await decided(page);
  }
  assert.equal((await call(`v2/${family}/status`, { txId })).status, 'COMPLETED');
  const session = new Session();
  const result = await call(`v2/${family}/result`, { txId, sessionKey: session.sessionKey });
  const signed = JSON.parse(opened(result.signature));
  assert.equal(signed.txId, txId);
  const members = Object.entries(result.personalData).map(([name, field]) => [
    name,
    field && session.decrypt(field),
  ]);
  return { result, signed, person: Object.fromEntries(members) };
};

const somebody = (session, more) => ({
  requestType: 'USER_PERSONAL',
  triggerType: 'APP_SCHEME',
  userName: session.encrypt('김하늘'),
  userPhone: session.encrypt('01000000001'),
  userBirthday: session.encrypt('19910304'),
  sessionKey: session.sessionKey,
  requestUrl: 'shop://back',
  ...more,
});

const nobody = { requestType: 'USER_NONE', requestUrl: 'https://shop.example/', nonce: 'n-1' };
const identity = await walked(IDENTITY, nobody);
assert.deepEqual(
  [identity.person.name, identity.person.birthday, identity.person.gender],
  ['김토스', '19930324', 'FEMALE'],
);
assert.equal(identity.person.ci.length, 88);
assert.deepEqual([identity.signed.serviceType, identity.signed.nonce], ['본인확인', 'n-1']);

const simple = await walked(SIMPLE, somebody(new Session()));
assert.deepEqual([simple.person.name, simple.person.phone], ['김하늘', '01000000001']);
const certificate = certificateOf(simple.result.signature);
assert.match(certificate.subject, /CN=김하늘|CN=\\/);
assert.equal(certificate.publicKey.asymmetricKeyDetails.modulusLength, 2048);
const check = { certificate: certificate.toString() };
assert.deepEqual(await call('v1/certificate/validate', check), { valid: true, enabled: true });

const session = new Session();
const doc = { docTitle: '계약서', doc: session.encrypt('계약서 본문'), docEncrypted: true };
const document = await walked(DOCUMENT, somebody(session, doc));
assert.equal(opened(document.result.signedDoc), '계약서 본문');

const how = WITH_PAGES ? 'on the phone' : 'by itself';
console.log(`Node's cryptography at the sandbox's Toss, agreed ${how}: as it should be`);
