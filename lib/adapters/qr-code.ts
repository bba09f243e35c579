import { encode } from 'uqr';

/** Light modules around the code: ISO/IEC 18004 asks for four. */
const quietZone = 4;

/** The dark runs of a row as parts of a path, each one module high. */
const runsOf = (row: readonly boolean[], y: number): string =>
  [
    ...row
      .map((isDark) => (isDark ? '1' : '0'))
      .join('')
      .matchAll(/1+/g),
  ]
    .map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`)
    .join('');

/**
 * The QR code of a text as SVG, dark on light in every colour scheme, with its quiet zone. Error
 * correction M: a seventh of it may be scratched or covered.
 */
export const qrCode = (text: string): string => {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone });
  const dark = data.map(runsOf).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${dark}"/></svg>`;
};
