// The two files in which systems want all sizes of an icon together: Windows an ICO, macOS an ICNS.

/** @param drawings by size: `png`, the file, and `pixels`, its RGBA values */
export function ico(sizes, drawings) {
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2); // an icon, no cursor
  head.writeUInt16LE(sizes.length, 4);
  let at = head.length;
  sizes.forEach((size, i) => {
    const entry = 6 + 16 * i;
    const { png } = drawings[size];
    head.writeUInt8(size % 256, entry); // 256 is written as 0
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4); // planes
    head.writeUInt16LE(32, entry + 6); // bits of a pixel
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += png.length;
  });
  return Buffer.concat([head, ...sizes.map((size) => drawings[size].png)]);
}

// Sizes in points, and twice as many pixels for the screens that have them. Of 16 and 32 points there is no PNG: macOS
// reads one there in a file of its own, but not in the icon of an application.
const PNGS = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
const PIXELS = { is32: ['s8mk', 16], il32: ['l8mk', 32] };

export function icns(drawings) {
  const parts = [];
  for (const [type, [mask, size]] of Object.entries(PIXELS)) {
    const { pixels } = drawings[size];
    const channel = (n) => pixels.filter((_, i) => i % 4 === n);
    parts.push(part(type, Buffer.concat([0, 1, 2].map((n) => unpacked(channel(n))))), part(mask, channel(3)));
  }
  for (const [type, size] of Object.entries(PNGS)) parts.push(part(type, drawings[size].png));
  return part('icns', Buffer.concat(parts));
}

function part(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

/** A channel in the packing of ICNS, though nothing is saved: runs of up to 128 bytes as they are. */
function unpacked(channel) {
  const runs = [];
  for (let at = 0; at < channel.length; at += 128) {
    const run = channel.subarray(at, at + 128);
    runs.push(Buffer.from([run.length - 1]), run);
  }
  return Buffer.concat(runs);
}
