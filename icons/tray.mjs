// Draws the icons of the tray: a strip per look and state, with every size that panels ask for side by side. Run by ./draw.
//
// They are drawn for each size anew, with centres and radii on half pixels, so that small ones are sharp. What is made for
// one kind of panel has a faint rim in its colour: unseen there, and what makes the shape legible on the other kind.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Resvg } = createRequire(`${process.argv[2]}/`)('@resvg/resvg-js');
const folder = new URL('../src/main/resources/dev/patchbay/desktop/tray/', import.meta.url);

const SIZES = [16, 20, 22, 24, 32, 40, 44, 48, 64];

// For dark panels, for light ones, for panels of which nothing is known, and for macOS, which colours the shape itself.
const LOOKS = {
  chalk: { line: '#f4f6f8', cord: '#ffb53d', alarm: '#ff5f56', mark: '#ffffff', rim: '#10161d', rimOpacity: 0.55 },
  ink: { line: '#27313d', cord: '#c96f00', alarm: '#d62f27', mark: '#ffffff', rim: '#ffffff', rimOpacity: 0.6 },
  neutral: { line: '#7d8a99', cord: '#e08a1e', alarm: '#e5483f', mark: '#ffffff', rim: null },
  template: { line: '#000000', cord: '#000000', alarm: '#000000', mark: null, rim: null },
};

const half = (value) => Math.round(value * 2) / 2;

/** The shapes of one state on a square of `size`: what stands there, and what is cut out of it. */
function shapes(state, size, look) {
  const unit = size / 16;
  const near = half(4 * unit);
  const far = size - near;
  const plug = half(2.75 * unit);
  const jack = half(1.75 * unit);
  const cord = Math.max(2, half(2.25 * unit));
  const ring = (x, y) => ({ x, y, r: jack - 0.25 * unit, ring: Math.max(1.25, 1.1 * unit) });
  const free = [[far, near], [near, far]];
  const used = [[near, near], [far, far]];
  if (state === 'stopped') {
    return { line: look.line, opacity: 0.75, rings: [...used, ...free].map(([x, y]) => ring(x, y)), dots: [] };
  }
  const drawn = {
    line: look.line,
    opacity: 1,
    rings: free.map(([x, y]) => ring(x, y)),
    dots: used.map(([x, y]) => ({ x, y, r: plug })),
    cord: { from: near, to: far, width: cord },
  };
  if (state === 'busy') {
    drawn.rings = [];
    drawn.line = look.cord;
    drawn.dots.push(...free.map(([x, y]) => ({ x, y, r: jack, colour: look.line })));
  }
  if (state === 'attention') {
    const r = half(4.25 * unit);
    drawn.dots.pop();
    drawn.badge = { x: size - r, y: size - r, r, gap: Math.max(1, unit) };
  }
  return drawn;
}

function paint(drawn, colour, grow) {
  const { line, rings, dots, cord } = drawn;
  let svg = rings.map(
    ({ x, y, r, ring }) =>
      `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${colour ?? line}" stroke-width="${ring + 2 * grow}"/>`,
  );
  if (cord) {
    svg.push(
      `<path d="M${cord.from} ${cord.from}L${cord.to} ${cord.to}" stroke="${colour ?? line}" stroke-width="${cord.width + 2 * grow}"/>`,
    );
  }
  svg.push(
    ...dots.map((dot) => `<circle cx="${dot.x}" cy="${dot.y}" r="${dot.r + grow}" fill="${colour ?? dot.colour ?? line}"/>`),
  );
  return svg.join('');
}

function badge({ x, y, r }, look, size) {
  const width = Math.max(1.5, half((size / 16) * 1.5));
  const mark = `<path d="M${x} ${y - r * 0.58}V${y + r * 0.12}" stroke="${look.mark ?? '#000'}" stroke-width="${width}"/>
    <rect x="${x - width / 2}" y="${y + r * 0.34}" width="${width}" height="${width}" fill="${look.mark ?? '#000'}"/>`;
  const disc = `<circle cx="${x}" cy="${y}" r="${r}" fill="${look.alarm}"`;
  if (look.mark) return `${disc}/>${mark}`;
  return `<mask id="mark"><rect width="${size}" height="${size}" fill="#fff"/>${mark}</mask>${disc} mask="url(#mark)"/>`;
}

function icon(state, look, size) {
  const drawn = shapes(state, size, look);
  const grow = Math.max(0.75, size / 24);
  let glyph = `<g opacity="${drawn.opacity}">${paint(drawn, null, 0)}</g>`;
  if (look.rim) glyph = `<g opacity="${look.rimOpacity}">${paint(drawn, look.rim, grow)}</g>${glyph}`;
  if (!drawn.badge) return glyph;
  const { x, y, r, gap } = drawn.badge;
  return `<mask id="gap"><rect width="${size}" height="${size}" fill="#fff"/><circle cx="${x}" cy="${y}" r="${r + gap}" fill="#000"/></mask>
    <g mask="url(#gap)">${glyph}</g>${badge(drawn.badge, look, size)}`;
}

mkdirSync(folder, { recursive: true });
for (const [name, look] of Object.entries(LOOKS)) {
  for (const state of ['stopped', 'running', 'busy', 'attention']) {
    let left = 0;
    const parts = SIZES.map((size) => {
      // Ids hold for a whole drawing, so each size gets its own.
      const part = icon(state, look, size).replace(/(id="|#)(gap|mark)/g, `$1$2-${size}`);
      const placed = `<g transform="translate(${left} 0)">${part}</g>`;
      left += size;
      return placed;
    });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${left}" height="${Math.max(...SIZES)}">${parts.join('')}</svg>`;
    writeFileSync(new URL(`${state}-${name}.png`, folder), new Resvg(svg).render().asPng());
  }
}
