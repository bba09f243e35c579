/** Radio buttons and boxes have their value whether they are chosen or not. */
export const isTicked = ({ type }: { readonly type: string }): boolean =>
  type === 'radio' || type === 'checkbox';
