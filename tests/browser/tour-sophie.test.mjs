// The five minutes of tenants/sophie/README.md, by rules and knowledge alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserForTests } from './support/browser.mjs';
import { visit } from './support/demo.mjs';
import { Server } from './support/server.mjs';

// Ten messages a minute are let through: each tour has a server of its own.
async function start(t) {
  const server = await Server.start();
  t.after(() => server.stop());
  return server;
}
const browser = await browserForTests();
const said = ({ bot_message: text, blocks }) => `${text} ${JSON.stringify(blocks ?? [])}`;

test('um cliente pergunta, marca e pede uma pessoa', async (t) => {
  const server = await start(t);
  const chat = await visit(t, browser, server, 'sophie/', { locale: 'pt-BR' });
  const price = said(await chat.say('Quanto custa uma faxina?'));
  assert.match(price, /R\$\s?140/);
  assert.match(price, /servicos\.html#limpeza/, 'the source is told');
  const { extracted_attributes: known } = await chat.say('Preciso de uma faxina amanhã');
  assert.equal(known.service.value, 'cleaning');
  assert.ok(known.day);
  assert.match(said(await chat.say('Como faço para cancelar?')), /24 horas/);
  assert.match(said(await chat.say('Vocês vendem bicicletas?')), /não sei com certeza/);
  assert.match(said(await chat.say('ajuda')), /página inicial/);
  const angry = said(await chat.say('Isso é um absurdo, quero meu dinheiro de volta!'));
  assert.match(angry, /Falar com uma pessoa/, 'a person is offered');
  assert.match(said(await chat.say('Quero falar com uma pessoa')), /3055-0142/);
  assert.deepEqual(chat.errors, []);
});

test('uma profissional recebe a resposta que clientes não recebem', async (t) => {
  const server = await start(t);
  const provider = await visit(t, browser, server, 'sophie/profissionais.html', { user: 'jorge', locale: 'pt-BR' });
  assert.match(said(await provider.say('Quando eu recebo?')), /quarta-feira/);
  const client = await visit(t, browser, server, 'sophie/', { locale: 'pt-BR' });
  assert.doesNotMatch(said(await client.say('Quando eu recebo?')), /quarta-feira/);
});

test('the same in English', async (t) => {
  const server = await start(t);
  const chat = await visit(t, browser, server, 'sophie/en/');
  const price = said(await chat.say('How much is a massage?'));
  assert.match(price, /R\$\s?150/);
  assert.match(price, /60 minutes/);
});

test('uma página que não existe é reconhecida', async (t) => {
  const server = await start(t);
  const chat = await visit(t, browser, server, 'sophie/nada', { locale: 'pt-BR' });
  assert.match(said(await chat.say('ajuda')), /não existe/);
});
