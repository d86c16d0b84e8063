// The server asked directly, with the token that the widget keeps in the visitor's browser.

/** The token of the page's conversation, and the conversation's id in it. */
async function session(page) {
  const token = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.endsWith(':token'));
    return localStorage.getItem(key);
  });
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
  return { token, id: claims.session };
}

/** Every message of the page's conversation as the server has it, oldest first. */
export async function history(page, origin) {
  const { token, id } = await session(page);
  const response = await fetch(`${origin}/api/v1/chat/history/${id}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`the history was refused: ${await response.text()}`);
  return (await response.json()).messages;
}
