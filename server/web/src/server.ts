// The server's API, as the pages call it. Every body that matters is sealed or signed; nothing here can open it.

/** An error that the server answered with. */
export class ServerError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetch(`/api/v1/${path}`, {
      method,
      headers: { "content-type": "application/json", "x-homeward": "1" },
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ServerError(0, "HW-201");
  }
  if (!answer.ok) {
    const error = (await answer.json().catch(() => ({}))) as { code?: string };
    throw new ServerError(answer.status, error.code ?? "HW-500");
  }
  if (answer.status === 204) return undefined as Answer;
  return (await answer.json()) as Answer;
}

export const get = <Answer>(path: string): Promise<Answer> => ask("GET", path);
export const post = <Answer>(path: string, body: unknown): Promise<Answer> => ask("POST", path, body);
export const remove = (path: string): Promise<void> => ask("DELETE", path);

/** Raw bytes: a form, or the genesis statement. */
export async function bytes(path: string): Promise<Uint8Array> {
  const answer = await fetch(`/api/v1/${path}`, { headers: { "x-homeward": "1" }, credentials: "same-origin" });
  if (!answer.ok) throw new ServerError(answer.status, "HW-404");
  return new Uint8Array(await answer.arrayBuffer());
}
