// Says what was proved, in the lines that .ci/slow counts.

let failed = 0;

/** Runs one check; what it throws is why it failed. */
export async function check(what, prove, limit = 120_000) {
  const started = Date.now();
  try {
    await within(limit, prove());
    console.log(`ok ${what} (${Date.now() - started} ms)`);
  } catch (error) {
    failed++;
    console.log(`not ok ${what}`);
    console.log(String(error?.stack ?? error).replace(/^/gm, '  '));
  }
}

/** Ends the part; open sockets of clients under test do not keep it. After a failure it shows what these houses said. */
export function done(...houses) {
  if (failed > 0) for (const house of houses) console.log(house.said().replace(/^/gm, '| '));
  process.exit(failed === 0 ? 0 : 1);
}

export function within(millis, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came within ${millis} ms`)), millis);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
