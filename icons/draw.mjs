// Draws patchbay.svg as a PNG of each size that a system asks for, and packs them as Windows and macOS want them. Run by ./draw.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { icns, ico } from './containers.mjs';

const folder = new URL('.', import.meta.url);
const { Resvg } = createRequire(`${process.argv[2]}/`)('@resvg/resvg-js');

const drawings = {};
for (const size of [16, 20, 22, 24, 32, 48, 64, 128, 256, 512, 1024]) {
  const source = size < 32 ? 'patchbay-small.svg' : 'patchbay.svg';
  const drawing = new Resvg(readFileSync(new URL(source, folder)), { fitTo: { mode: 'width', value: size } }).render();
  drawings[size] = { png: drawing.asPng(), pixels: straight(drawing.pixels) };
  writeFileSync(new URL(`patchbay-${size}.png`, folder), drawings[size].png);
}
writeFileSync(new URL('patchbay.ico', folder), ico([16, 20, 24, 32, 48, 64, 256], drawings));
writeFileSync(new URL('patchbay.icns', folder), icns(drawings));

// What everything was drawn from, so that a build without node can tell when it is out of date.
const sources = ['patchbay.svg', 'patchbay-small.svg', 'draw.mjs', 'containers.mjs', 'tray.mjs', 'package-lock.json'];
const sum = (name) => createHash('sha256').update(readFileSync(new URL(name, folder))).digest('hex');
writeFileSync(new URL('drawn-from.sha256', folder), sources.map((name) => `${sum(name)}  ${name}\n`).join(''));

/** Colours as they are: the drawing has them multiplied by their opacity. */
function straight(pixels) {
  const out = Buffer.from(pixels);
  for (let at = 0; at < out.length; at += 4) {
    const opacity = out[at + 3] / 255;
    for (let i = at; i < at + 3; i++) out[i] = opacity === 0 ? 0 : Math.min(255, Math.round(out[i] / opacity));
  }
  return out;
}
