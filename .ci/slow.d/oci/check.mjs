// Has Oracle's own client sign the requests of src/test/resources/oci/signatures.json once more, with the throw-away key
// and the fixed date that stand there, and compares: the signed text and every header. The build holds ours to that file,
// so both sign alike. `run --write` puts into the file what the client makes.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, done } from '../lib/checks.mjs';

const require = createRequire(import.meta.url);
const { DefaultRequestSigner, SimpleAuthenticationDetailsProvider, Region } = require('oci-common');
const httpSignature = require('http-signature');

const resources = join(process.env.REPOSITORY, 'src');
const file = join(resources, 'test/resources/oci/signatures.json');
const vectors = JSON.parse(readFileSync(file, 'utf8'));

// The client does not show what it signs, but the library it signs with notes it where it is asked to.
let signedText = '';
const sign = httpSignature.sign;
httpSignature.sign = (request, options) => {
  request._stringToSign = '';
  const result = sign(request, options);
  signedText = request._stringToSign;
  return result;
};

const pem = `-----BEGIN ${'PRIVATE'} KEY-----\n${vectors.key.match(/.{1,64}/g).join('\n')}\n-----END ${'PRIVATE'} KEY-----\n`;

/** A profile with a key, or a session: they differ in the id of the key only. */
function provider({ tenancy, user, fingerprint, session }) {
  const details = new SimpleAuthenticationDetailsProvider(tenancy, user, fingerprint, pem, null, Region.US_CHICAGO_1);
  if (session) details.getKeyId = async () => `ST$${session}`;
  return details;
}

async function made({ method, url, contentType, body, signIn, date }) {
  const headers = new Headers({ 'x-date': date });
  if (contentType) headers.set('content-type', contentType);
  const request = { method, uri: url, headers, ...(body ? { body } : {}) };
  await new DefaultRequestSigner(provider(signIn)).signHttpRequest(request);
  // It adds the moment as `date` too, and does not sign it.
  return { signed: signedText, headers: Object.fromEntries([...headers].filter(([name]) => name !== 'host' && name !== 'date')) };
}

if (process.argv.includes('--write')) {
  for (const each of vectors.requests) each.expected = await made(each);
  writeFileSync(file, `${JSON.stringify(vectors, null, 2)}\n`);
}

for (const each of vectors.requests) {
  await check(`signed as Oracle's client signs: ${each.name}`, async () => assert.deepEqual(await made(each), each.expected));
}

await check("the regions are those of Oracle's client", async () => {
  const table = JSON.parse(readFileSync(join(resources, 'main/resources/dev/patchbay/settings/oci-regions.json'), 'utf8'));
  const ours = new Map(table.regions.map(({ id, code, realm }) => [id, `${code} ${table.domains[realm]}`]));
  const theirs = new Map([...Region.KNOWN_REGIONS.values()].map((r) => [r.regionId, `${r.regionCode} ${r.realm.secondLevelDomain}`]));
  assert.deepEqual([...ours].sort(), [...theirs].sort());
});

done();
