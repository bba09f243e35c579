import type { Runtime } from './runtime.ts';

/**
 * Asks every route of the template once, without a token or a body, so it can do no harm: staff
 * routes answer 401, public ones refuse what is missing. A 5xx, or a gateway that knows no such
 * route, means that the route does not work.
 */
export async function checkRoutes({ url, gateway }: Runtime): Promise<void> {
  const routes = gateway.routes.filter(({ key }) => key !== '$default');
  const failures = await Promise.all(
    routes.map(async ({ key, method }) => {
      const path = key.slice(key.indexOf(' ') + 1).replaceAll(/\{[^}]+\}/g, 'none');
      const response = await fetch(url + path, { method: method === 'ANY' ? 'GET' : method });
      const body = await response.text();
      const broken = response.status >= 500 || (response.status === 404 && body === notFound);
      return broken ? [`${key} (${response.status})`] : [];
    }),
  );
  const broken = failures.flat();
  if (broken.length > 0) throw new Error(`These routes do not answer: ${broken.join(', ')}.`);
}

/** The gateway's own 404; a function's is a problem document. */
const notFound = '{"message":"Not Found"}';
