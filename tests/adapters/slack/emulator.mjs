// Starts the Slack of the npm package "emulate" behind a small door.
//
// The package's own configuration has no place to subscribe an address to events, so that is done as its Slack part
// registers. And Slack takes arguments from the address of a request as well, by GET and by POST, which its own Python
// library relies on; the package reads them from the body of a POST alone, so the door moves them there.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [events, secret, port, inner, scopes] = process.argv.slice(2);
const dist = new URL('node_modules/emulate/dist/', pathToFileURL(`${process.cwd()}/`));
const isSlack = (name) =>
  name.startsWith('dist-') && name.endsWith('.js') && readFileSync(new URL(name, dist), 'utf8').includes('slackPlugin');
const { slackPlugin } = await import(new URL(readdirSync(dist).find(isSlack), dist));
const { createEmulator } = await import(new URL('api.js', dist));

const register = slackPlugin.register;
slackPlugin.register = (app, store, webhooks, ...rest) => {
  webhooks.register({ owner: 'slack', url: events, events: ['*'], active: true });
  register.call(slackPlugin, app, store, webhooks, ...rest);
};

const bot = { app_id: 'A000PARLEY', bot_id: 'B000PARLEY', bot_user_id: 'U000PARLEY' };
const granted = scopes.split(',');
const everything = ['chat:write', 'im:write', 'im:history', 'channels:read', 'channels:history', 'users:read'];
const emulator = await createEmulator({
  service: 'slack',
  port: Number(inner),
  seed: {
    slack: {
      users: [{ name: 'dana', real_name: 'Dana' }],
      channels: [{ name: 'matter' }],
      oauth_apps: [
        { ...bot, client_id: '1.2', client_secret: 'of-the-emulator', name: 'Parley', bot_name: 'parley', redirect_uris: [], scopes: granted },
      ],
      tokens: [
        { ...bot, token: 'xoxb-parley', type: 'bot', user: bot.bot_user_id, scopes: granted },
        { token: 'xoxp-dana', type: 'user', user: 'dana', scopes: everything },
      ],
      signing_secret: secret,
      strict_scopes: true,
    },
  },
});

const read = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};
createServer(async (request, response) => {
  const asked = new URL(request.url, emulator.url);
  const headers = { authorization: request.headers.authorization ?? '' };
  let body = await read(request);
  if (asked.pathname.startsWith('/api/') && asked.search) {
    body = asked.search.slice(1) + (body.length ? `&${body}` : '');
    headers['content-type'] = 'application/x-www-form-urlencoded';
  } else if (request.headers['content-type']) {
    headers['content-type'] = request.headers['content-type'];
  }
  const method = asked.pathname.startsWith('/api/') ? 'POST' : request.method;
  const path = asked.pathname.startsWith('/api/') ? asked.pathname : asked.pathname + asked.search;
  const sent = method === 'GET' ? undefined : body;
  const answer = await fetch(new URL(path, emulator.url), { method, headers, body: sent, redirect: 'manual' });
  const kept = ['content-type', 'location', 'x-oauth-scopes', 'retry-after'];
  const passed = Object.fromEntries([...answer.headers].filter(([name]) => kept.includes(name)));
  response.writeHead(answer.status, passed).end(Buffer.from(await answer.arrayBuffer()));
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
