import { matchPath } from '../../lib/contract/match-path.ts';
import { methodsOf, type Route } from '../../lib/contract/route.ts';
import type { Exchange } from './exchange.ts';
import { refuse } from './refusal.ts';

/** Answers what no route serves: 405 with the path's methods, or 404. */
export const unmatched =
  (rows: readonly Route[]) =>
  async (exchange: Exchange): Promise<never> => {
    const methods = rows.filter((row) => matchPath(row.path, exchange.rawPath)).flatMap(methodsOf);
    if (methods.length === 0) refuse('not_found');
    exchange.state.headers['allow'] = [...new Set(methods)].sort().join(', ');
    return refuse('method_not_allowed', { data: { allow: [...new Set(methods)].sort() } });
  };
